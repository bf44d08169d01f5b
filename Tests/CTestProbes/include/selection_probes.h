// A look inside the selection code, and errors that its tests must notice. Tests only.
#ifndef DPK_SELECTION_PROBES_H
#define DPK_SELECTION_PROBES_H

#include "dpk_randomized_response.h"
#include "dpk_selection.h"

// The fast race with its error bounds multiplied by `slack` (1: the library's; 0: none). Returns 1 if it is decided.
int dpk_probe_race_decide(double scale, int gumbel, const uint64_t *words, const uint64_t *deficits, size_t count,
                          double slack, size_t *winner);
// Refinement streams of zeros (seed 0), or of words that depend on the seed, the candidate and their place alone.
size_t dpk_probe_race_run(double scale, int gumbel, const uint64_t *words, const uint64_t *deficits, size_t count,
                          uint64_t seed, int certified);

// floor(P(lie) 2^word_bits), low word first; moves it.
void dpk_probe_response_threshold(const dpk_randomized_response *law, uint64_t *low, uint64_t *high);
void dpk_probe_response_plant(dpk_randomized_response *law, int64_t change);

// One acceptance factor on a word and a refinement word, then ones; the rest of 2^128; a coordinate.
int dpk_probe_cube_factor(uint64_t radius, uint64_t i, uint64_t word, uint64_t next);
uint64_t dpk_probe_cube_remainder(uint64_t radius);
int64_t dpk_probe_cube_coordinate(uint64_t radius, const uint64_t *words, int *kept);

#endif
