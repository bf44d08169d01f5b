// Positive numbers far beyond a double's range: part 2^power, part 0 or from 1/2 to 1. Private to this target.
#ifndef DPK_SCALED_H
#define DPK_SCALED_H

#include <math.h>
#include <stdint.h>

typedef struct {
    double part;
    long power;
} dpk_scaled;

static inline dpk_scaled dpk_scaled_of(double x) {
    int power;
    double part = frexp(x, &power);
    return (dpk_scaled){part, power};
}

// One rounding of 2^-53.
static inline dpk_scaled dpk_scaled_product(dpk_scaled a, dpk_scaled b) {
    dpk_scaled result = dpk_scaled_of(a.part * b.part);
    result.power += a.power + b.power;
    return result;
}

// x^times; off by a relative 2 times 2^-53 at most, while that is below 2^-10.
static inline dpk_scaled dpk_scaled_power(double x, uint64_t times) {
    dpk_scaled result = {0.5, 1}, square = dpk_scaled_of(x);
    for (; times > 0; times >>= 1) {
        if ((times & 1) == 1) result = dpk_scaled_product(result, square);
        square = dpk_scaled_product(square, square);
    }
    return result;
}

static inline double dpk_scaled_value(dpk_scaled a) {
    return ldexp(a.part, a.power > 4000 ? 4000 : a.power < -4000 ? -4000 : (int)a.power);
}

#endif
