// How much zero-concentrated privacy (epsilon, delta) leaves room for: rho-zCDP implies (epsilon, delta) with
//
//   delta = e^((a - 1)(a rho - epsilon))/(a - 1) (1 - 1/a)^a   for every a > 1
//
// (Canonne, Kamath and Steinke 2020, Corollary 13). Solved for rho, with u = a - 1:
//
//   rho = (epsilon + (ln delta + a ln a - u ln u)/u)/a.
//
// The best a is guessed in doubles; whichever it is, the rho computed from it, rounded down, is sound.
#include <math.h>

#include "dpk_gaussian_calibration.h"
#include "enclosure.h"
#include "guess.h"
#include "rational.h"

static double guess_rho(double epsilon, double log_delta, double u) {
    return (epsilon + (log_delta + log1p(u) + u * log1p(1 / u)) / u) / (1 + u);
}

// Golden section over ln u.
static double guess_order(double epsilon, double log_delta) {
    const double golden = 0.6180339887498949;
    double low = -45, high = 60;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = guess_rho(epsilon, log_delta, exp(a)), at_b = guess_rho(epsilon, log_delta, exp(b));
    while (high - low > 1e-8) {
        if (at_a < at_b) {
            low = a, a = b, at_a = at_b;
            b = low + golden * (high - low);
            at_b = guess_rho(epsilon, log_delta, exp(b));
        } else {
            high = b, b = a, at_b = at_a;
            a = high - golden * (high - low);
            at_a = guess_rho(epsilon, log_delta, exp(a));
        }
    }
    return exp(low);
}

// ln(x/2^w)
static void logarithm(dpk_enclosure *out, mpz_srcptr x, unsigned long w) {
    dpk_enclosure at;
    dpk_enclosure_init(&at);
    mpz_set(at.low, x);
    mpz_set(at.high, x);
    dpk_enclose_logarithm(out, &at, w);
    dpk_enclosure_clear(&at);
}

double dpk_concentrated_multiplier(const dpk_rational *epsilon, const dpk_rational *delta) {
    const unsigned long w = 512;
    if (mpq_cmp_ui(delta->q, 1, 2) > 0) {  // a smaller delta is sound, and nobody's loss
        dpk_rational half;
        mpq_init(half.q);
        mpq_set_ui(half.q, 1, 2);
        double result = dpk_concentrated_multiplier(epsilon, &half);
        mpq_clear(half.q);
        return result;
    }
    double log_delta = dpk_guess_logarithm(mpq_numref(delta->q)) - dpk_guess_logarithm(mpq_denref(delta->q));
    mpz_t u, a, rho;
    dpk_enclosure term;
    mpq_t order;
    mpz_inits(u, a, rho, NULL);
    dpk_enclosure_init(&term);
    mpq_init(order);
    // The order is a double of at least e^-45: w bits after the point hold it.
    mpq_set_d(order, guess_order(mpq_get_d(epsilon->q), log_delta));
    mpz_mul_2exp(u, mpq_numref(order), w);
    mpz_divexact(u, u, mpq_denref(order));
    mpz_setbit(a, w);
    mpz_add(a, a, u);
    // ln delta, as a difference
    mpz_mul_2exp(rho, mpq_numref(delta->q), w);
    logarithm(&term, rho, w);
    mpz_swap(rho, term.low);
    mpz_mul_2exp(term.low, mpq_denref(delta->q), w);
    logarithm(&term, term.low, w);
    mpz_sub(rho, rho, term.high);
    // + a ln a - u ln u
    logarithm(&term, a, w);
    mpz_mul(term.low, term.low, a);
    mpz_fdiv_q_2exp(term.low, term.low, w);
    mpz_add(rho, rho, term.low);
    logarithm(&term, u, w);
    mpz_mul(term.high, term.high, u);
    mpz_cdiv_q_2exp(term.high, term.high, w);
    mpz_sub(rho, rho, term.high);
    // rho = (epsilon + that/u)/a
    mpz_mul_2exp(rho, rho, w);
    mpz_fdiv_q(rho, rho, u);
    dpk_enclose_rational(&term, epsilon->q, w);
    mpz_add(rho, rho, term.low);
    mpz_mul_2exp(rho, rho, w);
    mpz_fdiv_q(rho, rho, a);
    double result = INFINITY;
    if (mpz_sgn(rho) > 0) {  // 1/sqrt(2 rho), rounded up
        mpz_set_ui(a, 0);
        mpz_setbit(a, 3 * w - 1);
        mpz_cdiv_q(a, a, rho);
        mpz_sqrt(u, a);
        mpz_add_ui(u, u, 1);
        result = dpk_fixed_round_up(u, w);
    }
    mpz_clears(u, a, rho, NULL);
    dpk_enclosure_clear(&term);
    mpq_clear(order);
    return result;
}
