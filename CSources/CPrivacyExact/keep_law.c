// The near-truncated geometric selection's law: its shares of epsilon and delta, and where its two branches meet.
// Argument: partition_selection.md.
#include "keep_law.h"

#include <stdlib.h>

#include "delta_share.h"
#include "rational.h"

enum { START_BITS = 128, LOG2_LARGEST_SHARE = 11 };

static void less_one(dpk_enclosure *out, const dpk_enclosure *power, unsigned long w) {
    mpz_t one;
    mpz_init(one);
    mpz_setbit(one, w);
    mpz_sub(out->low, power->low, one);
    mpz_sub(out->high, power->high, one);
    mpz_clear(one);
}

// out = e^(k e)
static void grow(dpk_enclosure *out, const dpk_keep_law *law, uint64_t k, unsigned long w) {
    mpq_t x;
    dpk_enclosure exponent;
    mpq_init(x);
    dpk_enclosure_init(&exponent);
    mpq_set_ui(x, k, 1);
    mpq_mul(x, x, law->epsilon);
    dpk_enclose_rational(&exponent, x, w);
    dpk_enclose_power_of_e(out, &exponent, w);
    dpk_enclosure_clear(&exponent);
    mpq_clear(x);
}

void dpk_keep_factors_init(dpk_keep_factors *f, const dpk_keep_law *law, unsigned long w) {
    dpk_enclosure_init(&f->d);
    dpk_enclosure_init(&f->rest);
    dpk_enclosure_init(&f->power);
    dpk_enclosure_init(&f->below);
    dpk_enclose_delta_share(&f->d, &f->rest, law->delta, law->parts, w);
    grow(&f->power, law, 1, w);
    less_one(&f->below, &f->power, w);
}

void dpk_keep_factors_clear(dpk_keep_factors *f) {
    dpk_enclosure_clear(&f->d);
    dpk_enclosure_clear(&f->rest);
    dpk_enclosure_clear(&f->power);
    dpk_enclosure_clear(&f->below);
}

void dpk_keep_rise(dpk_enclosure *out, dpk_enclosure *power, const dpk_keep_law *law, const dpk_keep_factors *f,
                   uint64_t k, unsigned long w) {
    grow(power, law, k, w);
    less_one(out, power, w);
    dpk_enclosure_multiply(out, out, &f->d, w);
    dpk_enclosure_divide(out, out, &f->below, w);
}

void dpk_enclosure_from_one(dpk_enclosure *x, unsigned long w) {
    mpz_t one;
    mpz_init(one);
    mpz_setbit(one, w);
    mpz_sub(x->low, one, x->low);
    mpz_sub(x->high, one, x->high);
    mpz_swap(x->low, x->high);
    mpz_clear(one);
}

// 1 + floor(ln(1 + (e^e - 1)(1 - d)/((e^e + 1) d))/e), the quotient never an integer; limited to 2^63.
static uint64_t find_crossover(const dpk_keep_law *law) {
    mpz_t limit;
    dpk_enclosure x, above;
    mpz_init(limit);
    dpk_enclosure_init(&x);
    dpk_enclosure_init(&above);
    for (unsigned long w = START_BITS + law->guard;; w *= 2) {
        dpk_keep_factors f;
        dpk_keep_factors_init(&f, law, w);
        mpz_set_ui(limit, 0);
        mpz_setbit(limit, w + 1);
        mpz_add(above.low, f.below.low, limit);
        mpz_add(above.high, f.below.high, limit);
        dpk_enclosure_multiply(&x, &f.below, &f.rest, w);
        dpk_enclosure_divide(&x, &x, &above, w);
        int known = mpz_sgn(f.d.low) > 0;
        if (known) dpk_enclosure_divide(&x, &x, &f.d, w);
        dpk_keep_factors_clear(&f);
        if (!known) continue;
        mpz_fdiv_q_2exp(limit, limit, 1);
        mpz_add(x.low, x.low, limit);
        mpz_add(x.high, x.high, limit);
        dpk_enclose_logarithm(&above, &x, w);
        mpz_ptr ends[2] = {above.low, above.high};
        for (int i = 0; i < 2; i++) {  // floor(ln/e)
            mpz_mul(ends[i], ends[i], mpq_denref(law->epsilon));
            mpz_fdiv_q(ends[i], ends[i], mpq_numref(law->epsilon));
            mpz_fdiv_q_2exp(ends[i], ends[i], w);
            if (mpz_sizeinbase(ends[i], 2) > 63) mpz_set_ui(ends[i], UINT64_MAX >> 1);
        }
        if (mpz_cmp(above.low, above.high) == 0) break;
    }
    uint64_t result = mpz_get_ui(above.low) + 1;
    mpz_clear(limit);
    dpk_enclosure_clear(&x);
    dpk_enclosure_clear(&above);
    return result;
}

dpk_keep_law *dpk_keep_law_make(const dpk_rational *epsilon, const dpk_rational *delta, uint64_t parts) {
    dpk_keep_law *law = malloc(sizeof *law);
    if (law == NULL) abort();
    mpq_inits(law->epsilon, law->delta, NULL);
    mpz_init_set_ui(law->parts, parts);
    mpq_set_z(law->epsilon, law->parts);
    mpq_div(law->epsilon, epsilon->q, law->epsilon);
    if (mpq_cmp_ui(law->epsilon, 1 << LOG2_LARGEST_SHARE, 1) > 0) mpq_set_ui(law->epsilon, 1 << LOG2_LARGEST_SHARE, 1);
    mpq_set(law->delta, delta->q);
    unsigned long numerator = mpz_sizeinbase(mpq_numref(law->epsilon), 2);
    unsigned long denominator = mpz_sizeinbase(mpq_denref(law->epsilon), 2);
    law->guard = 16 + (denominator > numerator ? denominator - numerator : 0);
    law->kept = mpq_sgn(law->delta) == 0               ? DPK_KEEP_NEVER
                : mpq_cmp_ui(law->delta, 1, 1) >= 0 ? DPK_KEEP_ALWAYS
                                                    : DPK_KEEP_SOMETIMES;
    if (law->kept == DPK_KEEP_SOMETIMES) {
        law->guard += dpk_delta_share_bits(law->delta, law->parts);
        law->crossover = find_crossover(law);
    } else {
        law->crossover = law->kept == DPK_KEEP_NEVER ? UINT64_C(1) << 63 : 0;
    }
    return law;
}

void dpk_keep_law_free(dpk_keep_law *law) {
    if (law == NULL) return;
    mpq_clears(law->epsilon, law->delta, NULL);
    mpz_clear(law->parts);
    free(law);
}

uint64_t dpk_keep_crossover(const dpk_keep_law *law) {
    return law->crossover;
}
