// From a rational to a power of two, a double, a text.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rational.h"

int64_t dpk_rational_ceil_log2(const dpk_rational *a) {
    // num has bits n and den has bits d: 2^(n-d-1) < num/den < 2^(n-d+1), so the answer is n-d or n-d+1.
    int64_t guess = (int64_t)mpz_sizeinbase(mpq_numref(a->q), 2)
                    - (int64_t)mpz_sizeinbase(mpq_denref(a->q), 2);
    dpk_rational *power = dpk_rational_from_unsigned(1);
    dpk_rational *scaled = dpk_rational_scale(power, (int32_t)guess);
    int fits = mpq_cmp(scaled->q, a->q) >= 0;
    dpk_rational_free(scaled);
    dpk_rational_free(power);
    return fits ? guess : guess + 1;
}

// floor(a * 2^shift)
static void scaled_floor(mpz_ptr out, mpq_srcptr a, long shift) {
    mpz_t denominator;
    mpz_init_set(denominator, mpq_denref(a));
    if (shift >= 0) {
        mpz_mul_2exp(out, mpq_numref(a), (unsigned long)shift);
    } else {
        mpz_set(out, mpq_numref(a));
        mpz_mul_2exp(denominator, denominator, (unsigned long)-shift);
    }
    mpz_fdiv_q(out, out, denominator);
    mpz_clear(denominator);
}

// The largest double <= a for a > 0 (0 below the least subnormal), by its 53 leading bits.
static double round_down(mpq_srcptr a, int64_t ceil_log2) {
    long shift = 53 - (long)ceil_log2;   // a * 2^shift <= 2^53
    if (shift > 1074) shift = 1074;      // no finer than the least subnormal
    mpz_t scaled;
    mpz_init(scaled);
    scaled_floor(scaled, a, shift);
    double result = ldexp(mpz_get_d(scaled), (int)-shift);
    mpz_clear(scaled);
    return result;
}

double dpk_rational_round_up(const dpk_rational *a) {
    if (mpq_sgn(a->q) <= 0) return 0;
    int64_t ceil_log2 = dpk_rational_ceil_log2(a);
    if (ceil_log2 > 1024) return INFINITY;
    double below = round_down(a->q, ceil_log2);
    if (isinf(below)) return INFINITY;
    mpq_t back;
    mpq_init(back);
    mpq_set_d(back, below);
    int exact = mpq_equal(back, a->q);
    mpq_clear(back);
    return exact ? below : nextafter(below, INFINITY);
}

double dpk_rational_nearest(const dpk_rational *a) {
    if (mpq_sgn(a->q) <= 0) return 0;
    double above = dpk_rational_round_up(a);
    double below = round_down(a->q, dpk_rational_ceil_log2(a));
    if (above == below || isinf(above)) return above;
    mpq_t middle, other;
    mpq_init(middle);
    mpq_init(other);
    mpq_set_d(middle, below);
    mpq_set_d(other, above);
    mpq_add(middle, middle, other);
    mpq_div_2exp(middle, middle, 1);
    int order = mpq_cmp(a->q, middle);
    mpq_clear(other);
    mpq_clear(middle);
    if (order != 0) return order < 0 ? below : above;
    uint64_t bits;
    memcpy(&bits, &below, sizeof bits);
    return (bits & 1) == 0 ? below : above;
}

char *dpk_rational_text(const dpk_rational *a) {
    size_t size = mpz_sizeinbase(mpq_numref(a->q), 10) + mpz_sizeinbase(mpq_denref(a->q), 10) + 3;
    char *text = malloc(size);
    if (text == NULL) abort();
    return mpq_get_str(text, 10, a->q);
}

void dpk_text_free(char *text) {
    free(text);
}
