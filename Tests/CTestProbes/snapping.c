#include <stdlib.h>

#include "probes.h"
#include "snapping.h"

// The n-th refinement word of a trial, whatever other trials read.
typedef struct {
    uint64_t seed;
    uint32_t *read;
} keyed;

static uint64_t refine_keyed(void *context, uint64_t trial) {
    keyed *stream = context;
    uint64_t state = stream->seed + trial * UINT64_C(0xd1342543de82ef95);
    state += ++stream->read[trial] * UINT64_C(0x2545f4914f6cdd1d);
    uint64_t word;
    dpk_probe_words(&state, &word, 1);
    return word;
}

static const dpk_snapping_backend *backend_at(size_t index) {
    return dpk_snapping_backends[index < dpk_backends_available() ? index : DPK_PORTABLE];
}

void dpk_probe_snapping_run(const dpk_snapping *law, size_t backend, const uint64_t *words, uint64_t seed,
                            double *values, size_t count) {
    keyed stream = {seed, calloc(count + 1, sizeof(uint32_t))};
    dpk_tape tape = {words, refine_keyed, &stream};
    if (backend == DPK_BACKENDS) {
        dpk_snapping_run_certified_var(law, &tape, values, count);
    } else {
        backend_at(backend)->run(law, &tape, values, count);
    }
    free(stream.read);
}

void dpk_probe_snapping_logarithms(const dpk_snapping *law, size_t backend, const uint64_t *words, double *out,
                                   uint32_t *open) {
    backend_at(backend)->logarithms(law, words, out, open);
}

// Words 0 and then one that ends the leading zeros of n.
typedef struct {
    uint32_t n;
} ending;

static uint64_t refine_ending(void *context, uint64_t trial) {
    (void)trial;
    ending *left = context;
    if (left->n > 64) {
        left->n -= 64;
        return 0;
    }
    return UINT64_C(1) << (64 - left->n);
}

double dpk_probe_snapping_certified(uint64_t fraction, uint32_t n) {
    uint64_t words[2] = {fraction, n > 64 ? 0 : UINT64_C(1) << (64 - n)};
    ending left = {n > 64 ? n - 64 : n};
    dpk_tape tape = {words, refine_ending, &left};
    return dpk_snapping_logarithm_var(&tape, 0);
}

double dpk_probe_snapping_entry(const dpk_snapping *law, uint32_t i, dpk_snapping_table table) {
    switch (table) {
        case DPK_SNAPPING_RATIO:
            return law->ratio[i] == (double)(law->ratio_bytes[i / 8] >> 8 * (i % 8) & 0xff) / 256 ? law->ratio[i] : 0;
        case DPK_SNAPPING_LOG_HIGH: return law->log_high[i];
        default: return law->log_low[i];
    }
}

void dpk_probe_snapping_plant_no_margin(dpk_snapping *law) {
    law->margin = law->cubic_margin = 0;
}

void dpk_probe_snapping_plant_table_error(dpk_snapping *law, uint32_t i, double error) {
    law->log_low[i] += error;
}
