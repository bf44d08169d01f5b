// A long run of the fast sampler against an oracle on the same words: every back end, eleven scales.
//
// The oracle evaluates both ends of a trial's cell in 80-bit floating point; where these leave the value open within a
// generous tolerance, the certified arithmetic of inversion_slow.c decides. Usage: inversion TRIALS-PER-SCALE [SEED].
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inversion.h"

enum { TRIALS = 1024 };

static uint64_t state;

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

// -ln(u/2^63), accurate at both ends.
static long double exponential(uint64_t u) {
    uint64_t rest = (UINT64_C(1) << 63) - u;
    return rest < UINT64_C(1) << 62 ? -log1pl(-(long double)rest * 0x1p-63L) : -logl((long double)u * 0x1p-63L);
}

// Sets *whole to the floor that lies between a and b whatever their errors; 0 if that isn't certain.
static int floor_between(long double a, long double b, long double tolerance, int64_t *whole) {
    long double low = fminl(a, b) - tolerance, high = fmaxl(a, b) + tolerance;
    *whole = (int64_t)floorl(low);
    return low >= 0 && floorl(low) == floorl(high);
}

static int64_t expected(const dpk_inversion *law, const dpk_tape *tape, size_t trial) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    uint64_t u = words[0] & INT64_MAX;
    long double c = law->c;
    int64_t high = 0, low = 0;
    int certain = u > 0
        && floor_between(c * exponential(u), c * exponential(u + 1), c * exponential(u) * 0x1p-58L + 1e-25L, &high);
    if (certain && law->split > 0) {
        long double share = -expm1l(-1 / c), scale = law->scale;
        long double from = -scale * log1pl(-share * ((long double)words[1] * 0x1p-64L));
        long double to = -scale * log1pl(-share * (((long double)words[1] + 1) * 0x1p-64L));
        certain = floor_between(from, to, to * 0x1p-58L + 1e-20L, &low);
    }
    if (!certain) return dpk_inversion_resolve_var(law, tape, trial);
    int64_t magnitude = (high << law->split) + low;
    return words[0] >> 63 ? -magnitude : magnitude;
}

// How many blocks of trials differ from the oracle, over all back ends.
static long differing_blocks(const dpk_inversion *law, long trials) {
    static uint64_t words[2 * TRIALS];
    static int64_t wanted[TRIALS], drawn[TRIALS];
    size_t back_ends = dpk_backends_available();
    long differing = 0;
    for (long done = 0; done < trials; done += TRIALS) {
        for (size_t i = 0; i < (size_t)TRIALS * law->words_per_trial; i++) words[i] = next_word();
        dpk_tape tape = {words, refine, NULL};
        size_t count = 0;
        for (size_t t = 0; t < TRIALS; t++) {
            wanted[count] = expected(law, &tape, t);
            count += !(words[t * law->words_per_trial] >> 63) | (wanted[count] != 0);
        }
        for (size_t b = 0; b < back_ends; b++) {
            size_t got = dpk_inversion_backends[b]->run(law, &tape, TRIALS, drawn);
            differing += got != count || memcmp(wanted, drawn, count * sizeof drawn[0]) != 0;
        }
    }
    return differing;
}

int main(int count, char **arguments) {
    static const double scales[] = {0x1p-6, 0.3, 1, 10, 100, 0x1p11, 0x1p24 - 1, 0x1p24, 0.7318e12, 0x1p40, 0x1p41};
    long trials = count > 1 ? atol(arguments[1]) : 1000000;
    state = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    size_t back_ends = dpk_backends_available();
    long failed = 0;
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
        dpk_inversion *law = dpk_inversion_prepare(scales[s]);
        if (law == NULL) return 2;
        long differing = differing_blocks(law, trials);
        printf("scale %-13g %ld trials on %zu back ends (best: %s): %ld differing blocks\n", scales[s], trials,
               back_ends, dpk_backend_name(back_ends - 1), differing);
        fflush(stdout);
        failed += differing;
        dpk_inversion_free(law);
    }
    return failed != 0;
}
