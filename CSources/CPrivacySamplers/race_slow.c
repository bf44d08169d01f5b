// The races that the fast path leaves open, decided by certified arithmetic; and, for tests, every race.
//
// U's digits are read piece by piece. Known digits confine a candidate's key to an interval. Candidates whose interval
// lies below another's are out; while more than one is left, each of these reads 1, 2, 4, ... more words of its own stream,
// and the precision doubles. The winner is the candidate with the largest key at the full U's, whatever is read when.
#include <math.h>
#include <stdlib.h>

#include "../CPrivacyExact/enclosure.h"
#include "inversion_log.h"
#include "race.h"

typedef struct {
    size_t number;
    mpz_t digits;
    unsigned long bits;
    dpk_enclosure key;  // times 2^w
    int below, above;   // whether the key has no lower, no upper end
} runner;

// out = -ln(u/2^bits), one end of its enclosure; 0 at u = 2^bits is kept from being negative.
static void exponential(mpz_ptr out, mpz_srcptr u, unsigned long bits, unsigned long w, int upper) {
    mpz_t other;
    mpz_init(other);
    if (upper) dpk_enclose_exponential(other, out, u, bits, w); else dpk_enclose_exponential(out, other, u, bits, w);
    if (mpz_sgn(out) < 0) mpz_set_ui(out, 0);
    mpz_clear(other);
}

// out = -ln x, one end of its enclosure.
static void minus_logarithm(mpz_ptr out, mpz_srcptr x, unsigned long w, int upper) {
    dpk_enclosure point, result;
    dpk_enclosure_init(&point);
    dpk_enclosure_init(&result);
    mpz_set(point.low, x);
    mpz_set(point.high, x);
    dpk_enclose_logarithm(&result, &point, w);
    mpz_neg(out, upper ? result.low : result.high);
    dpk_enclosure_clear(&point);
    dpk_enclosure_clear(&result);
}

// x = scale x - deficit 2^w, rounded down or up.
static void finish(mpz_ptr x, double scale, uint64_t deficit, unsigned long w, int upper) {
    int exponent;
    uint64_t digits = (uint64_t)ldexp(frexp(scale, &exponent), 53);
    exponent -= 53;
    mpz_t factor;
    mpz_init(factor);
    mpz_import(factor, 1, -1, sizeof digits, 0, 0, &digits);
    mpz_mul(x, x, factor);
    if (exponent >= 0) mpz_mul_2exp(x, x, (unsigned long)exponent);
    else if (upper) mpz_cdiv_q_2exp(x, x, (unsigned long)-exponent);
    else mpz_fdiv_q_2exp(x, x, (unsigned long)-exponent);
    mpz_import(factor, 1, -1, sizeof deficit, 0, 0, &deficit);
    mpz_mul_2exp(factor, factor, w);
    mpz_sub(x, x, factor);
    mpz_clear(factor);
}

static void enclose(runner *r, const dpk_race *law, uint64_t deficit, unsigned long w) {
    const int gumbel = law->noise == DPK_STANDARD_GUMBEL;
    mpz_t end;
    mpz_init(end);
    // -ln U is largest at the lower end of U's cell, without bound at 0, and least at the upper.
    mpz_ptr at_lower = gumbel ? r->key.low : r->key.high, at_upper = gumbel ? r->key.high : r->key.low;
    int unbounded = mpz_sgn(r->digits) == 0, zero;
    mpz_set_ui(at_lower, 0);
    if (!unbounded) exponential(at_lower, r->digits, r->bits, w, 1);
    mpz_add_ui(end, r->digits, 1);
    exponential(at_upper, end, r->bits, w, 0);
    zero = mpz_sgn(at_upper) == 0;
    r->below = gumbel && unbounded;
    r->above = gumbel ? zero : unbounded;
    if (gumbel && !r->below) minus_logarithm(r->key.low, r->key.low, w, 0);
    if (gumbel && !r->above) minus_logarithm(r->key.high, r->key.high, w, 1);
    finish(r->key.low, law->scale, deficit, w, 0);
    finish(r->key.high, law->scale, deficit, w, 1);
    mpz_clear(end);
}

static void refine(runner *r, const dpk_tape *tape, unsigned long words) {
    mpz_t word;
    mpz_init(word);
    for (unsigned long i = 0; i < words; i++) {
        uint64_t digits = tape->refine(tape->context, r->number);
        mpz_import(word, 1, -1, sizeof digits, 0, 0, &digits);
        mpz_mul_2exp(r->digits, r->digits, 64);
        mpz_add(r->digits, r->digits, word);
    }
    r->bits += 64 * words;
    mpz_clear(word);
}

static void leave(runner *r) {
    mpz_clear(r->digits);
    dpk_enclosure_clear(&r->key);
}

// Keeps those that may have the largest key; returns how many.
static size_t keep_contenders(runner *runners, size_t count) {
    const runner *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!runners[i].below && (best == NULL || mpz_cmp(runners[i].key.low, best->key.low) > 0)) best = &runners[i];
    }
    if (best == NULL) return count;
    mpz_t bar;
    mpz_init_set(bar, best->key.low);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (runners[i].above || mpz_cmp(runners[i].key.high, bar) >= 0) {
            runners[kept++] = runners[i];
        } else {
            leave(&runners[i]);
        }
    }
    mpz_clear(bar);
    return kept;
}

size_t dpk_race_resolve_var(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits,
                            const unsigned char *eligible, size_t count) {
    size_t left = 0;
    for (size_t i = 0; i < count; i++) left += eligible == NULL || eligible[i];
    runner *runners = malloc(left * sizeof *runners);
    if (runners == NULL) abort();
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (eligible != NULL && !eligible[i]) continue;
        runner *r = &runners[next++];
        uint64_t digits = tape->words[i] >> 1;
        r->number = i;
        r->bits = 63;
        mpz_init(r->digits);
        mpz_import(r->digits, 1, -1, sizeof digits, 0, 0, &digits);
        dpk_enclosure_init(&r->key);
    }
    unsigned long words = 1;
    for (unsigned long w = 192; left > 1; w *= 2, words *= 2) {
        for (size_t i = 0; i < left; i++) enclose(&runners[i], law, deficits[runners[i].number], w);
        left = keep_contenders(runners, left);
        for (size_t i = 0; left > 1 && i < left; i++) refine(&runners[i], tape, words);
    }
    size_t winner = runners[0].number;
    leave(&runners[0]);
    free(runners);
    return winner;
}
