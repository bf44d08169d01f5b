// Private to this target.
#ifndef DPK_CERTIFIED_H
#define DPK_CERTIFIED_H

#include "plan.h"

typedef enum { dpk_ask_epsilon, dpk_ask_delta } dpk_question;

// Bounds of the plan's epsilon for a delta, or of its delta for an epsilon, over both directions of adjacency.
void dpk_certified(const dpk_loss_law *laws, size_t count, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
                   double *lower, double *upper);

#endif
