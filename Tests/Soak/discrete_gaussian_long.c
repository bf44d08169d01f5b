// The discrete Gaussian sampler. See long_run.h; the parameter is sigma. Plants: table, power, law.
#include "discrete_gaussian_oracle.h"
#include "long_run.h"

static dpk_discrete_gaussian *law;
static oracle words_oracle;
static long double sigma;
static uint64_t borders[QUANTILES];

static long double height(long double k) {
    return expl(-k * k / (2 * sigma * sigma));
}

// The sum of height(k) from k on; above sigma = 1024 by Euler and Maclaurin, whose next term is the third derivative
// over 720: below 2^-38.
static long double sum_from(uint64_t from) {
    long double k = from, sum = 0;
    if (sigma >= 1024) {
        long double integral = sigma * sqrtl(acosl(0)) * erfcl(k / sigma * sqrtl(0.5L));
        return integral + height(k) * (0.5L + k / (12 * sigma * sigma));
    }
    for (; k < 60 * sigma; k++) sum += height(k);
    return sum;
}

static long double upper(uint64_t k) {
    return sum_from(k) / (2 * sum_from(0) - 1);
}

static size_t prepare(double parameter, const char *plant) {
    law = dpk_discrete_gaussian_prepare(is_plant(plant, "law") ? parameter * 129 / 128 : parameter);
    if (law == NULL) return 0;
    words_oracle = oracle_of(law->proposal.scale);
    if (is_plant(plant, "table")) law->proposal.log_ratio[3] += 0x1p-39;
    else if (is_plant(plant, "power")) law->power[1] += 64, law->power[5] += 64;
    else if (plant != NULL && !is_plant(plant, "law")) return 0;
    sigma = parameter;
    make_borders(borders, upper);
    return law->words_per_trial;
}

static size_t expected_values(const dpk_tape *tape, int64_t *values) {
    return expected_block(law, &words_oracle, tape, values);
}

static size_t drawn(size_t back_end, const dpk_tape *tape, int64_t *values) {
    return dpk_discrete_gaussian_backends[back_end]->run(law, tape, BLOCK, values);
}

static long classify(const int64_t *values, size_t count, counted counts) {
    for (size_t i = 0; i < count; i++) {
        counts[0][symmetric_class(borders, values[i])]++;
        counts[1][(uint64_t)values[i] % CLASSES]++;
        counts[2][(uint64_t)(values[i] >> law->proposal.split) % CLASSES]++;
    }
    return (long)count;
}

static long double chance(int kind, int class) {
    if (kind == 0) return symmetric_chance(borders, upper, class);
    // Off by less than 2 e^(-2 pi^2 sigma^2/256^2): Poisson's sum over the classes. With a split they are smaller
    // still.
    if (sigma >= 1024) return 1.0L / CLASSES;
    long double mass = 0;
    for (long k = class - CLASSES * 240; k < 60 * sigma; k += CLASSES) mass += height(k);
    return mass / (2 * sum_from(0) - 1);
}

int main(int count, char **arguments) {
    static const long_run_sampler sampler = {
        "discrete Gaussian", "sigma",
        {"sign and quantile of the magnitude", "lowest 8 bits", "8 bits above the split"},
        prepare, expected_values, drawn, classify, chance, 1,
    };
    return long_run(&sampler, count, arguments);
}
