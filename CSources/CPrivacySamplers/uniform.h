// One trial of a uniform integer, for samplers that contain one; private to this target.
#ifndef DPK_UNIFORM_PRIVATE_H
#define DPK_UNIFORM_PRIVATE_H

#include "dpk_threshold.h"
#include "dpk_uniform.h"

// word: below 2^word_bits. Sets *kept to 1, or to 0 where the trial is rejected.
static inline uint64_t dpk_uniform_trial(const dpk_uniform *law, uint64_t word, uint64_t *kept) {
    dpk_u128 product = (dpk_u128)word * law->bound;
    uint64_t low_mask = ~UINT64_C(0) >> (64 - law->word_bits);
    *kept = ((uint64_t)product & low_mask) >= law->rejected;
    return (uint64_t)(product >> law->word_bits);
}

#endif
