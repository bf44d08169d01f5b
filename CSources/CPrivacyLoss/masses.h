// A law of losses on a grid, in exact integers: 192 bits after the point. Private to this target.
#ifndef DPK_MASSES_H
#define DPK_MASSES_H

#include "step.h"

#define DPK_MASS_LIMBS 4  // 192 bits after the point, 64 before it

typedef struct {
    int up;             // 1: every rounding moves mass up in loss, or adds some; 0: down, or drops some
    long first;         // grid index of mass 0
    size_t count;
    mp_limb_t *limb;    // DPK_MASS_LIMBS of each
    mp_limb_t infinity[DPK_MASS_LIMBS];
} dpk_masses;

void dpk_masses_of_step(dpk_masses *out, const dpk_step *step, int up);
void dpk_masses_clear(dpk_masses *x);
// The law of the sum of two independent losses; out may be neither.
void dpk_masses_compose(dpk_masses *out, const dpk_masses *a, const dpk_masses *b);
// Takes off what is at most `tail` at each end: above it becomes infinite (up) or comes down to the last one kept; below it
// comes up to the first one kept (up) or is dropped.
void dpk_masses_trim(dpk_masses *x, double tail);
// The law of the sum of `times` >= 1 independent losses like x, which is replaced; `tail` in all.
void dpk_masses_power(dpk_masses *x, uint64_t times, double tail);

// delta(epsilon) of the law rounded up (up) or down, and the epsilon of a delta likewise, for losses on the grid of step h.
double dpk_masses_delta(const dpk_masses *x, mpq_srcptr h, mpq_srcptr epsilon);
double dpk_masses_epsilon(const dpk_masses *x, mpq_srcptr h, mpq_srcptr delta);

#endif
