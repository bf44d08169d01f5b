// The back end in plain C: the reference for the others, and what they use for what doesn't fill a vector.
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "snapping.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_LANES_INLINE static inline __attribute__((always_inline))

typedef double lanes;
typedef uint64_t lanes_mask;

DPK_LANES_INLINE uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

DPK_LANES_INLINE double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// A mask from a bit; passes a barrier, so that what uses it doesn't become a branch.
DPK_LANES_INLINE uint64_t mask_of(uint64_t bit) {
    uint64_t mask = -bit;
    __asm__("" : "+r"(mask));
    return mask;
}

DPK_LANES_INLINE double choose(uint64_t mask, double a, double b) {
    return double_of(bits_of(a) ^ ((bits_of(a) ^ bits_of(b)) & mask));
}

DPK_LANES_INLINE double plus(double a, double b) { return a + b; }
DPK_LANES_INLINE double minus(double a, double b) { return a - b; }
DPK_LANES_INLINE double times(double a, double b) { return a * b; }
DPK_LANES_INLINE double all(double x) { return x; }
DPK_LANES_INLINE double magnitude(double x) { return double_of(bits_of(x) & INT64_MAX); }
DPK_LANES_INLINE uint64_t equal(double a, double b) { return mask_of(a == b); }
DPK_LANES_INLINE double zero_unless(uint64_t mask, double x) { return double_of(bits_of(x) & mask); }
DPK_LANES_INLINE double least(double a, double b) { return choose(mask_of(b < a), a, b); }
DPK_LANES_INLINE double largest(double a, double b) { return choose(mask_of(a < b), a, b); }

#include "snapping_steps.h"

// table[i & 15] of three tables with all entries read: the address says nothing about i.
DPK_LANES_INLINE void look_up(const dpk_snapping *law, uint64_t i, double *ratio, double *high, double *low) {
    // Eight bits a ratio: the word by a mask, the byte by a shift.
    uint64_t bytes = law->ratio_bytes[0] ^ ((law->ratio_bytes[0] ^ law->ratio_bytes[1]) & mask_of(i >> 3 & 1));
    *ratio = (double)(int64_t)(bytes >> (i & 7) * 8 & 0xff) * 0x1p-8;
    double highs[16], lows[16];
    memcpy(highs, law->log_high, sizeof highs);
    memcpy(lows, law->log_low, sizeof lows);
    for (unsigned width = 8; width > 0; width /= 2) {
        uint64_t mask = mask_of(i / width & 1);
        for (unsigned j = 0; j < width; j++) {
            highs[j] = choose(mask, highs[j], highs[j + width]);
            lows[j] = choose(mask, lows[j], lows[j + width]);
        }
    }
    *high = highs[0];
    *low = lows[0];
}

DPK_LANES_INLINE double lane(const dpk_snapping *law, const uint64_t *words, uint64_t *decided) {
    uint64_t fraction = words[0] & UINT64_C(0xfffffffffffff);
    double m = double_of(fraction | UINT64_C(0x3ff0000000000000));
    double n = (double)(1 + __builtin_clzll(words[1] | 1));
    double ratio, high, low;
    look_up(law, fraction >> 48, &ratio, &high, &low);
    double result = logarithm(law, m, n, ratio, high, low, decided);
    *decided &= mask_of(words[1] != 0);
    return result;
}

void dpk_snapping_run_one_by_one(const dpk_snapping *law, const dpk_tape *tape, size_t first, double *values,
                                 size_t count) {
    for (size_t t = first; t < count; t++) {
        const uint64_t *words = tape->words + t * DPK_SNAPPING_WORDS;
        uint64_t decided;
        double result = lane(law, words, &decided);
        // The one branch on random bits; snapping.md bounds what it tells.
        if (__builtin_expect(!dpk_declassify(decided), 0)) result = dpk_snapping_logarithm_var(tape, t);
        double noise = double_of(bits_of(result) ^ (words[0] & UINT64_C(1) << 63));
        values[t] = snapped(law, values[t], noise);
    }
}

static void run(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count) {
    dpk_rounding host = dpk_rounding_enter();
    dpk_snapping_run_one_by_one(law, tape, 0, values, count);
    dpk_rounding_leave(host);
}

static void logarithms(const dpk_snapping *law, const uint64_t *words, double *out, uint32_t *open) {
    *open = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (unsigned t = 0; t < 8; t++) {
        uint64_t decided;
        double result = lane(law, words + t * DPK_SNAPPING_WORDS, &decided);
        out[t] = zero_unless(decided, result);
        *open |= (uint32_t)(~decided & 1) << t;
    }
    dpk_rounding_leave(host);
}

const dpk_snapping_backend dpk_snapping_portable = {run, logarithms};

void dpk_snapping_run_certified_var(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count) {
    dpk_rounding host = dpk_rounding_enter();
    for (size_t t = 0; t < count; t++) {
        double result = dpk_snapping_logarithm_var(tape, t);
        uint64_t sign = tape->words[t * DPK_SNAPPING_WORDS] & UINT64_C(1) << 63;
        values[t] = snapped(law, values[t], double_of(bits_of(result) ^ sign));
    }
    dpk_rounding_leave(host);
}
