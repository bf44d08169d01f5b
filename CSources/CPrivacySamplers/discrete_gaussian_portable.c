// The back end in plain C: the reference for the others, and what they use for what doesn't fill a vector. Additions
// and multiplications only, never fused, as in the proposal (inversion_portable.c).
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "discrete_gaussian.h"
#include "inversion_lane.h"

#pragma STDC FP_CONTRACT OFF

static inline double magnitude_of(double x) {
    return double_of(bits_of(x) & INT64_MAX);
}

// Whether the digits w of W accept a proposal of this magnitude; clears *decided if they leave that open.
static inline __attribute__((always_inline)) uint64_t accepts(const dpk_discrete_gaussian *law, double magnitude,
                                                              uint64_t w, uint64_t *decided) {
    double t = magnitude * law->inverse - 1;
    double s = t * t * DPK_ACCEPT_TO_S;
    uint64_t is_large = -(uint64_t)(s > DPK_ACCEPT_LARGEST_S);
    __asm__("" : "+r"(is_large));
    s = double_of(choose(is_large, bits_of(s), bits_of(DPK_ACCEPT_LARGEST_S)));
    double rounded = s + DPK_ACCEPT_ROUNDER;
    uint64_t n = bits_of(rounded);
    double f = s - (rounded - DPK_ACCEPT_ROUNDER);
    double f2 = f * f;
    double c01 = 1 + f * DPK_ACCEPT_C1, c23 = DPK_ACCEPT_C2 + f * DPK_ACCEPT_C3;
    double c45 = DPK_ACCEPT_C4 + f * DPK_ACCEPT_C5;

    uint64_t odd = -(n & 1), upper = -(n >> 1 & 1);
    __asm__("" : "+r"(odd), "+r"(upper));
    uint64_t low = choose(odd, bits_of(law->power[0]), bits_of(law->power[1]));
    uint64_t high = choose(odd, bits_of(law->power[2]), bits_of(law->power[3]));
    double power = double_of(choose(upper, low, high) - (n >> 2 << 52));
    double p = power * (c01 + f2 * (c23 + f2 * c45));

    double off = p - ((double)(int64_t)w + 0.5);
    *decided &= magnitude_of(off) > law->reach;
    return off > 0;
}

// Sets *value to the proposal and *keep to whether it is output, and returns 1 if the words decide that; else 0.
static inline __attribute__((always_inline)) uint64_t trial(const dpk_discrete_gaussian *law, uint64_t first,
                                                            uint64_t last, int64_t *value, uint64_t *keep) {
    uint64_t start = law->words_per_trial == 1 ? first & ~DPK_ACCEPT_DIGITS : first;
    uint64_t decided = lane(&law->proposal, start, last & ~DPK_ACCEPT_DIGITS, value);
    double magnitude = magnitude_of((double)*value);
    uint64_t accepted = accepts(law, magnitude, last & DPK_ACCEPT_DIGITS, &decided);
    *keep = accepted & is_kept(first, *value);
    return decided;
}

uint64_t dpk_discrete_gaussian_decide(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *value,
                                      uint64_t *keep) {
    return trial(law, words[0], words[law->words_per_trial - 1], value, keep);
}

size_t dpk_discrete_gaussian_run_one_by_one(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t first,
                                            size_t trials, int64_t *out) {
    const size_t width = law->words_per_trial;
    size_t count = 0;
    for (size_t t = first; t < trials; t++) {
        const uint64_t *words = tape->words + t * width;
        int64_t value;
        uint64_t keep;
        uint64_t decided = trial(law, words[0], words[width - 1], &value, &keep);
        // The one branch on random bits; discrete_gaussian.md bounds what it tells.
        if (__builtin_expect(!dpk_declassify(decided), 0)) keep = dpk_discrete_gaussian_resolve_var(law, tape, t, &value);
        out[count] = value;
        count += dpk_declassify(keep);
    }
    return count;
}

static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    size_t count = dpk_discrete_gaussian_run_one_by_one(parameters, tape, 0, trials, out);
    dpk_rounding_leave(host);
    return count;
}

static void values(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *out, uint32_t *open,
                   uint32_t *keep) {
    const size_t width = law->words_per_trial;
    *open = *keep = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (unsigned t = 0; t < 8; t++) {
        const uint64_t *own = words + t * width;
        uint64_t kept;
        uint64_t decided = trial(law, own[0], own[width - 1], &out[t], &kept);
        out[t] &= -(int64_t)decided;
        *open |= (uint32_t)(decided ^ 1) << t;
        *keep |= (uint32_t)(decided & kept) << t;
    }
    dpk_rounding_leave(host);
}

const dpk_discrete_gaussian_backend dpk_discrete_gaussian_portable = {run, values};
