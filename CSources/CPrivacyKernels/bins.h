// From a floating-point record to its bin and place; private to this target.
#ifndef DPK_BINS_PRIVATE_H
#define DPK_BINS_PRIVATE_H

#include "dpk_bins.h"
#include "portable/real.h"

typedef struct {
    double scale, top;  // 2^least, 2^(least + bins - 1)
    uint32_t field;     // the exponent field of bin 0, as the kernels find it
    uint32_t bins;
} dpk_real_bins;

static inline dpk_real_bins dpk_real_bins_of(const dpk_bins *bins) {
    return (dpk_real_bins){
        .scale = dpk_real((uint64_t)(1023 + bins->least) << 52),
        .top = dpk_real((uint64_t)(1023 + bins->least + (int32_t)bins->bins - 1) << 52),
        .field = (uint32_t)(1022 + bins->least),
        .bins = bins->bins,
    };
}

// A bin's exponent field and that of the factor that turns magnitudes into places, 2^(46 - least - i), sum to this.
enum { DPK_FACTOR_FIELD = 1022 + 1023 + DPK_PLACE_BITS };

#endif
