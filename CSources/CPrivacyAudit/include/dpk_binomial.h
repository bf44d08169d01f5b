#ifndef DPK_BINOMIAL_H
#define DPK_BINOMIAL_H

#include <stdint.h>

// Clopper and Pearson's one-sided limits of a probability, rounded outwards. The argument: binomial.md.
// Arguments: successes <= trials, 1 <= trials <= 2^40, 0 < failure < 1.

// A probability p with P(Binomial(trials, p) >= successes) <= failure: a lower limit that is wrong with probability
// `failure` at most.
double dpk_binomial_lower(uint64_t successes, uint64_t trials, double failure);

// An upper limit, likewise.
double dpk_binomial_upper(uint64_t successes, uint64_t trials, double failure);

#endif
