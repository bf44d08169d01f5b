// Thresholds that a partition of the least size passes with probability at most d = 1 - (1 - delta)^(1/parts), under the
// law of the noise that is drawn; certified. Parameters only, never data. Proof note: partition_selection.md.
#ifndef DPK_PARTITION_THRESHOLD_H
#define DPK_PARTITION_THRESHOLD_H

#include <stdint.h>

#include "dpk_rational.h"

// Discrete Laplace noise Z, P(Z = j) proportional to e^(-|j|/scale): the least integer t with P(Z > t) <= d. It may be
// negative. For 2^-6 <= scale <= 2^52, 0 < delta < 1, 1 - delta >= 2^-64; |t| < 2^62.
int64_t dpk_laplace_threshold(const dpk_rational *scale, const dpk_rational *delta, uint64_t parts);

// P(Z > t) for that noise: the nearest double, |t| <= 2^62.
double dpk_laplace_tail(const dpk_rational *scale, int64_t t);

// A standard normal N: a double x > 0 with P(N > x) <= d, the least one unless 4096 bits don't tell. For
// 0 < delta <= 1/2, delta/parts > 2^-1140.
double dpk_normal_threshold(const dpk_rational *delta, uint64_t parts);

#endif
