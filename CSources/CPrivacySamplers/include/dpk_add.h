// Adding draws to numbers, exactly, many at a time. No branch, address or operation depends on a number or a draw.
//
// Both functions leave a number alone whose draw is 2^51 or more in magnitude ("wide") and return how many these were:
// the caller adds them one by one. Draws of the fast samplers are below 2^48 but for e^(-2^22).
#ifndef DPK_ADD_H
#define DPK_ADD_H

#include <stddef.h>
#include <stdint.h>

#define DPK_NARROW_DRAW 0x8000000000000  // 2^51

// values[i] = R(G(values[i]) + draws[i] granularity): G rounds to a multiple of the granularity, ties to even, R to the
// nearest double; the sum between them is exact. NaN counts as 0; infinities, before and after, as the largest finite
// double of their sign. granularity: a power of two, 2^-1000 ... 2^960.
size_t dpk_add_to_reals(double *values, const int64_t *draws, size_t count, double granularity);

// values[i] += floor(draws[i] / 2^shift + 1/2), or draws[i] for shift 0; ends at +-INT64_MAX, on both sides.
// shift: 0 ... 62.
size_t dpk_add_to_integers(int64_t *values, const int64_t *draws, size_t count, uint32_t shift);

#endif
