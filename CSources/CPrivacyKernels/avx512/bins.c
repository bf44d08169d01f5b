// The bin of each record and its place there, as in portable/bins.c, eight at a time.
#include "../bins.h"
#include "../portable/portable.h"
#include "../rounding.h"
#include "../steps.h"
#include "integer.h"
#include "real.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

// min returns its second operand unless the comparison holds, so a NaN's size is `top`; its bin is put in at the end.
#define DPK_BINS(suffix, type)                                                                                    \
    DPK_AVX512 void dpk_avx512_bins_##suffix(const dpk_bins *bins, const type *values, size_t count,              \
                                             uint32_t *indices, uint64_t *places) {                               \
        dpk_rounding host = dpk_rounding_enter();                                                                 \
        const dpk_real_bins b = dpk_real_bins_of(bins);                                                           \
        const __m512d scale = _mm512_set1_pd(b.scale), top = _mm512_set1_pd(b.top), base = _mm512_set1_pd(0x1p52); \
        const __m512i one = _mm512_set1_epi64(1), factor = _mm512_set1_epi64(DPK_FACTOR_FIELD);                   \
        const __m512i field0 = _mm512_set1_epi64(b.field), first = _mm512_set1_epi64(b.bins);                     \
        const __m512i none = _mm512_set1_epi64(2 * (int64_t)b.bins);                                              \
        size_t i = 0;                                                                                             \
        for (; i + DPK_STEP <= count; i += DPK_STEP) {                                                            \
            dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                                    \
            DPK_UNROLLED                                                                                          \
            for (size_t j = i; j < i + DPK_STEP; j += 8) {                                                        \
                __m512d x = dpk_avx512_load_##suffix(values + j);                                                 \
                __m512d size = _mm512_min_pd(_mm512_abs_pd(x), top);                                              \
                __m512i bits = _mm512_sub_epi64(_mm512_castpd_si512(_mm512_max_pd(size, scale)), one);            \
                __m512i field = _mm512_srli_epi64(bits, 52);                                                      \
                __m512i power = _mm512_slli_epi64(_mm512_sub_epi64(factor, field), 52);                           \
                __m512d steps = _mm512_mul_pd(size, _mm512_castsi512_pd(power));                                  \
                __m512i place = _mm512_castpd_si512(_mm512_add_pd(steps, base));                                  \
                _mm512_storeu_si512(places + j, _mm512_sub_epi64(place, _mm512_castpd_si512(base)));              \
                __m512i bin = _mm512_sub_epi64(field, field0);                                                    \
                __mmask8 negative = _mm512_cmp_pd_mask(x, _mm512_setzero_pd(), _CMP_LT_OQ);                       \
                bin = _mm512_mask_sub_epi64(bin, negative, _mm512_set1_epi64(-1), bin);                           \
                bin = _mm512_mask_add_epi64(none, dpk_avx512_is_number(x), bin, first);                           \
                _mm256_storeu_si256((__m256i_u *)(indices + j), _mm512_cvtepi64_epi32(bin));                      \
            }                                                                                                     \
        }                                                                                                         \
        dpk_rounding_leave(host);                                                                                 \
        dpk_portable_bins_##suffix(bins, values + i, count - i, indices + i, places + i);                         \
    }

DPK_BINS(f64, double)
DPK_BINS(f32, float)

// The number of binary digits of size - 1 is in the exponent of its double. Where a one is followed by a one, the latter
// is taken away first: then no rounding, whichever way, reaches the next power of two.
#define DPK_BINS_INTEGER(suffix, type)                                                                            \
    DPK_AVX512 void dpk_avx512_bins_##suffix(const dpk_bins *bins, const type *values, size_t count,              \
                                             uint32_t *indices, uint64_t *places) {                               \
        const __m512i zero = _mm512_setzero_si512(), one = _mm512_set1_epi64(1);                                  \
        const __m512i none = _mm512_set1_epi64(1022), first = _mm512_set1_epi64(bins->bins);                      \
        const __m512i finest = _mm512_set1_epi64(bins->coarse ? DPK_PLACE_BITS : 64);                             \
        size_t i = 0;                                                                                             \
        for (; i + DPK_STEP <= count; i += DPK_STEP) {                                                            \
            dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                                    \
            DPK_UNROLLED                                                                                          \
            for (size_t j = i; j < i + DPK_STEP; j += 8) {                                                        \
                __m512i x = dpk_avx512_load_##suffix(values + j);                                                 \
                __m512i size = _mm512_abs_epi64(x);                                                               \
                __m512i less = _mm512_sub_epi64(_mm512_max_epu64(size, one), one);                                \
                __m512i leading = _mm512_andnot_si512(_mm512_srli_epi64(less, 1), less);                          \
                __m512i field = _mm512_srli_epi64(_mm512_castpd_si512(_mm512_cvtepu64_pd(leading)), 52);          \
                __m512i bin = _mm512_sub_epi64(_mm512_max_epi64(field, none), none);                              \
                __m512i shift = _mm512_max_epi64(_mm512_sub_epi64(bin, finest), zero);                            \
                __mmask8 rounded = _mm512_test_epi64_mask(shift, shift);                                          \
                __m512i half = _mm512_and_si512(_mm512_srlv_epi64(size, _mm512_sub_epi64(shift, one)), one);      \
                __m512i place = _mm512_srlv_epi64(size, shift);                                                   \
                _mm512_storeu_si512(places + j, _mm512_mask_add_epi64(place, rounded, place, half));              \
                bin = _mm512_xor_si512(bin, _mm512_srai_epi64(x, 63));                                            \
                bin = _mm512_add_epi64(bin, first);                                                               \
                _mm256_storeu_si256((__m256i_u *)(indices + j), _mm512_cvtepi64_epi32(bin));                      \
            }                                                                                                     \
        }                                                                                                         \
        dpk_portable_bins_##suffix(bins, values + i, count - i, indices + i, places + i);                         \
    }

DPK_BINS_INTEGER(i64, int64_t)
DPK_BINS_INTEGER(i32, int32_t)
#endif
