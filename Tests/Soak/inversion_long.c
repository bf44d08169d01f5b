// The fast sampler of the discrete Laplace law. See long_run.h; the parameter is the scale. Plants: table, law.
#include "inversion_oracle.h"
#include "long_run.h"

static dpk_inversion *law;
static long double scale;
static uint64_t borders[QUANTILES];

// q^k/(1 + q)
static long double upper(uint64_t k) {
    return expl(-(long double)k / scale) / (1 + expl(-1 / scale));
}

static size_t prepare(double parameter, const char *plant) {
    law = dpk_inversion_prepare(is_plant(plant, "law") ? parameter * 129 / 128 : parameter);
    if (law == NULL) return 0;
    if (is_plant(plant, "table")) law->log_ratio[3] += 0x1p-39;
    else if (plant != NULL && !is_plant(plant, "law")) return 0;
    scale = parameter;
    make_borders(borders, upper);
    return law->words_per_trial;
}

static size_t expected_values(const dpk_tape *tape, int64_t *values) {
    return expected_block(law, tape, values);
}

static size_t drawn(size_t back_end, const dpk_tape *tape, int64_t *values) {
    return dpk_inversion_backends[back_end]->run(law, tape, BLOCK, values);
}

static long classify(const int64_t *values, size_t count, counted counts) {
    for (size_t i = 0; i < count; i++) {
        uint64_t magnitude = (uint64_t)llabs(values[i]);
        counts[0][symmetric_class(borders, values[i])]++;
        counts[1][magnitude % CLASSES]++;
        counts[2][(magnitude >> law->split) % CLASSES]++;
    }
    return (long)count;
}

static long double chance(int kind, int class) {
    if (kind == 0) return symmetric_chance(borders, upper, class);
    // Magnitudes in steps of w, modulo 256 w.
    const long double w = kind == 1 ? 1 : law->step, q = expl(-1 / scale);
    long double mass = -2 * expm1l(-w / scale) * expl(-class * w / scale) / ((1 + q) * -expm1l(-CLASSES * w / scale));
    return class == 0 ? mass + expm1l(-1 / scale) / (1 + q) : mass;
}

int main(int count, char **arguments) {
    static const long_run_sampler sampler = {
        "inversion", "scale",
        {"sign and quantile of the magnitude", "lowest 8 bits of the magnitude", "8 bits above the split"},
        prepare, expected_values, drawn, classify, chance, 1,
    };
    return long_run(&sampler, count, arguments);
}
