#include "dpk_uniform.h"

#include "declassify.h"
#include "dpk_threshold.h"

// A word u in 0 ..< 2^w gives the product u * bound = output * 2^w + low. Each output owns 2^w words' worth of
// products in steps of bound; of these exactly floor(2^w / bound) have low >= 2^w mod bound. Keeping those alone
// makes all outputs equally likely.
int dpk_uniform_prepare(dpk_uniform *law, uint64_t bound, uint32_t word_bits) {
    if (bound < 1 || bound > UINT64_C(1) << 63 || word_bits < 1 || word_bits > 64) return 0;
    if (word_bits < 64 && bound > UINT64_C(1) << word_bits) return 0;
    law->bound = bound;
    law->word_bits = word_bits;
    law->rejected = (uint64_t)(((dpk_u128)1 << word_bits) % bound);
    return 1;
}

static size_t run_uniform(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_uniform *law = parameters;
    uint64_t low_mask = ~UINT64_C(0) >> (64 - law->word_bits);
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        dpk_u128 product = (dpk_u128)tape->words[t] * law->bound;
        out[count] = (int64_t)(uint64_t)(product >> law->word_bits);
        count += dpk_declassify(((uint64_t)product & low_mask) >= law->rejected);
    }
    return count;
}

dpk_sampler dpk_uniform_sampler(const dpk_uniform *law) {
    return (dpk_sampler){run_uniform, law, 1};
}
