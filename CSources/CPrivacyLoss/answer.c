#include <math.h>

#include "certified.h"
#include "dpk_loss.h"
#include "fast.h"
#include "plan.h"
#include "rational.h"

static void answer(const dpk_loss_law *laws, size_t count, dpk_question question, mpq_srcptr given, double delta,
                   int32_t arithmetic, double *lower, double *upper) {
    dpk_plan plan;
    if (arithmetic == DPK_LOSS_FAST) {
        dpk_plan_init(&plan, laws, count, delta, 0);
        int found = dpk_fast(laws, count, &plan, question, given, lower, upper);
        dpk_plan_clear(&plan);
        if (found) return;
    }
    dpk_plan_init(&plan, laws, count, delta, 1);
    dpk_certified(laws, count, &plan, question, given, lower, upper);
    dpk_plan_clear(&plan);
}

void dpk_loss_epsilon(const dpk_loss_law *laws, size_t count, const dpk_rational *delta, int32_t arithmetic,
                      double *lower, double *upper) {
    answer(laws, count, dpk_ask_epsilon, delta->q, mpq_get_d(delta->q), arithmetic, lower, upper);
}

void dpk_loss_delta(const dpk_loss_law *laws, size_t count, const dpk_rational *epsilon, int32_t arithmetic,
                    double *lower, double *upper) {
    // A small delta needs its own, farther grid.
    for (double about = 0x1p-40; ; about *= 0x1p-40) {
        answer(laws, count, dpk_ask_delta, epsilon->q, about, arithmetic, lower, upper);
        if (*upper > about * 0x1p-8 || about < 0x1p-100) return;
    }
}
