#include "geometric.h"

#include "declassify.h"

// The trials that their words leave open: a bit whose word equals the threshold's digits, or the tail.
static uint64_t resolve_var(const dpk_geometric *law, const dpk_tape *tape, uint64_t trial,
                            uint64_t value, uint64_t open, int tail_hit, int tail_open) {
    for (uint32_t k = 0; k < law->planes; k++) {
        if (!(open >> k & 1)) continue;
        dpk_rational *x = dpk_rational_scale(law->inverse_scale, (int32_t)k);
        value |= (uint64_t)dpk_probability_decide_var(DPK_LOGISTIC, x, law->word_bits, tape->refine,
                                                      tape->context, trial) << k;
        dpk_rational_free(x);
    }
    // G = value + 2^planes H with H geometric and independent: one success is worth 2^planes.
    dpk_rational *x = dpk_rational_scale(law->inverse_scale, (int32_t)law->planes);
    int success = tail_hit
        || (tail_open && dpk_probability_decide_var(DPK_EXPONENTIAL, x, law->word_bits, tape->refine,
                                                    tape->context, trial));
    uint64_t step = UINT64_C(1) << law->planes;
    while (success && value < INT64_MAX) {
        value = value > INT64_MAX - step ? INT64_MAX : value + step;
        success = dpk_probability_decide_var(DPK_EXPONENTIAL, x, 0, tape->refine, tape->context, trial);
    }
    dpk_rational_free(x);
    return value;
}

uint64_t dpk_magnitude(const dpk_geometric *law, const uint64_t *words, const dpk_tape *tape,
                       uint64_t trial) {
    uint64_t value = 0, open = 0;
    for (uint32_t k = 0; k < law->planes; k++) {
        dpk_u128 u = (dpk_u128)words[2 * k + 1] << 64 | words[2 * k];
        value |= (uint64_t)(u < law->threshold[k]) << k;
        open |= (uint64_t)(u == law->threshold[k]) << k;
    }
    dpk_u128 u = (dpk_u128)words[2 * law->planes + 1] << 64 | words[2 * law->planes];
    int tail_hit = u < law->threshold[law->planes];
    int tail_open = u == law->threshold[law->planes];
    uint64_t undecided = open | (uint64_t)(tail_hit | tail_open);
    // The one branch on random bits: taken with probability below 2^-121 a trial at 128 bits.
    if (__builtin_expect(dpk_declassify(undecided) != 0, 0)) {
        return resolve_var(law, tape, trial, value, open, tail_hit, tail_open);
    }
    return value;
}

static size_t run_geometric(const void *parameters, const dpk_tape *tape, size_t trials,
                            int64_t *out) {
    const dpk_geometric *law = parameters;
    uint32_t width = dpk_magnitude_words(law);
    for (size_t t = 0; t < trials; t++) {
        out[t] = (int64_t)dpk_magnitude(law, tape->words + t * width, tape, t);
    }
    return trials;
}

dpk_sampler dpk_geometric_sampler(const dpk_geometric *law) {
    return (dpk_sampler){run_geometric, law, dpk_magnitude_words(law)};
}
