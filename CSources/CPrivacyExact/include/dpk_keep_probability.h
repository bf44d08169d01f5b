// The probability with which a partition is kept that has so many privacy units, as large as differential privacy allows:
// the near-truncated geometric selection (Desfontaines, Voss, Gipson and Mandayam 2022, "Differentially private partition
// selection"). Certified; parameters only but for the function that decides. Proof note: partition_selection.md.
//
// One privacy unit is in at most `parts` partitions, each of which gets e = epsilon/parts, d = 1 - (1 - delta)^(1/parts):
//
//   keep(k) = d (e^(k e) - 1)/(e^e - 1)                                         for k <= crossover,
//   keep(k) = 1 - max(0, 1 - keep(crossover) - g(m)) e^(-m e), m = k - crossover,  from there on,
//
// g being the first line's formula for any k, and `crossover` - 1 the largest k with g(k) <= (1 - d)/(1 + e^e). k counts
// from the first unit that lets a partition be kept: keep(0) = 0.
#ifndef DPK_KEEP_PROBABILITY_H
#define DPK_KEEP_PROBABILITY_H

#include <stdint.h>

#include "dpk_threshold.h"

typedef struct dpk_keep_law dpk_keep_law;

// epsilon > 0 (a share beyond 2^11 counts as that), 0 <= delta <= 1, parts >= 1.
dpk_keep_law *dpk_keep_law_make(const dpk_rational *epsilon, const dpk_rational *delta, uint64_t parts);
void dpk_keep_law_free(dpk_keep_law *law);

// At most 2^63, which stands for all larger ones. 0 for delta = 1.
uint64_t dpk_keep_crossover(const dpk_keep_law *law);

// The double nearest to keep(k), for k <= 2^63. Where that is a tie to 4096 bits, one of the two.
double dpk_keep_probability(const dpk_keep_law *law, uint64_t k);

// low <= keep(k) <= high, high - low < 2^-bits; both new, the caller frees them.
void dpk_keep_bounds(const dpk_keep_law *law, uint64_t k, uint32_t bits, dpk_rational **low, dpk_rational **high);

// Decides U < keep(k) for k <= 2^63, `known` being the first 128 binary digits of U; those that follow come from
// next(context, key), 64 at a time. Returns 1 for U < keep(k). Running time depends on U, k and the law.
int dpk_keep_decide_var(const dpk_keep_law *law, uint64_t k, dpk_u128 known,
                        uint64_t (*next)(void *context, uint64_t key), void *context, uint64_t key);

// For an evaluation in fixed point (lowest limb first, 192 fractional bits; each number rounded down, and less than 2
// units below the true one). c = d/(e^e - 1), below 2^56 where epsilon >= 2^-50 and delta is 1 or at most 1 - 2^-54:
//   keep(k) = rising e^(-(crossover - k) e) - c           for k <= crossover,
//   keep(k) = min(1, 1 + c - falling e^(-(k - crossover) e))  from there to 2 crossover + 1, where it is 1.
typedef struct {
    uint64_t rising[4], falling[4], c[4];
} dpk_keep_constants;

void dpk_keep_fixed(const dpk_keep_law *law, dpk_keep_constants *out);
// e^(-2^doublings e), which isn't 1 there: limbs[0 ..< 3].
void dpk_keep_decay(const dpk_keep_law *law, uint32_t doublings, uint64_t *limbs);

#endif
