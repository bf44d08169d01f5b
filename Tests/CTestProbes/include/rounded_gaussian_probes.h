// What Swift tests can't do themselves with the rounded Gaussian: look inside a prepared law, plant errors. Tests only.
#ifndef DPK_ROUNDED_GAUSSIAN_PROBES_H
#define DPK_ROUNDED_GAUSSIAN_PROBES_H

#include "dpk_backend.h"
#include "dpk_rounded_gaussian.h"

// Which code runs a tape: 0 ..< DPK_BACKENDS a back end, DPK_BACKENDS certified arithmetic for every trial; then errors
// that the tests must notice, planted into a correct run.
enum {
    DPK_RUN_CERTIFIED = DPK_BACKENDS,
    DPK_RUN_FORGETS_PHASE,       // on open trials
    DPK_RUN_REFINES_HALVES_APART,
};

// Each trial's refinement stream is made from the seed and the trial's number.
void dpk_probe_rounded_gaussian_run(const dpk_rounded_gaussian *law, size_t how, const uint64_t *words,
                                    const double *phase, size_t pairs, uint64_t seed, int64_t *out);
// One trial; the refinement stream is `zeros` words 0, then words of ones.
void dpk_probe_rounded_gaussian_zeros(const dpk_rounded_gaussian *law, size_t how, const uint64_t *words,
                                      const double *phase, uint64_t zeros, int64_t *out);
// How a back end classifies eight trials (rounded_gaussian.h).
void dpk_probe_rounded_gaussian_values(const dpk_rounded_gaussian *law, size_t backend, const uint64_t *words,
                                       const double *phase, int64_t *out, uint32_t *open);
// Coefficient k = 1 ... 8 of the cosine and k = 0 ... 7 of the sine of quarter turns.
double dpk_probe_turn_cosine(uint32_t k);
double dpk_probe_turn_sine(uint32_t k);
// Accepts whatever the distance is; moves a logarithm by units in its last place.
void dpk_probe_rounded_gaussian_plant_no_margin(dpk_rounded_gaussian *law);
void dpk_probe_rounded_gaussian_plant_table_error(dpk_rounded_gaussian *law, uint32_t i, int64_t units);
// By certified arithmetic, the last word whose cell's middle lies before the place where output `half` changes between
// k and k + 1: over u with v fixed, or over v with u fixed. 0 if there is none nearby.
uint64_t dpk_probe_rounded_gaussian_border(const dpk_rounded_gaussian *law, const uint64_t *words,
                                           const double *phase, int half, int over_v, int64_t k);

#endif
