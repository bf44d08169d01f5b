// Totals bin by bin. Back ends say where a block's entries fall; this adds.
#include <stdlib.h>

#include "dpk_kernels.h"

// Entries at a time: 6 KiB on the stack.
enum { DPK_BIN_BLOCK = 512 };

// Outside the documented ranges a bin could lie outside the totals.
static void require(int holds) {
    if (!holds) abort();
}

static void require_for_reals(const dpk_bins *bins) {
    require(bins->least >= -900 && bins->least <= 0 && bins->bins >= 1 && bins->bins <= 1801 &&
            bins->least + (int32_t)bins->bins - 1 <= 900);
}

static void require_for_integers(const dpk_bins *bins, uint32_t bits) {
    require(bins->least == 0 && bins->bins == bits);
}

static inline void add_wide(uint64_t *words, unsigned __int128 term) {
    unsigned __int128 total = (unsigned __int128)words[1] << 64 | words[0];
    total += term;
    words[0] = (uint64_t)total;
    words[1] = (uint64_t)(total >> 64);
}

// Written out for each width, so that the inner loop asks nothing.
static inline __attribute__((always_inline)) void add(uint64_t *words, uint32_t width, const uint32_t *indices,
                                                      const uint64_t *places, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t *bin = words + (size_t)indices[i] * width;
        bin[0]++;
        if (width >= 3) add_wide(bin + 1, places[i]);
        if (width >= 5) add_wide(bin + 3, (unsigned __int128)places[i] * places[i]);
    }
}

static void add_block(const dpk_bin_totals *totals, const uint32_t *indices, const uint64_t *places, size_t count) {
    switch (totals->width) {
    case 1: add(totals->words, 1, indices, places, count); break;
    case 3: add(totals->words, 3, indices, places, count); break;
    default: add(totals->words, 5, indices, places, count); break;
    }
}

#define DPK_BIN(suffix, type, ranges)                                                            \
    size_t dpk_bin_##suffix(const dpk_bins *bins, const type *values, size_t count,              \
                            const dpk_bin_totals *totals) {                                      \
        ranges;                                                                                  \
        const dpk_kernels *kernels = dpk_kernels_active();                                       \
        uint32_t indices[DPK_BIN_BLOCK];                                                         \
        uint64_t places[DPK_BIN_BLOCK];                                                          \
        size_t left = count;                                                                     \
        while (left > 0) {                                                                       \
            size_t block = left < DPK_BIN_BLOCK ? left : DPK_BIN_BLOCK;                          \
            kernels->bins_##suffix(bins, values, block, indices, places);                        \
            add_block(totals, indices, places, block);                                           \
            values += block;                                                                     \
            left -= block;                                                                       \
        }                                                                                        \
        uint64_t *scratch = totals->words + (size_t)2 * bins->bins * totals->width;              \
        count -= scratch[0];                                                                     \
        for (uint32_t word = 0; word < totals->width; word++) scratch[word] = 0;                 \
        return count;                                                                            \
    }

DPK_BIN(f64, double, require_for_reals(bins))
DPK_BIN(f32, float, require_for_reals(bins))
DPK_BIN(i64, int64_t, require_for_integers(bins, 64))
DPK_BIN(i32, int32_t, require_for_integers(bins, 32))
