// A look inside prepared coins, their run on given words, and errors that their tests must notice. Tests only.
#ifndef DPK_COINS_PROBES_H
#define DPK_COINS_PROBES_H

#include "dpk_coins.h"

// floor(2^word_bits e^(-rate * steps)) is at least *low and below *high.
void dpk_probe_coin_bounds(const dpk_coins *law, uint64_t steps, uint64_t *low, uint64_t *high);
// floor(2^bits e^(-rate * steps)) by GMP; bits <= 63.
uint64_t dpk_probe_coin_digits(const dpk_rational *rate, uint64_t steps, uint32_t bits);
// How many of `coins` coins show heads on these words; the refinement stream is `refinement` over and over.
uint16_t dpk_probe_coins_run(const dpk_coins *law, const uint64_t *words, uint64_t steps, uint16_t coins,
                             uint64_t refinement);
// Changes the power for a digit (0 ... 5) of the exponent.
void dpk_probe_coins_plant(dpk_coins *law, uint32_t digit, uint32_t value, int64_t change);

#endif
