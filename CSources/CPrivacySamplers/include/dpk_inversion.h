// Discrete Laplace noise, exact and fast: certified inversion of the exponential. The law is that of dpk_geometric.h,
//
//   P(Z = k) = (1 - q)/(1 + q) q^|k|,   all integers k;   q = e^(-1/scale),
//
// for the same double `scale`. Proof note: inversion.md beside the source.
#ifndef DPK_INVERSION_H
#define DPK_INVERSION_H

#include "dpk_sampler.h"

typedef struct dpk_inversion dpk_inversion;

#define DPK_INVERSION_LEAST_SCALE 0x1p-6
#define DPK_INVERSION_LARGEST_SCALE 0x1p41

// Returns NULL for a scale outside 1/64 ... 2^41 or without memory.
dpk_inversion *dpk_inversion_prepare(double scale);
void dpk_inversion_free(dpk_inversion *law);

// A trial is one word (sign in the highest bit, 63 bits of U), below scale 2^24; above, a second one (64 bits of V).
// Outputs saturate at INT64_MAX, which means "at least INT64_MAX", on both sides; dpk_discrete_laplace_extend goes on
// from there. The parameters live as long as `law`.
dpk_sampler dpk_inversion_sampler(const dpk_inversion *law);

// The same function of the first half of a trial's words. The second half is a decoy: each trial is evaluated by the fast
// path once and by certified arithmetic once, whose words are the trial's if the fast path leaves it open, else the
// decoy's. Some 10 us a trial; no branch tells which it was.
dpk_sampler dpk_inversion_constant_time_sampler(const dpk_inversion *law);

// The same function of the same words, every trial evaluated in certified arithmetic of growing precision: what the
// fast ones fall back on and are tested against. Its running time depends on the words.
dpk_sampler dpk_inversion_certified_sampler_var(const dpk_inversion *law);

#endif
