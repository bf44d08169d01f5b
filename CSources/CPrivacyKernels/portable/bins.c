// The bin of each record and its place there, as bins.md states them. Without a branch on a value.
#include "../bins.h"
#include "../rounding.h"
#include "portable.h"

#pragma STDC FP_CONTRACT OFF

// The bits of a power of two, less one, have the exponent field below its own: so bins are open below and closed above.
// The comparisons send NaN to the scale, a number like any other; its bin is put in at the end.
#define DPK_BINS_REAL(name, type)                                                                                \
    void name(const dpk_bins *bins, const type *values, size_t count, uint32_t *indices, uint64_t *places) {     \
        dpk_rounding host = dpk_rounding_enter();                                                                \
        const dpk_real_bins b = dpk_real_bins_of(bins);                                                          \
        for (size_t i = 0; i < count; i++) {                                                                     \
            double x = (double)values[i];                                                                        \
            double size = __builtin_fabs(x);                                                                     \
            size = size < b.top ? size : b.top;                                                                  \
            uint64_t field = (dpk_bits(size > b.scale ? size : b.scale) - 1) >> 52;                              \
            double steps = size * dpk_real(((uint64_t)DPK_FACTOR_FIELD - field) << 52);                           \
            uint32_t sign = (uint32_t)-(x < 0);                                                                  \
            uint32_t bin = b.bins + (((uint32_t)field - b.field) ^ sign);                                        \
            uint32_t number = (uint32_t)dpk_is_number(x);                                                        \
            indices[i] = (bin & number) | (2 * b.bins & ~number);                                                \
            places[i] = dpk_bits(steps + 0x1p52) - dpk_bits(0x1p52);                                             \
        }                                                                                                        \
        dpk_rounding_leave(host);                                                                                \
    }

// i is the least with |x| <= 2^i, so a coarse place is at most 2^46.
#define DPK_BINS_INTEGER(name, type)                                                                             \
    void name(const dpk_bins *bins, const type *values, size_t count, uint32_t *indices, uint64_t *places) {     \
        const uint32_t n = bins->bins, finest = bins->coarse ? DPK_PLACE_BITS : 64;                              \
        for (size_t j = 0; j < count; j++) {                                                                     \
            int64_t x = values[j];                                                                               \
            uint64_t sign = (uint64_t)-(x < 0);                                                                  \
            uint64_t size = ((uint64_t)x ^ sign) - sign;                                                         \
            uint32_t i = 63 - (uint32_t)__builtin_clzll((size - (size > 0)) << 1 | 1);                           \
            uint32_t shift = i > finest ? i - finest : 0;                                                        \
            indices[j] = n + (i ^ (uint32_t)sign);                                                               \
            places[j] = (size >> shift) + (size >> (shift > 0 ? shift - 1 : 0) & (shift > 0));                   \
        }                                                                                                        \
    }

DPK_BINS_REAL(dpk_portable_bins_f64, double)
DPK_BINS_REAL(dpk_portable_bins_f32, float)
DPK_BINS_INTEGER(dpk_portable_bins_i64, int64_t)
DPK_BINS_INTEGER(dpk_portable_bins_i32, int32_t)
