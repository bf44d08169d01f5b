// Every division truncates; each function counts by how many units its sum can be off. The unit is 2^-w.
#include "certified_normal.h"

#include "inversion_log.h"
#include "kept_constant.h"

void dpk_interval_init(dpk_interval *x) {
    mpz_inits(x->low, x->high, NULL);
}

void dpk_interval_clear(dpk_interval *x) {
    mpz_clears(x->low, x->high, NULL);
}

void dpk_enclose_radius(dpk_interval *radius, mpz_srcptr u, unsigned long bits, unsigned long w) {
    mpz_t width;
    mpz_init(width);
    // -ln U falls by ln(1 + 1/u) < 1/u over the cell.
    dpk_enclose_exponential(radius->low, radius->high, u, bits, w);
    mpz_setbit(width, w);
    mpz_cdiv_q(width, width, u);
    mpz_sub(radius->low, radius->low, width);
    if (mpz_sgn(radius->low) < 0) mpz_set_ui(radius->low, 0);
    // sqrt(2 E) 2^w = sqrt(E 2^w 2^(w + 1))
    mpz_mul_2exp(radius->low, radius->low, w + 1);
    mpz_sqrt(radius->low, radius->low);
    mpz_mul_2exp(radius->high, radius->high, w + 1);
    mpz_sqrt(radius->high, radius->high);
    mpz_add_ui(radius->high, radius->high, 1);
    mpz_clear(width);
}

// out = arctan(1/m), m >= 5; returns by how many units it may be off.
//
// A term is off by less than 1.05 units (1.05/m^2 + 1 from the second on), its quotient by less than 2.05; those left
// out alternate and begin below 1.05.
static unsigned long arctan_of_inverse(mpz_ptr out, unsigned long m, unsigned long w) {
    mpz_t term, part;
    mpz_inits(term, part, NULL);
    mpz_setbit(term, w);
    mpz_tdiv_q_ui(term, term, m);
    mpz_set_ui(out, 0);
    unsigned long terms = 0;
    for (; mpz_sgn(term) != 0; terms++) {
        mpz_tdiv_q_ui(part, term, 2 * terms + 1);
        if (terms % 2 == 0) mpz_add(out, out, part); else mpz_sub(out, out, part);
        mpz_tdiv_q_ui(term, term, m * m);
    }
    mpz_clears(term, part, NULL);
    return 3 * terms + 2;
}

// out = pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin).
static unsigned long pi_of_series(mpz_ptr out, unsigned long w) {
    mpz_t part;
    mpz_init(part);
    unsigned long slack = 16 * arctan_of_inverse(out, 5, w);
    slack += 4 * arctan_of_inverse(part, 239, w);
    mpz_mul_2exp(out, out, 4);
    mpz_mul_2exp(part, part, 2);
    mpz_sub(out, out, part);
    mpz_clear(part);
    return slack;
}

static dpk_kept_constant pi_kept = {.evaluate = pi_of_series};

// cosine and sine of t exactly, |t| <= 0.79; returns by how many units both may be off.
//
// A term is off by e(k) < (0.79 e(k - 1) + 1)/k + 1 < 2.5 units; once it is 0 its true value is below 2.5, and those
// left out sum to less than 4.
static unsigned long cosine_and_sine(mpz_ptr cosine, mpz_ptr sine, mpz_srcptr t, unsigned long w) {
    mpz_t term;
    mpz_init(term);
    mpz_setbit(term, w);
    mpz_set_ui(cosine, 0);
    mpz_set_ui(sine, 0);
    unsigned long k = 0;
    while (mpz_sgn(term) != 0) {
        mpz_ptr sum = k % 2 == 0 ? cosine : sine;
        if (k / 2 % 2 == 0) mpz_add(sum, sum, term); else mpz_sub(sum, sum, term);
        k++;
        mpz_mul(term, term, t);
        mpz_tdiv_q_2exp(term, term, w);
        mpz_tdiv_q_ui(term, term, k);
    }
    mpz_clear(term);
    return 3 * k + 4;
}

void dpk_enclose_angle(dpk_interval *cosine, dpk_interval *sine, mpz_srcptr v, unsigned long bits, unsigned long w) {
    mpz_t g, t, reach;
    mpz_inits(g, t, reach, NULL);
    // v = q 2^(bits - 2) + g, |g| <= 2^(bits - 3): 2 pi V = q pi/2 + t with t = pi g/2^(bits - 1), |t| <= pi/4.
    mpz_setbit(g, bits - 3);
    mpz_add(g, g, v);
    mpz_fdiv_q_2exp(t, g, bits - 2);
    unsigned long q = mpz_get_ui(t) & 3;
    mpz_mul_2exp(t, t, bits - 2);
    mpz_sub(g, v, t);
    // t is off by a quarter of pi's error and 1 more, which moves cosine and sine by no more than that.
    unsigned long slack = dpk_kept_constant_read(&pi_kept, t, w) / 4 + 2;
    mpz_mul(t, t, g);
    mpz_fdiv_q_2exp(t, t, bits - 1);
    mpz_ptr even = q % 2 == 0 ? cosine->low : sine->low;
    mpz_ptr odd = q % 2 == 0 ? sine->low : cosine->low;
    slack += cosine_and_sine(even, odd, t, w);
    if (q == 1 || q == 2) mpz_neg(cosine->low, cosine->low);
    if (q >= 2) mpz_neg(sine->low, sine->low);
    // Over the cell the angle moves by 2 pi/2^bits < 7/2^bits, cosine and sine by no more than that.
    mpz_set_ui(reach, 7);
    mpz_mul_2exp(reach, reach, w);
    mpz_cdiv_q_2exp(reach, reach, bits);
    mpz_add_ui(reach, reach, slack);
    mpz_add(cosine->high, cosine->low, reach);
    mpz_sub(cosine->low, cosine->low, reach);
    mpz_add(sine->high, sine->low, reach);
    mpz_sub(sine->low, sine->low, reach);
    mpz_clears(g, t, reach, NULL);
}
