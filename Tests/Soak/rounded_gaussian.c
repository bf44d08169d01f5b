// A long run of the exactly rounded Gaussian against an oracle on the same words and phases: every back end, eight
// scales. Usage: rounded_gaussian PAIRS-PER-SCALE [SEED].
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rounded_gaussian_oracle.h"

static uint64_t state;

// How many blocks of pairs differ from the oracle, over all back ends.
static long differing_blocks(const dpk_rounded_gaussian *law, long pairs) {
    static uint64_t words[2 * BLOCK];
    static double phase[2 * BLOCK];
    static int64_t wanted[2 * BLOCK], drawn[2 * BLOCK];
    size_t back_ends = dpk_backends_available();
    long differing = 0;
    for (long done = 0; done < pairs; done += BLOCK) {
        for (size_t i = 0; i < 2 * BLOCK; i++) {
            words[i] = next_word(&state);
            phase[i] = phase_of(words[i]);
        }
        dpk_tape tape = {words, refine, NULL};
        for (size_t t = 0; t < BLOCK; t++) expected(law, &tape, t, phase, wanted);
        for (size_t b = 0; b < back_ends; b++) {
            dpk_rounded_gaussian_backends[b]->run(law, &tape, phase, BLOCK, drawn);
            differing += memcmp(wanted, drawn, sizeof drawn) != 0;
        }
    }
    return differing;
}

int main(int count, char **arguments) {
    static const double scales[] = {0x1p-6, 0.3, 1, 10, 1000.25, 0x1p18, 0x1p22 + 0.5, 0x1p26};
    long pairs = count > 1 ? atol(arguments[1]) : 1000000;
    state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    size_t back_ends = dpk_backends_available();
    long failed = 0;
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
        dpk_rounded_gaussian *law = dpk_rounded_gaussian_prepare(scales[s]);
        if (law == NULL) return 2;
        by_certified = 0;
        long differing = differing_blocks(law, pairs);
        printf("scale %-13g %ld pairs on %zu back ends (best: %s): %ld differing blocks; %ld certified\n", scales[s],
               pairs, back_ends, dpk_backend_name(back_ends - 1), differing, by_certified);
        fflush(stdout);
        failed += differing;
        dpk_rounded_gaussian_free(law);
    }
    return failed != 0;
}
