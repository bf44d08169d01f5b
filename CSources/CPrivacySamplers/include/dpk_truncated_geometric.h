// Whether to keep a partition of so many privacy units, with exactly the probability of the near-truncated geometric
// selection (dpk_keep_probability.h), in a time that doesn't depend on the number. Proof note: truncated_geometric.md
// beside the source.
//
// Argument order: law, tape, counts, trials, keep.
#ifndef DPK_TRUNCATED_GEOMETRIC_H
#define DPK_TRUNCATED_GEOMETRIC_H

#include "dpk_keep_probability.h"
#include "dpk_sampler.h"

typedef struct dpk_truncated_geometric dpk_truncated_geometric;

// 2^-50 <= epsilon; delta from 0 to 1, no more than 1 - 2^-54 unless 1; parts, pre_threshold: 1 ... 2^63 - 1.
// Returns NULL without memory.
dpk_truncated_geometric *dpk_truncated_geometric_prepare(const dpk_rational *epsilon, const dpk_rational *delta,
                                                         uint64_t parts, uint64_t pre_threshold);
void dpk_truncated_geometric_free(dpk_truncated_geometric *law);

// The number of units that lets a partition be kept for the first time is k = 1 of dpk_keep_probability.h.
const dpk_keep_law *dpk_truncated_geometric_law(const dpk_truncated_geometric *law);

// keep[i] = 1 with the probability of counts[i], else 0; never for a count below pre_threshold. Words come from the
// thread's pool and are wiped after use.
void dpk_truncated_geometric_draw(const dpk_truncated_geometric *law, const int64_t *counts, size_t trials,
                                  uint8_t *keep);

// On a tape. A trial is two words: 128 binary digits of U, the low ones first.
enum { DPK_TRUNCATED_GEOMETRIC_WORDS = 2 };
void dpk_truncated_geometric_run(const dpk_truncated_geometric *law, const dpk_tape *tape, const int64_t *counts,
                                 size_t trials, uint8_t *keep);

// The same function of the same words, every trial in certified arithmetic. Its running time depends on words and counts.
void dpk_truncated_geometric_run_certified_var(const dpk_truncated_geometric *law, const dpk_tape *tape,
                                               const int64_t *counts, size_t trials, uint8_t *keep);

#endif
