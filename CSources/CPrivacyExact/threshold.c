// Certified binary digits of e^-x, 1/(1+e^x) and 1/(1+w e^x).
//
// e^x is enclosed in fixed point with w fractional bits: y = x / 2^j <= 2^-6, the Taylor series of e^y with every
// term rounded down (up) gives a lower (upper) end, and j squarings, rounded the same way, give e^x. All terms are
// positive, so rounding each step outward keeps the enclosure. Omitted terms: once a term is <= 1 unit, the next ones
// sum to at most 2y/(1-y) < 1 unit, which the upper end adds. p = 2^w/E or 2^w/(2^w + E) falls in E, so the floor
// of p * 2^bits lies between the floors at the two ends; where they differ, w is doubled. They agree in the end
// because p * 2^bits is irrational. Odds n/d make p = d 2^w/(d 2^w + n E), which falls in E as well.
#include "dpk_threshold.h"

#include "rational.h"

static void square(mpz_ptr low, mpz_ptr high, unsigned long w) {
    mpz_mul(low, low, low);
    mpz_fdiv_q_2exp(low, low, w);
    mpz_mul(high, high, high);
    mpz_cdiv_q_2exp(high, high, w);
}

static void enclose_exp(mpz_ptr low, mpz_ptr high, mpq_srcptr x, int64_t ceil_log2, unsigned long w) {
    unsigned long halvings = ceil_log2 > -6 ? (unsigned long)(ceil_log2 + 6) : 0;
    mpz_t y, term_low, term_high;
    mpz_inits(y, term_low, term_high, NULL);
    mpz_mul_2exp(y, mpq_numref(x), w);
    mpz_fdiv_q(y, y, mpq_denref(x));
    mpz_fdiv_q_2exp(y, y, halvings);  // floor; y + 1 is the upper end
    mpz_set_ui(term_low, 1);
    mpz_mul_2exp(term_low, term_low, w);
    mpz_set(term_high, term_low);
    mpz_set(low, term_low);
    mpz_set(high, term_low);
    for (unsigned long i = 1; mpz_cmp_ui(term_high, 1) > 0; i++) {
        mpz_mul(term_low, term_low, y);
        mpz_fdiv_q_2exp(term_low, term_low, w);
        mpz_fdiv_q_ui(term_low, term_low, i);
        mpz_add(low, low, term_low);
        mpz_add_ui(y, y, 1);
        mpz_mul(term_high, term_high, y);
        mpz_sub_ui(y, y, 1);
        mpz_cdiv_q_2exp(term_high, term_high, w);
        mpz_cdiv_q_ui(term_high, term_high, i);
        mpz_add(high, high, term_high);
    }
    mpz_add_ui(high, high, 1);
    for (unsigned long i = 0; i < halvings; i++) square(low, high, w);
    mpz_clears(y, term_low, term_high, NULL);
}

// floor(2^(bits+w) / (E + [logistic] 2^w)); with odds n/d, floor(d 2^(bits+w) / (n E + d 2^w)).
static void probability_floor(mpz_ptr out, dpk_law law, mpq_srcptr odds, mpz_srcptr e, unsigned long bits,
                              unsigned long w) {
    mpz_t denominator;
    mpz_init(denominator);
    mpz_set_ui(out, 1);
    if (odds != NULL) mpz_set(out, mpq_denref(odds));
    if (law == DPK_LOGISTIC) mpz_mul_2exp(denominator, out, w);
    if (odds != NULL) {
        mpz_addmul(denominator, mpq_numref(odds), e);
    } else {
        mpz_add(denominator, denominator, e);
    }
    mpz_mul_2exp(out, out, bits + w);
    mpz_fdiv_q(out, out, denominator);
    mpz_clear(denominator);
}

// Whether x is so large that p < 2^-bits for sure: p <= e^-x/w, and e^-x < 2^-x.
static int vanishes(mpq_srcptr odds, const dpk_rational *x, unsigned long bits) {
    unsigned long odds_bits = odds == NULL ? 0 : (unsigned long)mpz_sizeinbase(mpq_denref(odds), 2);
    return mpq_cmp_ui(x->q, bits + odds_bits, 1) >= 0;
}

// out = floor(p * 2^bits); odds: those of DPK_LOGISTIC, or NULL for 1.
static void digits(mpz_ptr out, dpk_law law, mpq_srcptr odds, const dpk_rational *x, unsigned long bits) {
    mpz_set_ui(out, 0);
    if (vanishes(odds, x, bits)) return;
    int64_t ceil_log2 = dpk_rational_ceil_log2(x);
    mpz_t low, high, other;
    mpz_inits(low, high, other, NULL);
    for (unsigned long w = bits + 64;; w *= 2) {
        enclose_exp(low, high, x->q, ceil_log2, w);
        probability_floor(out, law, odds, high, bits, w);
        probability_floor(other, law, odds, low, bits, w);
        if (mpz_cmp(out, other) == 0) break;
    }
    mpz_clears(low, high, other, NULL);
}

static dpk_u128 to_u128(mpz_srcptr integer) {
    uint64_t limbs[2] = {0, 0};
    mpz_export(limbs, NULL, -1, sizeof limbs[0], 0, 0, integer);
    return (dpk_u128)limbs[1] << 64 | limbs[0];
}

static dpk_u128 prefix(dpk_law law, mpq_srcptr odds, const dpk_rational *x, uint32_t bits) {
    mpz_t all;
    mpz_init(all);
    digits(all, law, odds, x, bits);
    dpk_u128 result = to_u128(all);
    mpz_clear(all);
    return result;
}

dpk_u128 dpk_probability_prefix(dpk_law law, const dpk_rational *x, uint32_t bits) {
    return prefix(law, NULL, x, bits);
}

dpk_u128 dpk_odds_prefix(const dpk_rational *odds, const dpk_rational *x, uint32_t bits) {
    return prefix(DPK_LOGISTIC, odds->q, x, bits);
}

// The same enclosure, squared from one threshold to the next; 0 when the two ends part somewhere.
static int doublings(const dpk_rational *x, uint32_t count, uint32_t bits, unsigned long w, dpk_u128 *out) {
    mpz_t low, high, from_low, from_high;
    mpz_inits(low, high, from_low, from_high, NULL);
    enclose_exp(low, high, x->q, dpk_rational_ceil_log2(x), w);
    int agreed = 1;
    for (uint32_t k = 0; k <= count && agreed; k++) {
        if (k > 0) square(low, high, w);
        if (mpz_sizeinbase(low, 2) > w + bits + 1) {  // e^x >= 2^(bits+1): p < 2^-bits, here and for all that follow
            while (k <= count) out[k++] = 0;
            break;
        }
        dpk_law law = k == count ? DPK_EXPONENTIAL : DPK_LOGISTIC;
        probability_floor(from_high, law, NULL, high, bits, w);
        probability_floor(from_low, law, NULL, low, bits, w);
        agreed = mpz_cmp(from_high, from_low) == 0;
        out[k] = to_u128(from_high);
    }
    mpz_clears(low, high, from_low, from_high, NULL);
    return agreed;
}

void dpk_probability_doublings(const dpk_rational *x, uint32_t count, uint32_t bits, dpk_u128 *out) {
    dpk_rational *limit = dpk_rational_from_unsigned(bits);
    if (dpk_rational_compare(x, limit) >= 0) {  // every p <= e^-bits < 2^-bits
        for (uint32_t k = 0; k <= count; k++) out[k] = 0;
    } else {
        unsigned long w = bits + count + 64;
        while (!doublings(x, count, bits, w, out)) w *= 2;
    }
    dpk_rational_free(limit);
}

static int decide_var(dpk_law law, mpq_srcptr odds, const dpk_rational *x, uint32_t bits,
                      uint64_t (*next)(void *context, uint64_t key), void *context, uint64_t key) {
    mpz_t p, u, word;
    mpz_inits(p, u, word, NULL);
    int order = 0;
    unsigned long known = bits;
    for (unsigned long words = known < 64 ? 1 : known / 64; order == 0; words = known / 64) {
        mpz_set_ui(u, 0);
        for (unsigned long i = 0; i < words; i++) {
            mpz_set_ui(word, next(context, key));
            mpz_mul_2exp(u, u, 64);
            mpz_add(u, u, word);
        }
        known += 64 * words;
        digits(p, law, odds, x, known);
        mpz_fdiv_r_2exp(p, p, 64 * words);
        order = mpz_cmp(u, p);
    }
    mpz_clears(p, u, word, NULL);
    return order < 0;
}

int dpk_probability_decide_var(dpk_law law, const dpk_rational *x, uint32_t bits,
                               uint64_t (*next)(void *context, uint64_t key), void *context,
                               uint64_t key) {
    return decide_var(law, NULL, x, bits, next, context, key);
}

int dpk_odds_decide_var(const dpk_rational *odds, const dpk_rational *x, uint32_t bits,
                        uint64_t (*next)(void *context, uint64_t key), void *context, uint64_t key) {
    return decide_var(DPK_LOGISTIC, odds->q, x, bits, next, context, key);
}
