// The back end in plain C: the reference for the others, and what they use for what doesn't fill a vector.
//
// Additions, multiplications and one square root, never fused: IEEE 754 then fixes every bit, so all back ends agree on
// values and on which trials are open.
#include <math.h>
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "rounded_gaussian.h"
#include "inversion.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_INLINE static inline __attribute__((always_inline))

DPK_INLINE uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

DPK_INLINE double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// a where mask is 0, b where it is all ones.
DPK_INLINE uint64_t choose(uint64_t mask, uint64_t a, uint64_t b) {
    return a ^ ((a ^ b) & mask);
}

// All ones if the lowest bit is set. A barrier, so that what it picks doesn't become a branch.
DPK_INLINE uint64_t mask_of(uint64_t bit) {
    uint64_t mask = -(bit & 1);
    __asm__("" : "+r"(mask));
    return mask;
}

// table[i & 15] with all entries read: the address says nothing about i.
DPK_INLINE double look_up(const double *table, uint64_t i) {
    uint64_t entry[16];
    memcpy(entry, table, sizeof entry);
    for (unsigned width = 8; width > 0; width /= 2) {
        uint64_t mask = mask_of(i / width);
        for (unsigned j = 0; j < width; j++) entry[j] = choose(mask, entry[j], entry[j + width]);
    }
    return double_of(entry[0]);
}

DPK_INLINE double look_up_ratio(const uint64_t *bytes, uint64_t i) {
    return (double)(int64_t)(choose(mask_of(i >> 3), bytes[0], bytes[1]) >> (i & 7) * 8 & 0xff) * 0x1p-8;
}

// The double nearest to x: both halves are exact, their sum is rounded once.
DPK_INLINE double real(uint64_t x) {
    return (double)(int64_t)(x >> 32) * 0x1p32 + (double)(int64_t)(x & UINT32_MAX);
}

// E = -ln(u/2^64), and *inverse, at least 1/u; 2^1023 for u = 0.
DPK_INLINE double exponential(const dpk_rounded_gaussian *law, uint64_t u, double *inverse) {
    uint64_t bits = bits_of(real(u));
    uint64_t exponent = bits >> 52;
    double m = double_of((bits & UINT64_C(0xfffffffffffff)) | UINT64_C(0x3ff0000000000000));
    double n = (double)(1087 - (int64_t)exponent);
    uint64_t i = bits >> 48 & 15;
    double z = m * look_up_ratio(law->ratio_bytes, i) - 1;
    double z2 = z * z, z4 = z2 * z2;
    double p01 = -1.0 / 2 + z * (1.0 / 3), p23 = -1.0 / 4 + z * (1.0 / 5);
    double p45 = -1.0 / 6 + z * (1.0 / 7), p67 = -1.0 / 8 + z * (1.0 / 9);
    double p = (p01 + z2 * p23) + z4 * (p45 + z2 * p67);
    *inverse = double_of((2046 - exponent) << 52);
    double e = (n * DPK_LN2 + look_up(law->log_ratio, i)) - (z + z2 * p);
    return double_of(bits_of(e) & INT64_MAX);  // a sum rounded below 0 comes from U next to 1
}

// The integer nearest to `position`, and whether it is nearer than `reach`.
DPK_INLINE uint64_t nearest(double position, double reach, int64_t *out) {
    double shifted = position + 0x1.8p52;
    double off = position - (shifted - 0x1.8p52);
    *out = (int64_t)(bits_of(shifted) - bits_of(0x1.8p52));
    return double_of(bits_of(off) & INT64_MAX) < reach;
}

// Sets both outputs and returns 1 if the words decide them, else 0.
DPK_INLINE uint64_t lane(const dpk_rounded_gaussian *law, uint64_t u, uint64_t v, const double *phase, int64_t *out) {
    double inverse_u;
    double e = exponential(law, u, &inverse_u);
    double r = sqrt(e + e);
    double inverse_r = double_of(UINT64_C(0x7fe0000000000000) - bits_of(r));  // at least 1/r
    double margin = law->per_radius * r + (law->per_inverse + law->cell * inverse_u) * inverse_r;
    double reach = law->reach - margin;

    double g = (double)(int64_t)(v << 2) * 0x1p-64;
    double w = g * g, w2 = w * w, w4 = w2 * w2;
    double c12 = DPK_TURN_C1 + w * DPK_TURN_C2, c34 = DPK_TURN_C3 + w * DPK_TURN_C4;
    double c56 = DPK_TURN_C5 + w * DPK_TURN_C6, c78 = DPK_TURN_C7 + w * DPK_TURN_C8;
    double cosine = 1 + w * ((c12 + w2 * c34) + w4 * (c56 + w2 * c78));
    double s12 = DPK_TURN_S1 + w * DPK_TURN_S2, s34 = DPK_TURN_S3 + w * DPK_TURN_S4;
    double s56 = DPK_TURN_S5 + w * DPK_TURN_S6;
    double sine = g * (DPK_TURN_S0 + w * ((s12 + w2 * s34) + w4 * (s56 + w2 * DPK_TURN_S7)));

    // q, in the two highest bits, turns (c, s) to (c, s), (-s, c), (-c, -s), (s, -c).
    uint64_t q = v + (UINT64_C(1) << 61);
    uint64_t is_odd = mask_of(q >> 62), c = bits_of(cosine), s = bits_of(sine);
    const uint64_t sign = UINT64_C(1) << 63;
    double radius = law->scale * r;
    double x = radius * double_of(choose(is_odd, c, s) ^ ((q ^ q << 1) & sign));
    double y = radius * double_of(choose(is_odd, s, c) ^ (q & sign));
    uint64_t decided = nearest(phase[0] + x, reach, &out[0]);
    return decided & nearest(phase[1] + y, reach, &out[1]);
}

void dpk_rounded_gaussian_run_one_by_one(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                         size_t first, size_t pairs, int64_t *out) {
    const double none[2] = {0, 0};
    for (size_t t = first; t < pairs; t++) {
        const uint64_t *words = tape->words + 2 * t;
        uint64_t decided = lane(law, words[0], words[1], phase == NULL ? none : phase + 2 * t, out + 2 * t);
        // The one branch on random bits; rounded_gaussian.md bounds what it tells.
        if (__builtin_expect(!decided, 0)) dpk_rounded_gaussian_resolve_var(law, tape, t, phase, out);
    }
}

static void run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase, size_t pairs,
                int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    dpk_rounded_gaussian_run_one_by_one(law, tape, phase, 0, pairs, out);
    dpk_rounding_leave(host);
}

static void values(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase, int64_t *out,
                   uint32_t *open) {
    const double none[2] = {0, 0};
    *open = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (unsigned t = 0; t < 8; t++) {
        const double *own = phase == NULL ? none : phase + 2 * t;
        uint64_t decided = lane(law, words[2 * t], words[2 * t + 1], own, out + 2 * t);
        out[2 * t] &= -(int64_t)decided;
        out[2 * t + 1] &= -(int64_t)decided;
        *open |= (uint32_t)(decided ^ 1) << t;
    }
    dpk_rounding_leave(host);
}

const dpk_rounded_gaussian_backend dpk_rounded_gaussian_portable = {run, values};
