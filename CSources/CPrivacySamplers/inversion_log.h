// Enclosures in fixed point: integers low and high with low <= x 2^w <= high; private to this target.
#ifndef DPK_INVERSION_LOG_H
#define DPK_INVERSION_LOG_H

#include <gmp.h>

// x = -ln(u/2^bits), 0 < u <= 2^bits.
void dpk_enclose_exponential(mpz_ptr low, mpz_ptr high, mpz_srcptr u, unsigned long bits, unsigned long w);

// x = -ln(1 - v/2^bits (1 - e^(-1/c))), 0 < v < 2^bits, c >= 2^23.
void dpk_enclose_truncated(mpz_ptr low, mpz_ptr high, mpz_srcptr v, unsigned long bits, double c,
                           unsigned long w);

// out = floor(factor x / 2^w) for a double factor > 0, exactly; out may be x.
void dpk_floor_scaled(mpz_ptr out, mpz_srcptr x, double factor, unsigned long w);

#endif
