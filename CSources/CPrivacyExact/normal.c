// The Mills ratio R(x) = (1 - Phi(x))/phi(x) = integral over t > 0 of e^(-xt - t^2/2), enclosed for x >= 0.
//
// From 4 on by Laplace's continued fraction, evaluated from its far end on intervals; below by the series
// R(x) = sqrt(pi/2) e^(x^2/2) - x - x^3/3 - x^5/(3 5) - ... Argument: gaussian_calibration.md.
#include "normal.h"

// R = 1/t(0), t(k) = x + (k + 1)/t(k + 1), x < t(k) < x + (k + 1)/x; x in units, at least 4.
static void continued_fraction(dpk_enclosure *out, mpz_srcptr x, unsigned long w) {
    // Its width falls like e^(-2x sqrt(2n)); wrong by much would only make the enclosure wider.
    mpz_t one, low;
    mpz_inits(one, low, NULL);
    unsigned long n = 8;
    if (mpz_sizeinbase(x, 2) < w + 32) {
        mpz_fdiv_q_2exp(low, x, w - 8);
        double steps = (double)w / mpz_get_d(low) * 0x1p8;
        n += (unsigned long)(steps * steps / 16);
    }
    mpz_setbit(one, 2 * w);
    mpz_set(out->low, x);
    mpz_mul_ui(low, one, n + 1);
    mpz_cdiv_q(out->high, low, x);
    mpz_add(out->high, out->high, x);
    for (unsigned long k = n; k > 0; k--) {
        mpz_mul_ui(low, one, k);
        mpz_cdiv_q(out->low, low, out->low);
        mpz_fdiv_q(low, low, out->high);
        mpz_add(out->high, out->low, x);
        mpz_add(out->low, low, x);
    }
    mpz_cdiv_q(out->low, one, out->low);
    mpz_fdiv_q(out->high, one, out->high);
    mpz_swap(out->low, out->high);
    mpz_clears(one, low, NULL);
}

// x in units, 0 <= x < 4. Up to 12 bits cancel, so 24 more are kept.
static void series(dpk_enclosure *out, mpz_srcptr x, unsigned long w) {
    const unsigned long guard = 24, v = w + guard;
    dpk_enclosure square, sum, term, power;
    dpk_enclosure_init(&square);
    dpk_enclosure_init(&sum);
    dpk_enclosure_init(&term);
    dpk_enclosure_init(&power);
    mpz_mul_2exp(term.low, x, guard);
    mpz_set(term.high, term.low);
    dpk_enclosure_multiply(&square, &term, &term, v);
    mpz_set(sum.low, term.low);
    mpz_set(sum.high, term.high);
    // From k = 15 on a term is less than half the one before (x^2/(2k + 1) < 16/31 ... and less from the next on).
    for (unsigned long k = 1; k <= 16 || mpz_cmp_ui(term.high, 1) > 0; k++) {
        dpk_enclosure_multiply(&term, &term, &square, v);
        mpz_fdiv_q_ui(term.low, term.low, 2 * k + 1);
        mpz_cdiv_q_ui(term.high, term.high, 2 * k + 1);
        mpz_add(sum.low, sum.low, term.low);
        mpz_add(sum.high, sum.high, term.high);
    }
    mpz_add_ui(sum.high, sum.high, 1);
    // sqrt(pi/2) e^(x^2/2) = sqrt(2 pi)/2 e^(x^2/2)
    dpk_enclosure_shorten(&square, 1);
    dpk_enclose_power_of_e(&power, &square, v);
    dpk_enclose_root_tau(out, v);
    dpk_enclosure_multiply(out, out, &power, v);
    dpk_enclosure_shorten(out, 1);
    mpz_sub(out->low, out->low, sum.high);
    mpz_sub(out->high, out->high, sum.low);
    dpk_enclosure_shorten(out, guard);
    dpk_enclosure_clear(&square);
    dpk_enclosure_clear(&sum);
    dpk_enclosure_clear(&term);
    dpk_enclosure_clear(&power);
}

void dpk_enclose_mills_ratio(dpk_enclosure *out, mpq_srcptr x, unsigned long w) {
    mpz_t units;
    mpz_init(units);
    mpz_mul_2exp(units, mpq_numref(x), w);
    mpz_fdiv_q(units, units, mpq_denref(x));
    if (mpz_sizeinbase(units, 2) >= w + 3) {
        continued_fraction(out, units, w);
    } else {
        series(out, units, w);
    }
    // x is less than a unit above what it was rounded to, and -1 <= R' < 0.
    mpz_sub_ui(out->low, out->low, 1);
    if (mpz_sgn(out->low) < 0) mpz_set_ui(out->low, 0);
    mpz_clear(units);
}
