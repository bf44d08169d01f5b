// Exact clamped sums of doubles and floats.
//
// Adding the bit patterns of magic + k modulo 2^64 and taking away count * bits(magic) leaves the sum of k modulo
// 2^64; the block's true sum is below 2^62 in magnitude (totals.h), so the signed reading of it is exact.
#include "../rounding.h"
#include "../totals.h"
#include "portable.h"
#include "real.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_SUM_REAL(name, type)                                                                    \
    void name(const dpk_real_grid *grid, const type *values, size_t count, dpk_totals *totals) {    \
        dpk_rounding host = dpk_rounding_enter();                                                   \
        const dpk_real_grid g = *grid;                                                              \
        const uint64_t origin = dpk_bits(g.magic);                                                  \
        while (count > 0) {                                                                         \
            size_t block = count < DPK_BLOCK ? count : DPK_BLOCK;                                   \
            uint64_t sum = 0, numbers = 0;                                                          \
            for (size_t i = 0; i < block; i++) {                                                    \
                double x = (double)values[i];                                                       \
                uint64_t number = dpk_is_number(x);                                                 \
                sum += dpk_grid_bits(&g, x) & number;                                               \
                numbers -= number;                                                                  \
            }                                                                                       \
            totals->count += numbers;                                                               \
            dpk_add_sum(totals, (int64_t)(sum - numbers * origin));                                 \
            values += block;                                                                        \
            count -= block;                                                                         \
        }                                                                                           \
        dpk_rounding_leave(host);                                                                   \
    }

DPK_SUM_REAL(dpk_portable_sum_f64, double)
DPK_SUM_REAL(dpk_portable_sum_f32, float)
