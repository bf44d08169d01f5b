// Geometric and discrete Laplace noise, exact, from independent bits (the reference sampler).
//
//   geometric:         P(G = k) = (1 - q) q^k,             k = 0, 1, ...
//   discrete Laplace:  P(Z = k) = (1 - q)/(1 + q) q^|k|,   all integers k;   q = e^(-1/scale)
//
// Proof note: geometric.md beside the source.
#ifndef DPK_GEOMETRIC_H
#define DPK_GEOMETRIC_H

#include "dpk_sampler.h"
#include "dpk_threshold.h"

typedef struct dpk_geometric dpk_geometric;

// Scale: a positive finite double, at most 2^55. word_bits: 128 in the library, fewer in tests (see geometric.md).
// Returns NULL for parameters outside these ranges or without memory.
dpk_geometric *dpk_geometric_prepare(double scale, uint32_t word_bits);
void dpk_geometric_free(dpk_geometric *law);

// Outputs saturate at INT64_MAX, which therefore means "at least INT64_MAX"; the discrete Laplace likewise on both
// sides (never INT64_MIN). The parameters live as long as `law`.
dpk_sampler dpk_geometric_sampler(const dpk_geometric *law);
dpk_sampler dpk_discrete_laplace_sampler(const dpk_geometric *law);

// The draw that `draw`, an output of the discrete Laplace sampler, stands for: itself unless it is saturated, else drawn
// on (up to 2^126), as a 128-bit two's complement number.
void dpk_discrete_laplace_extend(const dpk_geometric *law, int64_t draw, uint64_t *low, int64_t *high);

#endif
