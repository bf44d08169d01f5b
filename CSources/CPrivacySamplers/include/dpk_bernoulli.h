// Bernoulli(e^-gamma), exact, for rational gamma > 0: one 128-bit comparison with a certified threshold, refined
// until it is decided.
#ifndef DPK_BERNOULLI_H
#define DPK_BERNOULLI_H

#include "dpk_sampler.h"
#include "dpk_threshold.h"

typedef struct {
    const dpk_rational *gamma;  // the caller's; must outlive the law
    dpk_u128 threshold;
    uint32_t word_bits;
} dpk_bernoulli_exp;

// gamma > 0; word_bits: 128 in the library, fewer in tests. Returns 0 if out of range.
int dpk_bernoulli_exp_prepare(dpk_bernoulli_exp *law, const dpk_rational *gamma, uint32_t word_bits);
// Outputs 1 with probability e^-gamma, else 0; two words a trial (low word first), no rejection.
dpk_sampler dpk_bernoulli_exp_sampler(const dpk_bernoulli_exp *law);

#endif
