// Flipping coins: bounds of each probability in integers, one comparison, and digits by GMP where that doesn't decide.
#include "coins.h"

#include <stdlib.h>
#include <string.h>

#include "declassify.h"
#include "dpk_random.h"
#include "dpk_threshold.h"
#include "dpk_uniform.h"
#include "refine_from_pool.h"

// See coins.md for the two constants.
enum { DPK_COIN_SLACK = 12288, DPK_COIN_SLACK_BITS = 45 };

dpk_coin_bounds dpk_coin_enclose(const dpk_coins *law, uint64_t steps) {
    const uint64_t largest = (UINT64_C(1) << (DPK_COIN_DIGITS * DPK_COIN_DIGIT_BITS)) - 1;
    const uint64_t digit_mask = (UINT64_C(1) << DPK_COIN_DIGIT_BITS) - 1;
    // floor(rate * steps * 2^48) or a little less, limited. mantissa * steps has at most 120 bits.
    const int32_t shift = -(law->exponent + DPK_COIN_FRACTION_BITS);
    uint64_t exponent = largest;
    if (shift > 0) {
        dpk_u128 product = shift < 128 ? ((dpk_u128)law->mantissa * steps) >> shift : 0;
        exponent = product < largest ? (uint64_t)product : largest;
    }
    uint64_t power = law->powers[0][exponent & digit_mask];
    for (uint32_t digit = 1; digit < DPK_COIN_DIGITS; digit++) {
        exponent >>= DPK_COIN_DIGIT_BITS;
        power = dpk_coin_product(power, law->powers[digit][exponent & digit_mask]);
    }
    const uint64_t slack = (power >> DPK_COIN_SLACK_BITS) + DPK_COIN_SLACK;
    const uint64_t low = power > slack ? power - slack : 0;
    const uint32_t unused = 63 - law->word_bits;
    const dpk_coin_bounds bounds = {low >> unused, (power >> unused) + 1};
    const dpk_coin_bounds certain = {UINT64_MAX, UINT64_MAX};
    return steps == 0 ? certain : bounds;
}

// Whether the coin with the first digits `word` of its uniform number shows heads.
static __attribute__((noinline)) uint16_t decide(const dpk_coins *law, uint64_t steps, uint64_t word,
                                                 const dpk_tape *tape, uint64_t trial) {
    dpk_rational *number = dpk_rational_from_unsigned(steps);
    dpk_rational *exponent = dpk_rational_multiply(number, law->rate);
    const uint64_t prefix = (uint64_t)dpk_probability_prefix(DPK_EXPONENTIAL, exponent, law->word_bits);
    int heads = word < prefix;
    if (word == prefix) {
        heads = dpk_probability_decide_var(DPK_EXPONENTIAL, exponent, law->word_bits, tape->refine, tape->context,
                                           trial);
    }
    dpk_rational_free(exponent);
    dpk_rational_free(number);
    return (uint16_t)heads;
}

void dpk_coins_run(const dpk_coins *law, const dpk_tape *tape, const uint64_t *steps, const uint16_t *copies,
                   size_t count, uint16_t *heads) {
    uint64_t trial = 0;
    for (size_t i = 0; i < count; i++) {
        const dpk_coin_bounds bounds = dpk_coin_enclose(law, steps[i]);
        heads[i] = 0;
        for (uint16_t copy = 0; copy < copies[i]; copy++, trial++) {
            const uint64_t word = tape->words[trial] >> (64 - law->word_bits);
            uint16_t shows = word < bounds.low;
            const uint64_t undecided = (uint64_t)(word >= bounds.low) & (uint64_t)(word < bounds.high);
            // The one branch on random bits: coins.md bounds how often.
            if (__builtin_expect(dpk_declassify(undecided) != 0, 0)) {
                shows = decide(law, steps[i], word, tape, trial);
            }
            heads[i] = (uint16_t)(heads[i] + shows);
        }
    }
}

void dpk_coins_flip(const dpk_coins *law, const uint64_t *steps, const uint16_t *copies, size_t count,
                    uint16_t *heads) {
    uint64_t words[DPK_TAPE_WORDS];
    const dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    size_t start = 0;
    while (start < count) {
        size_t coins = 0, end = start;
        while (end < count && coins + copies[end] <= DPK_TAPE_WORDS) coins += copies[end++];
        dpk_random_bytes(words, coins * sizeof words[0]);
        dpk_coins_run(law, &tape, steps + start, copies + start, end - start, heads + start);
        start = end;
    }
    dpk_wipe(words, sizeof words);
}

size_t dpk_coins_choose(const uint16_t *heads, size_t count) {
    uint64_t all = 0;
    for (size_t i = 0; i < count; i++) all += heads[i];
    dpk_uniform law;
    if (dpk_uniform_prepare(&law, all, 64) == 0) abort();  // no heads: the best candidate always shows some
    dpk_sampler sampler = dpk_uniform_sampler(&law);
    int64_t chosen = 0;
    dpk_draw(&sampler, &chosen, 1);
    // The candidates before the one that is chosen are those up to which no more coins show heads than come before it.
    uint64_t before = 0;
    size_t candidate = 0;
    for (size_t i = 0; i < count; i++) {
        before += heads[i];
        candidate += before <= (uint64_t)chosen;
    }
    dpk_wipe(&chosen, sizeof chosen);
    return candidate;
}
