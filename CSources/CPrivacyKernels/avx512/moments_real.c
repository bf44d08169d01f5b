// Exact sums of k and k * k for doubles and floats, by halves and by the 52-bit multiplier.
#include "../portable/portable.h"
#include "../rounding.h"
#include "../steps.h"
#include "real.h"
#include "squares.h"
#include "squares_ifma.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

#define DPK_MOMENTS_REAL(sets, prefix, suffix, type)                                                       \
    sets void dpk_##prefix##_moments_##suffix(const dpk_real_grid *grid, const type *values, size_t count, \
                                              dpk_totals *totals) {                                        \
        dpk_rounding host = dpk_rounding_enter();                                                          \
        const dpk_avx512_grid g = dpk_avx512_grid_of(grid);                                                \
        const __m512i origin = _mm512_castpd_si512(g.magic), one = _mm512_set1_epi64(1);                   \
        while (count >= DPK_STEP) {                                                                        \
            size_t block = dpk_steps(count);                                                               \
            __m512i sum = _mm512_setzero_si512(), numbers = sum;                                           \
            dpk_##prefix##_squares squares = {0};                                                          \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                                 \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                         \
                DPK_UNROLLED                                                                               \
                for (size_t j = 0; j < DPK_STEP; j += 8) {                                                 \
                    __m512d x = dpk_avx512_load_##suffix(values + i + j);                                  \
                    __mmask8 number = dpk_avx512_is_number(x);                                             \
                    __m512i k = _mm512_maskz_sub_epi64(number, dpk_avx512_grid_bits(&g, x), origin);       \
                    sum = _mm512_add_epi64(sum, k);                                                        \
                    numbers = _mm512_mask_add_epi64(numbers, number, numbers, one);                        \
                    dpk_##prefix##_add_square(&squares, j / 8, k);                                         \
                }                                                                                          \
            }                                                                                              \
            totals->count += dpk_avx512_total(numbers);                                                    \
            dpk_add_sum(totals, (int64_t)dpk_avx512_total(sum));                                           \
            dpk_##prefix##_fold_squares(&squares, totals);                                                 \
            values += block;                                                                               \
            count -= block;                                                                                \
        }                                                                                                  \
        dpk_rounding_leave(host);                                                                          \
        dpk_portable_moments_##suffix(grid, values, count, totals);                                        \
    }

DPK_MOMENTS_REAL(DPK_AVX512, avx512, f64, double)
DPK_MOMENTS_REAL(DPK_AVX512, avx512, f32, float)
DPK_MOMENTS_REAL(DPK_AVX512IFMA, avx512ifma, f64, double)
DPK_MOMENTS_REAL(DPK_AVX512IFMA, avx512ifma, f32, float)
#endif
