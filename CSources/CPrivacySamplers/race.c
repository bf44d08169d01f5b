// A race of real keys, decided in doubles with proved error bounds and in certified arithmetic where these overlap.
#include <math.h>
#include <stdlib.h>

#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "dpk_random.h"
#include "inversion_lane.h"
#include "race.h"
#include "refine_from_pool.h"

#pragma STDC FP_CONTRACT OFF

// ln x for normal x > 0, off by less than a relative 2^-48; some finite number for x = 0.
static inline double logarithm(double x) {
    // x = 2^k m with m in [0.7071, 1.4143): the constant is the bits of 0.7071....
    uint64_t bits = bits_of(x);
    int64_t k = (int64_t)(bits - UINT64_C(0x3fe6a09e667f3bcd)) >> 52;
    double m = double_of(bits - ((uint64_t)k << 52));
    double s = (m - 1) / (m + 1);
    double t = s * s, t2 = t * t, t4 = t2 * t2;
    double p01 = 1.0 / 3 + t * (1.0 / 5), p23 = 1.0 / 7 + t * (1.0 / 9);
    double p45 = 1.0 / 11 + t * (1.0 / 13), p67 = 1.0 / 15 + t * (1.0 / 17);
    double p = (p01 + t2 * p23) + t4 * ((p45 + t2 * p67) + t4 * (1.0 / 19));
    return real(k) * DPK_LN2 + (2 * s + 2 * s * (t * p));
}

static inline double magnitude(double x) {
    return double_of(bits_of(x) & INT64_MAX);
}

dpk_race_key dpk_race_enclose(const dpk_race *law, uint64_t word, uint64_t deficit, double slack) {
    double d = real((int64_t)(word >> 1));
    double inverse = double_of((2046 - (bits_of(d) >> 52)) << 52);  // at least 1/d; 2^1023 for 0
    double noise = 0 - logarithm(d * 0x1p-63);
    double error = noise * 0x1p-48 + 0x1p-52 + inverse;
    if (law->noise == DPK_STANDARD_GUMBEL) {
        double relative = error / noise;
        noise = 0 - logarithm(noise);
        error = magnitude(noise) * 0x1p-48 + 2 * relative + real(relative > 0.5) * 0x1p1000;
    }
    double move = law->scale * noise, fall = real((int64_t)deficit);
    error = law->scale * error + (magnitude(move) + fall) * 0x1p-51;
    error = error * (1 + 0x1p-20) * slack;
    double middle = move - fall;
    return (dpk_race_key){middle - error, middle, middle + error};
}

static inline double choose_double(uint64_t mask, double a, double b) {
    return double_of(choose(mask, bits_of(a), bits_of(b)));
}

uint64_t dpk_race_decide(const dpk_race *law, const uint64_t *words, const uint64_t *deficits, size_t count,
                         double slack, size_t *winner) {
    dpk_race_key best = {-INFINITY, -INFINITY, -INFINITY};
    double rest = -INFINITY;  // the largest `high` of the others
    uint64_t first = 0;
    for (size_t i = 0; i < count; i++) {
        dpk_race_key key = dpk_race_enclose(law, words[i], deficits[i], slack);
        uint64_t better = -(uint64_t)(key.middle > best.middle);
        __asm__("" : "+r"(better));  // so that this doesn't become a branch
        double behind = choose_double(better, key.high, best.high);
        rest = behind > rest ? behind : rest;
        best.low = choose_double(better, best.low, key.low);
        best.middle = choose_double(better, best.middle, key.middle);
        best.high = choose_double(better, best.high, key.high);
        first = choose(better, first, i);
    }
    *winner = first;
    return best.low > rest;
}

// The candidates that the fast path can't rule out, by the certified path.
static size_t resolve_var(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits, size_t count) {
    unsigned char *eligible = malloc(count);
    if (eligible == NULL) abort();
    double bar = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        double low = dpk_race_enclose(law, tape->words[i], deficits[i], 1).low;
        if (low > bar) bar = low;
    }
    for (size_t i = 0; i < count; i++) {
        eligible[i] = dpk_race_enclose(law, tape->words[i], deficits[i], 1).high >= bar;
    }
    size_t winner = dpk_race_resolve_var(law, tape, deficits, eligible, count);
    dpk_wipe(eligible, count);
    free(eligible);
    return winner;
}

size_t dpk_race_run(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits, size_t count) {
    size_t winner;
    dpk_rounding host = dpk_rounding_enter();
    uint64_t decided = dpk_race_decide(law, tape->words, deficits, count, 1, &winner);
    // The one branch on random bits; selection.md bounds what it tells.
    if (__builtin_expect(!dpk_declassify(decided), 0)) winner = resolve_var(law, tape, deficits, count);
    dpk_rounding_leave(host);
    return winner;
}

size_t dpk_race_draw(const dpk_race *law, const uint64_t *deficits, size_t count, uint64_t *scratch) {
    dpk_tape tape = {scratch, dpk_refine_from_pool, NULL};
    dpk_random_bytes(scratch, count * sizeof scratch[0]);
    size_t winner = dpk_race_run(law, &tape, deficits, count);
    dpk_wipe(scratch, count * sizeof scratch[0]);
    return winner;
}

size_t dpk_race_run_certified_var(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits, size_t count) {
    return dpk_race_resolve_var(law, tape, deficits, NULL, count);
}
