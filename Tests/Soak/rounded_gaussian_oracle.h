// An oracle for the exactly rounded Gaussian: the centre of a trial's cell in 80-bit floating point; where an output is
// nearer to a border than a generous tolerance, the certified arithmetic of rounded_gaussian_slow.c decides.
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

// -ln((u + 1/2)/2^64), accurate at both ends.
static inline long double exponential(uint64_t u) {
    long double rest = (long double)~u + 0.5L;  // 2^64 - u - 1/2
    return rest < 0x1p62L ? -log1pl(-rest * 0x1p-64L) : -logl(((long double)u + 0.5L) * 0x1p-64L);
}

// Sets *out to the integer nearest to x whatever its error; 0 if that isn't certain.
static inline int nearest_within(long double x, long double tolerance, int64_t *out) {
    *out = llrintl(x - tolerance);
    return *out == llrintl(x + tolerance);
}

static inline void expected(const dpk_rounded_gaussian *law, const dpk_tape *tape, size_t trial, const double *phase,
                            int64_t *out) {
    uint64_t u = tape->words[2 * trial], v = tape->words[2 * trial + 1];
    int is_certain = u >> 20 != 0;
    if (is_certain) {
        long double radius = sqrtl(2 * exponential(u));
        uint64_t q = (v + (UINT64_C(1) << 61)) >> 62 & 3;
        // The centre of a cell of V is half a unit further.
        long double t = 1.5707963267948966192313216916397514L * ((long double)(int64_t)(v << 2) + 2) * 0x1p-64L;
        long double c = cosl(t), s = sinl(t);
        long double x = q == 0 ? c : q == 1 ? -s : q == 2 ? -c : s;
        long double y = q == 0 ? s : q == 1 ? c : q == 2 ? -s : -c;
        long double tolerance =
            (long double)law->scale * (radius * 0x1p-57L + 1.2L / ((long double)u * radius)) + 0x1p-58L;
        is_certain = nearest_within(phase[2 * trial] + law->scale * radius * x, tolerance, &out[2 * trial])
            & nearest_within(phase[2 * trial + 1] + law->scale * radius * y, tolerance, &out[2 * trial + 1]);
    }
    if (!is_certain) {
        dpk_rounded_gaussian_resolve_var(law, tape, trial, phase, out);
        by_certified++;
    }
}

#endif
