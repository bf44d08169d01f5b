// Errors in the prepared truncated geometric law that its tests must notice, and its decisions on a given tape. Tests only.
#ifndef DPK_TRUNCATED_GEOMETRIC_PROBES_H
#define DPK_TRUNCATED_GEOMETRIC_PROBES_H

#include "dpk_truncated_geometric.h"

typedef enum {
    DPK_PLANT_RISING,     // the constant of the first branch
    DPK_PLANT_FALLING,    // and of the second
    DPK_PLANT_C,          // what is taken off and added
    DPK_PLANT_DECAY,      // e^-e
    DPK_PLANT_CROSSOVER,  // by 1, without its constants
} dpk_truncated_geometric_plant;

// Adds 2^bit units of 2^-192.
void dpk_probe_truncated_geometric_plant(dpk_truncated_geometric *law, dpk_truncated_geometric_plant what, uint32_t bit);

// One decision on U's digits: the 64 that come first, the next 64, then `third`, then 1010...; *refined becomes how many
// words were read after the first two. certified: by certified arithmetic.
int dpk_probe_truncated_geometric(const dpk_truncated_geometric *law, int64_t count, uint64_t first, uint64_t second,
                                  uint64_t third, int certified, uint64_t *refined);

#endif
