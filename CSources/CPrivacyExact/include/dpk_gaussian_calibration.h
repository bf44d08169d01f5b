// How much Gaussian noise (epsilon, delta) takes, and what noise gives, with every error on the safe side.
//
// The Gaussian mechanism with standard deviation sigma and L2 sensitivity 1 is (epsilon, delta(sigma))-private with
//
//   delta(sigma) = Phi(1/(2 sigma) - epsilon sigma) - e^epsilon Phi(-1/(2 sigma) - epsilon sigma),
//
// and for no smaller delta (Balle and Wang 2018, "Improving the Gaussian mechanism for differential privacy", Theorem 8).
// For sensitivity D, sigma stands for (standard deviation)/D. Parameters only, never data; time depends on the values.
// Every bound is proved (gaussian_calibration.md beside the source), whatever the arguments.
#ifndef DPK_GAUSSIAN_CALIBRATION_H
#define DPK_GAUSSIAN_CALIBRATION_H

#include <stdint.h>

#include "dpk_rational.h"

// A double sigma with delta(sigma) <= delta whose predecessor couldn't be shown to have that: the least one, unless
// 4096 bits don't tell. For 2^-60 <= epsilon <= 2^1000 and 0 < delta < 1.
double dpk_gaussian_multiplier(const dpk_rational *epsilon, const dpk_rational *delta);

// 1 if delta(sigma) <= delta is proved, 0 if not; for epsilon > 0, sigma > 0, delta > 0.
int dpk_gaussian_suffices(const dpk_rational *epsilon, const dpk_rational *sigma, const dpk_rational *delta);

// The other way round: an epsilon with delta(sigma) <= delta, the least double of that kind at or above `least` > 0.
// +infinity if none up to 2^1000 is. For sigma between 2^-400 and 2^400, 0 < delta < 1.
double dpk_gaussian_epsilon(const dpk_rational *sigma, const dpk_rational *delta, double least);

// For an integer of integer sensitivity D with discrete Gaussian noise P(k) ~ e^(-k^2/(2 sigma^2)): a double sigma that
// makes it (epsilon, delta)-private. Others needn't, not even larger ones. Up to 2^7 one a relative 2^-40 below it doesn't,
// and no much smaller one is known to (none was found in 200 cases); above, it is larger than it must be by a relative (2 + D/sigma)/sigma^2 at most, for delta <= 1/2.
// +infinity where 2^500 isn't enough.
double dpk_discrete_gaussian_sigma(const dpk_rational *epsilon, const dpk_rational *delta, const dpk_rational *sensitivity);
// 1 if it is proved that such noise is (epsilon, delta)-private, 0 if not. For 0 < sigma <= 2^500.
int dpk_discrete_gaussian_suffices(const dpk_rational *epsilon, double sigma, const dpk_rational *delta,
                                   const dpk_rational *sensitivity);
// What such noise gives: a double at or above its delta. For 0 < sigma <= 2^500.
double dpk_discrete_gaussian_delta_bound(const dpk_rational *epsilon, double sigma, const dpk_rational *sensitivity);

// A double sigma for which 1/(2 sigma^2)-zero-concentrated privacy implies (epsilon, delta): the multiplier for several
// numbers with discrete (or continuous) Gaussian noise, of L2 sensitivity 1 together. +infinity if 2^500 isn't enough.
double dpk_concentrated_multiplier(const dpk_rational *epsilon, const dpk_rational *delta);

// low <= delta(sigma) <= high; neighbours unless 4096 bits don't tell (as near 1). For epsilon > 0, sigma > 0.
void dpk_gaussian_delta_bounds(const dpk_rational *epsilon, const dpk_rational *sigma, double *low, double *high);
// The same for ln delta(sigma).
void dpk_gaussian_log_delta_bounds(const dpk_rational *epsilon, const dpk_rational *sigma, double *low, double *high);

// The same for P(N > x) of a standard normal N, and for its logarithm; any x.
void dpk_normal_tail_bounds(const dpk_rational *x, double *low, double *high);
void dpk_normal_log_tail_bounds(const dpk_rational *x, double *low, double *high);

#endif
