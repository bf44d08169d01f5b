// delta(epsilon) = infinity + sum over losses l above epsilon of (1 - e^(epsilon - l)) m, and its inverse, rounded one way.
// With A = sum of m and B = sum of e^(ih - l) m over l > ih: delta(ih + t) = infinity + A - e^t B for 0 <= t <= h.
// Argument: loss.md, section 7.
#include <math.h>

#include "enclosure.h"
#include "masses.h"

typedef struct {
    long index;       // i
    dpk_wide sum;     // A + infinity: up, or down
    dpk_wide faded;   // B: the other way
} tail;

static dpk_wide widened(const mp_limb_t *mass) {
    dpk_wide result = {{0}};
    mpn_copyi(result.limb + 1, mass, DPK_MASS_LIMBS);
    return result;
}

// From i to i - 1: the mass at i joins.
static void descend(tail *at, const dpk_masses *x, const dpk_wide *fall) {
    long k = at->index - x->first;
    if (k >= 0 && (size_t)k < x->count) {
        dpk_wide mass = widened(x->limb + (size_t)k * DPK_MASS_LIMBS);
        dpk_wide_add(&at->sum, &at->sum, &mass);
        dpk_wide_add(&at->faded, &at->faded, &mass);
    }
    dpk_wide_multiply(&at->faded, &at->faded, fall);
    if (!x->up) dpk_wide_add_units(&at->faded, 1);
    at->index--;
}

static tail top(const dpk_masses *x) {
    return (tail){.index = x->first + (long)x->count - 1, .sum = widened(x->infinity)};
}

// e^-h, rounded the way that B is
static dpk_wide fall_of(const dpk_masses *x, mpq_srcptr h) {
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, h);
    dpk_wide result = dpk_wide_power_of_e(minus);
    if (!x->up) dpk_wide_add_units(&result, 4);
    mpq_clear(minus);
    return result;
}

double dpk_masses_delta(const dpk_masses *x, mpq_srcptr h, mpq_srcptr epsilon) {
    mpq_t steps, rest;
    mpz_t whole;
    mpq_inits(steps, rest, NULL);
    mpz_init(whole);
    mpq_div(steps, epsilon, h);
    mpz_fdiv_q(whole, mpq_numref(steps), mpq_denref(steps));
    tail at = top(x);
    dpk_wide fall = fall_of(x, h), result = at.sum;
    if (mpz_cmp_si(whole, at.index) < 0) {
        long i = mpz_get_si(whole);
        while (at.index > i) descend(&at, x, &fall);
        mpq_set_z(rest, whole);
        mpq_mul(rest, rest, h);
        mpq_sub(rest, epsilon, rest);
        dpk_wide power = dpk_wide_power_of_e(rest);
        if (!x->up) dpk_wide_add_units(&power, 4);
        dpk_wide_multiply(&power, &power, &at.faded);
        if (!x->up) dpk_wide_add_units(&power, 1);
        dpk_wide_subtract(&result, &at.sum, &power);
    }
    mpq_clears(steps, rest, NULL);
    mpz_clear(whole);
    return x->up ? fmin(dpk_wide_round_up(&result), 1) : dpk_wide_round_down(&result);
}

// ih + ln((A - delta)/B), rounded; 0 at least.
static double solve(const tail *at, mpq_srcptr h, const dpk_wide *delta, int up) {
    const unsigned long w = 320;
    mpq_t edge;
    dpk_enclosure ratio, t, base;
    dpk_wide numerator;
    mpq_init(edge);
    dpk_enclosure_init(&ratio);
    dpk_enclosure_init(&t);
    dpk_enclosure_init(&base);
    dpk_wide_subtract(&numerator, &at->sum, delta);
    dpk_wide_get(ratio.low, &numerator);
    dpk_wide_get(base.low, &at->faded);
    mpz_mul_2exp(ratio.low, ratio.low, w);
    mpz_cdiv_q(ratio.high, ratio.low, base.low);
    mpz_fdiv_q(ratio.low, ratio.low, base.low);
    dpk_enclose_logarithm(&t, &ratio, w);
    mpq_set_si(edge, at->index, 1);
    mpq_mul(edge, edge, h);
    dpk_enclose_rational(&base, edge, w);
    mpz_add(t.low, t.low, base.low);
    mpz_add(t.high, t.high, base.high);
    double result = up ? dpk_fixed_round_up(t.high, w) : dpk_fixed_round_down(t.low, w);
    dpk_enclosure_clear(&ratio);
    dpk_enclosure_clear(&t);
    dpk_enclosure_clear(&base);
    mpq_clear(edge);
    return fmax(result, 0);
}

double dpk_masses_epsilon(const dpk_masses *x, mpq_srcptr h, mpq_srcptr delta) {
    dpk_wide goal = dpk_wide_of_rational(delta), fall = fall_of(x, h), value;  // the goal rounded down
    if (!x->up) dpk_wide_add_units(&goal, 1);
    tail at = top(x);
    if (dpk_wide_compare(&at.sum, &goal) > 0) return INFINITY;
    while (at.index > 0) {
        descend(&at, x, &fall);
        dpk_wide_subtract(&value, &at.sum, &at.faded);  // delta(ih)
        if (dpk_wide_compare(&value, &goal) > 0) return solve(&at, h, &goal, x->up);
    }
    return 0;
}
