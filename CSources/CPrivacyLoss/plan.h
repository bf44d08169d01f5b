// A plan's grid: how fine, how far. Nothing is claimed of these choices but that they make the answer good; whatever they
// are, the bounds hold. Private to this target.
#ifndef DPK_PLAN_H
#define DPK_PLAN_H

#include <gmp.h>

#include "dpk_loss.h"

typedef struct {
    mpq_t step;      // h, a loss
    double reach;    // how many standard deviations of normal noise a step keeps
    double tail;     // how much probability may be cut off in all
    double deviation;  // of the plan's loss
} dpk_plan;

// `exact`: for exact convolution, which is slower, so the grid is coarser.
void dpk_plan_init(dpk_plan *plan, const dpk_loss_law *laws, size_t count, double delta, int exact);
void dpk_plan_clear(dpk_plan *plan);
int dpk_plan_is_asymmetric(const dpk_loss_law *laws, size_t count);

#endif
