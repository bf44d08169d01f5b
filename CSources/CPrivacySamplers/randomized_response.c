#include "randomized_response.h"

#include <stdlib.h>

#include "declassify.h"
#include "uniform.h"

dpk_randomized_response *dpk_randomized_response_prepare(const dpk_rational *epsilon, uint64_t categories,
                                                         uint32_t word_bits) {
    dpk_rational *one = dpk_rational_from_unsigned(1), *zero = dpk_rational_from_unsigned(0);
    dpk_uniform others;
    dpk_randomized_response *law = NULL;
    if (dpk_rational_compare(epsilon, zero) > 0 && categories >= 2 && categories <= UINT64_C(1) << 62
        && word_bits >= 1 && word_bits <= 128
        && dpk_uniform_prepare(&others, categories - 1, word_bits < 64 ? word_bits : 64)) {
        law = malloc(sizeof *law);
    }
    if (law != NULL) {
        dpk_rational *lies = dpk_rational_from_unsigned(categories - 1);
        law->others = others;
        law->word_bits = word_bits;
        law->epsilon = dpk_rational_scale(epsilon, 0);
        law->odds = dpk_rational_divide(one, lies);
        // P(lie) = (k - 1)/(e^epsilon + k - 1) = 1/(1 + odds e^epsilon)
        law->threshold = dpk_odds_prefix(law->odds, law->epsilon, word_bits);
        dpk_rational_free(lies);
    }
    dpk_rational_free(zero);
    dpk_rational_free(one);
    return law;
}

void dpk_randomized_response_free(dpk_randomized_response *law) {
    if (law == NULL) return;
    dpk_rational_free(law->epsilon);
    dpk_rational_free(law->odds);
    free(law);
}

static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_randomized_response *law = parameters;
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        const uint64_t *words = tape->words + 3 * t;
        dpk_u128 u = (dpk_u128)words[1] << 64 | words[0];
        uint64_t kept, lie = u < law->threshold;
        // The one branch on random bits: 2^-128 a trial.
        if (__builtin_expect(dpk_declassify(u == law->threshold) != 0, 0)) {
            lie = (uint64_t)dpk_odds_decide_var(law->odds, law->epsilon, law->word_bits, tape->refine,
                                                tape->context, t);
        }
        uint64_t other = 1 + dpk_uniform_trial(&law->others, words[2], &kept);
        out[count] = (int64_t)(other & -lie);
        count += dpk_declassify(kept);
    }
    return count;
}

dpk_sampler dpk_randomized_response_sampler(const dpk_randomized_response *law) {
    return (dpk_sampler){run, law, 3};
}
