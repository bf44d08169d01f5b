// One certified evaluation a trial, whether the trial needs it or not.
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "discrete_gaussian.h"
#include "dpk_random.h"

// a where mask is 0, b where it is all ones.
static inline uint64_t choose(uint64_t mask, uint64_t a, uint64_t b) {
    __asm__("" : "+r"(mask));  // so that this doesn't become a branch
    return a ^ ((a ^ b) & mask);
}

static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_discrete_gaussian *law = parameters;
    const size_t width = law->words_per_trial;
    uint64_t evaluated[2] = {0, 0};
    size_t count = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (size_t t = 0; t < trials; t++) {
        const uint64_t *words = tape->words + 2 * t * width, *decoy = words + width;
        int64_t fast, certified;
        uint64_t keep;
        uint64_t decided = -dpk_discrete_gaussian_decide(law, words, &fast, &keep);
        for (size_t i = 0; i < width; i++) evaluated[i] = choose(decided, words[i], decoy[i]);
        uint64_t certified_keep = dpk_discrete_gaussian_resolve_words_var(law, evaluated, tape, t, &certified);
        out[count] = (int64_t)choose(decided, (uint64_t)certified, (uint64_t)fast);
        count += dpk_declassify(choose(decided, certified_keep, keep));
    }
    dpk_rounding_leave(host);
    dpk_wipe(evaluated, sizeof evaluated);
    return count;
}

dpk_sampler dpk_discrete_gaussian_constant_time_sampler(const dpk_discrete_gaussian *law) {
    return (dpk_sampler){run, law, 2 * law->words_per_trial};
}
