// Independent coins, heads with probability e^(-rate * steps), exact: what permute-and-flip selection is made of
// (McKenna and Sheldon 2020, "Permute-and-flip: a new mechanism for differentially private selection").
//
// Permute-and-flip visits candidates in random order, flips a coin for each and returns the first that shows heads. The
// coins don't depend on the order, so the outcome has the law of: flip all coins, then choose one of those that show
// heads, each as likely. That takes the same work whatever the scores are. Proof note: coins.md beside the source.
#ifndef DPK_COINS_H
#define DPK_COINS_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_rational.h"
#include "dpk_sampler.h"

typedef struct dpk_coins dpk_coins;

// The most coins of one candidate.
enum { DPK_MOST_COPIES = 4096 };

// rate: from 2^-500 to 2^500, taken exactly and copied. word_bits: 63 in the library, fewer in tests. Returns NULL
// outside these ranges or without memory.
dpk_coins *dpk_coins_prepare(const dpk_rational *rate, uint32_t word_bits);
void dpk_coins_free(dpk_coins *law);

// heads[i] = how many of copies[i] coins with probability e^(-rate * steps[i]) show heads, i < count. All of them do
// where steps[i] is 0. copies[i] <= DPK_MOST_COPIES. One word of the tape a coin, in order.
void dpk_coins_run(const dpk_coins *law, const dpk_tape *tape, const uint64_t *steps, const uint16_t *copies,
                   size_t count, uint16_t *heads);
// The same with words from the thread's pool of secure random bytes, wiped after use.
void dpk_coins_flip(const dpk_coins *law, const uint64_t *steps, const uint16_t *copies, size_t count,
                    uint16_t *heads);

// The candidate of one of all coins that show heads, each as likely. At least one must; their number is below 2^32.
size_t dpk_coins_choose(const uint16_t *heads, size_t count);

#endif
