// A long run of the snapping mechanism against an oracle on the same words: every back end.
// Prints how many trials the fast path left open. Usage: snapping TRIALS [SEED].
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "snapping_oracle.h"

static uint64_t state;

// One trial in four has U near 1, one in sixteen a small U: where errors are relative to small numbers, and large n.
static void make_words(uint64_t *words) {
    for (size_t t = 0; t < BLOCK; t++) {
        uint64_t kind = next_word(&state);
        words[2 * t] = next_word(&state);
        words[2 * t + 1] = next_word(&state);
        if ((kind & 3) == 0) {
            words[2 * t] |= UINT64_C(0xfffffffffffff) & ~(UINT64_C(0xfffffffffffff) >> (kind >> 8) % 53);
            words[2 * t + 1] |= UINT64_C(1) << 63;
        } else if ((kind & 15) == 1) {
            words[2 * t + 1] >>= (kind >> 8) % 64;
        }
    }
}

int main(int count, char **arguments) {
    long trials = count > 1 ? atol(arguments[1]) : 1000000;
    state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    size_t back_ends = dpk_backends_available();
    dpk_snapping *law = dpk_snapping_prepare(0.7318, 1000);
    if (law == NULL) return 2;
    static uint64_t words[2 * BLOCK];
    static double wanted[BLOCK], inputs[BLOCK], values[BLOCK], first[BLOCK];
    long failed = 0, open_total = 0;
    for (long done = 0; done < trials; done += BLOCK) {
        make_words(words);
        dpk_tape tape = {words, refine, NULL};
        for (size_t t = 0; t < BLOCK; t++) {
            wanted[t] = expected(&tape, t);
            inputs[t] = (double)(int64_t)next_word(&state) * 0x1p-52;
        }
        for (size_t b = 0; b < back_ends; b++) {
            for (size_t t = 0; t < BLOCK; t += 8) {
                double got[8];
                uint32_t open;
                dpk_snapping_backends[b]->logarithms(law, words + 2 * t, got, &open);
                for (unsigned k = 0; k < 8; k++) failed += !(open >> k & 1) && got[k] != wanted[t + k];
                if (b == 0) open_total += __builtin_popcount(open);
            }
            memcpy(values, inputs, sizeof values);
            dpk_snapping_backends[b]->run(law, &tape, values, BLOCK);
            if (b == 0) memcpy(first, values, sizeof first);
            failed += memcmp(first, values, sizeof first) != 0;
        }
    }
    printf("%ld trials on %zu back ends (best: %s): %ld differences; open on the fast path: %ld\n", trials, back_ends,
           dpk_backend_name(back_ends - 1), failed, open_total);
    dpk_snapping_free(law);
    return failed != 0;
}
