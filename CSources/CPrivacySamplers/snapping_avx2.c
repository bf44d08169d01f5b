// Four trials at a time. Tables lie in registers.
#if defined(__x86_64__)
#include <immintrin.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "declassify.h"
#include "snapping.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_LANES_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX2

typedef __m256d lanes, lanes_mask;

DPK_LANES_INLINE __m256d plus(__m256d a, __m256d b) { return _mm256_add_pd(a, b); }
DPK_LANES_INLINE __m256d minus(__m256d a, __m256d b) { return _mm256_sub_pd(a, b); }
DPK_LANES_INLINE __m256d times(__m256d a, __m256d b) { return _mm256_mul_pd(a, b); }
DPK_LANES_INLINE __m256d all(double x) { return _mm256_set1_pd(x); }
DPK_LANES_INLINE __m256d magnitude(__m256d x) { return _mm256_andnot_pd(all(-0.0), x); }
DPK_LANES_INLINE __m256d equal(__m256d a, __m256d b) { return _mm256_cmp_pd(a, b, _CMP_EQ_OQ); }
DPK_LANES_INLINE __m256d zero_unless(__m256d mask, __m256d x) { return _mm256_and_pd(mask, x); }
DPK_LANES_INLINE __m256d least(__m256d a, __m256d b) { return _mm256_min_pd(b, a); }
DPK_LANES_INLINE __m256d largest(__m256d a, __m256d b) { return _mm256_max_pd(b, a); }

#include "snapping_steps.h"

DPK_LANES_INLINE __m256i each(int64_t x) { return _mm256_set1_epi64x(x); }
DPK_LANES_INLINE __m256d as_real(__m256i x) { return _mm256_castsi256_pd(x); }
DPK_LANES_INLINE __m256i as_bits(__m256d x) { return _mm256_castpd_si256(x); }

// 1 + leading zeros, from the exponent of the word as a double. Without the bit below the highest one the word can't
// be rounded up to the next power of two.
DPK_LANES_INLINE __m256d exponent_of(__m256i word) {
    word = _mm256_andnot_si256(_mm256_srli_epi64(word, 1), word);
    __m256i high = _mm256_or_si256(_mm256_srli_epi64(word, 32), as_bits(all(0x1p84)));
    __m256i low = _mm256_blend_epi32(word, as_bits(all(0x1p52)), 0xaa);
    __m256i bits = as_bits(plus(minus(as_real(high), all(0x1p84 + 0x1p52)), as_real(low)));
    __m256i exponent = _mm256_or_si256(_mm256_srli_epi64(bits, 52), as_bits(all(0x1p52)));
    return minus(all(0x1p52 + 1087), as_real(exponent));
}

// Entries of a table of 16, one in four of it at a time; the two bits of i above pick among the four.
DPK_LANES_INLINE __m256d look_up(const double *table, __m256i pair, __m256d third, __m256d fourth) {
    __m256i entry[4];
    for (int k = 0; k < 4; k++) {
        entry[k] = _mm256_permutevar8x32_epi32(as_bits(_mm256_load_pd(table + 4 * k)), pair);
    }
    __m256d below = _mm256_blendv_pd(as_real(entry[0]), as_real(entry[1]), third);
    __m256d above = _mm256_blendv_pd(as_real(entry[2]), as_real(entry[3]), third);
    return _mm256_blendv_pd(below, above, fourth);
}

// Logarithms of four trials with the trials' signs, and which of them are open.
DPK_LANES_INLINE __m256d four(const dpk_snapping *law, const uint64_t *words, __m256d *sign, uint32_t *open) {
    __m256i x = _mm256_loadu_si256((const __m256i *)words), y = _mm256_loadu_si256((const __m256i *)(words + 4));
    __m256i first = _mm256_permute4x64_epi64(_mm256_unpacklo_epi64(x, y), 0xd8);
    __m256i second = _mm256_permute4x64_epi64(_mm256_unpackhi_epi64(x, y), 0xd8);
    __m256d m = as_real(_mm256_or_si256(_mm256_and_si256(first, each(0xfffffffffffff)), as_bits(all(1))));
    // Both 32-bit words of entry i mod 4: 2i and 2i + 1.
    __m256i twice = _mm256_slli_epi64(_mm256_and_si256(_mm256_srli_epi64(first, 48), each(3)), 1);
    __m256i pair = _mm256_or_si256(_mm256_shuffle_epi32(twice, 0xa0), each(INT64_C(1) << 32));
    __m256d third = as_real(_mm256_slli_epi64(first, 13)), fourth = as_real(_mm256_slli_epi64(first, 12));
    __m256d decided;
    __m256d result = logarithm(law, m, exponent_of(second), look_up(law->ratio, pair, third, fourth),
                               look_up(law->log_high, pair, third, fourth),
                               look_up(law->log_low, pair, third, fourth), &decided);
    __m256d empty = as_real(_mm256_cmpeq_epi64(second, _mm256_setzero_si256()));
    *open = (uint32_t)_mm256_movemask_pd(_mm256_andnot_pd(empty, decided)) ^ 0xf;
    *sign = _mm256_and_pd(as_real(first), all(-0.0));
    return result;
}

DPK_TARGET_AVX2 static void run(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count) {
    dpk_rounding host = dpk_rounding_enter();
    size_t t = 0;
    for (; t + 4 <= count; t += 4) {
        __m256d sign;
        uint32_t open;
        __m256d result = four(law, tape->words + t * DPK_SNAPPING_WORDS, &sign, &open);
        // The one branch on random bits; snapping.md bounds what it tells.
        if (__builtin_expect(dpk_declassify(open) != 0, 0)) {
            double own[4];
            _mm256_storeu_pd(own, result);
            dpk_snapping_resolve_lanes_var(tape, t, open, own);
            result = _mm256_loadu_pd(own);
        }
        _mm256_storeu_pd(values + t, snapped(law, _mm256_loadu_pd(values + t), _mm256_xor_pd(result, sign)));
    }
    dpk_snapping_run_one_by_one(law, tape, t, values, count);  // what doesn't fill a vector
    dpk_rounding_leave(host);
}

DPK_TARGET_AVX2 static void logarithms(const dpk_snapping *law, const uint64_t *words, double *out, uint32_t *open) {
    *open = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (uint32_t t = 0; t < 8; t += 4) {
        __m256d sign;
        uint32_t own;
        _mm256_storeu_pd(out + t, four(law, words + t * DPK_SNAPPING_WORDS, &sign, &own));
        for (uint32_t k = 0; k < 4; k++) {
            if (own >> k & 1) out[t + k] = 0;
        }
        *open |= own << t;
    }
    dpk_rounding_leave(host);
}

const dpk_snapping_backend dpk_snapping_avx2 = {run, logarithms};
#endif
