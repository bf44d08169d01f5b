// Elementary functions in fixed point with w fractional bits, enclosed. The unit is 2^-w.
#include "enclosure.h"

#include <math.h>

#include "rational.h"

void dpk_enclosure_init(dpk_enclosure *x) {
    mpz_inits(x->low, x->high, NULL);
}

void dpk_enclosure_clear(dpk_enclosure *x) {
    mpz_clears(x->low, x->high, NULL);
}

void dpk_enclose_rational(dpk_enclosure *out, mpq_srcptr q, unsigned long w) {
    mpz_mul_2exp(out->low, mpq_numref(q), w);
    mpz_cdiv_q(out->high, out->low, mpq_denref(q));
    mpz_fdiv_q(out->low, out->low, mpq_denref(q));
}

void dpk_enclosure_shorten(dpk_enclosure *x, unsigned long extra) {
    mpz_fdiv_q_2exp(x->low, x->low, extra);
    mpz_cdiv_q_2exp(x->high, x->high, extra);
}

void dpk_enclosure_multiply(dpk_enclosure *out, const dpk_enclosure *a, const dpk_enclosure *b, unsigned long w) {
    mpz_mul(out->low, a->low, b->low);
    mpz_mul(out->high, a->high, b->high);
    dpk_enclosure_shorten(out, w);
}

void dpk_enclosure_divide(dpk_enclosure *out, const dpk_enclosure *a, const dpk_enclosure *b, unsigned long w) {
    mpz_t low;
    mpz_init(low);
    mpz_mul_2exp(low, a->low, w);
    mpz_fdiv_q(low, low, b->high);
    mpz_mul_2exp(out->high, a->high, w);
    mpz_cdiv_q(out->high, out->high, b->low);
    mpz_swap(out->low, low);
    mpz_clear(low);
}

// out = arctan(1/n); returns by how many units it may be off. A floor of a floor of a quotient is the floor of the whole
// quotient, so each term is off by less than 1; what is left out is less than the first term left out, below 1.
static unsigned long arctangent(mpz_ptr out, unsigned long n, unsigned long w) {
    mpz_t power, part;
    mpz_inits(power, part, NULL);
    mpz_setbit(power, w);
    mpz_fdiv_q_ui(power, power, n);
    mpz_set_ui(out, 0);
    unsigned long k = 0;
    for (; mpz_sgn(power) != 0; k++) {
        mpz_fdiv_q_ui(part, power, 2 * k + 1);
        if (k % 2 == 0) mpz_add(out, out, part); else mpz_sub(out, out, part);
        mpz_fdiv_q_ui(power, power, n * n);
    }
    mpz_clears(power, part, NULL);
    return k + 1;
}

void dpk_enclose_root_tau(dpk_enclosure *out, unsigned long w) {
    // 2 pi = 32 arctan(1/5) - 8 arctan(1/239) (Machin)
    mpz_t small;
    mpz_init(small);
    unsigned long slack = 32 * arctangent(out->low, 5, w);
    slack += 8 * arctangent(small, 239, w);
    mpz_mul_ui(out->low, out->low, 32);
    mpz_submul_ui(out->low, small, 8);
    mpz_add_ui(out->high, out->low, slack);
    mpz_sub_ui(out->low, out->low, slack);
    mpz_mul_2exp(out->low, out->low, w);
    mpz_mul_2exp(out->high, out->high, w);
    mpz_sqrt(out->low, out->low);
    mpz_sqrt(out->high, out->high);
    mpz_add_ui(out->high, out->high, 1);
    mpz_clear(small);
}

// Both ends of sum y^i/i! for y <= 2^-8: terms rounded down make the low end, terms rounded up the high end; from a term
// of at most 1 unit on, the ones left out sum to less than 1 unit.
static void taylor(dpk_enclosure *out, const dpk_enclosure *y, unsigned long w) {
    dpk_enclosure term;
    dpk_enclosure_init(&term);
    mpz_setbit(term.low, w);
    mpz_setbit(term.high, w);
    mpz_set(out->low, term.low);
    mpz_set(out->high, term.high);
    for (unsigned long i = 1; mpz_cmp_ui(term.high, 1) > 0; i++) {
        dpk_enclosure_multiply(&term, &term, y, w);
        mpz_fdiv_q_ui(term.low, term.low, i);
        mpz_cdiv_q_ui(term.high, term.high, i);
        mpz_add(out->low, out->low, term.low);
        mpz_add(out->high, out->high, term.high);
    }
    mpz_add_ui(out->high, out->high, 1);
    dpk_enclosure_clear(&term);
}

void dpk_enclose_power_of_e(dpk_enclosure *out, const dpk_enclosure *x, unsigned long w) {
    unsigned long size = mpz_sizeinbase(x->high, 2);
    unsigned long halvings = size + 8 > w ? size + 8 - w : 0;
    // Each squaring doubles the relative width, so as many bits more.
    unsigned long guard = halvings + 8, v = w + guard;
    dpk_enclosure y;
    dpk_enclosure_init(&y);
    mpz_mul_2exp(y.low, x->low, guard);
    mpz_mul_2exp(y.high, x->high, guard);
    dpk_enclosure_shorten(&y, halvings);
    taylor(out, &y, v);
    for (unsigned long i = 0; i < halvings; i++) dpk_enclosure_multiply(out, out, out, v);
    dpk_enclosure_shorten(out, guard);
    dpk_enclosure_clear(&y);
}

// out = 2 arctanh(s) for |s| <= 1/3 known to 2 units; returns by how many units out may be off. s^2 is off by less than
// 2 |s| 2 + 1 < 2.4, a power by less than 2.1 (2.1/9 + 2.4/3 + 1), its quotient by 2k + 1 by as much; a last power of 0 is
// off by less than 2.1 too, so what is left out sums to less than 2.4. All doubled.
static unsigned long double_arctanh(mpz_ptr out, mpz_srcptr s, unsigned long w) {
    mpz_t square, power, part;
    mpz_inits(square, power, part, NULL);
    mpz_mul(square, s, s);
    mpz_tdiv_q_2exp(square, square, w);
    mpz_set(power, s);
    mpz_set_ui(out, 0);
    unsigned long k = 0;
    for (; mpz_sgn(power) != 0; k++) {
        mpz_tdiv_q_ui(part, power, 2 * k + 1);
        mpz_add(out, out, part);
        mpz_mul(power, power, square);
        mpz_tdiv_q_2exp(power, power, w);
    }
    mpz_mul_2exp(out, out, 1);
    mpz_clears(square, power, part, NULL);
    return 5 * k + 5;
}

void dpk_enclose_logarithm(dpk_enclosure *out, const dpk_enclosure *x, unsigned long w) {
    // x.low = 2^n f with f in [3/4, 3/2); s = (f - 1)/(f + 1), |s| <= 1/5.
    unsigned long size = mpz_sizeinbase(x->low, 2);
    unsigned long point = size > 1 && mpz_tstbit(x->low, size - 2) ? size : size - 1;
    mpz_t f, s, one, ln2;
    mpz_inits(f, s, one, ln2, NULL);
    if (w >= point) mpz_mul_2exp(f, x->low, w - point); else mpz_fdiv_q_2exp(f, x->low, point - w);
    mpz_setbit(one, w);
    mpz_sub(s, f, one);
    mpz_add(f, f, one);
    mpz_mul_2exp(s, s, w);
    mpz_tdiv_q(s, s, f);
    unsigned long slack = double_arctanh(out->low, s, w);
    mpz_tdiv_q_ui(s, one, 3);  // ln 2 = 2 arctanh(1/3)
    unsigned long slack2 = double_arctanh(ln2, s, w);
    unsigned long n = point > w ? point - w : w - point;
    if (point > w) mpz_addmul_ui(out->low, ln2, n); else mpz_submul_ui(out->low, ln2, n);
    // ln(high) <= ln(low) + (high - low)/low
    mpz_sub(s, x->high, x->low);
    mpz_mul_2exp(s, s, w);
    mpz_cdiv_q(s, s, x->low);
    mpz_set_ui(one, slack2);
    mpz_mul_ui(one, one, n);
    mpz_add_ui(one, one, slack);
    mpz_add(out->high, out->low, one);
    mpz_add(out->high, out->high, s);
    mpz_sub(out->low, out->low, one);
    mpz_clears(f, s, one, ln2, NULL);
}

double dpk_quotient_round_up(mpz_srcptr a, mpz_srcptr b) {
    dpk_rational q;
    mpq_init(q.q);
    mpz_set(mpq_numref(q.q), a);
    mpz_set(mpq_denref(q.q), b);
    mpq_canonicalize(q.q);
    double result = dpk_rational_round_up(&q);
    mpq_clear(q.q);
    return result;
}

double dpk_quotient_round_down(mpz_srcptr a, mpz_srcptr b) {
    double up = dpk_quotient_round_up(a, b);
    if (up == 0) return 0;
    if (isinf(up)) return 0x1.fffffffffffffp1023;
    mpq_t back;
    mpz_t left;
    mpq_init(back);
    mpz_init(left);
    mpq_set_d(back, up);
    mpz_mul(left, a, mpq_denref(back));
    mpz_submul(left, b, mpq_numref(back));
    int exact = mpz_sgn(left) == 0;
    mpz_clear(left);
    mpq_clear(back);
    return exact ? up : nextafter(up, 0);
}

static double fixed(mpz_srcptr z, unsigned long w, int outwards) {
    mpz_t magnitude, unit;
    mpz_inits(magnitude, unit, NULL);
    mpz_abs(magnitude, z);
    mpz_setbit(unit, w);
    double result = outwards ? dpk_quotient_round_up(magnitude, unit) : dpk_quotient_round_down(magnitude, unit);
    mpz_clears(magnitude, unit, NULL);
    return mpz_sgn(z) < 0 ? -result : result;
}

double dpk_fixed_round_down(mpz_srcptr z, unsigned long w) {
    return fixed(z, w, mpz_sgn(z) < 0);
}

double dpk_fixed_round_up(mpz_srcptr z, unsigned long w) {
    return fixed(z, w, mpz_sgn(z) > 0);
}

double dpk_fixed_round_nearest(mpz_srcptr z, unsigned long w) {
    dpk_rational q;
    mpq_init(q.q);
    mpq_set_z(q.q, z);
    mpq_div_2exp(q.q, q.q, w);
    double result = dpk_rational_nearest(&q);
    mpq_clear(q.q);
    return result;
}
