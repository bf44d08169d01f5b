// An oracle for the exactly rounded Gaussian: the centre of a trial's cell in double precision; where an output is
// nearer to a border than a generous tolerance, and for one trial in 65,536, the certified arithmetic of
// rounded_gaussian_slow.c decides.
#ifndef ROUNDED_GAUSSIAN_ORACLE_H
#define ROUNDED_GAUSSIAN_ORACLE_H

#include <math.h>

#include "rounded_gaussian.h"
#include "words.h"

static long by_certified;

// Words of their own make phases; an eighth each are 0, 1/2 and -1/2.
static inline double phase_of(uint64_t word) {
    uint64_t any = refine(NULL, word);
    return any % 8 == 0 ? 0 : any % 8 == 1 ? 0.5 : any % 8 == 2 ? -0.5 : (double)(int64_t)any * 0x1p-64;
}

// -ln((u + 1/2)/2^64), accurate at both ends; u large.
static inline double exponential(uint64_t u) {
    return u >> 62 == 3 ? -log1p(-((double)~u + 0.5) * 0x1p-64) : -log(((double)u + 0.5) * 0x1p-64);
}

// Sets *out to the integer nearest to x whatever its error; 0 if that isn't certain.
static inline int nearest_within(double x, double tolerance, int64_t *out) {
    *out = llrint(x - tolerance);
    return *out == llrint(x + tolerance);
}

static inline void expected(const dpk_rounded_gaussian *law, const dpk_tape *tape, size_t trial, const double *phase,
                            int64_t *out) {
    uint64_t u = tape->words[2 * trial], v = tape->words[2 * trial + 1];
    int is_certain = u >> 20 != 0 && u % 65536 != 0;
    if (is_certain) {
        double e = exponential(u), radius = sqrt(2 * e);
        uint64_t q = (v + (UINT64_C(1) << 61)) >> 62 & 3;
        double t = 1.57079632679489662 * 0x1p-64 * ((double)(int64_t)(v << 2) + 2), c = cos(t), s = sin(t);
        double x = q == 0 ? c : q == 1 ? -s : q == 2 ? -c : s;
        double y = q == 0 ? s : q == 1 ? c : q == 2 ? -s : -c;
        // Errors are below 2^-49.7 of scale radius; over a cell the radius moves by 1/(u radius).
        double tolerance = law->scale * (radius * 0x1p-48 + 1.2 / ((double)u * radius)) + 0x1p-50;
        is_certain = nearest_within(phase[2 * trial] + law->scale * radius * x, tolerance, &out[2 * trial])
            & nearest_within(phase[2 * trial + 1] + law->scale * radius * y, tolerance, &out[2 * trial + 1]);
    }
    if (!is_certain) {
        dpk_rounded_gaussian_resolve_var(law, tape, trial, phase, out);
        by_certified++;
    }
}

#endif
