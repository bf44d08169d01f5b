// keep(k) of the near-truncated geometric selection, enclosed: as a double, and against a uniform number. Argument:
// partition_selection.md.
#include "keep_law.h"
#include "rational.h"

enum { START_BITS = 128, MOST_BITS = 4096 };

static void clamp(mpz_ptr z, unsigned long w) {
    if (mpz_sgn(z) < 0) mpz_set_ui(z, 0);
    if (mpz_sizeinbase(z, 2) <= w) return;
    mpz_set_ui(z, 0);
    mpz_setbit(z, w);
}

static void exactly(dpk_enclosure *out, int value, unsigned long w) {
    mpz_set_ui(out->low, 0);
    if (value != 0) mpz_setbit(out->low, w);
    mpz_set(out->high, out->low);
}

// keep(k), with about w - guard bits.
static void enclose_keep(dpk_enclosure *out, const dpk_keep_law *law, uint64_t k, unsigned long w) {
    if (k == 0 || law->kept == DPK_KEEP_NEVER || law->kept == DPK_KEEP_ALWAYS) {
        exactly(out, k > 0 && law->kept == DPK_KEEP_ALWAYS, w);
        return;
    }
    if (k > law->crossover && k - law->crossover > law->crossover) {
        exactly(out, 1, w);
        return;
    }
    dpk_keep_factors f;
    dpk_enclosure power;
    dpk_keep_factors_init(&f, law, w);
    dpk_enclosure_init(&power);
    if (k <= law->crossover) {
        dpk_keep_rise(out, &power, law, &f, k, w);
    } else {
        dpk_enclosure top;
        dpk_enclosure_init(&top);
        dpk_keep_rise(&top, &power, law, &f, law->crossover, w);
        dpk_keep_rise(out, &power, law, &f, k - law->crossover, w);
        mpz_add(out->low, out->low, top.low);
        mpz_add(out->high, out->high, top.high);
        dpk_enclosure_from_one(out, w);
        clamp(out->low, w);
        clamp(out->high, w);
        dpk_enclosure_divide(out, out, &power, w);
        dpk_enclosure_from_one(out, w);
        dpk_enclosure_clear(&top);
    }
    clamp(out->low, w);
    clamp(out->high, w);
    dpk_enclosure_clear(&power);
    dpk_keep_factors_clear(&f);
}

double dpk_keep_probability(const dpk_keep_law *law, uint64_t k) {
    dpk_enclosure keep;
    dpk_enclosure_init(&keep);
    double result;
    for (unsigned long extra = START_BITS;; extra *= 2) {
        unsigned long w = extra + law->guard;
        enclose_keep(&keep, law, k, w);
        result = dpk_fixed_round_nearest(keep.low, w);
        if (result == dpk_fixed_round_nearest(keep.high, w) || extra > MOST_BITS) break;
    }
    dpk_enclosure_clear(&keep);
    return result;
}

static dpk_rational *rational(mpz_srcptr z, unsigned long w) {
    dpk_rational *result = dpk_rational_from_unsigned(0);
    mpq_set_z(result->q, z);
    mpq_div_2exp(result->q, result->q, w);
    return result;
}

void dpk_keep_bounds(const dpk_keep_law *law, uint64_t k, uint32_t bits, dpk_rational **low, dpk_rational **high) {
    dpk_enclosure keep;
    mpz_t width;
    dpk_enclosure_init(&keep);
    mpz_init(width);
    unsigned long w = bits + 64 + law->guard;
    for (;; w *= 2) {
        enclose_keep(&keep, law, k, w);
        mpz_sub(width, keep.high, keep.low);
        if (mpz_sizeinbase(width, 2) < w - bits) break;
    }
    *low = rational(keep.low, w);
    *high = rational(keep.high, w);
    dpk_enclosure_clear(&keep);
    mpz_clear(width);
}

int dpk_keep_decide_var(const dpk_keep_law *law, uint64_t k, dpk_u128 known,
                        uint64_t (*next)(void *context, uint64_t key), void *context, uint64_t key) {
    dpk_enclosure keep;
    mpz_t u, end, word;
    dpk_enclosure_init(&keep);
    mpz_inits(u, end, word, NULL);
    mpz_set_ui(u, (uint64_t)(known >> 64));
    mpz_mul_2exp(u, u, 64);
    mpz_set_ui(word, (uint64_t)known);
    mpz_add(u, u, word);
    int answer = -1;
    for (unsigned long digits = 128, words = 1;; words *= 2) {
        // U lies between u and u + 1 in units of 2^-digits.
        const unsigned long finer = 64 + law->guard;
        enclose_keep(&keep, law, k, digits + finer);
        mpz_add_ui(end, u, 1);
        mpz_mul_2exp(end, end, finer);
        if (mpz_cmp(end, keep.low) <= 0) answer = 1;
        mpz_mul_2exp(end, u, finer);
        if (mpz_cmp(end, keep.high) >= 0) answer = 0;
        if (answer >= 0) break;
        for (unsigned long i = 0; i < words; i++, digits += 64) {
            mpz_set_ui(word, next(context, key));
            mpz_mul_2exp(u, u, 64);
            mpz_add(u, u, word);
        }
    }
    dpk_enclosure_clear(&keep);
    mpz_clears(u, end, word, NULL);
    return answer;
}
