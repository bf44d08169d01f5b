// A long run of the fast sampler against an oracle on the same words: every back end, eleven scales.
// Usage: inversion TRIALS-PER-SCALE [SEED].
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inversion_oracle.h"

// How many blocks of trials differ from the oracle, over all back ends.
static long differing_blocks(const dpk_inversion *law, long trials, uint64_t *state) {
    static uint64_t words[2 * BLOCK];
    static int64_t wanted[BLOCK], drawn[BLOCK];
    size_t back_ends = dpk_backends_available();
    long differing = 0;
    for (long done = 0; done < trials; done += BLOCK) {
        for (size_t i = 0; i < (size_t)BLOCK * law->words_per_trial; i++) words[i] = next_word(state);
        dpk_tape tape = {words, refine, NULL};
        size_t count = expected_block(law, &tape, wanted);
        for (size_t b = 0; b < back_ends; b++) {
            size_t got = dpk_inversion_backends[b]->run(law, &tape, BLOCK, drawn);
            differing += got != count || memcmp(wanted, drawn, count * sizeof drawn[0]) != 0;
        }
    }
    return differing;
}

int main(int count, char **arguments) {
    static const double scales[] = {0x1p-6, 0.3, 1, 10, 100, 0x1p11, 0x1p24 - 1, 0x1p24, 0.7318e12, 0x1p40, 0x1p41};
    long trials = count > 1 ? atol(arguments[1]) : 1000000;
    uint64_t state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    size_t back_ends = dpk_backends_available();
    long failed = 0;
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
        dpk_inversion *law = dpk_inversion_prepare(scales[s]);
        if (law == NULL) return 2;
        long differing = differing_blocks(law, trials, &state);
        printf("scale %-13g %ld trials on %zu back ends (best: %s): %ld differing blocks\n", scales[s], trials,
               back_ends, dpk_backend_name(back_ends - 1), differing);
        fflush(stdout);
        failed += differing;
        dpk_inversion_free(law);
    }
    return failed != 0;
}
