// The prepared law; private to this target.
#ifndef DPK_TRUNCATED_GEOMETRIC_PRIVATE_H
#define DPK_TRUNCATED_GEOMETRIC_PRIVATE_H

#include "dpk_truncated_geometric.h"
#include "fixed_256.h"

enum { DPK_MOST_DOUBLINGS = 64 };

// 192 fractional bits; see dpk_keep_constants.
struct dpk_truncated_geometric {
    dpk_keep_law *exact;
    uint64_t pre_threshold, crossover;
    uint32_t doublings;  // how many binary digits the distance from the crossover has at most
    dpk_fixed_256 rising, falling, minus_c, one_and_c;
    dpk_fixed_256 decay[DPK_MOST_DOUBLINGS];  // e^(-2^i e)
};

#endif
