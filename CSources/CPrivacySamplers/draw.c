#include "dpk_sampler.h"

#include <string.h>

#include "dpk_random.h"
#include "refine_from_pool.h"

// What a few draws need; wiped whole, which costs less than to ask how much was used.
enum { FEW_WORDS = 8 };

// `block`: how many trials' words fit. No more trials than outputs are wanted: nothing is drawn that isn't handed out.
static void draw(const dpk_sampler *sampler, int64_t *out, size_t count, uint64_t *words, size_t block) {
    dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    while (count > 0) {
        size_t trials = count < block ? count : block;
        dpk_random_bytes(words, trials * sampler->words_per_trial * sizeof words[0]);
        size_t accepted = sampler->run(sampler->parameters, &tape, trials, out);
        out += accepted;
        count -= accepted;
    }
}

static __attribute__((noinline)) void draw_many(const dpk_sampler *sampler, int64_t *out, size_t count) {
    uint64_t words[DPK_TAPE_WORDS];
    size_t block = DPK_TAPE_WORDS / sampler->words_per_trial;
    draw(sampler, out, count, words, block);
    // The first block was the largest.
    dpk_wipe(words, (count < block ? count : block) * sampler->words_per_trial * sizeof words[0]);
}

void dpk_draw(const dpk_sampler *sampler, int64_t *out, size_t count) {
    if (count > FEW_WORDS / sampler->words_per_trial) {
        draw_many(sampler, out, count);
        return;
    }
    uint64_t words[FEW_WORDS];
    draw(sampler, out, count, words, count);
    memset(words, 0, sizeof words);
    __asm__ volatile("" : : "r"(words) : "memory");  // as in dpk_wipe: the zeros are written
}
