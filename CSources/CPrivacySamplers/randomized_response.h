// The prepared law; private to this target.
#ifndef DPK_RANDOMIZED_RESPONSE_PRIVATE_H
#define DPK_RANDOMIZED_RESPONSE_PRIVATE_H

#include "dpk_randomized_response.h"

struct dpk_randomized_response {
    dpk_rational *epsilon, *odds;  // odds: 1/(k - 1)
    dpk_u128 threshold;            // floor(P(lie) 2^word_bits)
    dpk_uniform others;            // 0 ..< k - 1
    uint32_t word_bits;
};

#endif
