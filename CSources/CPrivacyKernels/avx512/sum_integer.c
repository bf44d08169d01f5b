// Exact clamped sums of integers, as in avx2/sum_integer.c.
#include "../portable/portable.h"
#include "../steps.h"
#include "integer.h"

#if defined(__x86_64__)
#define DPK_SUM_INTEGER(suffix, type)                                                                       \
    DPK_AVX512 void dpk_avx512_sum_##suffix(const dpk_integer_grid *grid, const type *values, size_t count, \
                                            dpk_totals *totals) {                                           \
        const dpk_avx512_bounds bounds = dpk_avx512_bounds_of(grid);                                        \
        while (count >= DPK_STEP) {                                                                         \
            size_t block = dpk_steps(count);                                                                \
            __m512i sum = _mm512_setzero_si512(), upper = sum;                                              \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                                  \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                          \
                DPK_UNROLLED                                                                                \
                for (size_t j = 0; j < DPK_STEP; j += 8) {                                                  \
                    __m512i k = dpk_avx512_offset(&bounds, dpk_avx512_load_##suffix(values + i + j));       \
                    sum = _mm512_add_epi64(sum, k);                                                         \
                    upper = _mm512_add_epi64(upper, _mm512_srli_epi64(k, 32));                              \
                }                                                                                           \
            }                                                                                               \
            uint64_t high = dpk_avx512_total(upper), low = dpk_avx512_total(sum) - (high << 32);            \
            totals->count += block;                                                                         \
            dpk_add_sum(totals, ((__int128)high << 32) + low);                                              \
            values += block;                                                                                \
            count -= block;                                                                                 \
        }                                                                                                   \
        dpk_portable_sum_##suffix(grid, values, count, totals);                                             \
    }

DPK_SUM_INTEGER(i64, int64_t)
DPK_SUM_INTEGER(i32, int32_t)
#endif
