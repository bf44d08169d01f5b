#include "staircase.h"

#include "staircase_probes.h"

const dpk_geometric *dpk_probe_staircase_periods(const dpk_staircase *law) {
    return law->periods;
}

void dpk_probe_staircase_threshold(const dpk_staircase *law, uint64_t *low, uint64_t *high) {
    *low = (uint64_t)law->threshold;
    *high = (uint64_t)(law->threshold >> 64);
}

void dpk_probe_staircase_plant_threshold(dpk_staircase *law, int64_t change, uint32_t shift) {
    law->threshold += (dpk_u128)(__int128)change << shift;
}

void dpk_probe_staircase_plant_place(dpk_staircase *law, int64_t change) {
    law->width += (uint64_t)change;
}

void dpk_probe_staircase_plant_width(dpk_staircase *law, int64_t change) {
    dpk_uniform_prepare(&law->first, law->first.bound + (uint64_t)change, law->first.word_bits);
}

static uint64_t ones(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    return ~UINT64_C(0);
}

size_t dpk_probe_staircase_run_with_minus_zero(const dpk_staircase *law, const uint64_t *words, int64_t *out) {
    dpk_sampler sampler = dpk_staircase_sampler(law);
    dpk_tape tape = {words, ones, NULL};
    if (sampler.run(sampler.parameters, &tape, 1, out) == 1) return 1;
    uint64_t positive[DPK_TAPE_WORDS];
    for (uint32_t i = 0; i < sampler.words_per_trial; i++) positive[i] = words[i];
    positive[0] &= ~UINT64_C(1);
    tape.words = positive;
    return sampler.run(sampler.parameters, &tape, 1, out);
}

void dpk_probe_odds_prefix(const dpk_rational *odds, const dpk_rational *x, uint32_t bits, uint64_t *out) {
    dpk_u128 prefix = dpk_odds_prefix(odds, x, bits);
    out[0] = (uint64_t)prefix;
    out[1] = (uint64_t)(prefix >> 64);
}

static uint64_t one_word_then_ones(void *context, uint64_t trial) {
    (void)trial;
    uint64_t *word = context, result = *word;
    *word = ~UINT64_C(0);
    return result;
}

int dpk_probe_odds_decide(const dpk_rational *odds, const dpk_rational *x, uint32_t bits, uint64_t word) {
    return dpk_odds_decide_var(odds, x, bits, one_word_then_ones, &word, 0);
}
