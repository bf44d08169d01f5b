#include <math.h>
#include <stdlib.h>

#include "coins.h"
#include "dpk_threshold.h"

// 2^(9 j - 48) is the place value of a digit.
static void prepare_powers(uint64_t *powers, int32_t place) {
    dpk_rational *one = dpk_rational_from_unsigned(1);
    dpk_rational *unit = dpk_rational_scale(one, place);
    powers[0] = UINT64_C(1) << 63;
    powers[1] = (uint64_t)dpk_probability_prefix(DPK_EXPONENTIAL, unit, 63) + 1;
    for (size_t d = 2; d < 1 << DPK_COIN_DIGIT_BITS; d++) powers[d] = dpk_coin_product(powers[d - 1], powers[1]);
    dpk_rational_free(unit);
    dpk_rational_free(one);
}

static int is_between(double value, double least, double most) {
    return value >= least && value <= most;
}

dpk_coins *dpk_coins_prepare(const dpk_rational *rate, uint32_t word_bits) {
    dpk_rational *zero = dpk_rational_from_unsigned(0);
    const int positive = dpk_rational_compare(rate, zero) > 0;
    dpk_rational_free(zero);
    if (!positive || word_bits < 1 || word_bits > 63) return NULL;
    const double above = dpk_rational_round_up(rate);
    if (!is_between(above, 0x1p-500, 0x1p500)) return NULL;
    dpk_coins *law = malloc(sizeof *law);
    if (law == NULL) return NULL;
    // The least double at or above the rate has a predecessor below it.
    int exponent;
    const double fraction = frexp(nextafter(above, 0), &exponent);
    law->mantissa = (uint64_t)(fraction * 0x1p53);
    law->exponent = exponent - 53;
    law->word_bits = word_bits;
    law->rate = dpk_rational_scale(rate, 0);
    for (int32_t digit = 0; digit < DPK_COIN_DIGITS; digit++) {
        prepare_powers(law->powers[digit], digit * DPK_COIN_DIGIT_BITS - DPK_COIN_FRACTION_BITS);
    }
    return law;
}

void dpk_coins_free(dpk_coins *law) {
    if (law == NULL) return;
    dpk_rational_free(law->rate);
    free(law);
}
