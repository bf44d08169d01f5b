// delta of the discrete Gaussian P(Y = k) ~ g(k) = e^(-k^2/(2 sigma^2)), summed term by term. Argument:
// gaussian_calibration.md.
#include "discrete_gaussian_sum.h"

// out = e^-x for a rational x >= 0.
static void falling(dpk_enclosure *out, mpq_srcptr x, unsigned long w) {
    dpk_enclosure power;
    dpk_enclosure_init(&power);
    dpk_enclose_rational(&power, x, w);
    if (mpz_sizeinbase(power.low, 2) > w + 13) {
        mpz_set_ui(out->low, 0);
        mpz_set_ui(out->high, 1);
    } else {
        dpk_enclose_power_of_e(out, &power, w);
        mpz_set_ui(power.low, 0);
        mpz_set_ui(power.high, 0);
        mpz_setbit(power.low, w);
        mpz_setbit(power.high, w);
        dpk_enclosure_divide(out, &power, out, w);
    }
    dpk_enclosure_clear(&power);
}

// out = sum of g(k)/g(start) over k >= start, for start >= 0. Each ratio g(k + 1)/g(k) is the one before times
// e^(-1/sigma^2); the rest is less than a geometric series.
static void sum_from(dpk_enclosure *out, mpz_srcptr start, mpq_srcptr variance, unsigned long w) {
    dpk_enclosure term, ratio, fall;
    mpq_t x;
    mpz_t rest;
    dpk_enclosure_init(&term);
    dpk_enclosure_init(&ratio);
    dpk_enclosure_init(&fall);
    mpq_init(x);
    mpz_init(rest);
    mpq_inv(x, variance);
    falling(&fall, x, w);
    mpz_mul_ui(rest, start, 2);
    mpz_add_ui(rest, rest, 1);
    mpz_mul(mpq_numref(x), mpq_numref(x), rest);
    mpq_canonicalize(x);
    mpq_div_2exp(x, x, 1);
    falling(&ratio, x, w);  // e^(-(2 start + 1)/(2 sigma^2))
    mpz_setbit(term.low, w);
    mpz_setbit(term.high, w);
    mpz_set(out->low, term.low);
    mpz_set(out->high, term.high);
    do {
        dpk_enclosure_multiply(&term, &term, &ratio, w);
        dpk_enclosure_multiply(&ratio, &ratio, &fall, w);
        mpz_add(out->low, out->low, term.low);
        mpz_add(out->high, out->high, term.high);
    } while (mpz_cmp_ui(term.high, 1) > 0);
    // term/(1 - ratio)
    mpz_set_ui(rest, 0);
    mpz_setbit(rest, w);
    mpz_sub(ratio.high, rest, ratio.high);
    mpz_cdiv_q(rest, rest, ratio.high);
    mpz_add(out->high, out->high, rest);
    dpk_enclosure_clear(&term);
    dpk_enclosure_clear(&ratio);
    dpk_enclosure_clear(&fall);
    mpq_clear(x);
    mpz_clear(rest);
}

// out = e^-x sum_from(start)
static void weighted_sum(dpk_enclosure *out, mpq_srcptr x, mpz_srcptr start, mpq_srcptr variance, unsigned long w) {
    dpk_enclosure weight;
    dpk_enclosure_init(&weight);
    falling(&weight, x, w);
    sum_from(out, start, variance, w);
    dpk_enclosure_multiply(out, out, &weight, w);
    dpk_enclosure_clear(&weight);
}

// x = k^2/(2 variance)
static void half_square(mpq_ptr x, mpz_srcptr k, mpq_srcptr variance) {
    mpq_set_z(x, k);
    mpq_mul(x, x, x);
    mpq_div(x, x, variance);
    mpq_div_2exp(x, x, 1);
}

// With m = floor(t) + 1, Z the sum of all g(k) and e^epsilon g(m + D) = g(m) e^-y, y = D (m - t)/sigma^2:
//   delta = g(m) (sum_from(m) - e^-y sum_from(m + D))/Z                          for m > 0,
//   delta = 1 - (g(1 - m) sum_from(1 - m) + g(m) e^-y sum_from(m + D))/Z         otherwise.
void dpk_enclose_discrete_sum(dpk_scaled_enclosure *out, mpq_srcptr sensitivity, mpq_srcptr t,
                              mpq_srcptr variance, unsigned long w) {
    dpk_enclosure first, second, total;
    mpq_t x, y;
    mpz_t m, n;
    dpk_enclosure_init(&first);
    dpk_enclosure_init(&second);
    dpk_enclosure_init(&total);
    mpq_inits(x, y, NULL);
    mpz_inits(m, n, NULL);
    sum_from(&total, n, variance, w);  // Z = 2 (sum from 0) - 1
    mpz_fdiv_q(m, mpq_numref(t), mpq_denref(t));
    mpz_add_ui(m, m, 1);
    mpq_set_z(y, m);
    mpq_sub(y, y, t);
    mpq_mul(y, y, sensitivity);
    mpq_div(y, y, variance);
    half_square(x, m, variance);
    if (mpz_sgn(m) > 0) {
        dpk_enclose_rational(&out->exponent, x, w);
        sum_from(&first, m, variance, w);
    } else {
        mpz_set_ui(out->exponent.low, 0);
        mpz_set_ui(out->exponent.high, 0);
        mpq_add(y, x, y);
        mpz_ui_sub(n, 1, m);
        half_square(x, n, variance);
        weighted_sum(&first, x, n, variance, w);
    }
    mpz_add(n, m, mpq_numref(sensitivity));
    weighted_sum(&second, y, n, variance, w);
    mpz_set_ui(n, 0);
    mpz_setbit(n, w);
    mpz_mul_2exp(total.low, total.low, 1);
    mpz_mul_2exp(total.high, total.high, 1);
    mpz_sub(total.low, total.low, n);
    mpz_sub(total.high, total.high, n);
    if (mpz_sgn(m) > 0) {
        mpz_sub(first.low, first.low, second.high);
        mpz_sub(first.high, first.high, second.low);
    } else {  // total - first - second
        mpz_add(first.low, first.low, second.low);
        mpz_add(first.high, first.high, second.high);
        mpz_sub(first.low, total.high, first.low);
        mpz_sub(first.high, total.low, first.high);
        mpz_swap(first.low, first.high);
    }
    if (mpz_sgn(first.low) < 0) mpz_set_ui(first.low, 0);
    if (mpz_sgn(first.high) < 0) mpz_set_ui(first.high, 0);
    dpk_enclosure_divide(&out->factor, &first, &total, w);
    dpk_enclosure_clear(&first);
    dpk_enclosure_clear(&second);
    dpk_enclosure_clear(&total);
    mpq_clears(x, y, NULL);
    mpz_clears(m, n, NULL);
}
