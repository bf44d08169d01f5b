// Probabilities e^-x, 1/(1+e^x) and 1/(1+w e^x) for rational x, w > 0, to any number of binary digits, each digit proved.
//
// A sampler compares a uniform U in [0,1), revealed digit by digit, with such a probability p. It keeps the first
// digits of p and asks for more only when U agrees with all of them. p is irrational (e^x is transcendental for
// rational x != 0), so U and p part after finitely many digits with probability 1 and the decision is exact.
#ifndef DPK_THRESHOLD_H
#define DPK_THRESHOLD_H

#include <stdint.h>

#include "dpk_rational.h"

typedef unsigned __int128 dpk_u128;

typedef enum {
    DPK_EXPONENTIAL,  // p = e^-x
    DPK_LOGISTIC,     // p = 1 / (1 + e^x)
} dpk_law;

// floor(p * 2^bits), 1 <= bits <= 128, x > 0.
dpk_u128 dpk_probability_prefix(dpk_law law, const dpk_rational *x, uint32_t bits);

// The same for 1/(1+e^x), 1/(1+e^2x), 1/(1+e^4x), ... (count of them) and then e^-x for the next doubling, at once:
// out[k] for x 2^k, k = 0 ... count. Faster than one by one, because each e^x is the square of the one before.
void dpk_probability_doublings(const dpk_rational *x, uint32_t count, uint32_t bits, dpk_u128 *out);

// Decides U < p where the first `bits` binary digits of U are known to be those of p (0: nothing is known yet).
// The digits that follow come from next(context, key), 64 at a time, most significant first. Returns 1 for U < p.
// Running time depends on p and on U.
int dpk_probability_decide_var(dpk_law law, const dpk_rational *x, uint32_t bits,
                               uint64_t (*next)(void *context, uint64_t key), void *context,
                               uint64_t key);

// The same two for p = 1/(1 + odds e^x), rational odds > 0: the choice of one of two things whose weights are 1 and
// odds e^x. As x -> 0 this p goes to 1/(1 + odds), but x > 0 here too.
dpk_u128 dpk_odds_prefix(const dpk_rational *odds, const dpk_rational *x, uint32_t bits);
int dpk_odds_decide_var(const dpk_rational *odds, const dpk_rational *x, uint32_t bits,
                        uint64_t (*next)(void *context, uint64_t key), void *context, uint64_t key);

#endif
