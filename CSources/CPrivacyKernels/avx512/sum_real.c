// Exact clamped sums of doubles and floats, as in portable/sum_real.c.
#include "../portable/portable.h"
#include "../portable/real.h"
#include "../rounding.h"
#include "../steps.h"
#include "real.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

#define DPK_SUM_REAL(suffix, type)                                                                       \
    DPK_AVX512 void dpk_avx512_sum_##suffix(const dpk_real_grid *grid, const type *values, size_t count, \
                                            dpk_totals *totals) {                                        \
        dpk_rounding host = dpk_rounding_enter();                                                        \
        const dpk_avx512_grid g = dpk_avx512_grid_of(grid);                                              \
        const uint64_t origin = dpk_bits(grid->magic);                                                   \
        const __m512i one = _mm512_set1_epi64(1);                                                        \
        while (count >= DPK_STEP) {                                                                      \
            size_t block = dpk_steps(count);                                                             \
            __m512i sum = _mm512_setzero_si512(), numbers = sum;                                         \
            for (size_t i = 0; i < block; i += DPK_STEP) {                                               \
                dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                       \
                DPK_UNROLLED                                                                             \
                for (size_t j = 0; j < DPK_STEP; j += 8) {                                               \
                    __m512d x = dpk_avx512_load_##suffix(values + i + j);                                \
                    __mmask8 number = dpk_avx512_is_number(x);                                           \
                    sum = _mm512_mask_add_epi64(sum, number, sum, dpk_avx512_grid_bits(&g, x));          \
                    numbers = _mm512_mask_add_epi64(numbers, number, numbers, one);                      \
                }                                                                                        \
            }                                                                                            \
            uint64_t found = dpk_avx512_total(numbers);                                                  \
            totals->count += found;                                                                      \
            dpk_add_sum(totals, (int64_t)(dpk_avx512_total(sum) - found * origin));                      \
            values += block;                                                                             \
            count -= block;                                                                              \
        }                                                                                                \
        dpk_rounding_leave(host);                                                                        \
        dpk_portable_sum_##suffix(grid, values, count, totals);                                          \
    }

DPK_SUM_REAL(f64, double)
DPK_SUM_REAL(f32, float)
#endif
