// An oracle for the snapping mechanism's logarithm: in 80-bit floating point; where this leaves the nearest double open
// within a generous tolerance, the certified arithmetic of snapping_slow.c decides.
#ifndef SNAPPING_ORACLE_H
#define SNAPPING_ORACLE_H

#include <math.h>

#include "snapping.h"
#include "words.h"

static inline double expected(const dpk_tape *tape, size_t trial) {
    const uint64_t *words = tape->words + 2 * trial;
    if (words[1] == 0) return dpk_snapping_logarithm_var(tape, trial);
    int zeros = __builtin_clzll(words[1]);
    long double m = 1 + (long double)(words[0] & UINT64_C(0xfffffffffffff)) * 0x1p-52L;
    long double u = m / 2 / (UINT64_C(1) << zeros);
    long double x = zeros == 0 ? -log1pl(u - 1) : -logl(u);  // u - 1 is exact
    double low = (double)(x * (1 - 0x1p-61L)), high = (double)(x * (1 + 0x1p-61L));
    return low == high ? low : dpk_snapping_logarithm_var(tape, trial);
}

#endif
