// Laws whose privacy loss has atoms only. Argument: loss.md, section 4.
#include <stdlib.h>

#include "enclosure.h"
#include "laws.h"
#include "rational.h"

// a/b to a unit
static dpk_wide quotient(const dpk_wide *a, const dpk_wide *b) {
    mpz_t x, y;
    mpz_inits(x, y, NULL);
    dpk_wide_get(x, a);
    dpk_wide_get(y, b);
    mpz_mul_2exp(x, x, DPK_WIDE_BITS);
    mpz_fdiv_q(x, x, y);
    dpk_wide result = dpk_wide_floor(x, DPK_WIDE_BITS);
    mpz_clears(x, y, NULL);
    return result;
}

static dpk_wide integer(int64_t n) {
    dpk_wide result = {{0, 0, 0, 0, (mp_limb_t)n}};
    return result;
}

static void put_at(dpk_step *step, mpq_srcptr unit, long times, const dpk_wide *mass) {
    mpq_t loss;
    mpq_init(loss);
    mpq_set_si(loss, times, 1);
    mpq_mul(loss, loss, unit);
    dpk_step_put_atom(step, loss, mass);
    mpq_clear(loss);
}

// Mass (1 - b)/(1 + b) b^|x| with b = e^(-1/scale), against the same D further: losses (D - 2x)/scale for 0 < x < D, and
// D/scale, -D/scale for all x outside.
void dpk_discrete_laplace_atoms(dpk_step *step, const dpk_loss_law *law) {
    mpq_t unit, minus;
    mpq_inits(unit, minus, NULL);
    mpq_inv(unit, law->first->q);
    mpq_neg(minus, unit);
    dpk_wide one = dpk_wide_one(), b = dpk_wide_power_of_e(minus), both, inside, power;
    dpk_wide_add(&both, &one, &b);
    power = quotient(&one, &both);  // 1/(1 + b)
    long d = law->integer;
    put_at(step, unit, d, &power);
    dpk_wide_subtract(&inside, &one, &b);
    for (long x = 1; x <= d; x++) {
        dpk_wide_multiply(&power, &power, &b);
        if (x == d) {
            put_at(step, unit, -d, &power);
        } else {
            dpk_wide mass;
            dpk_wide_multiply(&mass, &power, &inside);
            put_at(step, unit, d - 2 * x, &mass);
        }
    }
    mpq_clears(unit, minus, NULL);
}

// Mass ~ e^(-x^2/(2 sigma^2)) against the same D further: loss (D^2 - 2xD)/(2 sigma^2) at x.
void dpk_discrete_gaussian_atoms(dpk_step *step, const dpk_loss_law *law, double reach) {
    double sigma = mpq_get_d(law->first->q);
    size_t count = (size_t)(reach * sigma) + 2;
    dpk_wide *weight = malloc(count * sizeof *weight);
    if (weight == NULL) abort();
    mpq_t half, unit, exponent;
    mpq_inits(half, unit, exponent, NULL);
    mpq_mul(half, law->first->q, law->first->q);
    mpq_mul_2exp(half, half, 1);
    mpq_inv(half, half);  // 1/(2 sigma^2)
    mpq_neg(exponent, half);
    dpk_wide ratio = dpk_wide_power_of_e(exponent), square, total = dpk_wide_one(), tail = dpk_wide_units(48);
    dpk_wide_multiply(&square, &ratio, &ratio);
    weight[0] = dpk_wide_one();
    for (size_t x = 1; x < count; x++) {
        dpk_wide_multiply(&weight[x], &weight[x - 1], &ratio);
        dpk_wide_multiply(&ratio, &ratio, &square);
        dpk_wide_add(&total, &total, &weight[x]);
        dpk_wide_add(&total, &total, &weight[x]);
    }
    // What lies beyond is at most 2 weight[count - 1] ratio/(1 - ratio): a geometric series.
    dpk_wide one = dpk_wide_one(), rest, beyond;
    dpk_wide_add_units(&ratio, (mp_limb_t)1 << 24);
    dpk_wide_subtract(&rest, &one, &ratio);
    dpk_wide_multiply(&beyond, &weight[count - 1], &ratio);
    dpk_wide_add(&beyond, &beyond, &tail);
    beyond = quotient(&beyond, &rest);
    dpk_wide_add(&beyond, &beyond, &beyond);
    dpk_wide_add(&total, &total, &beyond);
    long d = law->integer;
    mpq_set_si(unit, d, 1);
    mpq_mul(unit, unit, half);
    for (size_t x = 0; x < count; x++) {
        dpk_wide mass = quotient(&weight[x], &total);
        put_at(step, unit, d - 2 * (long)x, &mass);
        if (x > 0) put_at(step, unit, d + 2 * (long)x, &mass);
    }
    free(weight);
    mpq_clears(half, unit, exponent, NULL);
}

// Levels e^(-j epsilon), of width r and then D - r: only losses of epsilon, 0 and -epsilon. With b = e^(-epsilon), the
// half x >= 0 sums to S = (r + (D - r) b)/(1 - b), all to 2S - 1; from 1 to D - 1, c = min(r - 1, D - r) of the x lose.
void dpk_staircase_atoms(dpk_step *step, const dpk_loss_law *law) {
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, law->first->q);
    long d = law->integer, r = law->other, c = r - 1 < d - r ? r - 1 : d - r;
    dpk_wide one = dpk_wide_one(), b = dpk_wide_power_of_e(minus), rest, half, total, wide = integer(d - r), worst, best, none;
    dpk_wide_subtract(&rest, &one, &b);
    dpk_wide_multiply(&wide, &wide, &b);
    half = integer(r);
    dpk_wide_add(&half, &half, &wide);
    half = quotient(&half, &rest);
    dpk_wide_add(&total, &half, &half);
    dpk_wide_subtract(&total, &total, &one);
    wide = integer(c);
    dpk_wide_add(&worst, &half, &wide);
    worst = quotient(&worst, &total);
    dpk_wide_multiply(&best, &worst, &b);
    dpk_wide_subtract(&none, &one, &worst);
    dpk_wide_subtract(&none, &none, &best);
    put_at(step, law->first->q, 1, &worst);
    put_at(step, law->first->q, 0, &none);
    put_at(step, law->first->q, -1, &best);
    mpq_clear(minus);
}

// e^L = k/p - k + 1
static void response_ratio(mpq_ptr out, const dpk_loss_law *law) {
    mpq_t k;
    mpq_init(k);
    mpq_set_si(k, law->integer, 1);
    mpq_div(out, k, law->first->q);
    mpq_sub(out, out, k);
    mpq_set_si(k, 1, 1);
    mpq_add(out, out, k);
    mpq_clear(k);
}

void dpk_randomized_response_loss(mpq_ptr out, const dpk_loss_law *law) {
    const unsigned long w = 384;
    dpk_enclosure ratio, loss;
    dpk_enclosure_init(&ratio);
    dpk_enclosure_init(&loss);
    response_ratio(out, law);
    dpk_enclose_rational(&ratio, out, w);
    dpk_enclose_logarithm(&loss, &ratio, w);
    mpq_set_z(out, loss.low);
    mpq_div_2exp(out, out, w);
    dpk_enclosure_clear(&ratio);
    dpk_enclosure_clear(&loss);
}

// P(L) = 1 - p + p/k, P(-L) = p/k, P(0) = the rest. L isn't rational: the interval of L - 2^-300 is that of L, unless a grid
// point lies between, and e^(ih) Q follows from Q = e^(-L) P, which is rational.
void dpk_randomized_response_atoms(dpk_step *step, const dpk_loss_law *law) {
    mpq_t loss, low, high, zero, scale;
    mpz_t at, above;
    mpq_inits(loss, low, high, zero, scale, NULL);
    mpz_inits(at, above, NULL);
    dpk_randomized_response_loss(loss, law);
    mpq_set_si(low, law->integer, 1);
    mpq_div(low, law->first->q, low);  // p/k
    mpq_set_si(high, 1, 1);
    mpq_sub(high, high, law->first->q);
    mpq_add(high, high, low);
    dpk_wide rare = dpk_wide_of_rational(low), often = dpk_wide_of_rational(high), one = dpk_wide_one(), none, shadow, power;
    dpk_wide_subtract(&none, &one, &rare);
    dpk_wide_subtract(&none, &none, &often);
    dpk_step_put_atom(step, zero, &none);
    for (int side = 0; side < 2; side++) {
        // The interval [ih, kh] holds +-loss with its error of less than 2^-300.
        mpq_set_ui(scale, 1, 1);
        mpq_div_2exp(scale, scale, 300);
        mpq_t edge, end;
        mpq_inits(edge, end, NULL);
        if (side == 1) mpq_neg(loss, loss);
        mpq_sub(edge, loss, scale);
        mpq_add(end, loss, scale);
        mpq_div(edge, edge, step->grid->step);
        mpq_div(end, end, step->grid->step);
        mpz_fdiv_q(at, mpq_numref(edge), mpq_denref(edge));
        mpz_cdiv_q(above, mpq_numref(end), mpq_denref(end));
        long i = mpz_get_si(at), k = mpz_get_si(above);
        const dpk_wide *mass = side == 0 ? &often : &rare;
        mpq_set_si(edge, i, 1);
        mpq_mul(edge, edge, step->grid->step);
        mpq_sub(edge, edge, loss);      // e^(ih) Q = P e^(ih - loss)
        power = dpk_wide_power_of_e(edge);
        dpk_wide_multiply(&shadow, mass, &power);
        dpk_step_put(step, i, k, mass, &shadow);
        mpq_clears(edge, end, NULL);
    }
    mpq_clears(loss, low, high, zero, scale, NULL);
    mpz_clears(at, above, NULL);
}

// The worst of all (epsilon, delta)-private laws (Kairouz, Oh and Viswanath 2015).
void dpk_approximate_atoms(dpk_step *step, const dpk_loss_law *law) {
    mpq_t minus, rest;
    mpq_inits(minus, rest, NULL);
    mpq_neg(minus, law->first->q);
    mpq_set_si(rest, 1, 1);
    mpq_sub(rest, rest, law->second->q);
    dpk_wide one = dpk_wide_one(), finite = dpk_wide_of_rational(rest), b = dpk_wide_power_of_e(minus), both, worst, best;
    dpk_wide_add(&both, &one, &b);
    worst = quotient(&finite, &both);
    dpk_wide_multiply(&best, &worst, &b);
    dpk_step_put_atom(step, law->first->q, &worst);
    dpk_step_put_atom(step, minus, &best);
    step->infinity_lower = dpk_wide_of_rational(law->second->q);
    mpq_clears(minus, rest, NULL);
}
