// Every sampler whose time is tested, a line each. Prepared laws live until the process ends.
#ifndef CONSTANT_TIME_SAMPLERS_H
#define CONSTANT_TIME_SAMPLERS_H

#include <stdlib.h>
#include <string.h>

#include "dpk_backend.h"
#include "dpk_bernoulli.h"
#include "dpk_discrete_gaussian.h"
#include "dpk_geometric.h"
#include "dpk_inversion.h"
#include "dpk_random.h"
#include "dpk_rounded_gaussian.h"
#include "dpk_snapping.h"
#include "dpk_staircase.h"
#include "dpk_truncated_geometric.h"
#include "dpk_uniform.h"

// A sampler with its law: single draws and batches from the pool, trials on a tape. What is drawn counts by its magnitude.
typedef struct {
    const void *law;
    void (*draw)(const void *law, int64_t *out, size_t count);
    // At most 2 outputs a trial; how many trials were kept.
    size_t (*run)(const void *law, const dpk_tape *tape, size_t trials, int64_t *out);
    uint32_t words_per_trial;
} prepared_sampler;

typedef struct {
    const char *name;
    double scale;
    prepared_sampler (*prepare)(double scale);
    int has_back_ends;  // else plain C alone
    int is_slow;        // certified arithmetic in every trial: a few are enough
} tested_sampler;

static inline void draw_plain(const void *law, int64_t *out, size_t count) {
    dpk_draw(law, out, count);
}

static inline size_t run_plain(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_sampler *sampler = law;
    return sampler->run(sampler->parameters, tape, trials, out);
}

static inline prepared_sampler plain(dpk_sampler sampler) {
    dpk_sampler *law = malloc(sizeof *law);
    if (law == NULL) exit(2);
    *law = sampler;
    return (prepared_sampler){law, draw_plain, run_plain, sampler.words_per_trial};
}

static inline prepared_sampler inversion(double scale) {
    return plain(dpk_inversion_sampler(dpk_inversion_prepare(scale)));
}

static inline prepared_sampler inversion_constant_time(double scale) {
    return plain(dpk_inversion_constant_time_sampler(dpk_inversion_prepare(scale)));
}

static inline prepared_sampler geometric(double scale) {
    return plain(dpk_geometric_sampler(dpk_geometric_prepare(scale, 128)));
}

static inline prepared_sampler discrete_laplace(double scale) {
    return plain(dpk_discrete_laplace_sampler(dpk_geometric_prepare(scale, 128)));
}

static inline prepared_sampler uniform(double bound) {
    dpk_uniform *law = malloc(sizeof *law);
    if (law == NULL || !dpk_uniform_prepare(law, (uint64_t)bound, 64)) exit(2);
    return plain(dpk_uniform_sampler(law));
}

static inline prepared_sampler bernoulli(double gamma) {
    dpk_bernoulli_exp *law = malloc(sizeof *law);
    if (law == NULL || !dpk_bernoulli_exp_prepare(law, dpk_rational_from_double(gamma), 128)) exit(2);
    return plain(dpk_bernoulli_exp_sampler(law));
}

static inline prepared_sampler discrete_gaussian(double sigma) {
    return plain(dpk_discrete_gaussian_sampler(dpk_discrete_gaussian_prepare(sigma)));
}

static inline prepared_sampler discrete_gaussian_constant_time(double sigma) {
    return plain(dpk_discrete_gaussian_constant_time_sampler(dpk_discrete_gaussian_prepare(sigma)));
}

static inline prepared_sampler staircase(double sensitivity) {
    dpk_rational *one = dpk_rational_from_unsigned(1);
    uint64_t whole = (uint64_t)sensitivity;
    return plain(dpk_staircase_sampler(dpk_staircase_prepare(one, whole, whole / 4 + 1, 128)));
}

static inline void draw_rounded_gaussian(const void *law, int64_t *out, size_t count) {
    dpk_rounded_gaussian_draw(law, NULL, out, count);
}

static inline void draw_rounded_gaussian_constant_time(const void *law, int64_t *out, size_t count) {
    dpk_rounded_gaussian_draw_constant_time(law, NULL, out, count);
}

static inline size_t run_rounded_gaussian(const void *law, const dpk_tape *tape, size_t pairs, int64_t *out) {
    dpk_rounded_gaussian_run(law, tape, NULL, pairs, out);
    return pairs;
}

static inline prepared_sampler rounded_gaussian(double scale) {
    return (prepared_sampler){dpk_rounded_gaussian_prepare(scale), draw_rounded_gaussian, run_rounded_gaussian,
                              DPK_ROUNDED_GAUSSIAN_WORDS};
}

static inline prepared_sampler rounded_gaussian_constant_time(double scale) {
    return (prepared_sampler){dpk_rounded_gaussian_prepare(scale), draw_rounded_gaussian_constant_time,
                              run_rounded_gaussian, DPK_ROUNDED_GAUSSIAN_WORDS};
}

// The bits of |noise| on the value 0 grow with it.
static inline void magnitudes(const double *values, int64_t *out, size_t count) {
    memcpy(out, values, count * sizeof *out);
    for (size_t i = 0; i < count; i++) out[i] &= INT64_MAX;
}

static inline void draw_snapping(const void *law, int64_t *out, size_t count) {
    double values[DPK_TAPE_WORDS];
    memset(values, 0, count * sizeof values[0]);
    dpk_snapping_draw(law, values, count);
    magnitudes(values, out, count);
}

static inline size_t run_snapping(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    static double values[DPK_TAPE_WORDS];
    memset(values, 0, trials * sizeof values[0]);
    dpk_snapping_run(law, tape, values, trials);
    magnitudes(values, out, trials);
    return trials;
}

static inline prepared_sampler snapping(double lambda) {
    return (prepared_sampler){dpk_snapping_prepare(lambda, 1000 * lambda), draw_snapping, run_snapping,
                              DPK_SNAPPING_WORDS};
}

// Numbers of privacy units, secret like words, on both sides of the crossover; what "is drawn" is the number.
static inline void keep_or_not(const void *law, const dpk_tape *tape, const int64_t *counts, size_t trials, int64_t *out) {
    static uint8_t keep[DPK_TAPE_WORDS];
    if (tape == NULL) {
        dpk_truncated_geometric_draw(law, counts, trials, keep);
    } else {
        dpk_truncated_geometric_run(law, tape, counts, trials, keep);
    }
    for (size_t i = 0; i < trials; i++) out[i] = counts[i] ^ -(int64_t)keep[i];
}

static inline void draw_truncated_geometric(const void *law, int64_t *out, size_t count) {
    static int64_t counts[DPK_TAPE_WORDS];
    dpk_random_bytes(counts, count * sizeof counts[0]);
    for (size_t i = 0; i < count; i++) counts[i] &= 31;
    keep_or_not(law, NULL, counts, count, out);
}

static inline size_t run_truncated_geometric(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    static int64_t counts[DPK_TAPE_WORDS];
    for (size_t i = 0; i < trials; i++) counts[i] = (int64_t)(tape->words[2 * i] & 31);
    keep_or_not(law, tape, counts, trials, out);
    return trials;
}

static inline prepared_sampler truncated_geometric(double epsilon) {
    dpk_rational *exact = dpk_rational_from_double(epsilon), *delta = dpk_rational_from_double(0x1p-12);
    return (prepared_sampler){dpk_truncated_geometric_prepare(exact, delta, 1, 3), draw_truncated_geometric,
                              run_truncated_geometric, DPK_TRUNCATED_GEOMETRIC_WORDS};
}

static const tested_sampler tested_samplers[] = {
    {"discrete Laplace, inversion", 10, inversion, 1, 0},
    {"discrete Laplace, inversion", 0x1p40, inversion, 1, 0},
    {"discrete Laplace, constant time", 0x1p40, inversion_constant_time, 0, 1},
    {"discrete Gaussian", 10, discrete_gaussian, 1, 0},
    {"discrete Gaussian", 0x1p40, discrete_gaussian, 1, 0},
    {"discrete Gaussian, constant time", 0x1p40, discrete_gaussian_constant_time, 0, 1},
    {"rounded Gaussian", 10, rounded_gaussian, 1, 0},
    {"rounded Gaussian", 0x1p26, rounded_gaussian, 1, 0},
    {"rounded Gaussian, constant time", 0x1p26, rounded_gaussian_constant_time, 1, 1},
    {"snapping", 10, snapping, 1, 0},
    {"staircase", 10, staircase, 0, 0},
    {"discrete Laplace, reference", 10, discrete_laplace, 0, 0},
    {"discrete Laplace, reference", 0x1p40, discrete_laplace, 0, 0},
    {"geometric", 10, geometric, 0, 0},
    {"uniform", 1000003, uniform, 0, 0},
    {"Bernoulli", 0.7, bernoulli, 0, 0},
    {"truncated geometric selection", 0.7, truncated_geometric, 0, 0},
};

enum { TESTED_SAMPLERS = sizeof tested_samplers / sizeof tested_samplers[0] };

#endif
