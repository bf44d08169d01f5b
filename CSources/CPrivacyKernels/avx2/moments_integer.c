// Exact sums of k and k * k for integers, k being the offset rounded to 2^shift, half up, and at most 2^46.
//
// Rounding shifts by all but the last bit of the shift, adds 1 and shifts by that bit. No carry is lost: before the
// last shift the number is at most 2^47 + 1. Without a shift nothing is added.
#include "../portable/portable.h"
#include "../steps.h"
#include "integer.h"
#include "squares.h"

#if defined(__x86_64__)
#define DPK_MOMENTS_INTEGER(suffix, type)                                                                   \
    DPK_AVX2 void dpk_avx2_moments_##suffix(const dpk_integer_grid *grid, const type *values, size_t count, \
                                            dpk_totals *totals) {                                           \
        const dpk_avx2_bounds bounds = dpk_avx2_bounds_of(grid);                                            \
        const __m256i half = _mm256_set1_epi64x(grid->shift > 0);                                           \
        const __m256i before = _mm256_sub_epi64(_mm256_set1_epi64x(grid->shift), half);                     \
        while (count >= DPK_STEP) {                                                                         \
            size_t block = dpk_steps(count);                                                                \
            __m256i sum = _mm256_setzero_si256();                                                           \
            dpk_avx2_squares squares = {sum, sum, sum};                                                     \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                                  \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                          \
                DPK_UNROLLED                                                                                \
                for (size_t j = 0; j < DPK_STEP; j += 4) {                                                  \
                    __m256i k = dpk_avx2_offset(&bounds, dpk_avx2_load_##suffix(values + i + j));           \
                    k = _mm256_srlv_epi64(_mm256_add_epi64(_mm256_srlv_epi64(k, before), half), half);      \
                    sum = _mm256_add_epi64(sum, k);                                                         \
                    dpk_avx2_add_square(&squares, k);                                                       \
                }                                                                                           \
            }                                                                                               \
            totals->count += block;                                                                         \
            dpk_add_sum(totals, (int64_t)dpk_avx2_total(sum));                                              \
            dpk_avx2_fold_squares(&squares, totals);                                                        \
            values += block;                                                                                \
            count -= block;                                                                                 \
        }                                                                                                   \
        dpk_portable_moments_##suffix(grid, values, count, totals);                                         \
    }

DPK_MOMENTS_INTEGER(i64, int64_t)
DPK_MOMENTS_INTEGER(i32, int32_t)
#endif
