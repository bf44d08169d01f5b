// Exact sums of k and k * k for doubles and floats.
//
// |k| <= 2^46 is split as a * 2^23 + b with a <= 2^23 and b < 2^23, so that each of a*a, a*b, b*b is at most 2^46 and
// k*k = a*a 2^46 + a*b 2^24 + b*b is put together once a block.
#include "../rounding.h"
#include "../totals.h"
#include "portable.h"
#include "real.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_MOMENTS_REAL(name, type)                                                                \
    void name(const dpk_real_grid *grid, const type *values, size_t count, dpk_totals *totals) {    \
        dpk_rounding host = dpk_rounding_enter();                                                   \
        const dpk_real_grid g = *grid;                                                              \
        const uint64_t origin = dpk_bits(g.magic);                                                  \
        while (count > 0) {                                                                         \
            size_t block = count < DPK_BLOCK ? count : DPK_BLOCK;                                   \
            uint64_t sum = 0, numbers = 0, aa = 0, ab = 0, bb = 0;                                  \
            for (size_t i = 0; i < block; i++) {                                                    \
                double x = (double)values[i];                                                       \
                uint64_t number = dpk_is_number(x);                                                 \
                uint64_t k = (dpk_grid_bits(&g, x) - origin) & number;                              \
                uint64_t sign = -(k >> 63);                                                         \
                uint64_t magnitude = (k ^ sign) - sign;                                             \
                uint64_t a = magnitude >> 23 & 0xffffffff, b = magnitude & 0x7fffff;                \
                sum += k;                                                                           \
                numbers -= number;                                                                  \
                aa += a * a;                                                                        \
                ab += a * b;                                                                        \
                bb += b * b;                                                                        \
            }                                                                                       \
            totals->count += numbers;                                                               \
            dpk_add_sum(totals, (int64_t)sum);                                                      \
            dpk_add_squares(totals, ((unsigned __int128)aa << 46) + ((unsigned __int128)ab << 24) + bb); \
            values += block;                                                                        \
            count -= block;                                                                         \
        }                                                                                           \
        dpk_rounding_leave(host);                                                                   \
    }

DPK_MOMENTS_REAL(dpk_portable_moments_f64, double)
DPK_MOMENTS_REAL(dpk_portable_moments_f32, float)
