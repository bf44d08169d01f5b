// Discrete Gaussian noise, exact and fast: discrete Laplace proposals by certified inversion, accepted by a certified
// comparison (Canonne, Kamath, Steinke 2020, "The discrete Gaussian for differential privacy", algorithm 3, with the
// proposal's scale at sigma).
//
//   P(Z = k) proportional to e^(-k^2 / (2 sigma^2)),   all integers k,
//
// for the double `sigma` taken exactly. Proof note: discrete_gaussian.md beside the source.
#ifndef DPK_DISCRETE_GAUSSIAN_H
#define DPK_DISCRETE_GAUSSIAN_H

#include "dpk_sampler.h"

typedef struct dpk_discrete_gaussian dpk_discrete_gaussian;

#define DPK_DISCRETE_GAUSSIAN_LEAST_SIGMA 0x1p-6
#define DPK_DISCRETE_GAUSSIAN_LARGEST_SIGMA 0x1p41

// Returns NULL for a sigma outside 1/64 ... 2^41 or without memory.
dpk_discrete_gaussian *dpk_discrete_gaussian_prepare(double sigma);
void dpk_discrete_gaussian_free(dpk_discrete_gaussian *law);

// A trial is accepted with probability 0.29 to 0.76. Its words: below sigma = 2^8 one (sign in the highest bit, 39 bits
// of U, 24 of W); from there two (sign, 63 bits of U; 40 of V, which counts from sigma = 2^24 on, 24 of W). Outputs
// saturate at INT64_MAX, which means "at least INT64_MAX", on both sides. The parameters live as long as `law`.
dpk_sampler dpk_discrete_gaussian_sampler(const dpk_discrete_gaussian *law);

// The same function of the first half of a trial's words. The second half is a decoy: each trial is evaluated by the fast
// path once and by certified arithmetic once, whose words are the trial's if the fast path leaves it open, else the
// decoy's. Some 10 us a trial; no branch tells which it was.
dpk_sampler dpk_discrete_gaussian_constant_time_sampler(const dpk_discrete_gaussian *law);

// The same function of the same words, every trial evaluated in certified arithmetic of growing precision: what the
// fast one falls back on and is tested against. Its running time depends on the words.
dpk_sampler dpk_discrete_gaussian_certified_sampler_var(const dpk_discrete_gaussian *law);

// The draw that `draw`, an output of these samplers, stands for: itself unless it is saturated, else drawn on (up to
// 2^63 + 2^64), as a 128-bit two's complement number.
void dpk_discrete_gaussian_extend(const dpk_discrete_gaussian *law, int64_t draw, uint64_t *low, int64_t *high);

#endif
