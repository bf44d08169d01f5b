// The snapping mechanism's privacy loss in floating point of few bits: every U*, every x, every output, many lambda and
// bounds up to 8 lambda. Fails if the loss passes |x - x'|/lambda by more than 16 units of 2^-p bound/lambda.
// Usage: snapping_enumeration P LAMBDAS BOUNDS-EACH [SEED]; LAMBDAS = 2^(P - 1) takes every lambda of a binade.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../CTestProbes/snapping_enumeration.c"
#include "words.h"

static uint64_t state;

int main(int count, char **arguments) {
    int p = count > 1 ? atoi(arguments[1]) : 9;
    long half = 1L << (p - 1), lambdas = count > 2 ? atol(arguments[2]) : half, bounds = count > 3 ? atol(arguments[3]) : 4;
    state = count > 4 ? strtoull(arguments[4], NULL, 10) : 1;
    double worst = 0;
    for (long i = 0; i < lambdas; i++) {
        long k = lambdas >= half ? i % half : (long)(next_word(&state) % (uint64_t)half);
        double lambda = (double)(half + k) / (double)half;
        for (long j = 0; j < bounds; j++) {
            // The least bound, the largest, and others between.
            double ratio = j == 1 ? 8 : exp2(3 * (double)(next_word(&state) >> 11) * 0x1p-53);
            double bound = j == 0 ? lambda + 1 / (double)half : rounded(ratio * lambda, p);
            if (!(bound > lambda && bound <= 8 * lambda)) continue;
            double excess = dpk_probe_snapping_excess(p, lambda, bound, DPK_SNAPPING_RIGHT);
            if (!(excess <= worst)) {
                worst = excess;
                printf("p %d lambda %.9g bound %.9g: excess %.4f\n", p, lambda, bound, excess);
                fflush(stdout);
            }
        }
    }
    printf("p %d, %ld lambdas, %ld bounds each: largest excess %.4f of 16\n", p, lambdas, bounds, worst);
    return worst <= 16 ? 0 : 1;
}
