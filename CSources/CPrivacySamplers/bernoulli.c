#include "dpk_bernoulli.h"

#include "declassify.h"

int dpk_bernoulli_exp_prepare(dpk_bernoulli_exp *law, const dpk_rational *gamma, uint32_t word_bits) {
    dpk_rational *zero = dpk_rational_from_unsigned(0);
    int positive = dpk_rational_compare(gamma, zero) > 0;
    dpk_rational_free(zero);
    if (!positive || word_bits < 1 || word_bits > 128) return 0;
    law->gamma = gamma;
    law->word_bits = word_bits;
    law->threshold = dpk_probability_prefix(DPK_EXPONENTIAL, gamma, word_bits);
    return 1;
}

static size_t run_bernoulli_exp(const void *parameters, const dpk_tape *tape, size_t trials,
                                int64_t *out) {
    const dpk_bernoulli_exp *law = parameters;
    for (size_t t = 0; t < trials; t++) {
        dpk_u128 u = (dpk_u128)tape->words[2 * t + 1] << 64 | tape->words[2 * t];
        out[t] = u < law->threshold;
        // The one branch on random bits: 2^-128 a trial.
        if (__builtin_expect(dpk_declassify(u == law->threshold) != 0, 0)) {
            out[t] = dpk_probability_decide_var(DPK_EXPONENTIAL, law->gamma, law->word_bits,
                                                tape->refine, tape->context, t);
        }
    }
    return trials;
}

dpk_sampler dpk_bernoulli_exp_sampler(const dpk_bernoulli_exp *law) {
    return (dpk_sampler){run_bernoulli_exp, law, 2};
}
