// The back end in plain C, two trials at a time: the reference for the others, and what they use for what doesn't fill a
// vector. The compiler's vector extension gives two doubles an instruction on any machine.
//
// Additions, multiplications, a division and a square root, never fused: IEEE 754 then fixes every bit, so all back ends
// agree on values and on which trials are open.
#include <math.h>

#include "../CPrivacyKernels/rounding.h"
#include "inversion.h"
#include "declassify.h"
#include "rounded_gaussian.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_INLINE static inline __attribute__((always_inline))

// A cast between these keeps the bits; a comparison gives all ones where it is true.
typedef double reals __attribute__((vector_size(16)));
typedef uint64_t bits64 __attribute__((vector_size(16)));

DPK_INLINE reals all(double x) { return (reals){x, x}; }
DPK_INLINE bits64 each(uint64_t x) { return (bits64){x, x}; }
DPK_INLINE reals magnitude(reals x) { return (reals)((bits64)x & INT64_MAX); }

// a where mask is 0, b where it is all ones.
DPK_INLINE bits64 choose(bits64 mask, bits64 a, bits64 b) { return a ^ ((a ^ b) & mask); }

// All ones if the lowest bit is set.
DPK_INLINE bits64 mask_of(bits64 bit) { return 0 - (bit & 1); }

// The double nearest to x - less: both halves are exact, their sum is rounded once.
DPK_INLINE reals real(bits64 x, double less) {
    reals high = (reals)(x >> 32 | (bits64)all(0x1p84)), low = (reals)((x & UINT32_MAX) | (bits64)all(0x1p52));
    return (high - (0x1p84 + 0x1p52 + less)) + low;
}

DPK_INLINE reals root(reals x) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(x);
#else
    return (reals){sqrt(x[0]), sqrt(x[1])};
#endif
}

// table[i & 15] with all entries read: the address says nothing about i.
DPK_INLINE reals look_up(const double *table, bits64 i) {
    bits64 entry[16];
    for (unsigned j = 0; j < 16; j++) entry[j] = (bits64)all(table[j]);
    for (unsigned level = 4; level-- > 0;) {
        bits64 mask = mask_of(i >> level);
        for (unsigned j = 0; j < 1u << level; j++) entry[j] = choose(mask, entry[j], entry[j + (1u << level)]);
    }
    return (reals)entry[0];
}

// E = -ln(u/2^64), and *inverse, at least 1/u; 2^1023 for u = 0.
DPK_INLINE reals exponential(const dpk_rounded_gaussian *law, bits64 u, reals *inverse) {
    bits64 bits = (bits64)real(u, 0), exponent = bits >> 52;
    reals m = (reals)((bits & UINT64_C(0xfffffffffffff)) | (bits64)all(1));
    // 1087 - exponent, made where the unit in the last place is 1.
    reals n = (0x1p52 + 1087) - (reals)(exponent | (bits64)all(0x1p52));
    // ratio[i] as a quotient: 256/middle, middle = 1 + (i + 1/2)/16, rounded. All are within 0.474 of 255.95/middle.
    reals middle = (reals)((bits & UINT64_C(0xf000000000000)) | (bits64)all(1 + 0.5 / 16));
    reals ratio = ((255.95 / middle + 0x1.8p52) - 0x1.8p52) * 0x1p-8;
    reals z = m * ratio - 1;
    reals z2 = z * z, z4 = z2 * z2;
    reals p01 = -1.0 / 2 + z * (1.0 / 3), p23 = -1.0 / 4 + z * (1.0 / 5);
    reals p45 = -1.0 / 6 + z * (1.0 / 7), p67 = -1.0 / 8 + z * (1.0 / 9);
    reals p = (p01 + z2 * p23) + z4 * (p45 + z2 * p67);
    *inverse = (reals)((2046 - exponent) << 52);
    // A sum rounded below 0 comes from U next to 1.
    return magnitude((n * DPK_LN2 + look_up(law->log_ratio, bits >> 48)) - (z + z2 * p));
}

// The integer nearest to `position`; *decided stays set where it is nearer than `reach`.
DPK_INLINE bits64 nearest(reals position, reals reach, bits64 *decided) {
    reals shifted = position + 0x1.8p52;
    reals off = position - (shifted - 0x1.8p52);
    *decided &= (bits64)(magnitude(off) < reach);
    return (bits64)shifted - (bits64)all(0x1.8p52);
}

// Makes x and y, phases at first, the two outputs of each trial; returns all ones where the words decide them, else 0.
DPK_INLINE bits64 two(const dpk_rounded_gaussian *law, bits64 u, bits64 v, reals phase_x, reals phase_y, bits64 *x,
                      bits64 *y) {
    reals inverse_u;
    reals e = exponential(law, u, &inverse_u);
    reals r = root(e + e);
    reals inverse_r = (reals)(UINT64_C(0x7fe0000000000000) - (bits64)r);  // at least 1/r
    reals margin = law->per_radius * r + (law->per_inverse + law->cell * inverse_u) * inverse_r;
    reals reach = law->reach - margin;

    // Signed: the highest bit turned over, and 2^63 less.
    reals g = real(v << 2 ^ UINT64_C(1) << 63, 0x1p63) * 0x1p-64;
    reals w = g * g, w2 = w * w, w4 = w2 * w2;
    reals c12 = DPK_TURN_C1 + w * DPK_TURN_C2, c34 = DPK_TURN_C3 + w * DPK_TURN_C4;
    reals c56 = DPK_TURN_C5 + w * DPK_TURN_C6, c78 = DPK_TURN_C7 + w * DPK_TURN_C8;
    reals cosine = 1 + w * ((c12 + w2 * c34) + w4 * (c56 + w2 * c78));
    reals s12 = DPK_TURN_S1 + w * DPK_TURN_S2, s34 = DPK_TURN_S3 + w * DPK_TURN_S4;
    reals s56 = DPK_TURN_S5 + w * DPK_TURN_S6;
    reals sine = g * (DPK_TURN_S0 + w * ((s12 + w2 * s34) + w4 * (s56 + w2 * DPK_TURN_S7)));

    // q, in the two highest bits, turns (c, s) to (c, s), (-s, c), (-c, -s), (s, -c).
    const uint64_t sign = UINT64_C(1) << 63;
    bits64 q = v + (UINT64_C(1) << 61), c = (bits64)cosine, s = (bits64)sine, is_odd = mask_of(q >> 62);
    reals radius = law->scale * r;
    bits64 decided = each(UINT64_MAX);
    *x = nearest(phase_x + radius * (reals)(choose(is_odd, c, s) ^ ((q ^ q << 1) & sign)), reach, &decided);
    *y = nearest(phase_y + radius * (reals)(choose(is_odd, s, c) ^ (q & sign)), reach, &decided);
    return decided;
}

// The trials t and u of a tape, which may be the same; returns the set of open ones as bits.
DPK_INLINE uint32_t classify(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase, size_t t,
                             size_t u, int64_t *out) {
    bits64 x, y;
    reals phase_x = all(0), phase_y = all(0);
    if (phase != NULL) {
        phase_x = (reals){phase[2 * t], phase[2 * u]};
        phase_y = (reals){phase[2 * t + 1], phase[2 * u + 1]};
    }
    bits64 decided = two(law, (bits64){words[2 * t], words[2 * u]}, (bits64){words[2 * t + 1], words[2 * u + 1]},
                         phase_x, phase_y, &x, &y);
    out[2 * t] = (int64_t)x[0];
    out[2 * t + 1] = (int64_t)y[0];
    out[2 * u] = (int64_t)x[1];
    out[2 * u + 1] = (int64_t)y[1];
    return (uint32_t)(~decided[0] & 1) | (uint32_t)(~decided[1] & 2);
}

void dpk_rounded_gaussian_run_rest(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                   size_t first, size_t pairs, int64_t *out) {
    for (size_t t = first; t < pairs; t += 2) {
        size_t u = t + 1 < pairs ? t + 1 : t;
        uint32_t open = (uint32_t)dpk_declassify(classify(law, tape->words, phase, t, u, out));
        // The one branch on random bits; rounded_gaussian.md bounds what it tells.
        if (__builtin_expect(open != 0, 0)) {
            if (open & 1) dpk_rounded_gaussian_resolve_var(law, tape, t, phase, out);
            if (open & 2 && u != t) dpk_rounded_gaussian_resolve_var(law, tape, u, phase, out);
        }
    }
}

static void run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase, size_t pairs,
                int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    dpk_rounded_gaussian_run_rest(law, tape, phase, 0, pairs, out);
    dpk_rounding_leave(host);
}

static void values(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase, int64_t *out,
                   uint32_t *open) {
    *open = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (unsigned t = 0; t < 8; t += 2) *open |= classify(law, words, phase, t, t + 1, out) << t;
    for (unsigned i = 0; i < 16; i++) {
        uint64_t kept = (uint64_t)(*open >> i / 2 & 1) - 1;
        __asm__("" : "+r"(kept));  // so that this doesn't become a branch
        out[i] &= (int64_t)kept;
    }
    dpk_rounding_leave(host);
}

const dpk_rounded_gaussian_backend dpk_rounded_gaussian_portable = {run, values};
