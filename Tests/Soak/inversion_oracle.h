// An oracle for the fast sampler: the value of a trial from its words, in double precision where that is certain by a
// generous tolerance, else by the certified arithmetic of inversion_slow.c; and so for one trial in 65,536.
#ifndef INVERSION_ORACLE_H
#define INVERSION_ORACLE_H

#include "inversion.h"
#include "logarithm.h"
#include "words.h"

static inline int64_t expected(const dpk_inversion *law, double share, const dpk_tape *tape, size_t trial) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    const uint64_t u = words[0] & INT64_MAX;
    int64_t high = 0, low = 0;
    int certain = u > 0 && !is_sample(u);
    if (certain) {
        // From u to u + 1, -ln falls by less than 1/u.
        double top = law->c * exponential(u);
        certain = floor_between(top - law->c / (double)(int64_t)u, top, &high);
    }
    if (certain && law->split > 0) {
        // From v to v + 1, l rises by less than S share/(1 - share) 2^-64.
        double bottom = -law->scale * log1p(-share * ((double)words[1] * 0x1p-64));
        certain = floor_between(bottom, bottom + law->scale * share / (1 - share) * 0x1p-64, &low);
    }
    if (!certain) return dpk_inversion_resolve_var(law, tape, trial);
    int64_t magnitude = (high << law->split) + low;
    return words[0] >> 63 ? -magnitude : magnitude;
}

// The draws of a block of trials by the oracle; returns how many trials were kept.
static inline size_t expected_block(const dpk_inversion *law, const dpk_tape *tape, int64_t *out) {
    const double share = -expm1(-1 / law->c);
    size_t count = 0;
    for (size_t t = 0; t < BLOCK; t++) {
        out[count] = expected(law, share, tape, t);
        count += !(tape->words[t * law->words_per_trial] >> 63) | (out[count] != 0);
    }
    return count;
}

#endif
