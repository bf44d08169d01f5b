#include "dpk_sampler.h"

#include "dpk_random.h"

static uint64_t refine_from_pool(void *context, uint64_t trial) {
    (void)context;
    (void)trial;  // every word of the pool is fresh, so no key is needed
    uint64_t word;
    dpk_random_bytes(&word, sizeof word);
    return word;
}

void dpk_draw(const dpk_sampler *sampler, int64_t *out, size_t count) {
    uint64_t words[DPK_TAPE_WORDS];
    dpk_tape tape = {words, refine_from_pool, NULL};
    size_t block = DPK_TAPE_WORDS / sampler->words_per_trial;
    size_t used = 0;
    while (count > 0) {
        // No more trials than outputs are wanted: nothing is drawn that isn't handed out.
        size_t trials = count < block ? count : block;
        size_t bytes = trials * sampler->words_per_trial * sizeof words[0];
        dpk_random_bytes(words, bytes);
        used = bytes > used ? bytes : used;
        size_t accepted = sampler->run(sampler->parameters, &tape, trials, out);
        out += accepted;
        count -= accepted;
    }
    dpk_wipe(words, used);
}
