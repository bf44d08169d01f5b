// A long run of the exactly rounded Gaussian against an oracle on the same words and phases: every back end, eight scales.
//
// The oracle evaluates the centre of a trial's cell in 80-bit floating point; where an output is nearer to a border than
// a generous tolerance, the certified arithmetic of rounded_gaussian_slow.c decides. Usage: rounded_gaussian
// PAIRS-PER-SCALE [SEED].
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rounded_gaussian.h"

enum { PAIRS = 1024 };

static uint64_t state;
static long certified;

static uint64_t next_word(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t refine(void *context, uint64_t trial) {
    (void)context;
    return (trial + 77) * UINT64_C(0x9e3779b97f4a7c15);
}

// -ln((u + 1/2)/2^64), accurate at both ends.
static long double exponential(uint64_t u) {
    long double rest = (long double)~u + 0.5L;  // 2^64 - u - 1/2
    return rest < 0x1p62L ? -log1pl(-rest * 0x1p-64L) : -logl(((long double)u + 0.5L) * 0x1p-64L);
}

// Sets *out to the integer nearest to x whatever its error; 0 if that isn't certain.
static int nearest_within(long double x, long double tolerance, int64_t *out) {
    *out = (int64_t)floorl(x + 0.5L);
    return floorl(x - tolerance + 0.5L) == floorl(x + tolerance + 0.5L);
}

static void expected(const dpk_rounded_gaussian *law, const dpk_tape *tape, size_t trial, const double *phase,
                     int64_t *out) {
    uint64_t u = tape->words[2 * trial], v = tape->words[2 * trial + 1];
    int is_certain = u >> 20 != 0;
    if (is_certain) {
        long double radius = sqrtl(2 * exponential(u));
        uint64_t q = (v + (UINT64_C(1) << 61)) >> 62 & 3;
        // The centre of a cell of V is half a unit further.
        long double t = 1.5707963267948966192313216916397514L * ((long double)(int64_t)(v << 2) + 2) * 0x1p-64L;
        long double c = cosl(t), s = sinl(t);
        long double x = q == 0 ? c : q == 1 ? -s : q == 2 ? -c : s;
        long double y = q == 0 ? s : q == 1 ? c : q == 2 ? -s : -c;
        long double tolerance =
            (long double)law->scale * (radius * 0x1p-57L + 1.2L / ((long double)u * radius)) + 0x1p-58L;
        is_certain = nearest_within(phase[2 * trial] + law->scale * radius * x, tolerance, &out[2 * trial])
            & nearest_within(phase[2 * trial + 1] + law->scale * radius * y, tolerance, &out[2 * trial + 1]);
    }
    if (!is_certain) {
        dpk_rounded_gaussian_resolve_var(law, tape, trial, phase, out);
        certified++;
    }
}

// How many blocks of pairs differ from the oracle, over all back ends.
static long differing_blocks(const dpk_rounded_gaussian *law, long pairs) {
    static uint64_t words[2 * PAIRS];
    static double phase[2 * PAIRS];
    static int64_t wanted[2 * PAIRS], drawn[2 * PAIRS];
    size_t back_ends = dpk_backends_available();
    long differing = 0;
    for (long done = 0; done < pairs; done += PAIRS) {
        for (size_t i = 0; i < 2 * PAIRS; i++) {
            words[i] = next_word();
            // From a chain of its own; some are 0, some are halves.
            uint64_t any = refine(NULL, words[i]);
            phase[i] = any % 8 == 0 ? 0 : any % 8 == 1 ? 0.5 : any % 8 == 2 ? -0.5 : (double)(int64_t)any * 0x1p-64;
        }
        dpk_tape tape = {words, refine, NULL};
        for (size_t t = 0; t < PAIRS; t++) expected(law, &tape, t, phase, wanted);
        for (size_t b = 0; b < back_ends; b++) {
            dpk_rounded_gaussian_backends[b]->run(law, &tape, phase, PAIRS, drawn);
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
        certified = 0;
        long differing = differing_blocks(law, pairs);
        printf("scale %-13g %ld pairs on %zu back ends (best: %s): %ld differing blocks; %ld certified\n", scales[s],
               pairs, back_ends, dpk_backend_name(back_ends - 1), differing, certified);
        fflush(stdout);
        failed += differing;
        dpk_rounded_gaussian_free(law);
    }
    return failed != 0;
}
