// From an integer record to its offset; private to this target.
#ifndef DPK_PORTABLE_INTEGER_H
#define DPK_PORTABLE_INTEGER_H

#include <stdint.h>

// clamp(x) - lower, which fits 64 unsigned bits.
static inline uint64_t dpk_offset(int64_t lower, int64_t upper, int64_t x) {
    int64_t y = x > lower ? x : lower;
    y = y < upper ? y : upper;
    return (uint64_t)y - (uint64_t)lower;
}

#endif
