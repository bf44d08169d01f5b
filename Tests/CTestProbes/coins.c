#include "coins.h"

#include "coins_probes.h"
#include "dpk_threshold.h"

void dpk_probe_coin_bounds(const dpk_coins *law, uint64_t steps, uint64_t *low, uint64_t *high) {
    const dpk_coin_bounds bounds = dpk_coin_enclose(law, steps);
    *low = bounds.low;
    *high = bounds.high;
}

uint64_t dpk_probe_coin_digits(const dpk_rational *rate, uint64_t steps, uint32_t bits) {
    dpk_rational *number = dpk_rational_from_unsigned(steps);
    dpk_rational *exponent = dpk_rational_multiply(number, rate);
    const uint64_t digits = (uint64_t)dpk_probability_prefix(DPK_EXPONENTIAL, exponent, bits);
    dpk_rational_free(exponent);
    dpk_rational_free(number);
    return digits;
}

static uint64_t repeated(void *context, uint64_t trial) {
    (void)trial;
    return *(const uint64_t *)context;
}

uint16_t dpk_probe_coins_run(const dpk_coins *law, const uint64_t *words, uint64_t steps, uint16_t coins,
                             uint64_t refinement) {
    const dpk_tape tape = {words, repeated, &refinement};
    uint16_t heads;
    dpk_coins_run(law, &tape, &steps, &coins, 1, &heads);
    return heads;
}

void dpk_probe_coins_plant(dpk_coins *law, uint32_t digit, uint32_t value, int64_t change) {
    law->powers[digit][value] += (uint64_t)change;
}
