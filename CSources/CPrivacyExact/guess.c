// Newton's method for ln delta as a function of ln mu, mu = 1/sigma, which is increasing and concave with slope
// mu/(R(x1) - R(x2)) (gaussian_calibration.md): from any start it lands left of the solution, and climbs from there.
#include "guess.h"

#include <math.h>

double dpk_guess_logarithm(mpz_srcptr a) {
    long exponent;
    double digits = mpz_get_d_2exp(&exponent, a);
    return log(digits) + (double)exponent * 0.6931471805599453;
}

double dpk_guess_quantile(mpq_srcptr delta) {
    // P(N > x) <= e^(-x^2/2)/2
    double logarithm = dpk_guess_logarithm(mpq_denref(delta)) - dpk_guess_logarithm(mpq_numref(delta));
    return sqrt(fmax(0, 2 * (logarithm - 0.6931471805599453)));
}

// ln(delta) - ln(factor e^-exponent), accurate where it is near 0.
static double log_ratio(const dpk_scaled_enclosure *x, mpq_srcptr delta, unsigned long w) {
    dpk_enclosure power;
    mpz_t found;
    dpk_enclosure_init(&power);
    mpz_init(found);
    dpk_enclose_power_of_e(&power, &x->exponent, w);
    mpz_mul(power.low, power.low, mpq_numref(delta));
    mpz_mul(found, x->factor.low, mpq_denref(delta));
    double result = dpk_guess_logarithm(power.low) - dpk_guess_logarithm(found);
    if (fabs(result) < 0.1) {
        mpz_sub(power.low, power.low, found);
        mpz_mul_2exp(power.low, power.low, w);
        mpz_tdiv_q(power.low, power.low, found);
        result = log1p(ldexp(mpz_get_d(power.low), -(int)w));
    }
    dpk_enclosure_clear(&power);
    mpz_clear(found);
    return result;
}

double dpk_guess_step(const dpk_scaled_enclosure *found, double epsilon, double mu, mpq_srcptr delta, unsigned long w) {
    if (mpz_sizeinbase(found->exponent.low, 2) > w + 12 || mpz_sgn(found->factor.low) == 0) return 0;
    // R(x1) - R(x2) = delta/phi(x1)
    double x1 = epsilon / mu - mu / 2;
    double exponent = x1 * x1 / 2 - ldexp(mpz_get_d(found->exponent.low), -(int)w);
    double difference = 2.5066282746310002 * ldexp(mpz_get_d(found->factor.low), -(int)w) * exp(exponent);
    double step = log_ratio(found, delta, w) * difference / mu;
    return isfinite(step) ? step : 0;
}
