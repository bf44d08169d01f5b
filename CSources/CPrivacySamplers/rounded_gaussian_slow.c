// The trials that the fast path leaves open, decided by certified arithmetic; and, for tests, every trial.
//
// U and V are read digit by digit. Known digits confine (U, V) to a cell; an output is decided once its enclosure over
// the whole cell has one nearest integer. Else both U and V get 1, 2, 4, ... more words, in this order, of the trial's
// refinement stream. Both outputs are evaluated on the same digits: they are always the image of one (U, V).
#include <math.h>

#include "../CPrivacyKernels/rounding.h"
#include "certified_normal.h"
#include "rounded_gaussian.h"

typedef struct {
    mpz_t digits;
    unsigned long bits, words;  // digits known, and how many words the next refinement reads
} uniform;

static void uniform_init(uniform *x, uint64_t digits) {
    mpz_init(x->digits);
    mpz_import(x->digits, 1, -1, sizeof digits, 0, 0, &digits);
    x->bits = 64;
    x->words = 1;
}

static void uniform_refine(uniform *x, const dpk_tape *tape, uint64_t trial) {
    mpz_t word;
    mpz_init(word);
    for (unsigned long i = 0; i < x->words; i++) {
        uint64_t digits = tape->refine(tape->context, trial);
        mpz_import(word, 1, -1, sizeof digits, 0, 0, &digits);
        mpz_mul_2exp(x->digits, x->digits, 64);
        mpz_add(x->digits, x->digits, word);
    }
    x->bits += 64 * x->words;
    x->words *= 2;
    mpz_clear(word);
}

// out = x 2^shift, exactly
static void set_double(mpz_ptr out, double x, unsigned long shift) {
    int exponent;
    mpz_set_d(out, ldexp(frexp(x, &exponent), 53));
    exponent += (int)shift - 53;
    if (exponent >= 0) mpz_mul_2exp(out, out, (unsigned long)exponent);
    else mpz_tdiv_q_2exp(out, out, (unsigned long)-exponent);
}

// Sets *out and returns 1 if the integer nearest to phase + scale radius side is the same over the enclosures, which
// have w fractional bits.
static int nearest(int64_t *out, double phase, double scale, const dpk_interval *radius, const dpk_interval *side,
                   unsigned long w) {
    // 2^-60 divides every scale and 2^-1074 every phase, so that both are integers with these numbers of bits.
    enum { SCALE_BITS = 60, PHASE_BITS = 1074 };
    const unsigned long bits = 2 * w + SCALE_BITS + PHASE_BITS;
    mpz_t low, high, factor;
    mpz_inits(low, high, factor, NULL);
    mpz_mul(low, side->low, mpz_sgn(side->low) < 0 ? radius->high : radius->low);
    mpz_mul(high, side->high, mpz_sgn(side->high) < 0 ? radius->low : radius->high);
    set_double(factor, scale, SCALE_BITS + PHASE_BITS);
    mpz_mul(low, low, factor);
    mpz_mul(high, high, factor);
    set_double(factor, phase, bits);
    mpz_add(low, low, factor);
    mpz_add(high, high, factor);
    // floor(x + 1/2)
    mpz_set_ui(factor, 0);
    mpz_setbit(factor, bits - 1);
    mpz_add(low, low, factor);
    mpz_add(high, high, factor);
    mpz_fdiv_q_2exp(low, low, bits);
    mpz_fdiv_q_2exp(high, high, bits);
    int is_decided = mpz_cmp(low, high) == 0;
    *out = mpz_get_si(low);  // fits: the note's section "Range"
    mpz_clears(low, high, factor, NULL);
    return is_decided;
}

void dpk_rounded_gaussian_resolve_var(const dpk_rounded_gaussian *law, const dpk_tape *tape, size_t trial,
                                      const double *phase, int64_t *out) {
    const uint64_t *words = tape->words + trial * DPK_ROUNDED_GAUSSIAN_WORDS;
    const double none[2] = {0, 0};
    const double *own = phase == NULL ? none : phase + 2 * trial;
    uniform u, v;
    uniform_init(&u, words[0]);
    uniform_init(&v, words[1]);
    dpk_interval radius, cosine, sine;
    dpk_interval_init(&radius);
    dpk_interval_init(&cosine);
    dpk_interval_init(&sine);
    int64_t *pair = out + 2 * trial;
    for (;; uniform_refine(&u, tape, trial), uniform_refine(&v, tape, trial)) {
        if (mpz_sgn(u.digits) == 0) continue;  // the radius has no bound
        // As many bits as U has digits that count, 64 at least, and 64 more for the roundings.
        unsigned long size = mpz_sizeinbase(u.digits, 2);
        unsigned long w = (size < 64 ? 64 : size) + 64;
        dpk_enclose_radius(&radius, u.digits, u.bits, w);
        dpk_enclose_angle(&cosine, &sine, v.digits, v.bits, w);
        if (nearest(&pair[0], own[0], law->scale, &radius, &cosine, w)
            && nearest(&pair[1], own[1], law->scale, &radius, &sine, w)) break;
    }
    dpk_interval_clear(&radius);
    dpk_interval_clear(&cosine);
    dpk_interval_clear(&sine);
    mpz_clears(u.digits, v.digits, NULL);
}

void dpk_rounded_gaussian_run_certified_var(const dpk_rounded_gaussian *law, const dpk_tape *tape,
                                            const double *phase, size_t pairs, int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();  // subnormal phases count
    for (size_t t = 0; t < pairs; t++) dpk_rounded_gaussian_resolve_var(law, tape, t, phase, out);
    dpk_rounding_leave(host);
}
