// Enclosures of the Box-Muller map in fixed point: integers low and high with low <= x 2^w <= high for every point of a
// cell; private to this target.
#ifndef DPK_CERTIFIED_NORMAL_H
#define DPK_CERTIFIED_NORMAL_H

#include <gmp.h>

typedef struct {
    mpz_t low, high;
} dpk_interval;

void dpk_interval_init(dpk_interval *x);
void dpk_interval_clear(dpk_interval *x);

// sqrt(-2 ln U) for u/2^bits <= U <= (u + 1)/2^bits, 0 < u < 2^bits.
void dpk_enclose_radius(dpk_interval *radius, mpz_srcptr u, unsigned long bits, unsigned long w);

// cos 2 pi V and sin 2 pi V for v/2^bits <= V <= (v + 1)/2^bits, 0 <= v < 2^bits, bits >= 3.
void dpk_enclose_angle(dpk_interval *cosine, dpk_interval *sine, mpz_srcptr v, unsigned long bits, unsigned long w);

#endif
