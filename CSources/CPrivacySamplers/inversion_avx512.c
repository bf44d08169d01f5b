// Eight trials at a time: inversion_portable.c, operation by operation. Tables lie in registers.
#if defined(__x86_64__)
#include <immintrin.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "declassify.h"
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

// Eight trials; only those of `wanted` are read.
DPK_AVX512_INLINE lanes load(const dpk_inversion *law, const uint64_t *words, __mmask8 wanted, int two_words) {
    if (!two_words) {
        __m512i a = _mm512_maskz_loadu_epi64(wanted, words);
        return eight(law, a, a, 0);
    }
    uint32_t pairs = _pdep_u32(wanted, 0x5555) * 3;
    __m512i x = _mm512_maskz_loadu_epi64((__mmask8)pairs, words);
    __m512i y = _mm512_maskz_loadu_epi64((__mmask8)(pairs >> 8), words + 8);
    const __m512i even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    const __m512i odd = _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15);
    return eight(law, _mm512_permutex2var_epi64(x, even, y), _mm512_permutex2var_epi64(x, odd, y), 1);
}

// The decided lanes that are kept: all but minus zero.
DPK_AVX512_INLINE __mmask8 keep_of(lanes x) {
    return _kandn_mask8(_mm512_mask_testn_epi64_mask(x.negative, x.value, x.value), x.decided);
}

// The trials t ..< t + 8, those of `wanted` only: writes eight places, or as many as are wanted; returns how many count.
DPK_AVX512_INLINE size_t run_eight(const dpk_inversion *law, const dpk_tape *tape, size_t t, __mmask8 wanted,
                                   int64_t *out, int two_words) {
    lanes x = load(law, tape->words + t * (two_words ? 2 : 1), wanted, two_words);
    __mmask8 keep = (__mmask8)dpk_declassify(keep_of(x) & wanted);
    // The one branch on random bits; inversion.md bounds what it tells.
    if (__builtin_expect(dpk_declassify((__mmask8)(x.decided | ~wanted)) != 0xff, 0)) {
        int64_t values[8];
        _mm512_storeu_si512(values, x.value);
        uint32_t open = (uint32_t)~x.decided & wanted;
        keep = (__mmask8)dpk_inversion_resolve_lanes_var(law, tape, t, open, keep, values);
        x.value = _mm512_loadu_si512(values);
    }
    __m512i kept = _mm512_maskz_compress_epi64(keep, x.value);
    // Places above the kept ones are written anew or stay unused.
    _mm512_mask_storeu_epi64(out, wanted, kept);
    return (size_t)__builtin_popcount(keep);
}

DPK_AVX512_INLINE size_t run_eights(const dpk_inversion *law, const dpk_tape *tape, size_t trials,
                                    int64_t *out, int two_words) {
    size_t count = 0, t = 0;
    for (; t + 8 <= trials; t += 8) count += run_eight(law, tape, t, 0xff, out + count, two_words);
    if (t < trials) {
        count += run_eight(law, tape, t, (__mmask8)((1u << (trials - t)) - 1), out + count, two_words);
    }
    return count;
}

DPK_TARGET_AVX512 static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_inversion *law = parameters;
    dpk_rounding host = dpk_rounding_enter();
    size_t count;
    if (trials == 1) {  // scalar code answers sooner
        count = dpk_inversion_run_one_by_one(law, tape, 0, 1, out);
    } else {
        count = law->split > 0 ? run_eights(law, tape, trials, out, 1)
                               : run_eights(law, tape, trials, out, 0);
    }
    dpk_rounding_leave(host);
    return count;
}

DPK_TARGET_AVX512 static void values(const dpk_inversion *law, const uint64_t *words, int64_t *out, uint32_t *open,
                              uint32_t *keep) {
    dpk_rounding host = dpk_rounding_enter();
    lanes x = law->split > 0 ? load(law, words, 0xff, 1) : load(law, words, 0xff, 0);
    _mm512_storeu_si512(out, _mm512_maskz_mov_epi64(x.decided, x.value));
    *open = (uint8_t)~x.decided;
    *keep = keep_of(x);
    dpk_rounding_leave(host);
}

const dpk_inversion_backend dpk_inversion_avx512 = {run, values};
#endif
