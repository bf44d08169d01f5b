// Over a grid of plans: more noise never costs more, a larger delta never more, another release never less, but for the
// bracket's width: the lower bound on one side stays below the upper bound on the other. Besides, each lower bound is below
// its own upper one, and both are finite. Exits with the number of places where that isn't so.
// Usage: monotone SIGMAS DELTAS COUNTS
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "dpk_loss.h"
#include "rational.h"

typedef struct {
    double lower, upper;
} bracket;

int main(int argc, char **argv) {
    if (argc < 4) return 255;
    int sigmas = atoi(argv[1]), deltas = atoi(argv[2]), counts = atoi(argv[3]), wrong = 0, drops = 0, pairs = 0;
    bracket *all = malloc((size_t)(sigmas * deltas * counts) * sizeof *all);
    if (all == NULL) return 255;
    double widest = 0;
    for (int at = 0; at < sigmas * deltas * counts; at++) {
        int i = at / (deltas * counts), j = at / counts % deltas, k = at % counts;
        dpk_rational *sigma = dpk_rational_from_double(exp2(6.0 * i / sigmas + 1));
        dpk_rational *delta = dpk_rational_from_double(exp2(-60 + 55.0 * j / deltas));
        dpk_loss_law law = {DPK_LOSS_GAUSSIAN, sigma, NULL, NULL, 0, 0, (uint64_t)ceil(exp2(10.0 * k / counts) + k)};
        dpk_loss_epsilon(&law, 1, delta, DPK_LOSS_FAST, &all[at].lower, &all[at].upper);
        if (!(all[at].lower <= all[at].upper) || !isfinite(all[at].upper)) wrong++;
        widest = fmax(widest, (all[at].upper - all[at].lower) / fmax(all[at].upper, 1e-3));
        dpk_rational_free(sigma);
        dpk_rational_free(delta);
        // One back along each axis: along the noise and delta epsilon falls, along the count it rises.
        int back[3] = {deltas * counts, counts, 1}, first[3] = {i == 0, j == 0, k == 0};
        for (int axis = 0; axis < 3; axis++) {
            if (first[axis]) continue;
            bracket before = all[at - back[axis]], more = axis < 2 ? before : all[at], less = axis < 2 ? all[at] : before;
            pairs++;
            drops += more.upper < less.upper;
            if (!(more.upper >= less.lower)) wrong++;
        }
    }
    printf("%d plans, %d pairs: %d wrong; upper bounds alone out of order: %d; widest bracket %.2e\n", sigmas * deltas * counts,
           pairs, wrong, drops, widest);
    free(all);
    return wrong > 255 ? 255 : wrong;
}
