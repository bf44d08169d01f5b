// -ln U and floors in double precision, for oracles. Their tolerance is 2^-48 of a number; what brings it off, a
// function of the C library (2^-52) and a few roundings (2^-53), is below 2^-50.
#ifndef SOAK_LOGARITHM_H
#define SOAK_LOGARITHM_H

#include <math.h>
#include <stdint.h>

// -ln(u/2^63), accurate at both ends; 0 < u < 2^63.
static inline double exponential(uint64_t u) {
    uint64_t rest = (UINT64_C(1) << 63) - u;
    return rest < UINT64_C(1) << 62 ? -log1p(-(double)(int64_t)rest * 0x1p-63) : -log((double)(int64_t)u * 0x1p-63);
}

// Sets *whole to the floor that all of [from, to] has, whatever their errors; 0 if there is none. Below 2^62.
static inline int floor_between(double from, double to, int64_t *whole) {
    double low = from - to * 0x1p-48, high = to + to * 0x1p-48;
    *whole = (int64_t)low;
    return low >= 0 && *whole == (int64_t)high;
}

// Trials that an oracle leaves to certified arithmetic although it is certain.
static inline int is_sample(uint64_t word) {
    return word % 65536 == 0;
}

#endif
