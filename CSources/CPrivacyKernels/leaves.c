#include "dpk_leaves.h"

#include <math.h>
#include <stdlib.h>

#include "rounding.h"

#pragma STDC FP_CONTRACT OFF

// D is at most 2^48 / N, so that j * N <= 2^48 (leaves.md).
enum { DPK_LEAF_BITS = 48 };

// Outside the documented range a leaf could lie outside the counts.
static void require(int holds) {
    if (!holds) abort();
}

// ceil(log2(x)).
static int32_t bits_for(uint32_t x) {
    return x > 1 ? 32 - __builtin_clz(x - 1) : 0;
}

// Three units in the last place above the nearest double to N / D.
static double scale_of(uint32_t leaves, double divisor) {
    double scale = leaves / divisor;
    for (int unit = 0; unit < 3; unit++) scale = nextafter(scale, INFINITY);
    return scale;
}

void dpk_real_leaves_prepare(double lower, double upper, uint32_t leaves, dpk_real_leaves *out) {
    require(lower < upper && lower >= -0x1p960 && upper <= 0x1p960 && leaves >= 1 && leaves <= DPK_MOST_LEAVES);
    *out = (dpk_real_leaves){.lower = lower, .last = upper, .leaves = leaves};
    const volatile dpk_real_leaves *loaded = out;  // anew under the rounding set here
    dpk_rounding host = dpk_rounding_enter();
    const double width = loaded->last - loaded->lower;
    require(width >= 0x1p-950);
    int exponent;
    double fraction = frexp(width, &exponent);
    if (fraction == 0.5) exponent--;  // the least for which width <= 2^exponent
    const double step = ldexp(1, exponent - DPK_LEAF_BITS + bits_for(leaves));
    out->magic = 0x1.8p52 * step;
    const double whole = (width + out->magic) - out->magic;
    out->last = whole - step;
    out->scale = scale_of(leaves, whole);
    dpk_rounding_leave(host);
}

void dpk_integer_leaves_prepare(int64_t lower, int64_t upper, uint32_t leaves, dpk_integer_leaves *out) {
    require(lower < upper && leaves >= 1 && leaves <= DPK_MOST_LEAVES);
    const uint64_t width = (uint64_t)upper - (uint64_t)lower;
    const int32_t excess = 64 - __builtin_clzll(width) - (DPK_LEAF_BITS - bits_for(leaves));
    const uint32_t shift = excess > 0 ? (uint32_t)excess : 0;
    *out = (dpk_integer_leaves){.lower = lower, .upper = upper, .shift = shift, .leaves = leaves};
    dpk_rounding host = dpk_rounding_enter();
    const volatile uint64_t *loaded = &width;
    out->scale = scale_of(leaves, (double)(*loaded >> shift));
    dpk_rounding_leave(host);
}
