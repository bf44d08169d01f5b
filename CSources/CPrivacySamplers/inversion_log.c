// Certified logarithms in fixed point with w fractional bits. Every division truncates; each function counts by how
// many units its sum can be off and returns both ends. The unit is 2^-w.
#include "inversion_log.h"

#include <math.h>
#include <stdint.h>

#include "kept_constant.h"

// out = 2 atanh(s) for |s| <= 1/3 known to 2 units; returns by how many units out may be off.
//
// Terms t(j) = s^(2j+1): t(j+1) = t(j) s^2. s^2 is off by less than 2 |s| 2 + 1 < 2.4 units, t(j+1) by less than
// 2.4/3 + 2/9 + 1 < 2.1 (once t(j) is off by less than 2.1), the quotient by 2j+1 by less than 3.1. After the last,
// |t| < 2.1 and the terms left out sum to less than 2.4. All doubled.
static unsigned long double_atanh(mpz_ptr out, mpz_srcptr s, unsigned long w) {
    mpz_t square, term, part;
    mpz_inits(square, term, part, NULL);
    mpz_mul(square, s, s);
    mpz_tdiv_q_2exp(square, square, w);
    mpz_set(term, s);
    mpz_set_ui(out, 0);
    unsigned long terms = 0;
    for (; mpz_sgn(term) != 0; terms++) {
        mpz_tdiv_q_ui(part, term, 2 * terms + 1);
        mpz_add(out, out, part);
        mpz_mul(term, term, square);
        mpz_tdiv_q_2exp(term, term, w);
    }
    mpz_mul_2exp(out, out, 1);
    mpz_clears(square, term, part, NULL);
    return 7 * terms + 5;
}

// ln 2 = 2 atanh(1/3)
static unsigned long ln2_of_series(mpz_ptr out, unsigned long w) {
    mpz_t third;
    mpz_init(third);
    mpz_setbit(third, w);
    mpz_tdiv_q_ui(third, third, 3);
    unsigned long slack = double_atanh(out, third, w);
    mpz_clear(third);
    return slack;
}

static dpk_kept_constant ln2_kept = {.evaluate = ln2_of_series};

void dpk_enclose_exponential(mpz_ptr low, mpz_ptr high, mpz_srcptr u, unsigned long bits, unsigned long w) {
    // u/2^bits = 2^-n f with f in [3/4, 3/2).
    unsigned long size = mpz_sizeinbase(u, 2);
    unsigned long upper_half = size > 1 && mpz_tstbit(u, size - 2);
    unsigned long point = upper_half ? size : size - 1;
    unsigned long n = bits - point;
    mpz_t f, s, ln2;
    mpz_inits(f, s, ln2, NULL);
    if (w >= point) {
        mpz_mul_2exp(f, u, w - point);
    } else {
        mpz_fdiv_q_2exp(f, u, point - w);
    }
    // s = (f - 1)/(f + 1), |s| <= 1/5: f is off by less than 1 unit, s by less than 2/(7/4)^2 + 1 < 2.
    mpz_t one;
    mpz_init(one);
    mpz_setbit(one, w);
    mpz_sub(s, f, one);
    mpz_add(f, f, one);
    mpz_mul_2exp(s, s, w);
    mpz_tdiv_q(s, s, f);
    unsigned long slack = double_atanh(low, s, w);
    unsigned long slack2 = dpk_kept_constant_read(&ln2_kept, ln2, w);
    mpz_mul_ui(ln2, ln2, n);
    mpz_sub(low, ln2, low);
    mpz_set_ui(one, n);
    mpz_mul_ui(one, one, slack2);
    mpz_add_ui(one, one, slack);
    mpz_add(high, low, one);
    mpz_sub(low, low, one);
    mpz_clears(f, s, ln2, one, NULL);
}

// factor = digits 2^exponent
static uint64_t digits_of(double factor, int *exponent) {
    uint64_t digits = (uint64_t)ldexp(frexp(factor, exponent), 53);
    *exponent -= 53;
    return digits;
}

void dpk_enclose_truncated(mpz_ptr low, mpz_ptr high, mpz_srcptr v, unsigned long bits, double c,
                           unsigned long w) {
    int exponent;
    uint64_t digits = digits_of(c, &exponent);
    mpz_t y, a, term, part;
    mpz_inits(y, a, term, part, NULL);
    // y = 1/c, off by less than 1 unit.
    mpz_import(term, 1, -1, sizeof digits, 0, 0, &digits);
    mpz_setbit(y, w + (unsigned long)-exponent);
    mpz_tdiv_q(y, y, term);
    // a = 1 - e^-y = y - y^2/2 + y^3/6 - ...: a term is off by less than 2.1 units, as are all that are left out.
    unsigned long slack = 3;
    mpz_set(term, y);
    for (unsigned long k = 2; mpz_sgn(term) != 0; k++) {
        if (k % 2 == 0) mpz_add(a, a, term); else mpz_sub(a, a, term);
        slack += 3;
        mpz_mul(term, term, y);
        mpz_tdiv_q_2exp(term, term, w);
        mpz_tdiv_q_ui(term, term, k);
    }
    // z = V a, off by 1 unit more; -ln(1 - z) = z + z^2/2 + z^3/3 + ..., z <= 2^-23: a power is off by less than
    // 2 z slack + 2 < 3 units from the second on, its quotient by less than 4; those left out sum to less than 4.
    mpz_mul(y, a, v);
    mpz_fdiv_q_2exp(y, y, bits);
    slack += 5;
    mpz_set(term, y);
    mpz_set_ui(low, 0);
    for (unsigned long k = 1; mpz_sgn(term) != 0; k++) {
        mpz_tdiv_q_ui(part, term, k);
        mpz_add(low, low, part);
        slack += 4;
        mpz_mul(term, term, y);
        mpz_tdiv_q_2exp(term, term, w);
    }
    mpz_add_ui(high, low, slack);
    mpz_sub_ui(low, low, slack);
    mpz_clears(y, a, term, part, NULL);
}

void dpk_floor_scaled(mpz_ptr out, mpz_srcptr x, double factor, unsigned long w) {
    int exponent;
    uint64_t digits = digits_of(factor, &exponent);
    mpz_t product;
    mpz_init(product);
    mpz_import(product, 1, -1, sizeof digits, 0, 0, &digits);
    mpz_mul(product, product, x);
    mpz_fdiv_q_2exp(out, product, w + (unsigned long)-exponent);  // factor <= 2^41, so exponent < 0
    mpz_clear(product);
}
