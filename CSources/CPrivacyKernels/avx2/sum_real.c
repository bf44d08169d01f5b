// Exact clamped sums of doubles and floats, as in portable/sum_real.c.
#include "../portable/portable.h"
#include "../portable/real.h"
#include "../rounding.h"
#include "../steps.h"
#include "real.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

#define DPK_SUM_REAL(suffix, type)                                                                    \
    DPK_AVX2 void dpk_avx2_sum_##suffix(const dpk_real_grid *grid, const type *values, size_t count,  \
                                        dpk_totals *totals) {                                         \
        dpk_rounding host = dpk_rounding_enter();                                                     \
        const dpk_avx2_grid g = dpk_avx2_grid_of(grid);                                               \
        const uint64_t origin = dpk_bits(grid->magic);                                                \
        while (count >= DPK_STEP) {                                                                   \
            size_t block = dpk_steps(count);                                                          \
            __m256i sum = _mm256_setzero_si256(), numbers = sum;                                      \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                            \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                    \
                DPK_UNROLLED                                                                          \
                for (size_t j = 0; j < DPK_STEP; j += 4) {                                            \
                    __m256d x = dpk_avx2_load_##suffix(values + i + j);                               \
                    __m256i number = dpk_avx2_is_number(x);                                           \
                    sum = _mm256_add_epi64(sum, _mm256_and_si256(dpk_avx2_grid_bits(&g, x), number)); \
                    numbers = _mm256_sub_epi64(numbers, number);                                      \
                }                                                                                     \
            }                                                                                         \
            uint64_t found = dpk_avx2_total(numbers);                                                 \
            totals->count += found;                                                                   \
            dpk_add_sum(totals, (int64_t)(dpk_avx2_total(sum) - found * origin));                     \
            values += block;                                                                          \
            count -= block;                                                                           \
        }                                                                                             \
        dpk_rounding_leave(host);                                                                     \
        dpk_portable_sum_##suffix(grid, values, count, totals);                                       \
    }

DPK_SUM_REAL(f64, double)
DPK_SUM_REAL(f32, float)
#endif
