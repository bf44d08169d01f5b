#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "inversion.h"
#include "probes.h"

// The n-th refinement word of a trial, whatever other trials read.
typedef struct {
    uint64_t seed;
    uint32_t *read;
} keyed;

static uint64_t refine_keyed(void *context, uint64_t trial) {
    keyed *stream = context;
    uint64_t state = stream->seed + trial * UINT64_C(0xd1342543de82ef95) + ++stream->read[trial] * UINT64_C(0x2545f4914f6cdd1d);
    uint64_t word;
    dpk_probe_words(&state, &word, 1);
    return word;
}

size_t dpk_probe_run_keyed(dpk_sampler sampler, const uint64_t *words, size_t trials, uint64_t seed,
                           int64_t *out) {
    keyed stream = {seed, calloc(trials + 1, sizeof(uint32_t))};
    dpk_tape tape = {words, refine_keyed, &stream};
    size_t count = sampler.run(sampler.parameters, &tape, trials, out);
    free(stream.read);
    return count;
}

static const dpk_inversion_backend *backend_at(size_t index) {
    return dpk_inversion_backends[index < dpk_backends_available() ? index : DPK_PORTABLE];
}

dpk_sampler dpk_probe_inversion_sampler(const dpk_inversion *law, size_t backend) {
    return (dpk_sampler){backend_at(backend)->run, law, law->words_per_trial};
}

void dpk_probe_inversion_values(const dpk_inversion *law, size_t backend, const uint64_t *words,
                                int64_t *out, uint32_t *open, uint32_t *keep) {
    backend_at(backend)->values(law, words, out, open, keep);
}

double dpk_probe_inversion_ratio(const dpk_inversion *law, uint32_t i) {
    return law->ratio[i] == (double)(law->ratio_bytes[i / 8] >> 8 * (i % 8) & 0xff) / 256 ? law->ratio[i] : 0;
}

double dpk_probe_inversion_log_ratio(const dpk_inversion *law, uint32_t i) {
    return law->log_ratio[i];
}

uint32_t dpk_probe_inversion_split(const dpk_inversion *law) {
    return law->split;
}

void dpk_probe_inversion_plant_no_margin(dpk_inversion *law) {
    law->high_reach = law->low_reach = 0.5;
    law->cell = 0;
}

void dpk_probe_inversion_plant_table_error(dpk_inversion *law, uint32_t i, int64_t units) {
    uint64_t bits;
    memcpy(&bits, &law->log_ratio[i], sizeof bits);
    bits += (uint64_t)units;
    memcpy(&law->log_ratio[i], &bits, sizeof bits);
}

static uint64_t zero(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    return 0;
}

static uint64_t certified_magnitude(const dpk_inversion *law, uint64_t first, uint64_t second) {
    uint64_t words[2] = {first, second};
    dpk_tape tape = {words, zero, NULL};
    return (uint64_t)dpk_inversion_resolve_var(law, &tape, 0);
}

uint64_t dpk_probe_inversion_high_border(const dpk_inversion *law, uint64_t k) {
    uint64_t guess = (uint64_t)ldexp(exp(-(double)k / law->c), 63);
    uint64_t reach = (guess >> 40) + 8;
    uint64_t below = guess > reach ? guess - reach : 1;  // magnitude at least k
    uint64_t above = guess < INT64_MAX - reach ? guess + reach : INT64_MAX;
    while (above - below > 1) {
        uint64_t middle = below + (above - below) / 2;
        if (certified_magnitude(law, middle, 0) >> law->split >= k) below = middle; else above = middle;
    }
    return above;
}

uint64_t dpk_probe_inversion_low_border(const dpk_inversion *law, uint64_t j) {
    uint64_t below = 0, above = UINT64_MAX;
    while (above - below > 1) {
        uint64_t middle = below + (above - below) / 2;
        uint64_t low = certified_magnitude(law, UINT64_C(3) << 61, middle) & ((UINT64_C(1) << law->split) - 1);
        if (low < j) below = middle; else above = middle;
    }
    return above;
}
