// The trials that the fast path leaves open, decided by certified arithmetic; and, for tests, every trial.
//
// U and V are read digit by digit. Known digits confine U to a cell; G is decided once both ends of the cell have the
// same floor. Else the refinement stream gives 1, 2, 4, ... more words, first for U, then for V. Which words are read
// depends on exact values alone (an end's floor is computed to whatever precision it takes), so on nothing that
// another back end could do differently.
#include "inversion_slow.h"

#include "inversion_log.h"

// floor(c E) at U = u/2^bits, u > 0; E = -ln U.
static void floor_high(mpz_ptr out, mpz_srcptr u, unsigned long bits, const dpk_inversion *law) {
    mpz_t low, high;
    mpz_inits(low, high, NULL);
    mpz_setbit(low, bits);
    mpz_set_ui(out, 0);
    int is_one = mpz_cmp(u, low) == 0;  // E = 0, the one rational point of a floor
    for (unsigned long w = 128; !is_one; w *= 2) {
        dpk_enclose_exponential(low, high, u, bits, w);
        dpk_floor_scaled(out, low, law->c, w);
        dpk_floor_scaled(low, high, law->c, w);
        if (mpz_cmp(out, low) == 0) break;
    }
    mpz_clears(low, high, NULL);
}

// floor(l) at V = v/2^bits, where l = -S ln(1 - V (1 - e^(-1/c))); just below V = 1 for v = 2^bits.
static void floor_low(mpz_ptr out, mpz_srcptr v, unsigned long bits, const dpk_inversion *law) {
    mpz_t low, high;
    mpz_inits(low, high, NULL);
    mpz_setbit(low, bits);
    mpz_set_ui(out, 0);
    int is_rational = mpz_sgn(v) == 0;
    if (mpz_cmp(v, low) == 0) {
        mpz_setbit(out, law->split);
        mpz_sub_ui(out, out, 1);
        is_rational = 1;
    }
    for (unsigned long w = 128; !is_rational; w *= 2) {
        dpk_enclose_truncated(low, high, v, bits, law->c, w);
        dpk_floor_scaled(out, low, law->scale, w);
        dpk_floor_scaled(low, high, law->scale, w);
        if (mpz_cmp(out, low) == 0) break;
    }
    mpz_clears(low, high, NULL);
}

// Digits of a uniform number, the cell that they leave, and how many words the next refinement reads.
typedef struct {
    mpz_t digits;
    unsigned long bits, words;
} uniform;

static void uniform_init(uniform *x, uint64_t digits, unsigned long bits) {
    mpz_init(x->digits);
    mpz_import(x->digits, 1, -1, sizeof digits, 0, 0, &digits);
    x->bits = bits;
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

typedef void floor_at(mpz_ptr out, mpz_srcptr digits, unsigned long bits, const dpk_inversion *law);

// out = the floor that the whole cell has, refined until there is one. `has_pole`: no floor at the end 0.
static void decide(mpz_ptr out, uniform *x, floor_at *floor, int has_pole, const dpk_inversion *law,
                   const dpk_tape *tape, uint64_t trial) {
    mpz_t end, other;
    mpz_inits(end, other, NULL);
    for (;; uniform_refine(x, tape, trial)) {
        if (has_pole && mpz_sgn(x->digits) == 0) continue;
        mpz_add_ui(end, x->digits, 1);
        floor(out, x->digits, x->bits, law);
        floor(other, end, x->bits, law);
        if (mpz_cmp(out, other) == 0) break;
    }
    mpz_clears(end, other, NULL);
}

void dpk_inversion_magnitude_var(mpz_ptr out, const dpk_inversion *law, dpk_known_digits known, const dpk_tape *tape,
                                 uint64_t trial) {
    uniform u, v;
    uniform_init(&u, known.u, known.u_bits);
    decide(out, &u, floor_high, 1, law, tape, trial);
    mpz_clear(u.digits);
    if (law->split == 0) return;
    mpz_t low;
    mpz_init(low);
    uniform_init(&v, known.v, known.v_bits);
    decide(low, &v, floor_low, 0, law, tape, trial);
    mpz_clear(v.digits);
    mpz_mul_2exp(out, out, law->split);
    mpz_add(out, out, low);
    mpz_clear(low);
}

int64_t dpk_saturated(mpz_srcptr magnitude, int negative) {
    uint64_t value = 0;
    if (mpz_sizeinbase(magnitude, 2) > 63) {
        value = INT64_MAX;
    } else {
        mpz_export(&value, NULL, -1, sizeof value, 0, 0, magnitude);
    }
    return negative ? -(int64_t)value : (int64_t)value;
}

int64_t dpk_inversion_resolve_words_var(const dpk_inversion *law, const uint64_t *words, const dpk_tape *tape,
                                        size_t trial) {
    dpk_known_digits known = {words[0] & INT64_MAX, 63, words[law->words_per_trial - 1], 64};
    mpz_t magnitude;
    mpz_init(magnitude);
    dpk_inversion_magnitude_var(magnitude, law, known, tape, trial);
    int64_t value = dpk_saturated(magnitude, words[0] >> 63 != 0);
    mpz_clear(magnitude);
    return value;
}

int64_t dpk_inversion_resolve_var(const dpk_inversion *law, const dpk_tape *tape, size_t trial) {
    return dpk_inversion_resolve_words_var(law, tape->words + trial * law->words_per_trial, tape, trial);
}

uint32_t dpk_inversion_resolve_lanes_var(const dpk_inversion *law, const dpk_tape *tape, size_t first,
                                         uint32_t open, uint32_t keep, int64_t *values) {
    for (; open != 0; open &= open - 1) {
        unsigned lane = (unsigned)__builtin_ctz(open);
        size_t trial = first + lane;
        values[lane] = dpk_inversion_resolve_var(law, tape, trial);
        uint32_t negative = (uint32_t)(tape->words[trial * law->words_per_trial] >> 63);
        keep |= (uint32_t)(!negative | (values[lane] != 0)) << lane;
    }
    return keep;
}

static size_t run_certified(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_inversion *law = parameters;
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        out[count] = dpk_inversion_resolve_var(law, tape, t);
        count += !(tape->words[t * law->words_per_trial] >> 63) | (out[count] != 0);
    }
    return count;
}

dpk_sampler dpk_inversion_certified_sampler_var(const dpk_inversion *law) {
    return (dpk_sampler){run_certified, law, law->words_per_trial};
}
