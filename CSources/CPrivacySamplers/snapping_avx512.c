// Eight trials at a time. Tables lie in registers.
#if defined(__x86_64__)
#include <immintrin.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "declassify.h"
#include "snapping.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_LANES_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX512

typedef __m512d lanes;
typedef __mmask8 lanes_mask;

DPK_LANES_INLINE __m512d plus(__m512d a, __m512d b) { return _mm512_add_pd(a, b); }
DPK_LANES_INLINE __m512d minus(__m512d a, __m512d b) { return _mm512_sub_pd(a, b); }
DPK_LANES_INLINE __m512d times(__m512d a, __m512d b) { return _mm512_mul_pd(a, b); }
DPK_LANES_INLINE __m512d all(double x) { return _mm512_set1_pd(x); }
DPK_LANES_INLINE __m512d magnitude(__m512d x) { return _mm512_abs_pd(x); }
DPK_LANES_INLINE __mmask8 equal(__m512d a, __m512d b) { return _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ); }
DPK_LANES_INLINE __m512d zero_unless(__mmask8 mask, __m512d x) { return _mm512_maskz_mov_pd(mask, x); }
DPK_LANES_INLINE __m512d least(__m512d a, __m512d b) { return _mm512_min_pd(b, a); }
DPK_LANES_INLINE __m512d largest(__m512d a, __m512d b) { return _mm512_max_pd(b, a); }

#include "snapping_steps.h"

// 1 + leading zeros, from the exponent of the word as a double. Without the bit below the highest one the word can't
// be rounded up to the next power of two.
DPK_LANES_INLINE __m512d exponent_of(__m512i word) {
    word = _mm512_andnot_si512(_mm512_srli_epi64(word, 1), word);
    __m512i exponent = _mm512_srli_epi64(_mm512_castpd_si512(_mm512_cvtepu64_pd(word)), 52);
    return _mm512_cvtepi64_pd(_mm512_sub_epi64(_mm512_set1_epi64(1087), exponent));
}

DPK_LANES_INLINE __m512d look_up(const double *table, __m512i i) {
    return _mm512_permutex2var_pd(_mm512_load_pd(table), i, _mm512_load_pd(table + 8));
}

// Logarithms of the wanted ones of eight trials with the trials' signs, and which of them are open.
DPK_LANES_INLINE __m512d eight(const dpk_snapping *law, const uint64_t *words, __mmask8 wanted, __m512i *sign,
                               __mmask8 *open) {
    uint32_t pairs = _pdep_u32(wanted, 0x5555) * 3;
    __m512i x = _mm512_maskz_loadu_epi64((__mmask8)pairs, words);
    __m512i y = _mm512_maskz_loadu_epi64((__mmask8)(pairs >> 8), words + 8);
    __m512i first = _mm512_permutex2var_epi64(x, _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14), y);
    __m512i second = _mm512_permutex2var_epi64(x, _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15), y);
    __m512d m = _mm512_castsi512_pd(_mm512_ternarylogic_epi64(  // (first & fraction) | 1.0
        first, _mm512_set1_epi64(0xfffffffffffff), _mm512_set1_epi64(0x3ff0000000000000), 0xea));
    __m512i i = _mm512_srli_epi64(first, 48);
    __mmask8 decided;
    __m512d result = logarithm(law, m, exponent_of(second), look_up(law->ratio, i), look_up(law->log_high, i),
                               look_up(law->log_low, i), &decided);
    *open = (__mmask8)(~(decided & _mm512_test_epi64_mask(second, second)) & wanted);
    *sign = _mm512_and_si512(first, _mm512_set1_epi64(INT64_MIN));
    return result;
}

DPK_TARGET_AVX512 static void run(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count) {
    dpk_rounding host = dpk_rounding_enter();
    if (count == 1) {  // scalar code answers sooner
        dpk_snapping_run_one_by_one(law, tape, 0, values, 1);
        dpk_rounding_leave(host);
        return;
    }
    for (size_t t = 0; t < count; t += 8) {
        size_t left = count - t;
        __mmask8 wanted = left < 8 ? (__mmask8)((1u << left) - 1) : 0xff, open;
        __m512i sign;
        __m512d result = eight(law, tape->words + t * DPK_SNAPPING_WORDS, wanted, &sign, &open);
        // The one branch on random bits; snapping.md bounds what it tells.
        if (__builtin_expect(dpk_declassify(open) != 0, 0)) {
            double own[8];
            _mm512_storeu_pd(own, result);
            dpk_snapping_resolve_lanes_var(tape, t, open, own);
            result = _mm512_loadu_pd(own);
        }
        __m512d noise = _mm512_castsi512_pd(_mm512_xor_si512(_mm512_castpd_si512(result), sign));
        __m512d value = _mm512_maskz_loadu_pd(wanted, values + t);
        _mm512_mask_storeu_pd(values + t, wanted, snapped(law, value, noise));
    }
    dpk_rounding_leave(host);
}

DPK_TARGET_AVX512 static void logarithms(const dpk_snapping *law, const uint64_t *words, double *out,
                                         uint32_t *open) {
    dpk_rounding host = dpk_rounding_enter();
    __m512i sign;
    __mmask8 own;
    __m512d result = eight(law, words, 0xff, &sign, &own);
    _mm512_storeu_pd(out, _mm512_maskz_mov_pd((__mmask8)~own, result));
    *open = own;
    dpk_rounding_leave(host);
}

const dpk_snapping_backend dpk_snapping_avx512 = {run, logarithms};
#endif
