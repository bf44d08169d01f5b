// Private to this target.
#ifndef DPK_FAST_H
#define DPK_FAST_H

#include "certified.h"

// As dpk_certified, in doubles; 0 if it can't say (then nothing is written).
int dpk_fast(const dpk_loss_law *laws, size_t count, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
             double *lower, double *upper);

#endif
