// The leaf of each record, as leaves.md states it. Without a branch on a value: NaN's leaf is chosen by a mask.
#include "../rounding.h"
#include "integer.h"
#include "portable.h"

#pragma STDC FP_CONTRACT OFF

// (x - lower) + magic - magic is j * g, at most `last` for the clamping; the comparison sends NaN to 0.
static inline uint32_t real_leaf(const dpk_real_leaves *leaves, double x) {
    double steps = ((x - leaves->lower) + leaves->magic) - leaves->magic;
    steps = steps > 0 ? steps : 0;
    steps = steps < leaves->last ? steps : leaves->last;
    uint32_t leaf = (uint32_t)(int32_t)(steps * leaves->scale);
    uint32_t number = -(uint32_t)(x == x);
    return (leaf & number) | (leaves->leaves & ~number);
}

static inline uint32_t integer_leaf(const dpk_integer_leaves *leaves, int64_t x) {
    uint64_t steps = dpk_offset(leaves->lower, leaves->upper, x) >> leaves->shift;
    uint32_t leaf = (uint32_t)(int32_t)((double)(int64_t)steps * leaves->scale);
    return leaf < leaves->leaves ? leaf : leaves->leaves - 1;
}

#define DPK_LEAVES(suffix, kind, type)                                                                     \
    void dpk_portable_leaves_##suffix(const dpk_##kind##_leaves *leaves, const type *values, size_t count, \
                                      uint32_t *indices) {                                                 \
        dpk_rounding host = dpk_rounding_enter();                                                          \
        const dpk_##kind##_leaves l = *leaves;                                                             \
        for (size_t i = 0; i < count; i++) indices[i] = kind##_leaf(&l, values[i]);                        \
        dpk_rounding_leave(host);                                                                          \
    }

DPK_LEAVES(f64, real, double)
DPK_LEAVES(f32, real, float)
DPK_LEAVES(i64, integer, int64_t)
DPK_LEAVES(i32, integer, int32_t)
