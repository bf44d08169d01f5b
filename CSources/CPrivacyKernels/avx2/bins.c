// The bin of each record and its place there, as in portable/bins.c, four at a time.
#include "../bins.h"
#include "../portable/portable.h"
#include "../rounding.h"
#include "../steps.h"
#include "real.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

// The lower halves of four 64-bit numbers.
DPK_AVX2_INLINE __m128i lower_halves(__m256i x) {
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7);
    return _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(x, even));
}

// min returns its second operand unless the comparison holds, so a NaN's size is `top`; its bin is put in at the end.
#define DPK_BINS(suffix, type)                                                                                    \
    DPK_AVX2 void dpk_avx2_bins_##suffix(const dpk_bins *bins, const type *values, size_t count,                  \
                                         uint32_t *indices, uint64_t *places) {                                   \
        dpk_rounding host = dpk_rounding_enter();                                                                 \
        const dpk_real_bins b = dpk_real_bins_of(bins);                                                           \
        const __m256d scale = _mm256_set1_pd(b.scale), top = _mm256_set1_pd(b.top), base = _mm256_set1_pd(0x1p52); \
        const __m256d minus = _mm256_set1_pd(-0.0);                                                               \
        const __m256i one = _mm256_set1_epi64x(1), factor = _mm256_set1_epi64x(DPK_FACTOR_FIELD);                 \
        const __m256i field0 = _mm256_set1_epi64x(b.field), first = _mm256_set1_epi64x(b.bins);                   \
        const __m256i none = _mm256_set1_epi64x(2 * (int64_t)b.bins);                                             \
        size_t i = 0;                                                                                             \
        for (; i + DPK_STEP <= count; i += DPK_STEP) {                                                            \
            dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                                    \
            DPK_UNROLLED                                                                                          \
            for (size_t j = i; j < i + DPK_STEP; j += 4) {                                                        \
                __m256d x = dpk_avx2_load_##suffix(values + j);                                                   \
                __m256d size = _mm256_min_pd(_mm256_andnot_pd(minus, x), top);                                    \
                __m256i bits = _mm256_sub_epi64(_mm256_castpd_si256(_mm256_max_pd(size, scale)), one);            \
                __m256i field = _mm256_srli_epi64(bits, 52);                                                      \
                __m256i power = _mm256_slli_epi64(_mm256_sub_epi64(factor, field), 52);                           \
                __m256d steps = _mm256_mul_pd(size, _mm256_castsi256_pd(power));                                  \
                __m256i place = _mm256_castpd_si256(_mm256_add_pd(steps, base));                                  \
                place = _mm256_sub_epi64(place, _mm256_castpd_si256(base));                                       \
                _mm256_storeu_si256((__m256i_u *)(places + j), place);                                            \
                __m256d negative = _mm256_cmp_pd(x, _mm256_setzero_pd(), _CMP_LT_OQ);                             \
                __m256i bin = _mm256_xor_si256(_mm256_sub_epi64(field, field0), _mm256_castpd_si256(negative));   \
                bin = _mm256_add_epi64(bin, first);                                                               \
                bin = _mm256_blendv_epi8(none, bin, dpk_avx2_is_number(x));                                       \
                _mm_storeu_si128((__m128i_u *)(indices + j), lower_halves(bin));                                  \
            }                                                                                                     \
        }                                                                                                         \
        dpk_rounding_leave(host);                                                                                 \
        dpk_portable_bins_##suffix(bins, values + i, count - i, indices + i, places + i);                         \
    }

DPK_BINS(f64, double)
DPK_BINS(f32, float)
#endif
