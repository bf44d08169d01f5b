// From a floating-point record to its grid index; private to this target.
#ifndef DPK_PORTABLE_REAL_H
#define DPK_PORTABLE_REAL_H

#include "dpk_kernels.h"

#include <stdint.h>
#include <string.h>

static inline uint64_t dpk_bits(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double dpk_real(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// All ones, or all zeros for NaN.
static inline uint64_t dpk_is_number(double x) {
    return -(uint64_t)(x == x);
}

// The bits of (clamp(x) - centre) + magic: those of magic plus k. The comparisons send NaN to lower.
static inline uint64_t dpk_grid_bits(const dpk_real_grid *grid, double x) {
    double y = x > grid->lower ? x : grid->lower;
    y = y < grid->upper ? y : grid->upper;
    return dpk_bits((y - grid->centre) + grid->magic);
}

#endif
