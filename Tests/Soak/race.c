// Races of two whose keys nearly tie: the fast path against certified arithmetic on the same words. Usage: race COUNT.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "race.h"

static uint64_t state = 20201;

static uint64_t word(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t refine(void *context, uint64_t candidate) {
    uint64_t *read = context;
    uint64_t kept = state;
    state = candidate * UINT64_C(0xd1342543de82ef95) + ++read[candidate];
    uint64_t result = word();
    state = kept;
    return result;
}

// The u for which a second key, `deficit` lower, ties with the first one's; 0 if there is none.
static uint64_t tying(const dpk_race *law, uint64_t first, uint64_t deficit) {
    long double exponential = -logl((long double)first * 0x1p-63L);
    long double shift = (long double)deficit / law->scale;
    long double other = law->noise == DPK_STANDARD_GUMBEL ? exponential * expl(-shift) : exponential + shift;
    long double u = expl(-other) * 0x1p63L;
    return u > 0 && u < 0x1p63L ? (uint64_t)u : 0;
}

int main(int count, char **arguments) {
    const double scales[] = {0x1p-60, 0.01, 1.7, 1000.25, 0x1.8p40, 0x1p90, 0x1p120};
    long rounds = count > 1 ? atol(arguments[1]) : 100000, open = 0, wrong = 0, wrong_without = 0, done = 0;
    while (done < rounds) {
        dpk_race law = {scales[word() % 7], word() % 2 ? DPK_STANDARD_GUMBEL : DPK_STANDARD_EXPONENTIAL};
        double gap = (double)(word() % 1000) / 300 * law.scale;
        uint64_t first = (word() >> 1) >> word() % 40, deficit = gap > 0x1p61 ? DPK_LARGEST_DEFICIT : (uint64_t)gap;
        uint64_t second = tying(&law, first, deficit);
        if (first == 0 || second == 0) continue;
        second = (second + (word() >> (3 + word() % 61)) - 2048) & INT64_MAX;
        uint64_t words[2] = {first << 1, second << 1}, deficits[2] = {0, deficit}, read[2] = {0, 0}, again[2] = {0, 0};
        dpk_tape tape = {words, refine, read}, certified = {words, refine, again};
        size_t winner, careless;
        open += !dpk_race_decide(&law, words, deficits, 2, 1, &winner);
        dpk_race_decide(&law, words, deficits, 2, 0, &careless);
        size_t right = dpk_race_run_certified_var(&law, &certified, deficits, 2);
        wrong += dpk_race_run(&law, &tape, deficits, 2) != right;
        wrong_without += careless != right;
        done++;
    }
    printf("%ld races, %ld open: %ld wrong; without error bounds %ld wrong\n", done, open, wrong, wrong_without);
    return wrong != 0 || wrong_without == 0;
}
