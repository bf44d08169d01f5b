#include "staircase.h"

#include "declassify.h"

// Which step, where the words leave it open.
static uint64_t resolve_step_var(const dpk_staircase *law, const dpk_tape *tape, uint64_t trial) {
    if (law->odds == NULL) return 0;
    return (uint64_t)dpk_odds_decide_var(law->odds, law->epsilon, law->word_bits, tape->refine, tape->context, trial);
}

// One magnitude j D + i from its words. A place is drawn in each step, so that both can reject the trial and rejection
// doesn't depend on which of them is taken.
static uint64_t one_magnitude(const dpk_staircase *law, const dpk_tape *tape, uint64_t trial, uint64_t *kept) {
    const uint64_t *words = tape->words + trial * (DPK_STAIRCASE_OWN_WORDS + dpk_magnitude_words(law->periods));
    uint64_t first_kept, second_kept;
    uint64_t first = dpk_uniform_trial(&law->first, words[0] >> 1, &first_kept);
    uint64_t second = law->width + dpk_uniform_trial(&law->second, words[1] >> 1, &second_kept);
    *kept = first_kept & second_kept;
    dpk_u128 u = (dpk_u128)words[3] << 64 | words[2];
    uint64_t in_second = u < law->threshold;
    // Taken with probability 2^-128 a trial.
    if (__builtin_expect(dpk_declassify(u == law->threshold) != 0, 0)) in_second = resolve_step_var(law, tape, trial);
    uint64_t periods = dpk_magnitude(law->periods, words + DPK_STAIRCASE_OWN_WORDS, tape, trial);
    uint64_t place = first ^ ((first ^ second) & -in_second);
    uint64_t saturated = -(uint64_t)(periods >= law->longest);
    uint64_t magnitude = periods * law->sensitivity + place;  // below 2^63 unless saturated
    return (magnitude & ~saturated) | ((uint64_t)INT64_MAX & saturated);
}

// A fair sign and a magnitude; (negative, 0) is rejected so that 0 isn't counted twice.
static size_t run_staircase(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_staircase *law = parameters;
    uint32_t width = DPK_STAIRCASE_OWN_WORDS + dpk_magnitude_words(law->periods);
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        uint64_t kept;
        int64_t negative = -(int64_t)(tape->words[t * width] & 1);
        int64_t magnitude = (int64_t)one_magnitude(law, tape, t, &kept);
        out[count] = (magnitude ^ negative) - negative;
        count += dpk_declassify(kept & (uint64_t)((negative == 0) | (magnitude != 0)));
    }
    return count;
}

static size_t run_one_sided(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        uint64_t kept;
        out[count] = (int64_t)one_magnitude(parameters, tape, t, &kept);
        count += dpk_declassify(kept);
    }
    return count;
}

dpk_sampler dpk_staircase_sampler(const dpk_staircase *law) {
    return (dpk_sampler){run_staircase, law, DPK_STAIRCASE_OWN_WORDS + dpk_magnitude_words(law->periods)};
}

void dpk_staircase_extend(const dpk_staircase *law, int64_t draw, uint64_t *low, int64_t *high) {
    __int128 value = draw;
    if (__builtin_expect(dpk_declassify((draw == INT64_MAX) | (draw == -INT64_MAX)) != 0, 0)) {
        // "At least `longest` periods": by memorylessness of j, what follows them is a magnitude of the same law.
        dpk_sampler one_sided = dpk_staircase_sampler(law);
        one_sided.run = run_one_sided;
        const __int128 limit = (__int128)1 << 126;
        const __int128 passed = (__int128)law->longest * (__int128)law->sensitivity;
        __int128 magnitude = 0;
        int64_t rest = INT64_MAX;
        while (rest == INT64_MAX && magnitude < limit) {
            magnitude += passed;
            dpk_draw(&one_sided, &rest, 1);
        }
        if (rest != INT64_MAX) magnitude += rest;
        value = draw > 0 ? magnitude : -magnitude;
    }
    *low = (uint64_t)value;
    *high = (int64_t)(value >> 64);
}
