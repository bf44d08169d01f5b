#include "discrete_gaussian.h"
#include "discrete_gaussian_probes.h"
#include "probes.h"

static const dpk_discrete_gaussian_backend *backend_at(size_t index) {
    return dpk_discrete_gaussian_backends[index < dpk_backends_available() ? index : DPK_PORTABLE];
}

dpk_sampler dpk_probe_discrete_gaussian_sampler(const dpk_discrete_gaussian *law, size_t backend) {
    return (dpk_sampler){backend_at(backend)->run, law, law->words_per_trial};
}

void dpk_probe_discrete_gaussian_values(const dpk_discrete_gaussian *law, size_t backend, const uint64_t *words,
                                        int64_t *out, uint32_t *open, uint32_t *keep) {
    backend_at(backend)->values(law, words, out, open, keep);
}

double dpk_probe_discrete_gaussian_power(const dpk_discrete_gaussian *law, uint32_t i) {
    return law->power[i];
}

uint32_t dpk_probe_discrete_gaussian_split(const dpk_discrete_gaussian *law) {
    return law->proposal.split;
}

void dpk_probe_discrete_gaussian_plant_reach(dpk_discrete_gaussian *law, double reach) {
    law->reach = reach;
}

void dpk_probe_discrete_gaussian_plant_power(dpk_discrete_gaussian *law, uint32_t i, double factor) {
    law->power[i] *= factor;
    law->power[i + 4] *= factor;
}

void dpk_probe_discrete_gaussian_plant_inverse(dpk_discrete_gaussian *law, double factor) {
    law->inverse *= factor;
}

void dpk_probe_discrete_gaussian_plant_no_margin(dpk_discrete_gaussian *law) {
    law->proposal.high_reach = law->proposal.low_reach = 0.5;
    law->proposal.cell = 0;
}

static uint64_t ones(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    return UINT64_MAX;
}

static uint32_t resolve(const dpk_discrete_gaussian *law, uint64_t first, uint64_t last, int64_t *value) {
    uint64_t words[2] = {law->words_per_trial == 1 ? last : first, last};
    dpk_tape tape = {words, ones, NULL};
    return dpk_discrete_gaussian_resolve_var(law, &tape, 0, value);
}

uint64_t dpk_probe_discrete_gaussian_magnitude(const dpk_discrete_gaussian *law, uint64_t first, uint64_t last) {
    int64_t value;
    (void)resolve(law, first & INT64_MAX, last & (law->words_per_trial == 1 ? INT64_MAX : UINT64_MAX), &value);
    return (uint64_t)value;
}

uint64_t dpk_probe_discrete_gaussian_accept_border(const dpk_discrete_gaussian *law, uint64_t first, uint64_t last) {
    first &= INT64_MAX;
    if (law->words_per_trial == 1) last &= INT64_MAX;
    uint64_t below = 0, above = DPK_ACCEPT_DIGITS + 1;  // all below `below` are accepted, all from `above` on rejected
    while (below < above) {
        uint64_t middle = below + (above - below) / 2;
        int64_t value;
        if (resolve(law, first, (last & ~DPK_ACCEPT_DIGITS) | middle, &value)) below = middle + 1; else above = middle;
    }
    return below;
}

uint64_t dpk_probe_discrete_gaussian_border(const dpk_discrete_gaussian *law, uint64_t k) {
    unsigned hidden = law->words_per_trial == 1 ? DPK_ACCEPT_BITS : 0;
    uint64_t below = 0, above = (UINT64_C(1) << (63 - hidden)) - 1;
    while (below < above) {
        uint64_t middle = below + (above - below) / 2;
        uint64_t u = middle << hidden;
        uint64_t last = hidden ? u : 0;
        if (dpk_probe_discrete_gaussian_magnitude(law, u, last) >> law->proposal.split >= k) {
            below = middle + 1;
        } else {
            above = middle;
        }
    }
    return above << hidden;
}

static uint64_t next_from_state(void *context, uint64_t key) {
    (void)key;
    uint64_t word;
    dpk_probe_words(context, &word, 1);
    return word;
}

uint64_t dpk_probe_discrete_gaussian_excess(double sigma, uint64_t from, uint64_t *state) {
    return dpk_discrete_gaussian_excess_var(sigma, from, next_from_state, state);
}
