#include "uniform.h"

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
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        uint64_t kept;
        out[count] = (int64_t)dpk_uniform_trial(law, tape->words[t], &kept);
        count += dpk_declassify(kept);
    }
    return count;
}

dpk_sampler dpk_uniform_sampler(const dpk_uniform *law) {
    return (dpk_sampler){run_uniform, law, 1};
}
