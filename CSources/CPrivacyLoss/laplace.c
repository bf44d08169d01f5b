// The Laplace mechanism's privacy loss with s = (sensitivity)/(scale): atoms of 1/2 at s and e^(-s)/2 at -s, between them the
// density e^((l - s)/2)/4. On an interval [ih, (i + 1)h] inside, P = e^((ih - s)/2) (e^(h/2) - 1)/2 and
// e^(ih) Q = e^(-h/2) P. Argument: loss.md, section 4.
#include "laws.h"

// e^((a + b)/2)/2
static dpk_wide half_power(mpq_srcptr a, mpq_srcptr b) {
    mpq_t x;
    mpq_init(x);
    mpq_add(x, a, b);
    mpq_div_2exp(x, x, 1);
    dpk_wide result = dpk_wide_power_of_e(x);
    mpn_rshift(result.limb, result.limb, DPK_WIDE_LIMBS, 1);
    mpq_clear(x);
    return result;
}

// The part [low, high] of interval i: P = (e^((high - s)/2) - e^((low - s)/2))/2,
// e^(ih) Q = e^(ih) (e^((-low - s)/2) - e^((-high - s)/2))/2.
static void put_part(dpk_step *step, long i, mpq_srcptr low, mpq_srcptr high, mpq_srcptr s) {
    mpq_t minus, edge, other;
    mpq_inits(minus, edge, other, NULL);
    mpq_neg(minus, s);
    dpk_wide a = half_power(high, minus), b = half_power(low, minus), mass, shadow;
    dpk_wide_subtract(&mass, &a, &b);
    mpq_set_si(edge, 2 * i, 1);
    mpq_mul(edge, edge, step->grid->step);
    mpq_sub(edge, edge, s);
    mpq_neg(other, low);
    a = half_power(edge, other);
    mpq_neg(other, high);
    b = half_power(edge, other);
    dpk_wide_subtract(&shadow, &a, &b);
    dpk_step_put(step, i, i + 1, &mass, &shadow);
    mpq_clears(minus, edge, other, NULL);
}

void dpk_laplace_cells(dpk_step *step, mpq_srcptr s) {
    mpq_t x, low, high, minus;
    mpz_t whole;
    mpq_inits(x, low, high, minus, NULL);
    mpz_init(whole);
    mpq_neg(minus, s);
    mpq_div(x, s, step->grid->step);
    mpz_fdiv_q(whole, mpq_numref(x), mpq_denref(x));
    long n = mpz_get_si(whole);  // nh <= s
    int is_exact = mpz_cmp_ui(mpq_denref(x), 1) == 0;
    mpq_set_si(low, n, 1);
    mpq_mul(low, low, step->grid->step);
    if (n > 0) {
        mpq_sub(high, low, step->grid->step);
        dpk_wide top = half_power(low, minus), below = half_power(high, minus), mass, shadow, fall;
        dpk_wide_subtract(&mass, &top, &below);
        mpq_neg(x, step->grid->step);
        mpq_div_2exp(x, x, 1);
        fall = dpk_wide_power_of_e(x);
        for (long i = n - 1; i >= -n; i--) {
            dpk_wide_multiply(&shadow, &mass, &fall);
            dpk_step_put(step, i, i + 1, &mass, &shadow);
            mass = shadow;
        }
    }
    if (!is_exact && n > 0) {
        put_part(step, n, low, s, s);
        mpq_neg(high, low);
        put_part(step, -n - 1, minus, high, s);
    } else if (!is_exact) {  // all of it within a grid step of 0
        mpq_set_ui(low, 0, 1);
        put_part(step, 0, low, s, s);
        put_part(step, -1, minus, low, s);
    }
    mpq_set_ui(x, 0, 1);
    dpk_wide atom = half_power(x, x);
    dpk_step_put_atom(step, s, &atom);
    atom = half_power(minus, minus);
    dpk_step_put_atom(step, minus, &atom);
    mpq_clears(x, low, high, minus, NULL);
    mpz_clear(whole);
}
