// Exact clamped sums of integers, as in portable/integer.c.
//
// Lanes add k modulo 2^64 and the upper halves of k. The lower halves add up to less than 2^48 a block, so the two
// sums fix the block's.
#include "../portable/portable.h"
#include "../steps.h"
#include "integer.h"

#if defined(__x86_64__)
#define DPK_SUM_INTEGER(suffix, type)                                                                   \
    DPK_AVX2 void dpk_avx2_sum_##suffix(const dpk_integer_grid *grid, const type *values, size_t count, \
                                        dpk_totals *totals) {                                           \
        const dpk_avx2_bounds bounds = dpk_avx2_bounds_of(grid);                                        \
        while (count >= DPK_STEP) {                                                                     \
            size_t block = dpk_steps(count);                                                            \
            __m256i sum = _mm256_setzero_si256(), upper = sum;                                          \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                              \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                      \
                DPK_UNROLLED                                                                            \
                for (size_t j = 0; j < DPK_STEP; j += 4) {                                              \
                    __m256i k = dpk_avx2_offset(&bounds, dpk_avx2_load_##suffix(values + i + j));       \
                    sum = _mm256_add_epi64(sum, k);                                                     \
                    upper = _mm256_add_epi64(upper, _mm256_srli_epi64(k, 32));                          \
                }                                                                                       \
            }                                                                                           \
            uint64_t high = dpk_avx2_total(upper), low = dpk_avx2_total(sum) - (high << 32);            \
            totals->count += block;                                                                     \
            dpk_add_sum(totals, ((__int128)high << 32) + low);                                          \
            values += block;                                                                            \
            count -= block;                                                                             \
        }                                                                                               \
        dpk_portable_sum_##suffix(grid, values, count, totals);                                         \
    }

DPK_SUM_INTEGER(i64, int64_t)
DPK_SUM_INTEGER(i32, int32_t)
#endif
