// Exact sums of k and k * k for doubles and floats, as in portable/moments_real.c.
#include "../portable/portable.h"
#include "../rounding.h"
#include "../steps.h"
#include "real.h"
#include "squares.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

#define DPK_MOMENTS_REAL(suffix, type)                                                                   \
    DPK_AVX2 void dpk_avx2_moments_##suffix(const dpk_real_grid *grid, const type *values, size_t count, \
                                            dpk_totals *totals) {                                        \
        dpk_rounding host = dpk_rounding_enter();                                                        \
        const dpk_avx2_grid g = dpk_avx2_grid_of(grid);                                                  \
        const __m256i origin = _mm256_castpd_si256(g.magic);                                             \
        while (count >= DPK_STEP) {                                                                      \
            size_t block = dpk_steps(count);                                                             \
            __m256i sum = _mm256_setzero_si256(), numbers = sum;                                         \
            dpk_avx2_squares squares = {sum, sum, sum};                                                  \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                               \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                       \
                DPK_UNROLLED                                                                             \
                for (size_t j = 0; j < DPK_STEP; j += 4) {                                               \
                    __m256d x = dpk_avx2_load_##suffix(values + i + j);                                  \
                    __m256i number = dpk_avx2_is_number(x);                                              \
                    __m256i k = _mm256_sub_epi64(dpk_avx2_grid_bits(&g, x), origin);                     \
                    k = _mm256_and_si256(k, number);                                                     \
                    sum = _mm256_add_epi64(sum, k);                                                      \
                    numbers = _mm256_sub_epi64(numbers, number);                                         \
                    dpk_avx2_add_square(&squares, k);                                                    \
                }                                                                                        \
            }                                                                                            \
            totals->count += dpk_avx2_total(numbers);                                                    \
            dpk_add_sum(totals, (int64_t)dpk_avx2_total(sum));                                           \
            dpk_avx2_fold_squares(&squares, totals);                                                     \
            values += block;                                                                             \
            count -= block;                                                                              \
        }                                                                                                \
        dpk_rounding_leave(host);                                                                        \
        dpk_portable_moments_##suffix(grid, values, count, totals);                                      \
    }

DPK_MOMENTS_REAL(f64, double)
DPK_MOMENTS_REAL(f32, float)
#endif
