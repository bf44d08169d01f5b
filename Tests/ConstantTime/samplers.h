// Every sampler whose time is tested, a line each. Prepared laws live until the process ends.
#ifndef CONSTANT_TIME_SAMPLERS_H
#define CONSTANT_TIME_SAMPLERS_H

#include "dpk_backend.h"
#include "dpk_bernoulli.h"
#include "dpk_geometric.h"
#include "dpk_inversion.h"
#include "dpk_uniform.h"

typedef struct {
    const char *name;
    double scale;
    dpk_sampler (*prepared)(double scale);
    int has_back_ends;  // else plain C alone
} tested_sampler;

static inline dpk_sampler inversion(double scale) {
    return dpk_inversion_sampler(dpk_inversion_prepare(scale));
}

static inline dpk_sampler geometric(double scale) {
    return dpk_geometric_sampler(dpk_geometric_prepare(scale, 128));
}

static inline dpk_sampler discrete_laplace(double scale) {
    return dpk_discrete_laplace_sampler(dpk_geometric_prepare(scale, 128));
}

static inline dpk_sampler uniform(double bound) {
    static dpk_uniform laws[8];
    static int used;
    dpk_uniform *law = &laws[used++ % 8];
    dpk_uniform_prepare(law, (uint64_t)bound, 64);
    return dpk_uniform_sampler(law);
}

static inline dpk_sampler bernoulli(double gamma) {
    static dpk_bernoulli_exp laws[8];
    static int used;
    dpk_bernoulli_exp *law = &laws[used++ % 8];
    dpk_bernoulli_exp_prepare(law, dpk_rational_from_double(gamma), 128);
    return dpk_bernoulli_exp_sampler(law);
}

static const tested_sampler tested_samplers[] = {
    {"discrete Laplace, inversion", 10, inversion, 1},
    {"discrete Laplace, inversion", 0x1p40, inversion, 1},
    {"discrete Laplace, reference", 10, discrete_laplace, 0},
    {"discrete Laplace, reference", 0x1p40, discrete_laplace, 0},
    {"geometric", 10, geometric, 0},
    {"uniform", 1000003, uniform, 0},
    {"Bernoulli", 0.7, bernoulli, 0},
};

enum { TESTED_SAMPLERS = sizeof tested_samplers / sizeof tested_samplers[0] };

#endif
