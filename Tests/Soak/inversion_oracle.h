// An oracle for the fast sampler: the value of a trial from its words, in 80-bit floating point where that is certain
// by a generous tolerance, else by the certified arithmetic of inversion_slow.c. And the words that both read.
#ifndef INVERSION_ORACLE_H
#define INVERSION_ORACLE_H

#include <math.h>

#include "inversion.h"

enum { BLOCK = 1024 };  // trials

// Words for tapes: SplitMix64. Never noise.
static inline uint64_t next_word(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline uint64_t refine(void *context, uint64_t trial) {
    (void)context;
    return (trial + 77) * UINT64_C(0x9e3779b97f4a7c15);
}

// -ln(u/2^63), accurate at both ends.
static inline long double exponential(uint64_t u) {
    uint64_t rest = (UINT64_C(1) << 63) - u;
    return rest < UINT64_C(1) << 62 ? -log1pl(-(long double)rest * 0x1p-63L) : -logl((long double)u * 0x1p-63L);
}

// Sets *whole to the floor that all of [from - tolerance, to + tolerance] has; 0 if there is none.
static inline int floor_between(long double from, long double to, long double tolerance, int64_t *whole) {
    long double low = floorl(from - tolerance);
    *whole = (int64_t)low;
    return low >= 0 && low == floorl(to + tolerance);
}

static inline int64_t expected(const dpk_inversion *law, long double share, const dpk_tape *tape, size_t trial) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    const uint64_t u = words[0] & INT64_MAX;
    int64_t high = 0, low = 0;
    int certain = u > 0;
    if (certain) {
        // From u to u + 1, -ln falls by less than 1/u.
        long double top = law->c * exponential(u);
        certain = floor_between(top - law->c / (long double)u, top, top * 0x1p-58L + 1e-25L, &high);
    }
    if (certain && law->split > 0) {
        // From v to v + 1, l rises by less than S share/(1 - share) 2^-64.
        long double bottom = -(long double)law->scale * log1pl(-share * ((long double)words[1] * 0x1p-64L));
        long double top = bottom + law->scale * share / (1 - share) * 0x1p-64L;
        certain = floor_between(bottom, top, top * 0x1p-58L + 1e-20L, &low);
    }
    if (!certain) return dpk_inversion_resolve_var(law, tape, trial);
    int64_t magnitude = (high << law->split) + low;
    return words[0] >> 63 ? -magnitude : magnitude;
}

// The draws of a block of trials by the oracle; returns how many trials were kept.
static inline size_t expected_block(const dpk_inversion *law, const dpk_tape *tape, int64_t *out) {
    const long double share = -expm1l(-1 / (long double)law->c);
    size_t count = 0;
    for (size_t t = 0; t < BLOCK; t++) {
        out[count] = expected(law, share, tape, t);
        count += !(tape->words[t * law->words_per_trial] >> 63) | (out[count] != 0);
    }
    return count;
}

#endif
