// The back end in plain C: the reference for the others, and what they use for what doesn't fill a vector.
//
// Additions and multiplications only, never fused: IEEE 754 then fixes every bit, so all back ends agree on values and
// on which trials are open, whether or not a machine has a fused multiply-add. (The fused form would save a tenth of
// the arithmetic; the random bytes cost more than all of it.)
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "inversion_lane.h"

#pragma STDC FP_CONTRACT OFF

uint64_t dpk_inversion_decide(const dpk_inversion *law, const uint64_t *words, int64_t *value) {
    return lane(law, words[0], words[law->words_per_trial - 1], value);
}

size_t dpk_inversion_run_one_by_one(const dpk_inversion *law, const dpk_tape *tape, size_t first,
                                    size_t trials, int64_t *out) {
    const size_t width = law->words_per_trial;
    size_t count = 0;
    for (size_t t = first; t < trials; t++) {
        const uint64_t *words = tape->words + t * width;
        int64_t value;
        uint64_t decided = lane(law, words[0], words[width - 1], &value);
        // The one branch on random bits; inversion.md bounds what it tells.
        if (__builtin_expect(!dpk_declassify(decided), 0)) value = dpk_inversion_resolve_var(law, tape, t);
        out[count] = value;
        count += dpk_declassify(is_kept(words[0], value));
    }
    return count;
}

static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    size_t count = dpk_inversion_run_one_by_one(parameters, tape, 0, trials, out);
    dpk_rounding_leave(host);
    return count;
}

static void values(const dpk_inversion *law, const uint64_t *words, int64_t *out, uint32_t *open,
                   uint32_t *keep) {
    *open = *keep = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (unsigned t = 0; t < 8; t++) {
        const uint64_t *own = words + t * law->words_per_trial;
        uint64_t decided = lane(law, own[0], own[law->words_per_trial - 1], &out[t]);
        out[t] &= -(int64_t)decided;
        *open |= (uint32_t)(decided ^ 1) << t;
        *keep |= (uint32_t)(decided & is_kept(own[0], out[t])) << t;
    }
    dpk_rounding_leave(host);
}

const dpk_inversion_backend dpk_inversion_portable = {run, values};
