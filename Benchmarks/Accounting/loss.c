// Times one question about a plan. Usage: loss e|d GIVEN fast|certified REPEATS (KIND FIRST SECOND INTEGER RATE COUNT)...
// with numbers as fractions a/b and "-" for none. Prints lower, upper and the least milliseconds of the processor.
#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dpk_loss.h"

static dpk_rational *rational(const char *text) {
    if (strcmp(text, "-") == 0) return NULL;
    mpq_t *value = malloc(sizeof *value);  // a dpk_rational is one mpq_t
    mpq_init(*value);
    mpq_set_str(*value, text, 10);
    mpq_canonicalize(*value);
    return (dpk_rational *)value;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

int main(int argc, char **argv) {
    dpk_loss_law laws[16];
    size_t count = 0;
    for (int i = 5; i + 5 < argc && count < 16; i += 6) {
        laws[count++] = (dpk_loss_law){atoi(argv[i]), rational(argv[i + 1]), rational(argv[i + 2]), rational(argv[i + 4]),
                                       atol(argv[i + 3]), 0, strtoull(argv[i + 5], NULL, 10)};
    }
    if (count == 0) return 1;
    dpk_rational *given = rational(argv[2]);
    int arithmetic = strcmp(argv[3], "fast") == 0 ? DPK_LOSS_FAST : DPK_LOSS_CERTIFIED;
    double lower = 0, upper = 0, least = INFINITY;
    for (long n = atol(argv[4]); n > 0; n--) {
        double start = now();
        if (argv[1][0] == 'e') dpk_loss_epsilon(laws, count, given, arithmetic, &lower, &upper);
        else dpk_loss_delta(laws, count, given, arithmetic, &lower, &upper);
        least = fmin(least, now() - start);
    }
    printf("%.17g %.17g %.4f\n", lower, upper, least);
    return 0;
}
