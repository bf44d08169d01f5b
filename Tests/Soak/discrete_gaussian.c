// A long run of the discrete Gaussian sampler against an oracle on the same words: every back end, twelve sigmas.
//
// The oracle evaluates both ends of a trial's cell, and e^-x, in 80-bit floating point; where these leave the proposal
// or its acceptance open within a generous tolerance, the certified arithmetic of discrete_gaussian_slow.c decides.
// Usage: discrete_gaussian TRIALS-PER-SIGMA [SEED].
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "discrete_gaussian.h"

enum { TRIALS = 1024 };

static uint64_t state;
static long by_certified;

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

// -ln(u/2^bits), accurate at both ends.
static long double exponential(uint64_t u, int bits) {
    uint64_t one = UINT64_C(1) << bits, rest = one - u;
    return rest < one / 2 ? -log1pl(-ldexpl((long double)rest, -bits)) : -logl(ldexpl((long double)u, -bits));
}

// Sets *whole to the floor that lies between a and b whatever their errors; 0 if that isn't certain.
static int floor_between(long double a, long double b, long double tolerance, int64_t *whole) {
    long double low = fminl(a, b) - tolerance, high = fmaxl(a, b) + tolerance;
    *whole = (int64_t)floorl(low);
    return low >= 0 && floorl(low) == floorl(high);
}

// Whether the oracle is certain; then *magnitude and *accepted.
static int certain(double sigma, const uint64_t *words, size_t width, int64_t *magnitude, int *accepted) {
    int split = 0;
    for (; sigma >= ldexp(0x1p24, split); split++) {}
    long double scale = sigma, c = ldexpl(scale, -split);
    int bits = width == 1 ? 39 : 63;
    uint64_t u = (words[0] & INT64_MAX) >> (63 - bits);
    int64_t low = 0;
    if (u == 0) return 0;
    long double near = c * exponential(u + 1, bits), far = c * exponential(u, bits);
    if (!floor_between(near, far, far * 0x1p-58L + 1e-25L, magnitude)) return 0;
    uint64_t last = words[width - 1];
    if (split > 0) {
        long double share = -expm1l(-1 / c), v = (long double)(last >> 24);
        long double from = -scale * log1pl(-share * (v * 0x1p-40L)), to = -scale * log1pl(-share * ((v + 1) * 0x1p-40L));
        if (!floor_between(from, to, to * 0x1p-58L + 1e-20L, &low)) return 0;
    }
    *magnitude = (*magnitude << split) + low;
    long double t = ((long double)*magnitude - scale) / scale, p = expl(-t * t / 2) * 0x1p24L;
    *accepted = 1;
    if (t == 0) return 1;
    int64_t w = (int64_t)(last & 0xffffff), whole;
    if (!floor_between(p, p, p * 0x1p-55L + 1e-25L, &whole) || w == whole) return 0;
    *accepted = w < whole;
    return 1;
}

static int expected(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t trial, int64_t *value) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    int64_t magnitude;
    int accepted;
    if (!certain(law->proposal.scale, words, law->words_per_trial, &magnitude, &accepted)) {
        by_certified++;
        return (int)dpk_discrete_gaussian_resolve_var(law, tape, trial, value);
    }
    *value = words[0] >> 63 ? -magnitude : magnitude;
    return accepted && (!(words[0] >> 63) || magnitude != 0);
}

// How many blocks of trials differ from the oracle, over all back ends; *kept: how many trials are kept.
static long differing_blocks(const dpk_discrete_gaussian *law, long trials, long *kept) {
    static uint64_t words[2 * TRIALS];
    static int64_t wanted[TRIALS + 1], drawn[TRIALS];
    size_t back_ends = dpk_backends_available();
    long differing = 0;
    for (long done = 0; done < trials; done += TRIALS) {
        for (size_t i = 0; i < (size_t)TRIALS * law->words_per_trial; i++) words[i] = next_word();
        dpk_tape tape = {words, refine, NULL};
        size_t count = 0;
        for (size_t t = 0; t < TRIALS; t++) count += (size_t)expected(law, &tape, t, &wanted[count]);
        *kept += (long)count;
        for (size_t b = 0; b < back_ends; b++) {
            size_t got = dpk_discrete_gaussian_backends[b]->run(law, &tape, TRIALS, drawn);
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
