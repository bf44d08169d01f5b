// -ln U and floors in 80-bit floating point, for oracles.
#ifndef SOAK_LOGARITHM_H
#define SOAK_LOGARITHM_H

#include <math.h>
#include <stdint.h>

// -ln(u/2^63), accurate at both ends; 0 < u < 2^63.
static inline long double exponential(uint64_t u) {
    uint64_t rest = (UINT64_C(1) << 63) - u;
    return rest < UINT64_C(1) << 62 ? -log1pl(-(long double)rest * 0x1p-63L) : -logl((long double)u * 0x1p-63L);
}

// Sets *whole to the floor that all of [from - tolerance, to + tolerance] has; 0 if there is none. Below 2^63.
static inline int floor_between(long double from, long double to, long double tolerance, int64_t *whole) {
    long double low = from - tolerance;
    *whole = (int64_t)low;  // floorl takes longer than the logarithm
    return low >= 0 && *whole == (int64_t)(to + tolerance);
}

#endif
