// Adding draws to numbers, exactly, many at a time. No branch, address or operation depends on a number or a draw.
//
// Both functions leave a number alone whose draw is 2^51 or more in magnitude ("wide") and return how many these were:
// the caller adds them one by one. At scales up to 2^41 a draw is wide with probability below e^(-1022).
#ifndef DPK_ADD_H
#define DPK_ADD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DPK_NARROW_DRAW 0x8000000000000  // 2^51

// values[i] = R(G(values[i]) + draws[i] granularity): G rounds to a multiple of the granularity, ties to even, R to the
// nearest double; the sum between them is exact. NaN counts as 0; infinities, before and after, as the largest finite
// double of their sign. granularity: a power of two, 2^-1000 ... 2^960.
size_t dpk_add_to_reals(double *values, const int64_t *draws, size_t count, double granularity);

// phases[i] = (x - G(x)) / granularity for x = values[i], -1/2 ... 1/2: what G takes away. Exact, except that places
// below 2^-1074 are lost where the granularity is above 1. NaN and infinities have phase 0. A subnormal value is
// multiplied here, which may take longer on some machines.
void dpk_phases_of_reals(const double *values, double *phases, size_t count, double granularity);

// values[i] += floor(draws[i] / 2^shift + 1/2), or draws[i] for shift 0; ends at +-INT64_MAX, on both sides.
// shift: 0 ... 62.
size_t dpk_add_to_integers(int64_t *values, const int64_t *draws, size_t count, uint32_t shift);

// dpk_add_to_reals for one value and a narrow draw, in place of a call. Under the default rounding only, which the caller
// sees to (dpk_rounding_mode.h): magnitudes that are rounded upward move -x and x two steps apart.
static inline double dpk_add_to_real(double value, int64_t draw, double granularity) {
    const uint64_t infinity = UINT64_C(0x7ff0000000000000);
    const double integral = 0x1p52 * granularity;
    uint64_t bits, limit, picked;
    memcpy(&bits, &value, sizeof bits);
    memcpy(&limit, &integral, sizeof limit);
    uint64_t sign = bits & ~(UINT64_MAX >> 1), magnitude = bits ^ sign;
    magnitude &= ~(uint64_t)((int64_t)(infinity - magnitude) >> 63);  // NaN: 0
    magnitude -= ((magnitude ^ infinity) - 1) >> 63;                  // infinity: the largest finite double
    double rounded;
    memcpy(&rounded, &magnitude, sizeof rounded);
    rounded = (rounded + integral) - integral;
    memcpy(&picked, &rounded, sizeof picked);
    uint64_t is_small = (uint64_t)((int64_t)(magnitude - limit) >> 63);
    __asm__("" : "+r"(is_small));  // so that this doesn't become a branch
    picked = ((picked & is_small) | (magnitude & ~is_small)) | sign;
    double sum;
    memcpy(&sum, &picked, sizeof sum);
    sum += (double)draw * granularity;
    memcpy(&bits, &sum, sizeof bits);
    bits -= (((bits & (UINT64_MAX >> 1)) ^ infinity) - 1) >> 63;
    memcpy(&sum, &bits, sizeof sum);
    return sum;
}

#endif
