// Counting entries leaf by leaf. Back ends say where a block's entries fall; this adds.
#include "dpk_kernels.h"

// Leaves at a time: 2 KiB on the stack. Two tables: more make equal neighbours faster and all else slower, as they fill
// the caches. Were they a multiple of 4 KiB apart, a store to one would hold up loads from the other.
enum { DPK_LEAF_BLOCK = 512, DPK_LEAF_TABLES = 2, DPK_LEAF_GAP = 4160 / sizeof(uint32_t) };

static size_t stride(uint32_t leaves) {
    return (size_t)leaves + 1 + DPK_LEAF_GAP;
}

size_t dpk_leaf_tables_length(uint32_t leaves) {
    return DPK_LEAF_TABLES * stride(leaves);
}

void dpk_leaf_counts_fold(dpk_leaf_counts *counts) {
    if (counts->pending == 0) return;
    for (size_t table = 0; table < DPK_LEAF_TABLES; table++) {
        uint32_t *from = counts->tables + table * stride(counts->leaves);
        for (size_t leaf = 0; leaf <= counts->leaves; leaf++) {
            counts->counts[leaf] += from[leaf];
            from[leaf] = 0;
        }
    }
    counts->pending = 0;
}

// No number in a table is above `pending`, so none passes 32 bits.
static void add(dpk_leaf_counts *counts, const uint32_t *indices, size_t count) {
    if (counts->tables == NULL) {
        for (size_t i = 0; i < count; i++) counts->counts[indices[i]]++;
        return;
    }
    if (count > UINT32_MAX - counts->pending) dpk_leaf_counts_fold(counts);
    counts->pending += (uint32_t)count;
    uint32_t *tables[DPK_LEAF_TABLES];
    for (size_t table = 0; table < DPK_LEAF_TABLES; table++) {
        tables[table] = counts->tables + table * stride(counts->leaves);
    }
    size_t i = 0;
    for (; i + DPK_LEAF_TABLES <= count; i += DPK_LEAF_TABLES) {
        for (size_t table = 0; table < DPK_LEAF_TABLES; table++) tables[table][indices[i + table]]++;
    }
    for (; i < count; i++) tables[0][indices[i]]++;
}

#define DPK_COUNT(suffix, kind, type)                                                            \
    void dpk_count_##suffix(const dpk_##kind##_leaves *leaves, const type *values, size_t count, \
                            dpk_leaf_counts *counts) {                                           \
        const dpk_kernels *kernels = dpk_kernels_active();                                       \
        uint32_t indices[DPK_LEAF_BLOCK];                                                        \
        while (count > 0) {                                                                      \
            size_t block = count < DPK_LEAF_BLOCK ? count : DPK_LEAF_BLOCK;                      \
            kernels->leaves_##suffix(leaves, values, block, indices);                            \
            add(counts, indices, block);                                                         \
            values += block;                                                                     \
            count -= block;                                                                      \
        }                                                                                        \
    }

DPK_COUNT(f64, real, double)
DPK_COUNT(f32, real, float)
DPK_COUNT(i64, integer, int64_t)
DPK_COUNT(i32, integer, int32_t)
