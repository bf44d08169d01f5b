// The exactly rounded Gaussian. See long_run.h; the parameter is the scale, at least 1024. A trial is a pair of draws,
// each with a phase of its own: an eighth each are 0, 1/2 and -1/2, the others uniform between these. Plants: table,
// law.
#include "rounded_gaussian_oracle.h"
#include "long_run.h"

enum { GROUPS = 16 };

static dpk_rounded_gaussian *law;
static long double scale;
static uint64_t borders[QUANTILES];
static double phase[2 * BLOCK];

// P(Z >= k): the mean of P(N >= (k - 1/2 - phase)/scale) over the phases, that over the uniform ones by Simpson's rule
// (off by less than 2^-50).
static long double upper(uint64_t k) {
    const long double root = sqrtl(0.5L);
    long double low = erfcl(((long double)k - 1) / scale * root), high = erfcl((long double)k / scale * root);
    long double middle = erfcl(((long double)k - 0.5L) / scale * root);
    return (11 * low + 26 * middle + 11 * high) / 96;
}

static size_t prepare(double parameter, const char *plant) {
    if (!(parameter >= 1024)) return 0;
    law = dpk_rounded_gaussian_prepare(is_plant(plant, "law") ? parameter * 129 / 128 : parameter);
    if (law == NULL) return 0;
    if (is_plant(plant, "table")) law->log_ratio[3] += 0x1p-38;
    else if (plant != NULL && !is_plant(plant, "law")) return 0;
    scale = parameter;
    make_borders(borders, upper);
    return DPK_ROUNDED_GAUSSIAN_WORDS;
}

static size_t expected_values(const dpk_tape *tape, int64_t *values) {
    for (size_t i = 0; i < 2 * BLOCK; i++) phase[i] = phase_of(tape->words[i]);
    for (size_t t = 0; t < BLOCK; t++) expected(law, tape, t, phase, values);
    return 2 * BLOCK;
}

static size_t drawn(size_t back_end, const dpk_tape *tape, int64_t *values) {
    dpk_rounded_gaussian_backends[back_end]->run(law, tape, phase, BLOCK, values);
    return 2 * BLOCK;
}

// Of a class of symmetric_class: eighths of the magnitudes, by sign.
static int group(int class) {
    return class % 2 * (GROUPS / 2) + class / 2 / (QUANTILES / (GROUPS / 2));
}

static long classify(const int64_t *values, size_t count, counted counts) {
    for (size_t i = 0; i < count; i += 2) {
        int x = symmetric_class(borders, values[i]), y = symmetric_class(borders, values[i + 1]);
        counts[0][x]++;
        counts[1][y]++;
        counts[2][GROUPS * group(x) + group(y)]++;
        counts[3][(uint64_t)values[i] % CLASSES]++;
        counts[3][(uint64_t)values[i + 1] % CLASSES]++;
    }
    return (long)count;
}

static long double chance_of_group(int wanted) {
    long double sum = 0;
    for (int class = 0; class < CLASSES; class++) {
        if (group(class) == wanted) sum += symmetric_chance(borders, upper, class);
    }
    return sum;
}

static long double chance(int kind, int class) {
    if (kind < 2) return symmetric_chance(borders, upper, class);
    if (kind == 2) return chance_of_group(class / GROUPS) * chance_of_group(class % GROUPS);
    return 1.0L / CLASSES;  // off by less than 2 e^(-2 pi^2 scale^2/256^2): Poisson's sum over the classes
}

int main(int count, char **arguments) {
    static const long_run_sampler sampler = {
        "rounded Gaussian", "scale",
        {"sign and quantile of the first of a pair", "of the second", "both in 16 classes", "lowest 8 bits"},
        prepare, expected_values, drawn, classify, chance, 1,
    };
    return long_run(&sampler, count, arguments);
}
