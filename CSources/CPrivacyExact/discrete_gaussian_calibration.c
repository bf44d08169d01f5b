// Calibration of the discrete Gaussian to an integer of sensitivity D: by Canonne, Kamath and Steinke 2020, "The discrete
// Gaussian for differential privacy", Theorem 7,
//
//   delta = P(Y > t) - e^epsilon P(Y > t + D),   t = epsilon sigma^2/D - D/2,
//
// summed up to sigma = 2^7, and above bounded by the continuous law's delta plus how far a sum can be from its integral.
// Argument: gaussian_calibration.md.
#include <math.h>

#include "discrete_gaussian_sum.h"
#include "dpk_gaussian_calibration.h"
#include "guess.h"
#include "rational.h"
#include "search.h"

#define LARGEST_SUMMED 0x1p7
#define SUMMED_STEP 8  // sums are compared at every 2^8-th double
#define LEAST_SIGMA 0x1p-500
#define LEAST_BITS 128
#define MOST_BITS 1024

typedef struct {
    mpq_srcptr epsilon, delta, sensitivity;
} question;

// The continuous delta at sigma/D, its high end raised by mu/sigma^2 (1/10 + mu/60) phi(x1) sqrt(2 pi) for x1 >= 1, and by
// mu/sigma^2 (1/3 + mu/6) below, mu = D/sigma.
static void enclose_bounded(dpk_scaled_enclosure *out, const question *asked, mpq_srcptr sigma, unsigned long w) {
    mpq_t mu, x1, raise;
    dpk_enclosure more;
    mpq_inits(mu, x1, raise, NULL);
    dpk_enclosure_init(&more);
    mpq_div(mu, sigma, asked->sensitivity);
    dpk_enclose_gaussian_delta(out, asked->epsilon, mu, w);
    mpq_mul(x1, asked->epsilon, mu);
    mpq_inv(mu, mu);
    mpq_div_2exp(raise, mu, 1);
    mpq_sub(x1, x1, raise);
    int far = mpq_cmp_ui(x1, 1, 1) >= 0;
    mpq_set_ui(raise, 1, far ? 60 : 6);
    mpq_mul(raise, raise, mu);
    mpq_set_ui(x1, 1, far ? 10 : 3);
    mpq_add(raise, raise, x1);
    mpq_mul(raise, raise, mu);
    mpq_div(raise, raise, sigma);
    mpq_div(raise, raise, sigma);
    dpk_enclose_rational(&more, raise, w);
    mpz_add(out->factor.high, out->factor.high, more.high);
    mpq_clears(mu, x1, raise, NULL);
    dpk_enclosure_clear(&more);
}

static void place_of(mpq_ptr t, const question *asked, mpq_srcptr variance) {
    mpq_t half;
    mpq_init(half);
    mpq_mul(t, asked->epsilon, variance);
    mpq_div(t, t, asked->sensitivity);
    mpq_div_2exp(half, asked->sensitivity, 1);
    mpq_sub(t, t, half);
    mpq_clear(half);
}

static void enclose(dpk_scaled_enclosure *out, const question *asked, double sigma, unsigned long w) {
    mpq_t exact, t;
    mpq_inits(exact, t, NULL);
    mpq_set_d(exact, sigma);
    if (sigma > LARGEST_SUMMED) {
        enclose_bounded(out, asked, exact, w);
    } else {
        mpq_mul(exact, exact, exact);
        place_of(t, asked, exact);
        dpk_enclose_discrete_sum(out, asked->sensitivity, t, exact, w);
    }
    mpq_clears(exact, t, NULL);
}

static unsigned long starting_bits(double sigma) {
    int exponent;
    frexp(sigma, &exponent);
    return LEAST_BITS + (exponent > 0 ? (unsigned long)exponent : 0);
}

// Whether delta(sigma) <= delta is proved. Only the high end counts, above 2^7 the low end isn't the discrete law's.
static int suffices(const void *context, double sigma) {
    const question *asked = context;
    dpk_scaled_enclosure x;
    dpk_scaled_init(&x);
    int order = 0;
    for (unsigned long w = starting_bits(sigma); order == 0 && w <= MOST_BITS; w *= 2) {
        enclose(&x, asked, sigma, w);
        order = dpk_scaled_compare(&x, asked->delta, w);
    }
    dpk_scaled_clear(&x);
    return order < 0;
}

// The least double at or above the sigma of an integer t, sigma^2 = D (t + D/2)/epsilon; 0 if there is none.
static double sigma_of(mpz_srcptr t, const question *asked) {
    dpk_rational square;
    mpq_t whole;
    mpq_init(square.q);
    mpq_init(whole);
    mpq_set_z(whole, t);
    mpq_div_2exp(square.q, asked->sensitivity, 1);
    mpq_add(square.q, square.q, whole);
    mpq_mul(square.q, square.q, asked->sensitivity);
    mpq_div(square.q, square.q, asked->epsilon);
    double sigma = dpk_rational_root_round_up(&square);
    mpq_clear(square.q);
    mpq_clear(whole);
    return sigma;
}

// Seen as a function of sigma, delta has valleys, each with its floor where t is an integer. Downwards from `sigma`, as long as
// the floors suffice; then what suffices in the last valley.
static double in_lower_valleys(const question *asked, double sigma) {
    mpq_t exact, place;
    mpz_t t;
    mpq_inits(exact, place, NULL);
    mpz_init(t);
    mpq_set_d(exact, sigma);
    mpq_mul(exact, exact, exact);
    place_of(place, asked, exact);
    mpz_cdiv_q(t, mpq_numref(place), mpq_denref(place));
    double found = sigma, below;
    for (;; found = below) {
        mpz_sub_ui(t, t, 1);
        below = sigma_of(t, asked);
        if (below < LEAST_SIGMA || !suffices(asked, below)) break;
    }
    mpq_clears(exact, place, NULL);
    mpz_clear(t);
    if (found == sigma) return sigma;
    double least = dpk_least_double(suffices, asked, found, fmax(below, LEAST_SIGMA), found, SUMMED_STEP);
    return fmin(least, found);
}

double dpk_discrete_gaussian_sigma(const dpk_rational *epsilon, const dpk_rational *delta, const dpk_rational *sensitivity) {
    question asked = {epsilon->q, delta->q, sensitivity->q};
    double e = mpq_get_d(epsilon->q), d = mpq_get_d(sensitivity->q);
    double sigma = dpk_gaussian_multiplier(epsilon, delta) * d;
    dpk_scaled_enclosure found;
    dpk_scaled_init(&found);
    for (int round = 0; round < 12 && sigma > LEAST_SIGMA && sigma <= 0x1p500; round++) {
        unsigned long w = starting_bits(sigma);
        enclose(&found, &asked, sigma, w);
        mpz_set(found.factor.low, found.factor.high);
        double step = dpk_guess_step(&found, e, d / sigma, delta->q, w);
        sigma *= exp(-step);
        if (fabs(step) < 0x1p-44) break;
    }
    dpk_scaled_clear(&found);
    unsigned step = sigma > LARGEST_SUMMED ? 0 : SUMMED_STEP;
    sigma = dpk_least_double(suffices, &asked, sigma * (1 + 0x1p-43), LEAST_SIGMA, 0x1p500, step);
    return sigma > LARGEST_SUMMED ? sigma : in_lower_valleys(&asked, sigma);
}

int dpk_discrete_gaussian_suffices(const dpk_rational *epsilon, double sigma, const dpk_rational *delta,
                                   const dpk_rational *sensitivity) {
    question asked = {epsilon->q, delta->q, sensitivity->q};
    return suffices(&asked, sigma);
}

double dpk_discrete_gaussian_delta_bound(const dpk_rational *epsilon, double sigma, const dpk_rational *sensitivity) {
    question asked = {epsilon->q, NULL, sensitivity->q};
    dpk_scaled_enclosure x;
    double low, high;
    dpk_scaled_init(&x);
    unsigned long w = 2 * starting_bits(sigma);
    enclose(&x, &asked, sigma, w);
    dpk_scaled_bounds(&x, w, &low, &high);
    dpk_scaled_clear(&x);
    return high;
}
