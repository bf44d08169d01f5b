// delta(sigma) = Phi(1/(2 sigma) - epsilon sigma) - e^epsilon Phi(-1/(2 sigma) - epsilon sigma), and tails of the normal
// law, as factor e^-exponent; then as doubles. Argument: gaussian_calibration.md.
#include <math.h>

#include "dpk_gaussian_calibration.h"
#include "normal.h"
#include "rational.h"

#define LEAST_BITS 128
#define MOST_BITS 4096

void dpk_scaled_init(dpk_scaled_enclosure *x) {
    dpk_enclosure_init(&x->factor);
    dpk_enclosure_init(&x->exponent);
}

void dpk_scaled_clear(dpk_scaled_enclosure *x) {
    dpk_enclosure_clear(&x->factor);
    dpk_enclosure_clear(&x->exponent);
}

// exponent = x^2/2
static void half_square(dpk_enclosure *exponent, mpq_srcptr x, unsigned long w) {
    mpq_t y;
    mpq_init(y);
    mpq_mul(y, x, x);
    mpq_div_2exp(y, y, 1);
    dpk_enclose_rational(exponent, y, w);
    mpq_clear(y);
}

// factor e^-exponent becomes 1 - factor e^-exponent.
static void complement(dpk_scaled_enclosure *x, unsigned long w) {
    dpk_enclosure one;
    dpk_enclosure_init(&one);
    mpz_setbit(one.low, w);
    mpz_setbit(one.high, w);
    mpz_ptr low = x->factor.low, high = x->factor.high;
    if (mpz_sizeinbase(x->exponent.low, 2) > w + 13) {  // e^-exponent < e^-8192 < 2^-w, the factor is below 2
        mpz_set_ui(low, 0);
        mpz_set_ui(high, 2);
    } else {
        dpk_enclosure power;
        dpk_enclosure_init(&power);
        dpk_enclose_power_of_e(&power, &x->exponent, w);
        dpk_enclosure_divide(&x->factor, &x->factor, &power, w);
        dpk_enclosure_clear(&power);
    }
    mpz_sub(low, one.low, low);
    mpz_sub(high, one.high, high);
    mpz_swap(low, high);
    if (mpz_sgn(low) < 0) mpz_set_ui(low, 0);
    mpz_set_ui(x->exponent.low, 0);
    mpz_set_ui(x->exponent.high, 0);
    dpk_enclosure_clear(&one);
}

static void over_root_tau(dpk_enclosure *factor, unsigned long w) {
    dpk_enclosure root;
    dpk_enclosure_init(&root);
    dpk_enclose_root_tau(&root, w);
    dpk_enclosure_divide(factor, factor, &root, w);
    dpk_enclosure_clear(&root);
}

void dpk_enclose_normal_tail(dpk_scaled_enclosure *out, mpq_srcptr x, unsigned long w) {
    mpq_t magnitude;
    mpq_init(magnitude);
    mpq_abs(magnitude, x);
    dpk_enclose_mills_ratio(&out->factor, magnitude, w);
    over_root_tau(&out->factor, w);
    half_square(&out->exponent, x, w);
    if (mpq_sgn(x) < 0) complement(out, w);
    mpq_clear(magnitude);
}

void dpk_enclose_gaussian_delta(dpk_scaled_enclosure *out, mpq_srcptr epsilon, mpq_srcptr sigma, unsigned long w) {
    mpq_t x1, x2;
    dpk_enclosure second;
    mpq_inits(x1, x2, NULL);
    dpk_enclosure_init(&second);
    mpq_inv(x2, sigma);
    mpq_mul(x1, epsilon, sigma);
    mpq_div_2exp(x2, x2, 1);
    mpq_sub(x1, x1, x2);
    mpq_mul_2exp(x2, x2, 1);
    mpq_add(x2, x1, x2);
    half_square(&out->exponent, x1, w);
    dpk_enclose_mills_ratio(&second, x2, w);
    if (mpq_sgn(x1) >= 0) {  // phi(x1) (R(x1) - R(x2))
        dpk_enclose_mills_ratio(&out->factor, x1, w);
        mpz_sub(out->factor.low, out->factor.low, second.high);
        mpz_sub(out->factor.high, out->factor.high, second.low);
        if (mpz_sgn(out->factor.low) < 0) mpz_set_ui(out->factor.low, 0);
        over_root_tau(&out->factor, w);
    } else {  // 1 - phi(x1) (R(-x1) + R(x2))
        mpq_neg(x1, x1);
        dpk_enclose_mills_ratio(&out->factor, x1, w);
        mpz_add(out->factor.low, out->factor.low, second.low);
        mpz_add(out->factor.high, out->factor.high, second.high);
        over_root_tau(&out->factor, w);
        complement(out, w);
    }
    mpq_clears(x1, x2, NULL);
    dpk_enclosure_clear(&second);
}

void dpk_scaled_bounds(const dpk_scaled_enclosure *x, unsigned long w, double *low, double *high) {
    if (mpz_sizeinbase(x->exponent.low, 2) > w + 10) {  // an exponent of at least 2^10: below e^-1024
        *low = 0;
        *high = 0x1p-1074;
        return;
    }
    dpk_enclosure power;
    dpk_enclosure_init(&power);
    dpk_enclose_power_of_e(&power, &x->exponent, w);
    *low = dpk_quotient_round_down(x->factor.low, power.high);
    *high = fmin(dpk_quotient_round_up(x->factor.high, power.low), 1);
    dpk_enclosure_clear(&power);
}

void dpk_scaled_log_bounds(const dpk_scaled_enclosure *x, unsigned long w, double *low, double *high) {
    if (mpz_sgn(x->factor.low) == 0) {
        *low = -INFINITY;
        *high = 0;
        return;
    }
    dpk_enclosure logarithm;
    dpk_enclosure_init(&logarithm);
    dpk_enclose_logarithm(&logarithm, &x->factor, w);
    mpz_sub(logarithm.low, logarithm.low, x->exponent.high);
    mpz_sub(logarithm.high, logarithm.high, x->exponent.low);
    *low = dpk_fixed_round_down(logarithm.low, w);
    *high = fmin(dpk_fixed_round_up(logarithm.high, w), 0);
    dpk_enclosure_clear(&logarithm);
}

int dpk_scaled_compare(const dpk_scaled_enclosure *x, mpq_srcptr q, unsigned long w) {
    if (mpz_sizeinbase(x->exponent.low, 2) > w + 13) {  // an exponent of at least 2^13: below 2 e^-8192 < 2^-8192
        return mpz_sizeinbase(mpq_denref(q), 2) <= 1 << 13 ? -1 : 0;
    }
    dpk_enclosure power;
    mpz_t left;
    dpk_enclosure_init(&power);
    mpz_init(left);
    dpk_enclose_power_of_e(&power, &x->exponent, w);
    mpz_mul(power.low, power.low, mpq_numref(q));
    mpz_mul(power.high, power.high, mpq_numref(q));
    mpz_mul(left, x->factor.high, mpq_denref(q));
    int order = mpz_cmp(left, power.low) < 0 ? -1 : 0;
    mpz_mul(left, x->factor.low, mpq_denref(q));
    if (mpz_cmp(left, power.high) > 0) order = 1;
    dpk_enclosure_clear(&power);
    mpz_clear(left);
    return order;
}

typedef void enclosing(dpk_scaled_enclosure *out, mpq_srcptr a, mpq_srcptr b, unsigned long w);
typedef void bounding(const dpk_scaled_enclosure *x, unsigned long w, double *low, double *high);

static void tail(dpk_scaled_enclosure *out, mpq_srcptr x, mpq_srcptr unused, unsigned long w) {
    (void)unused;
    dpk_enclose_normal_tail(out, x, w);
}

// Both bounds, at growing precision until they are neighbours.
static void bounds(enclosing *enclose, bounding *bound, const dpk_rational *a, const dpk_rational *b, double *low,
                   double *high) {
    dpk_scaled_enclosure x;
    dpk_scaled_init(&x);
    for (unsigned long w = LEAST_BITS; w <= MOST_BITS; w *= 2) {
        enclose(&x, a->q, b == NULL ? NULL : b->q, w);
        bound(&x, w, low, high);
        if (*high <= nextafter(*low, INFINITY)) break;
    }
    dpk_scaled_clear(&x);
}

void dpk_gaussian_delta_bounds(const dpk_rational *epsilon, const dpk_rational *sigma, double *low, double *high) {
    bounds(dpk_enclose_gaussian_delta, dpk_scaled_bounds, epsilon, sigma, low, high);
}

void dpk_gaussian_log_delta_bounds(const dpk_rational *epsilon, const dpk_rational *sigma, double *low, double *high) {
    bounds(dpk_enclose_gaussian_delta, dpk_scaled_log_bounds, epsilon, sigma, low, high);
}

void dpk_normal_tail_bounds(const dpk_rational *x, double *low, double *high) {
    bounds(tail, dpk_scaled_bounds, x, NULL, low, high);
}

void dpk_normal_log_tail_bounds(const dpk_rational *x, double *low, double *high) {
    bounds(tail, dpk_scaled_log_bounds, x, NULL, low, high);
}
