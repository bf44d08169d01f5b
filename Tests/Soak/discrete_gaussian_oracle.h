// An oracle for the discrete Gaussian sampler: both ends of a trial's cell, and e^-x, in double precision; where these
// leave the proposal or its acceptance open within a generous tolerance, and for one trial in 65,536, the certified
// arithmetic of discrete_gaussian_slow.c decides.
#ifndef DISCRETE_GAUSSIAN_ORACLE_H
#define DISCRETE_GAUSSIAN_ORACLE_H

#include "discrete_gaussian.h"
#include "logarithm.h"
#include "words.h"

static long by_certified;

// What the oracle computes once a law: sigma = c 2^split, share = 1 - e^(-1/c).
typedef struct {
    double sigma, c, share;
    int split;
} oracle;

static inline oracle oracle_of(double sigma) {
    oracle made = {.sigma = sigma};
    while (sigma >= ldexp(0x1p24, made.split)) made.split++;
    made.c = ldexp(made.sigma, -made.split);
    made.share = -expm1(-1 / made.c);
    return made;
}

// Whether the oracle is certain; then *magnitude and *accepted.
static inline int certain(const oracle *o, const uint64_t *words, size_t width, int64_t *magnitude,
                          int *accepted) {
    // The highest 63 or 39 binary digits of U, zeros behind.
    uint64_t last = words[width - 1], unit = width == 1 ? 1 << 24 : 1, u = (words[0] & INT64_MAX) / unit * unit;
    int64_t low = 0;
    if (u == 0 || is_sample(words[0] >> 24)) return 0;
    // From u to u + unit, -ln falls by less than unit/u.
    double far = o->c * exponential(u);
    if (!floor_between(far - o->c * (double)unit / (double)(int64_t)u, far, magnitude)) return 0;
    if (o->split > 0) {
        // From v to v + 1, l rises by less than sigma share/(1 - share) 2^-40.
        double from = -o->sigma * log1p(-o->share * ((double)(int64_t)(last >> 24) * 0x1p-40));
        if (!floor_between(from, from + o->sigma * o->share / (1 - o->share) * 0x1p-40, &low)) return 0;
    }
    *magnitude = (*magnitude << o->split) + low;
    // t and t^2/2 are off by less than 2^-51 of them, so p by less than 2^-51 (1 + t^2) of it.
    double t = ((double)*magnitude - o->sigma) / o->sigma, p = exp(-t * t / 2) * 0x1p24;
    double slack = p * (1 + t * t) * 0x1p-49;
    *accepted = 1;
    if (t == 0) return 1;
    int64_t w = (int64_t)(last & 0xffffff), whole;
    if (!floor_between(p - slack, p + slack, &whole) || w == whole) return 0;
    *accepted = w < whole;
    return 1;
}

static inline int expected(const dpk_discrete_gaussian *law, const oracle *o, const dpk_tape *tape, size_t trial,
                           int64_t *value) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    int64_t magnitude;
    int accepted;
    if (!certain(o, words, law->words_per_trial, &magnitude, &accepted)) {
        by_certified++;
        return (int)dpk_discrete_gaussian_resolve_var(law, tape, trial, value);
    }
    *value = words[0] >> 63 ? -magnitude : magnitude;
    return accepted && (!(words[0] >> 63) || magnitude != 0);
}

// The draws of a block of trials by the oracle; returns how many trials were kept. `out` has room for one more.
static inline size_t expected_block(const dpk_discrete_gaussian *law, const oracle *o, const dpk_tape *tape,
                                    int64_t *out) {
    size_t count = 0;
    for (size_t t = 0; t < BLOCK; t++) count += (size_t)expected(law, o, tape, t, &out[count]);
    return count;
}

#endif
