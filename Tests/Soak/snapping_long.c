// The snapping mechanism. See long_run.h; the parameter is lambda; the bound is 1000, and the inputs are four in turns.
// Plants: table, law.
//
// Compared are -LN(U), which the oracle rounds to nearest from 80 bits or certified digits, and the result, made here
// by the mechanism's definition from the oracle's -LN(U), rounded to a multiple of the granularity in 80-bit numbers,
// where that is exact. The law is that of real numbers; the doubles' differs from it by less than a factor of 1 + 2^-48
// times bound/lambda (snapping.md), which 10^9 draws can't show.
#include "snapping_oracle.h"
#include "long_run.h"

enum { INPUTS = 4, STEPS = CLASSES / INPUTS };

static const double bound = 1000, inputs[INPUTS] = {0, 0.7318, -123.456, 1000};
static dpk_snapping *law;
static long double lambda;
static double borders[CLASSES];

static double double_of(int64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static int64_t bits_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static size_t prepare(double parameter, const char *plant) {
    law = dpk_snapping_prepare(is_plant(plant, "law") ? parameter * 129 / 128 : parameter, bound);
    if (law == NULL) return 0;
    if (is_plant(plant, "table")) law->log_low[3] += 0x1p-60;
    else if (plant != NULL && !is_plant(plant, "law")) return 0;
    lambda = parameter;
    for (int j = 1; j < CLASSES; j++) borders[j] = (double)-log1pl(-j / (long double)CLASSES);
    return DPK_SNAPPING_WORDS;
}

static double clamp(double x) {
    return x < -bound ? -bound : x > bound ? bound : x;
}

static size_t expected_values(const dpk_tape *tape, int64_t *values) {
    for (size_t t = 0; t < BLOCK; t++) {
        double logarithm = expected(tape, t), noise = law->lambda * logarithm;
        double sum = inputs[t % INPUTS] + (tape->words[2 * t] >> 63 ? -noise : noise);
        long double steps = (long double)sum / law->granularity + 0.5L;
        int64_t whole = (int64_t)steps;
        whole -= whole > steps;
        values[2 * t] = bits_of(logarithm);
        values[2 * t + 1] = bits_of(clamp((double)whole * law->granularity));
    }
    return 2 * BLOCK;
}

static size_t drawn(size_t back_end, const dpk_tape *tape, int64_t *values) {
    double results[BLOCK], logarithms[8];
    for (size_t t = 0; t < BLOCK; t++) results[t] = inputs[t % INPUTS];
    dpk_snapping_backends[back_end]->run(law, tape, results, BLOCK);
    for (size_t t = 0; t < BLOCK; t++) {
        uint32_t open;
        if (t % 8 == 0) {
            dpk_snapping_backends[back_end]->logarithms(law, tape->words + 2 * t, logarithms, &open);
            dpk_snapping_resolve_lanes_var(tape, t, open, logarithms);
        }
        values[2 * t] = bits_of(logarithms[t % 8]);
        values[2 * t + 1] = bits_of(results[t]);
    }
    return 2 * BLOCK;
}

// Results in steps; the bounds are the last ones, whether or not they are whole.
static double step_of(double result) {
    double steps = result / law->granularity;
    return steps > 0 ? ceil(steps) : floor(steps);
}

// That of the result which has class STEPS/2 of this input.
static double middle(int input) {
    return step_of(inputs[input]);
}

static long classify(const int64_t *values, size_t count, counted counts) {
    for (size_t i = 0; i < count; i += 2) {
        int input = (int)(i / 2) % INPUTS, j = 0;
        double off = step_of(double_of(values[i + 1])) - middle(input) + STEPS / 2;
        counts[0][STEPS * input + (off < 0 ? 0 : off > STEPS - 1 ? STEPS - 1 : (int)off)]++;
        double logarithm = double_of(values[i]);
        for (int step = CLASSES / 2; step > 0; step /= 2) j += borders[j + step] <= logarithm ? step : 0;
        counts[1][j]++;
    }
    return (long)count / 2;
}

// P(step >= s) of this input.
static long double at_least(int input, double s) {
    if (s > step_of(bound)) return 0;
    if (s <= step_of(-bound)) return 1;
    long double noise = ((s - 0.5L) * law->granularity - inputs[input]) / lambda;
    return noise > 0 ? expl(-noise) / 2 : 1 - expl(noise) / 2;
}

static long double chance(int kind, int class) {
    if (kind == 1) return 1.0L / CLASSES;
    int input = class / STEPS, place = class % STEPS;
    double from = middle(input) - STEPS / 2 + place;
    long double mass = place == 0 ? 1 : at_least(input, from);
    if (place < STEPS - 1) mass -= at_least(input, from + 1);
    return mass / INPUTS;
}

int main(int count, char **arguments) {
    static const long_run_sampler sampler = {
        "snapping", "lambda",
        {"result's step, for each input", "quantile of -LN(U)"},
        prepare, expected_values, drawn, classify, chance, 1,
    };
    return long_run(&sampler, count, arguments);
}
