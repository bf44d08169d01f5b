// What prepared coins are; private to this target.
#ifndef DPK_COINS_PRIVATE_H
#define DPK_COINS_PRIVATE_H

#include "dpk_coins.h"

// Exponents are cut to multiples of 2^-48 below 2^6: six digits of nine bits.
enum { DPK_COIN_DIGITS = 6, DPK_COIN_DIGIT_BITS = 9, DPK_COIN_FRACTION_BITS = 48 };

struct dpk_coins {
    dpk_rational *rate;
    // A double just below the rate: mantissa * 2^exponent.
    uint64_t mantissa;
    int32_t exponent;
    uint32_t word_bits;
    // At or above 2^63 e^-(d 2^(9 j - 48)), and above by less than 1100.
    uint64_t powers[DPK_COIN_DIGITS][1 << DPK_COIN_DIGIT_BITS];
};

// a b / 2^63, rounded up or one above that.
static inline uint64_t dpk_coin_product(uint64_t a, uint64_t b) {
    return (uint64_t)(((unsigned __int128)a * b) >> 63) + 1;
}

typedef struct {
    uint64_t low, high;  // floor(2^word_bits e^(-rate * steps)) is at least `low` and below `high`
} dpk_coin_bounds;

dpk_coin_bounds dpk_coin_enclose(const dpk_coins *law, uint64_t steps);

#endif
