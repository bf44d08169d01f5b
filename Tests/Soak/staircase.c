// Every tape of the staircase sampler at word widths up to BITS of tape: integer counts of all outputs, without
// tolerance, for every r. More and wider than the tests. Usage: staircase [BITS], at most 30, 22 unless told.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "staircase.h"

static uint64_t ones(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    return ~UINT64_C(0);  // an open word isn't below its threshold
}

// floor(2^bits p), or -1 where p 2^bits is too near an integer to tell.
static int64_t threshold(long double p, uint32_t bits) {
    long double product = ldexpl(p, (int)bits);
    return fabsl(product - roundl(product)) < 1e-12L ? -1 : (int64_t)product;
}

static void count_tapes(const dpk_staircase *law, uint32_t planes, uint32_t bits, int64_t *counts, int64_t reach) {
    dpk_sampler sampler = dpk_staircase_sampler(law);
    uint64_t tape[DPK_TAPE_WORDS] = {0}, mask = (UINT64_C(1) << bits) - 1;
    dpk_tape view = {tape, ones, NULL};
    for (uint64_t index = 0; index < UINT64_C(1) << (1 + bits * (4 + planes)); index++) {
        tape[0] = (index >> 1 & mask) << 1 | (index & 1);
        tape[1] = (index >> (1 + bits) & mask) << 1;
        for (uint32_t k = 0; k < 2 + planes; k++) tape[2 + 2 * k] = index >> (1 + bits * (2 + k)) & mask;
        int64_t out;
        if (sampler.run(sampler.parameters, &view, 1, &out) == 1) counts[reach + out]++;
    }
}

// How many outputs have another count than they should; -1 if a threshold can't be told.
static long differing(const dpk_staircase *law, long double epsilon, uint32_t planes, uint32_t bits,
                      const int64_t *counts, int64_t reach) {
    int64_t words = INT64_C(1) << bits, first = (int64_t)law->width, period = (int64_t)law->sensitivity;
    int64_t second = period - first, seconds = second > 0 ? second : 1;
    int64_t in_first = words / first, in_second = words / seconds;
    long double odds = (long double)second * expl(-epsilon);
    int64_t upper = second > 0 ? threshold(odds / ((long double)first + odds), bits) : 0;
    long found = 0;
    for (int64_t k = -reach; k <= reach; k++) {
        int64_t j = llabs(k) / period, i = llabs(k) % period;
        int64_t wanted = in_first * in_second * (i < first ? seconds * (words - upper) : first * upper);
        for (uint32_t plane = 0; plane <= planes; plane++) {
            long double x = ldexpl(epsilon, (int)plane);
            int64_t hits = threshold(plane == planes ? expl(-x) : 1 / (1 + expl(x)), bits);
            if (hits < 0 || upper < 0) return -1;
            wanted *= j >> plane & 1 ? hits : words - hits;
        }
        found += counts[reach + k] != wanted;
    }
    return found;
}

int main(int count, char **arguments) {
    uint32_t most = count > 1 ? (uint32_t)atoi(arguments[1]) : 22;
    long failed = 0, laws = 0;
    for (uint32_t eighths = 1; eighths < 60; eighths += 4) {
        for (uint32_t bits = 2; bits <= 7 && most <= 30; bits++) {
            dpk_rational *eight = dpk_rational_from_unsigned(8), *numerator = dpk_rational_from_unsigned(eighths);
            dpk_rational *epsilon = dpk_rational_divide(numerator, eight);
            for (uint64_t period = 1; period <= UINT64_C(1) << bits; period += 1 + period / 5) {
                for (uint64_t width = 1; width <= period; width += 1 + period / 4) {
                    dpk_staircase *law = dpk_staircase_prepare(epsilon, period, width, bits);
                    if (law == NULL) return 2;
                    uint32_t planes = law->periods->planes;
                    if (1 + bits * (4 + planes) <= most) {
                        int64_t reach = (int64_t)((UINT64_C(2) << planes) * period) - 1;
                        int64_t *counts = calloc((size_t)(2 * reach + 1), sizeof *counts);
                        if (counts == NULL) return 2;
                        count_tapes(law, planes, bits, counts, reach);
                        failed += differing(law, eighths / 8.0L, planes, bits, counts, reach) != 0;
                        laws++;
                        free(counts);
                    }
                    dpk_staircase_free(law);
                }
            }
            dpk_rational_free(epsilon);
            dpk_rational_free(numerator);
            dpk_rational_free(eight);
        }
    }
    printf("%ld staircase laws over every tape of up to %u bits: %ld differ\n", laws, most, failed);
    return failed != 0 || laws == 0;
}
