// Staircase noise on integers, exact (Geng and Viswanath 2014, "The optimal mechanism in differential privacy"):
//
//   P(Z = +-(j D + i)) = a b^j        for 0 <= i < r,        j = 0, 1, ...,   b = e^-epsilon,
//   P(Z = +-(j D + i)) = a b^(j + 1)  for r <= i < D,        a = (1 - b)/(2r + 2b(D - r) - (1 - b)),
//
// with D the sensitivity and r the width of the first step. It is epsilon-differentially private for every r.
// Proof note: staircase.md beside the source.
#ifndef DPK_STAIRCASE_H
#define DPK_STAIRCASE_H

#include "dpk_rational.h"
#include "dpk_sampler.h"

typedef struct dpk_staircase dpk_staircase;

#define DPK_STAIRCASE_LARGEST_SENSITIVITY (UINT64_C(1) << 46)

// epsilon: at least 2^-55, taken exactly and copied; sensitivity: 1 ... 2^46; width: 1 ... sensitivity. word_bits: 128
// in the library, fewer in tests (where integers below the sensitivity must fit). Returns NULL for parameters outside
// these ranges or without memory.
dpk_staircase *dpk_staircase_prepare(const dpk_rational *epsilon, uint64_t sensitivity, uint64_t width,
                                     uint32_t word_bits);
void dpk_staircase_free(dpk_staircase *law);

// A trial is 6 words and two more for each bit of j (7 of these at epsilon = 1, none above 89). Outputs of magnitude
// J D and more, J = floor(INT64_MAX / D), come out as INT64_MAX of their sign. The parameters live as long as `law`.
dpk_sampler dpk_staircase_sampler(const dpk_staircase *law);

// The draw that `draw`, an output of the sampler, stands for: itself unless it is INT64_MAX in magnitude, else drawn on
// (up to 2^126), as a 128-bit two's complement number. For sensitivity/epsilon far above 2^60 that takes many draws.
void dpk_staircase_extend(const dpk_staircase *law, int64_t draw, uint64_t *low, int64_t *high);

#endif
