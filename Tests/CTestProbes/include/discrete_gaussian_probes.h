// Looks inside the discrete Gaussian sampler and breaks it. Tests only.
#ifndef DPK_DISCRETE_GAUSSIAN_PROBES_H
#define DPK_DISCRETE_GAUSSIAN_PROBES_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_discrete_gaussian.h"

// The sampler on the back end with this index, and how that classifies eight trials (discrete_gaussian.h).
dpk_sampler dpk_probe_discrete_gaussian_sampler(const dpk_discrete_gaussian *law, size_t backend);
void dpk_probe_discrete_gaussian_values(const dpk_discrete_gaussian *law, size_t backend, const uint64_t *words,
                                        int64_t *out, uint32_t *open, uint32_t *keep);
double dpk_probe_discrete_gaussian_power(const dpk_discrete_gaussian *law, uint32_t i);
uint32_t dpk_probe_discrete_gaussian_split(const dpk_discrete_gaussian *law);

// Errors that the tests must notice.
void dpk_probe_discrete_gaussian_plant_reach(dpk_discrete_gaussian *law, double reach);
void dpk_probe_discrete_gaussian_plant_power(dpk_discrete_gaussian *law, uint32_t i, double factor);
void dpk_probe_discrete_gaussian_plant_inverse(dpk_discrete_gaussian *law, double factor);
void dpk_probe_discrete_gaussian_plant_no_margin(dpk_discrete_gaussian *law);  // of the proposal

// By certified arithmetic, all digits that the words don't hold being ones: the magnitude proposed by a trial's words;
// the least w that they would be rejected with (2^24: none); and the least 63-bit u with a magnitude below k, its last
// 24 digits 0 where a trial has one word.
uint64_t dpk_probe_discrete_gaussian_magnitude(const dpk_discrete_gaussian *law, uint64_t first, uint64_t last);
uint64_t dpk_probe_discrete_gaussian_accept_border(const dpk_discrete_gaussian *law, uint64_t first, uint64_t last);
uint64_t dpk_probe_discrete_gaussian_border(const dpk_discrete_gaussian *law, uint64_t k);

// |Z| - from given |Z| >= from, on words made from the state.
uint64_t dpk_probe_discrete_gaussian_excess(double sigma, uint64_t from, uint64_t *state);

#endif
