// Eight trials' arithmetic: inversion_lane.h, operation by operation. Tables lie in registers.
#ifndef DPK_INVERSION_AVX512_H
#define DPK_INVERSION_AVX512_H

#include <immintrin.h>

#include "backend.h"
#include "inversion.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_AVX512_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX512

typedef struct {
    __m512i value;
    __mmask8 decided, negative;
} lanes;

DPK_AVX512_INLINE __m512d times(__m512d a, __m512d b) { return _mm512_mul_pd(a, b); }
DPK_AVX512_INLINE __m512d plus(__m512d a, __m512d b) { return _mm512_add_pd(a, b); }
DPK_AVX512_INLINE __m512d all(double x) { return _mm512_set1_pd(x); }

// Whole part by truncation, and whether the fraction is within `reach` of 1/2.
DPK_AVX512_INLINE __m512i split(__m512d position, __m512d reach, __mmask8 *decided) {
    __m512i whole = _mm512_cvttpd_epi64(position);
    __m512d off = _mm512_sub_pd(_mm512_sub_pd(position, _mm512_cvtepi64_pd(whole)), all(0.5));
    *decided &= _mm512_cmp_pd_mask(_mm512_abs_pd(off), reach, _CMP_LT_OQ);
    return whole;
}

DPK_AVX512_INLINE lanes eight(const dpk_inversion *law, __m512i first, __m512i second, int two_words) {
    __m512i u = _mm512_and_si512(first, _mm512_set1_epi64(INT64_MAX));
    __m512i bits = _mm512_castpd_si512(_mm512_cvtepi64_pd(u));
    __m512d m = _mm512_castsi512_pd(_mm512_ternarylogic_epi64(  // (bits & mantissa) | 1.0
        bits, _mm512_set1_epi64(0xfffffffffffff), _mm512_set1_epi64(0x3ff0000000000000), 0xea));
    __m512d n = _mm512_cvtepi64_pd(_mm512_sub_epi64(_mm512_set1_epi64(1086), _mm512_srli_epi64(bits, 52)));
    __m512i i = _mm512_srli_epi64(bits, 48);
    __m512d ratio = _mm512_permutex2var_pd(_mm512_load_pd(law->ratio), i, _mm512_load_pd(law->ratio + 8));
    __m512d log_ratio =
        _mm512_permutex2var_pd(_mm512_load_pd(law->log_ratio), i, _mm512_load_pd(law->log_ratio + 8));

    __m512d z = _mm512_sub_pd(times(m, ratio), all(1));
    __m512d z2 = times(z, z), z4 = times(z2, z2);
    __m512d p01 = plus(all(-1.0 / 2), times(z, all(1.0 / 3)));
    __m512d p23 = plus(all(-1.0 / 4), times(z, all(1.0 / 5)));
    __m512d p45 = plus(all(-1.0 / 6), times(z, all(1.0 / 7)));
    __m512d p67 = plus(all(-1.0 / 8), times(z, all(1.0 / 9)));
    __m512d p = plus(plus(p01, times(z2, p23)), times(z4, plus(p45, times(z2, p67))));
    __m512d e = _mm512_sub_pd(plus(times(n, all(DPK_LN2)), log_ratio), plus(z, times(z2, p)));

    __m512i exponent = _mm512_and_si512(bits, _mm512_set1_epi64(0x7ff0000000000000));
    __m512d inverse = _mm512_castsi512_pd(_mm512_sub_epi64(_mm512_set1_epi64(0x7fe0000000000000), exponent));
    __m512d reach = _mm512_sub_pd(all(law->high_reach), times(all(law->cell), inverse));
    lanes result = {.decided = 0xff, .negative = _mm512_movepi64_mask(first)};
    result.value = split(times(all(law->c), e), reach, &result.decided);
    if (two_words) {
        __m512d v = _mm512_cvtepu64_pd(second);
        __m512d place = times(times(v, all(law->slope)), plus(all(1), times(v, all(law->curve))));
        __m512i low = split(place, all(law->low_reach), &result.decided);
        result.value = _mm512_add_epi64(_mm512_sll_epi64(result.value, _mm_cvtsi32_si128((int)law->split)), low);
    }
    result.value = _mm512_mask_sub_epi64(result.value, result.negative, _mm512_setzero_si512(), result.value);
    return result;
}

// First and second words of eight trials, of those in `wanted` only; second = first where a trial has one word.
DPK_AVX512_INLINE void load(const uint64_t *words, __mmask8 wanted, int two_words, __m512i *first, __m512i *second) {
    if (!two_words) {
        *first = *second = _mm512_maskz_loadu_epi64(wanted, words);
        return;
    }
    uint32_t pairs = _pdep_u32(wanted, 0x5555) * 3;
    __m512i x = _mm512_maskz_loadu_epi64((__mmask8)pairs, words);
    __m512i y = _mm512_maskz_loadu_epi64((__mmask8)(pairs >> 8), words + 8);
    const __m512i even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    const __m512i odd = _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15);
    *first = _mm512_permutex2var_epi64(x, even, y);
    *second = _mm512_permutex2var_epi64(x, odd, y);
}

// The decided lanes that are kept: all but minus zero.
DPK_AVX512_INLINE __mmask8 keep_of(lanes x) {
    return _kandn_mask8(_mm512_mask_testn_epi64_mask(x.negative, x.value, x.value), x.decided);
}

#endif
