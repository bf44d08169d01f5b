// The least sigma for (epsilon, delta), and the least epsilon for (sigma, delta): guessed in doubles, decided exactly.
#include <math.h>

#include "dpk_gaussian_calibration.h"
#include "guess.h"
#include "normal.h"
#include "rational.h"
#include "search.h"

#define LEAST_BITS 128
#define MOST_BITS 4096

// Precision in which sigma's own size doesn't cancel.
static unsigned long starting_bits(mpq_srcptr sigma) {
    unsigned long numerator = mpz_sizeinbase(mpq_numref(sigma), 2), denominator = mpz_sizeinbase(mpq_denref(sigma), 2);
    return numerator > denominator ? LEAST_BITS + numerator - denominator : LEAST_BITS;
}

// Whether delta(sigma) <= delta is proved.
static int suffices(mpq_srcptr epsilon, mpq_srcptr sigma, mpq_srcptr delta) {
    dpk_scaled_enclosure x;
    dpk_scaled_init(&x);
    int order = 0;
    for (unsigned long w = starting_bits(sigma); order == 0 && w <= MOST_BITS; w *= 2) {
        dpk_enclose_gaussian_delta(&x, epsilon, sigma, w);
        order = dpk_scaled_compare(&x, delta, w);
    }
    dpk_scaled_clear(&x);
    return order < 0;
}

typedef struct {
    mpq_srcptr known, delta;
} question;

static int sigma_suffices(const void *context, double sigma) {
    const question *asked = context;
    mpq_t exact;
    mpq_init(exact);
    mpq_set_d(exact, sigma);
    int result = suffices(asked->known, exact, asked->delta);
    mpq_clear(exact);
    return result;
}

static int epsilon_suffices(const void *context, double epsilon) {
    const question *asked = context;
    mpq_t exact;
    mpq_init(exact);
    mpq_set_d(exact, epsilon);
    int result = suffices(exact, asked->known, asked->delta);
    mpq_clear(exact);
    return result;
}

static double guess_sigma(mpq_srcptr epsilon, mpq_srcptr delta) {
    double e = mpq_get_d(epsilon), x = dpk_guess_quantile(delta);
    double mu = fmax(2 * e / (x + sqrt(x * x + 2 * e)), mpq_get_d(delta) * 2.5066282746310002);
    dpk_scaled_enclosure found;
    mpq_t sigma;
    dpk_scaled_init(&found);
    mpq_init(sigma);
    for (int round = 0; round < 60 && mu > 0x1p-1000 && mu < 0x1p1000; round++) {
        mpq_set_d(sigma, 1 / mu);
        unsigned long w = starting_bits(sigma);
        dpk_enclose_gaussian_delta(&found, epsilon, sigma, w);
        double step = dpk_guess_step(&found, e, mu, delta, w);
        mu *= exp(step);
        if (fabs(step) < 0x1p-50) break;
    }
    dpk_scaled_clear(&found);
    mpq_clear(sigma);
    return 1 / mu;
}

int dpk_gaussian_suffices(const dpk_rational *epsilon, const dpk_rational *sigma, const dpk_rational *delta) {
    return suffices(epsilon->q, sigma->q, delta->q);
}

double dpk_gaussian_multiplier(const dpk_rational *epsilon, const dpk_rational *delta) {
    question asked = {epsilon->q, delta->q};
    return dpk_least_double(sigma_suffices, &asked, guess_sigma(epsilon->q, delta->q), 0x1p-1000, 0x1p1000, 0);
}

double dpk_gaussian_epsilon(const dpk_rational *sigma, const dpk_rational *delta, double least) {
    question asked = {sigma->q, delta->q};
    double mu = 1 / mpq_get_d(sigma->q);
    double guess = mu * (dpk_guess_quantile(delta->q) + mu / 2);
    return dpk_least_double(epsilon_suffices, &asked, guess, least, 0x1p1000, 0);
}
