// Exact sums of k and k * k for integers, as in avx2/moments_integer.c, by halves and by the 52-bit multiplier.
#include "../portable/portable.h"
#include "../steps.h"
#include "integer.h"
#include "squares.h"
#include "squares_ifma.h"

#if defined(__x86_64__)
#define DPK_MOMENTS_INTEGER(sets, prefix, suffix, type)                                                       \
    sets void dpk_##prefix##_moments_##suffix(const dpk_integer_grid *grid, const type *values, size_t count, \
                                              dpk_totals *totals) {                                           \
        const dpk_avx512_bounds bounds = dpk_avx512_bounds_of(grid);                                          \
        const __m512i half = _mm512_set1_epi64(grid->shift > 0);                                              \
        const __m512i before = _mm512_sub_epi64(_mm512_set1_epi64(grid->shift), half);                        \
        while (count >= DPK_STEP) {                                                                           \
            size_t block = dpk_steps(count);                                                                  \
            __m512i sum = _mm512_setzero_si512();                                                             \
            dpk_##prefix##_squares squares = {0};                                                             \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                                    \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                            \
                DPK_UNROLLED                                                                                  \
                for (size_t j = 0; j < DPK_STEP; j += 8) {                                                    \
                    __m512i k = dpk_avx512_offset(&bounds, dpk_avx512_load_##suffix(values + i + j));         \
                    k = _mm512_srlv_epi64(_mm512_add_epi64(_mm512_srlv_epi64(k, before), half), half);        \
                    sum = _mm512_add_epi64(sum, k);                                                           \
                    dpk_##prefix##_add_square(&squares, j / 8, k);                                            \
                }                                                                                             \
            }                                                                                                 \
            totals->count += block;                                                                           \
            dpk_add_sum(totals, (int64_t)dpk_avx512_total(sum));                                              \
            dpk_##prefix##_fold_squares(&squares, totals);                                                    \
            values += block;                                                                                  \
            count -= block;                                                                                   \
        }                                                                                                     \
        dpk_portable_moments_##suffix(grid, values, count, totals);                                           \
    }

DPK_MOMENTS_INTEGER(DPK_AVX512, avx512, i64, int64_t)
DPK_MOMENTS_INTEGER(DPK_AVX512, avx512, i32, int32_t)
DPK_MOMENTS_INTEGER(DPK_AVX512IFMA, avx512ifma, i64, int64_t)
DPK_MOMENTS_INTEGER(DPK_AVX512IFMA, avx512ifma, i32, int32_t)
#endif
