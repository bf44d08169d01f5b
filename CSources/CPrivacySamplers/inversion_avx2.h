// Four trials' arithmetic: inversion_lane.h, operation by operation. Tables lie in registers.
#ifndef DPK_INVERSION_AVX2_H
#define DPK_INVERSION_AVX2_H

#include <immintrin.h>

#include "backend.h"
#include "inversion.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_AVX2_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX2

typedef struct {
    __m256i value;      // signed
    __m256d magnitude;
    __m256d decided;
    __m256i negative;
} lanes;

DPK_AVX2_INLINE __m256d times(__m256d a, __m256d b) { return _mm256_mul_pd(a, b); }
DPK_AVX2_INLINE __m256d plus(__m256d a, __m256d b) { return _mm256_add_pd(a, b); }
DPK_AVX2_INLINE __m256d minus(__m256d a, __m256d b) { return _mm256_sub_pd(a, b); }
DPK_AVX2_INLINE __m256d all(double x) { return _mm256_set1_pd(x); }
DPK_AVX2_INLINE __m256i each(int64_t x) { return _mm256_set1_epi64x(x); }
DPK_AVX2_INLINE __m256d as_real(__m256i x) { return _mm256_castsi256_pd(x); }
DPK_AVX2_INLINE __m256i as_bits(__m256d x) { return _mm256_castpd_si256(x); }

// The double nearest to an unsigned integer: both halves are exact, their sum is rounded once.
DPK_AVX2_INLINE __m256d real(__m256i x) {
    __m256i high = _mm256_or_si256(_mm256_srli_epi64(x, 32), as_bits(all(0x1p84)));
    __m256i low = _mm256_blend_epi32(x, as_bits(all(0x1p52)), 0xaa);
    return plus(minus(as_real(high), all(0x1p84 + 0x1p52)), as_real(low));
}

// Entries of a table of 16, one in four of it at a time; the two bits of i above pick among the four.
DPK_AVX2_INLINE __m256d look_up(const double *table, __m256i pair, __m256d third, __m256d fourth) {
    __m256i entry[4];
    for (int k = 0; k < 4; k++) {
        entry[k] = _mm256_permutevar8x32_epi32(as_bits(_mm256_load_pd(table + 4 * k)), pair);
    }
    __m256d below = _mm256_blendv_pd(as_real(entry[0]), as_real(entry[1]), third);
    __m256d above = _mm256_blendv_pd(as_real(entry[2]), as_real(entry[3]), third);
    return _mm256_blendv_pd(below, above, fourth);
}

// Whole part by truncation, and whether the fraction is within `reach` of 1/2.
DPK_AVX2_INLINE __m256d split(__m256d position, __m256d reach, __m256d *decided) {
    __m256d whole = _mm256_round_pd(position, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
    __m256d off = minus(minus(position, whole), all(0.5));
    __m256d distance = _mm256_andnot_pd(all(-0.0), off);
    *decided = _mm256_and_pd(*decided, _mm256_cmp_pd(distance, reach, _CMP_LT_OQ));
    return whole;
}

DPK_AVX2_INLINE lanes four(const dpk_inversion *law, __m256i first, __m256i second, int two_words) {
    __m256i bits = as_bits(real(_mm256_and_si256(first, each(INT64_MAX))));
    __m256i exponent = _mm256_srli_epi64(bits, 52);
    __m256d m = as_real(_mm256_or_si256(_mm256_and_si256(bits, each(0xfffffffffffff)), as_bits(all(1))));
    // 1086 - exponent, made where the unit in the last place is 1.
    __m256d n = minus(all(0x1p52 + 1086), as_real(_mm256_or_si256(exponent, as_bits(all(0x1p52)))));
    // Both words of entry i mod 4: 2i and 2i + 1.
    __m256i twice = _mm256_slli_epi64(_mm256_srli_epi64(bits, 48), 1);
    __m256i pair = _mm256_or_si256(_mm256_shuffle_epi32(twice, 0xa0), each(INT64_C(1) << 32));
    __m256d third = as_real(_mm256_slli_epi64(bits, 13)), fourth = as_real(_mm256_slli_epi64(bits, 12));
    __m256d ratio = look_up(law->ratio, pair, third, fourth);
    __m256d log_ratio = look_up(law->log_ratio, pair, third, fourth);

    __m256d z = minus(times(m, ratio), all(1));
    __m256d z2 = times(z, z), z4 = times(z2, z2);
    __m256d p01 = plus(all(-1.0 / 2), times(z, all(1.0 / 3)));
    __m256d p23 = plus(all(-1.0 / 4), times(z, all(1.0 / 5)));
    __m256d p45 = plus(all(-1.0 / 6), times(z, all(1.0 / 7)));
    __m256d p67 = plus(all(-1.0 / 8), times(z, all(1.0 / 9)));
    __m256d p = plus(plus(p01, times(z2, p23)), times(z4, plus(p45, times(z2, p67))));
    __m256d e = minus(plus(times(n, all(DPK_LN2)), log_ratio), plus(z, times(z2, p)));

    __m256d inverse = as_real(_mm256_slli_epi64(_mm256_sub_epi64(each(2046), exponent), 52));
    __m256d reach = minus(all(law->high_reach), times(all(law->cell), inverse));
    lanes result = {.decided = as_real(each(-1))};
    __m256d magnitude = split(times(all(law->c), e), reach, &result.decided);
    if (two_words) {
        __m256d v = real(second);
        __m256d place = times(times(v, all(law->slope)), plus(all(1), times(v, all(law->curve))));
        __m256d low = split(place, all(law->low_reach), &result.decided);
        magnitude = plus(times(magnitude, all(law->step)), low);
    }
    result.magnitude = magnitude;
    // A decided magnitude is below 2^48.
    __m256i integer = _mm256_and_si256(as_bits(plus(magnitude, all(0x1p52))), each(0xfffffffffffff));
    result.negative = _mm256_cmpgt_epi64(_mm256_setzero_si256(), first);
    result.value = _mm256_sub_epi64(_mm256_xor_si256(integer, result.negative), result.negative);
    return result;
}

// First and second words of four trials; second = first where a trial has one word.
DPK_AVX2_INLINE void load(const uint64_t *words, int two_words, __m256i *first, __m256i *second) {
    __m256i x = _mm256_loadu_si256((const __m256i *)words);
    *first = *second = x;
    if (!two_words) return;
    __m256i y = _mm256_loadu_si256((const __m256i *)(words + 4));
    *first = _mm256_permute4x64_epi64(_mm256_unpacklo_epi64(x, y), 0xd8);
    *second = _mm256_permute4x64_epi64(_mm256_unpackhi_epi64(x, y), 0xd8);
}

DPK_AVX2_INLINE uint32_t open_of(lanes x) {
    return (uint32_t)_mm256_movemask_pd(x.decided) ^ 0xf;
}

DPK_AVX2_INLINE uint32_t keep_of(lanes x) {
    __m256i zero = _mm256_cmpeq_epi64(x.value, _mm256_setzero_si256());
    __m256i minus_zero = _mm256_and_si256(zero, x.negative);
    return (uint32_t)_mm256_movemask_pd(_mm256_andnot_pd(as_real(minus_zero), x.decided));
}

// The words of the kept lanes, moved to the front. Which lanes are kept says nothing about kept values, so it may be
// an address.
#define W(a, b, c, d) {2 * a, 2 * a + 1, 2 * b, 2 * b + 1, 2 * c, 2 * c + 1, 2 * d, 2 * d + 1}
static const int32_t compaction[16][8] __attribute__((aligned(32))) = {
    W(0, 0, 0, 0), W(0, 0, 0, 0), W(1, 0, 0, 0), W(0, 1, 0, 0), W(2, 0, 0, 0), W(0, 2, 0, 0),
    W(1, 2, 0, 0), W(0, 1, 2, 0), W(3, 0, 0, 0), W(0, 3, 0, 0), W(1, 3, 0, 0), W(0, 1, 3, 0),
    W(2, 3, 0, 0), W(0, 2, 3, 0), W(1, 2, 3, 0), W(0, 1, 2, 3),
};
#undef W

DPK_AVX2_INLINE __m256i compress(__m256i x, uint32_t keep) {
    return _mm256_permutevar8x32_epi32(x, _mm256_load_si256((const __m256i *)compaction[keep]));
}

#endif
