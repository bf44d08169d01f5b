// Enclosures in fixed point: [low, high] holds a real number times 2^w. Private to this target; what is claimed of each
// function is proved in gaussian_calibration.md. Every rounding goes outwards.
#ifndef DPK_ENCLOSURE_H
#define DPK_ENCLOSURE_H

#include <gmp.h>

typedef struct {
    mpz_t low, high;
} dpk_enclosure;

void dpk_enclosure_init(dpk_enclosure *x);
void dpk_enclosure_clear(dpk_enclosure *x);

void dpk_enclose_rational(dpk_enclosure *out, mpq_srcptr q, unsigned long w);
// From w + extra fractional bits to w.
void dpk_enclosure_shorten(dpk_enclosure *x, unsigned long extra);
// For a >= 0 and b >= 0; out may be either.
void dpk_enclosure_multiply(dpk_enclosure *out, const dpk_enclosure *a, const dpk_enclosure *b, unsigned long w);
// For a >= 0 and b > 0; out may be either.
void dpk_enclosure_divide(dpk_enclosure *out, const dpk_enclosure *a, const dpk_enclosure *b, unsigned long w);

// sqrt(2 pi)
void dpk_enclose_root_tau(dpk_enclosure *out, unsigned long w);
// e^x for x >= 0 (its integer part must fit memory); out may not be x.
void dpk_enclose_power_of_e(dpk_enclosure *out, const dpk_enclosure *x, unsigned long w);
// ln x for x.low > 0; out may not be x.
void dpk_enclose_logarithm(dpk_enclosure *out, const dpk_enclosure *x, unsigned long w);

// The largest double <= z/2^w and the least >= z/2^w, for any sign.
double dpk_fixed_round_down(mpz_srcptr z, unsigned long w);
double dpk_fixed_round_up(mpz_srcptr z, unsigned long w);
// The same for quotients a/b of positive numbers (and a = 0).
double dpk_quotient_round_down(mpz_srcptr a, mpz_srcptr b);
double dpk_quotient_round_up(mpz_srcptr a, mpz_srcptr b);
// The double nearest to z/2^w, z >= 0.
double dpk_fixed_round_nearest(mpz_srcptr z, unsigned long w);

#endif
