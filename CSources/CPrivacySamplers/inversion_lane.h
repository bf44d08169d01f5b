// One trial's arithmetic in plain C, inlined into the samplers that start from it; private to this target.
#ifndef DPK_INVERSION_LANE_H
#define DPK_INVERSION_LANE_H

#include <string.h>

#include "inversion.h"

#pragma STDC FP_CONTRACT OFF

static inline uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// The double nearest to x. cvtsi2sd keeps half of its target and so waits for what was there before: one draw would
// wait for the one before it.
static inline double real(int64_t x) {
#if defined(__x86_64__)
    double result;
    __asm__("xorpd %0, %0\n\tcvtsi2sdq %1, %0" : "=&x"(result) : "r"(x));
    return result;
#else
    return (double)x;
#endif
}

// a where mask is 0, b where it is all ones. Masks pass a barrier, so that this doesn't become a branch.
static inline uint64_t choose(uint64_t mask, uint64_t a, uint64_t b) {
    return a ^ ((a ^ b) & mask);
}

// table[i & 15] with all entries read: the address says nothing about i. Indices are compared as halves, which the least
// of machines does in vectors.
static inline double look_up(const double *table, uint64_t i) {
    typedef uint32_t halves __attribute__((vector_size(64)));
    typedef uint64_t wholes __attribute__((vector_size(64)));
    const halves index = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7};
    halves low, high;
    memcpy(&low, table, sizeof low);
    memcpy(&high, table + 8, sizeof high);
    uint32_t wanted = (uint32_t)i;
    wholes kept = (wholes)((low & (halves)(index == wanted)) | (high & (halves)(index + 8 == wanted)));
    return double_of((kept[0] | kept[1]) | (kept[2] | kept[3]) | (kept[4] | kept[5]) | (kept[6] | kept[7]));
}

static inline double look_up_ratio(const uint64_t *bytes, uint64_t i) {
    uint64_t mask = -(i >> 3 & 1);
    __asm__("" : "+r"(mask));
    return real((int64_t)(choose(mask, bytes[0], bytes[1]) >> (i & 7) * 8 & 0xff)) * 0x1p-8;
}

// Sets *value and returns 1 if the words decide it, else 0.
static inline __attribute__((always_inline)) uint64_t lane(const dpk_inversion *law, uint64_t first, uint64_t second,
                                                           int64_t *value) {
    double d = real((int64_t)(first & INT64_MAX));
    uint64_t bits = bits_of(d);
    uint64_t exponent = bits >> 52;
    double m = double_of((bits & UINT64_C(0xfffffffffffff)) | UINT64_C(0x3ff0000000000000));
    double n = real(1086 - (int64_t)exponent);
    uint64_t i = bits >> 48 & 15;

    double z = m * look_up_ratio(law->ratio_bytes, i) - 1;
    double z2 = z * z, z4 = z2 * z2;
    double p01 = -1.0 / 2 + z * (1.0 / 3), p23 = -1.0 / 4 + z * (1.0 / 5);
    double p45 = -1.0 / 6 + z * (1.0 / 7), p67 = -1.0 / 8 + z * (1.0 / 9);
    double p = (p01 + z2 * p23) + z4 * (p45 + z2 * p67);
    double e = (n * DPK_LN2 + look_up(law->log_ratio, i)) - (z + z2 * p);

    double position = law->c * e;
    double high = real((int64_t)position);
    double inverse = double_of((2046 - exponent) << 52);  // at least 2^1022/d; 2^1023 for u = 0, which so stays open
    double off = position - high - 0.5;
    uint64_t decided = double_of(bits_of(off) & INT64_MAX) < law->high_reach - law->cell * inverse;
    if (law->split > 0) {
        double v = (double)second;
        double place = v * law->slope * (1 + v * law->curve);
        double low = real((int64_t)place);
        off = place - low - 0.5;
        decided &= double_of(bits_of(off) & INT64_MAX) < law->low_reach;
        high = high * law->step + low;
    }
    int64_t negative = (int64_t)first >> 63;
    *value = ((int64_t)high ^ negative) - negative;
    return decided;
}

// Whether a decided or resolved value is kept: all but minus zero.
static inline uint64_t is_kept(uint64_t first, int64_t value) {
    return (first >> 63 ^ 1) | (value != 0);
}

#endif
