// A look inside the prepared staircase law, and errors that its tests must notice. Tests only.
#ifndef DPK_STAIRCASE_PROBES_H
#define DPK_STAIRCASE_PROBES_H

#include "dpk_geometric.h"
#include "dpk_staircase.h"

// The law of j; look inside it with dpk_probe_planes and dpk_probe_threshold.
const dpk_geometric *dpk_probe_staircase_periods(const dpk_staircase *law);
// floor(P(i >= r) 2^word_bits), low word first.
void dpk_probe_staircase_threshold(const dpk_staircase *law, uint64_t *low, uint64_t *high);

// Moves that threshold by change 2^shift; moves where the second step begins; moves the end of the first step.
void dpk_probe_staircase_plant_threshold(dpk_staircase *law, int64_t change, uint32_t shift);
void dpk_probe_staircase_plant_place(dpk_staircase *law, int64_t change);
void dpk_probe_staircase_plant_width(dpk_staircase *law, int64_t change);
// One trial of a sampler that keeps -0 (as 0) where the right one rejects it; at most one output.
size_t dpk_probe_staircase_run_with_minus_zero(const dpk_staircase *law, const uint64_t *words, int64_t *out);

// floor(2^bits / (1 + odds e^x)), low word first, and the decision on a refinement stream of one word, then ones.
void dpk_probe_odds_prefix(const dpk_rational *odds, const dpk_rational *x, uint32_t bits, uint64_t *out);
int dpk_probe_odds_decide(const dpk_rational *odds, const dpk_rational *x, uint32_t bits, uint64_t word);

#endif
