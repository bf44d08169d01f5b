// A long run of the discrete Gaussian sampler against an oracle on the same words: every back end, twelve sigmas.
// Usage: discrete_gaussian TRIALS-PER-SIGMA [SEED].
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "discrete_gaussian_oracle.h"

static uint64_t state;

// How many blocks of trials differ from the oracle, over all back ends; *kept: how many trials are kept.
static long differing_blocks(const dpk_discrete_gaussian *law, long trials, long *kept) {
    static uint64_t words[2 * BLOCK];
    static int64_t wanted[BLOCK + 1], drawn[BLOCK];
    size_t back_ends = dpk_backends_available();
    const oracle o = oracle_of(law->proposal.scale);
    long differing = 0;
    for (long done = 0; done < trials; done += BLOCK) {
        for (size_t i = 0; i < (size_t)BLOCK * law->words_per_trial; i++) words[i] = next_word(&state);
        dpk_tape tape = {words, refine, NULL};
        size_t count = expected_block(law, &o, &tape, wanted);
        *kept += (long)count;
        for (size_t b = 0; b < back_ends; b++) {
            size_t got = dpk_discrete_gaussian_backends[b]->run(law, &tape, BLOCK, drawn);
            differing += got != count || memcmp(wanted, drawn, count * sizeof drawn[0]) != 0;
        }
    }
    return differing;
}

int main(int count, char **arguments) {
    static const double sigmas[] = {0x1p-6, 0.3, 1, 10, 100, 0x1.fffffffffffffp7, 0x1p8, 0x1p11, 0x1p24 - 1, 0x1p24,
                                    0.7318e12, 0x1p41};
    long trials = count > 1 ? atol(arguments[1]) : 1000000;
    state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    size_t back_ends = dpk_backends_available();
    long failed = 0;
    for (size_t s = 0; s < sizeof sigmas / sizeof sigmas[0]; s++) {
        dpk_discrete_gaussian *law = dpk_discrete_gaussian_prepare(sigmas[s]);
        if (law == NULL) return 2;
        long kept = 0;
        by_certified = 0;
        long differing = differing_blocks(law, trials, &kept);
        printf("sigma %-13g %ld trials (%.4f kept, %ld left to certified arithmetic) on %zu back ends (best: %s): "
               "%ld differing blocks\n", sigmas[s], trials, (double)kept / (double)trials, by_certified, back_ends,
               dpk_backend_name(back_ends - 1), differing);
        fflush(stdout);
        failed += differing;
        dpk_discrete_gaussian_free(law);
    }
    return failed != 0;
}
