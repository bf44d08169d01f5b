// Exact clamped sums and moments of integers: k = clamp(x) - lower, which fits 64 unsigned bits.
#include "integer.h"

#include "../totals.h"
#include "portable.h"

#define DPK_SUM_INTEGER(name, type)                                                                   \
    void name(const dpk_integer_grid *grid, const type *values, size_t count, dpk_totals *totals) {   \
        const dpk_integer_grid g = *grid;                                                             \
        totals->count += count;                                                                       \
        while (count > 0) {                                                                           \
            size_t block = count < DPK_BLOCK ? count : DPK_BLOCK;                                     \
            uint64_t low = 0, high = 0;                                                               \
            for (size_t i = 0; i < block; i++) {                                                      \
                uint64_t k = dpk_offset(g.lower, g.upper, values[i]);                                 \
                low += k & 0xffffffff;                                                                \
                high += k >> 32;                                                                      \
            }                                                                                         \
            dpk_add_sum(totals, ((__int128)high << 32) + low);                                        \
            values += block;                                                                          \
            count -= block;                                                                           \
        }                                                                                             \
    }

// k is the offset rounded to 2^shift (half up), at most 2^46, split in halves as in moments_real.c.
#define DPK_MOMENTS_INTEGER(name, type)                                                               \
    void name(const dpk_integer_grid *grid, const type *values, size_t count, dpk_totals *totals) {   \
        const dpk_integer_grid g = *grid;                                                             \
        const uint64_t half = g.shift > 0;                                                            \
        const uint32_t below = g.shift > 0 ? g.shift - 1 : 0;                                         \
        totals->count += count;                                                                       \
        while (count > 0) {                                                                           \
            size_t block = count < DPK_BLOCK ? count : DPK_BLOCK;                                     \
            uint64_t sum = 0, aa = 0, ab = 0, bb = 0;                                                 \
            for (size_t i = 0; i < block; i++) {                                                      \
                uint64_t whole = dpk_offset(g.lower, g.upper, values[i]);                             \
                uint64_t k = (whole >> g.shift) + (whole >> below & half);                            \
                uint64_t a = k >> 23 & 0xffffffff, b = k & 0x7fffff;                                  \
                sum += k;                                                                             \
                aa += a * a;                                                                          \
                ab += a * b;                                                                          \
                bb += b * b;                                                                          \
            }                                                                                         \
            dpk_add_sum(totals, (__int128)sum);                                                       \
            dpk_add_squares(totals, ((unsigned __int128)aa << 46) + ((unsigned __int128)ab << 24) + bb); \
            values += block;                                                                          \
            count -= block;                                                                           \
        }                                                                                             \
    }

DPK_SUM_INTEGER(dpk_portable_sum_i64, int64_t)
DPK_SUM_INTEGER(dpk_portable_sum_i32, int32_t)
DPK_MOMENTS_INTEGER(dpk_portable_moments_i64, int64_t)
DPK_MOMENTS_INTEGER(dpk_portable_moments_i32, int32_t)
