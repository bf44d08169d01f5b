// What the near-truncated geometric selection's probabilities are made of; private to this target.
#ifndef DPK_KEEP_LAW_H
#define DPK_KEEP_LAW_H

#include "dpk_keep_probability.h"
#include "enclosure.h"

struct dpk_keep_law {
    mpq_t epsilon, delta;  // epsilon: the share e; delta: the whole
    mpz_t parts;
    unsigned long guard;  // how many bits smallness of d and e costs
    uint64_t crossover;
    enum { DPK_KEEP_NEVER, DPK_KEEP_SOMETIMES, DPK_KEEP_ALWAYS } kept;  // delta = 0, between, 1
};

// The factors that don't depend on k, at one precision; for DPK_KEEP_SOMETIMES.
typedef struct {
    dpk_enclosure d, rest, power, below;  // d, 1 - d, e^e, e^e - 1
} dpk_keep_factors;

void dpk_keep_factors_init(dpk_keep_factors *f, const dpk_keep_law *law, unsigned long w);
void dpk_keep_factors_clear(dpk_keep_factors *f);

// out = g(k) = d (e^(k e) - 1)/(e^e - 1), power = e^(k e); for k <= crossover.
void dpk_keep_rise(dpk_enclosure *out, dpk_enclosure *power, const dpk_keep_law *law, const dpk_keep_factors *f,
                   uint64_t k, unsigned long w);

// x becomes 1 - x.
void dpk_enclosure_from_one(dpk_enclosure *x, unsigned long w);

#endif
