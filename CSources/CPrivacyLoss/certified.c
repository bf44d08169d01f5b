// The plan's law by exact convolution, above and below the truth.
#include "certified.h"

#include <math.h>

#include "laws.h"
#include "masses.h"
#include "plan.h"
#include "rational.h"

// total[direction][side]: side 1 is above the truth.
static void compose_plan(dpk_masses total[2][2], const dpk_loss_law *laws, size_t count, const dpk_plan *plan,
                         int directions) {
    double tail = plan->tail / (double)count / 2;
    for (size_t i = 0; i < count; i++) {
        dpk_discrete_law law;
        dpk_law_discretise(&law, &laws[i], plan->step, plan->reach);
        for (int side = 0; side < 2 * directions; side++) {
            int up = side % 2;
            dpk_masses part, next, *sum = &total[side / 2][up];
            dpk_masses_of_step(&part, dpk_law_direction(&law, side / 2), up);
            dpk_masses_power(&part, laws[i].count, tail);
            if (i == 0) {
                *sum = part;
                continue;
            }
            dpk_masses_compose(&next, sum, &part);
            dpk_masses_clear(sum);
            dpk_masses_clear(&part);
            *sum = next;
            dpk_masses_trim(sum, tail);
        }
        dpk_discrete_law_clear(&law);
    }
}

void dpk_certified(const dpk_loss_law *laws, size_t count, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
                   double *lower, double *upper) {
    double bound[2] = {0, 0};
    int directions = dpk_plan_is_asymmetric(laws, count) ? 2 : 1;
    dpk_masses total[2][2];
    compose_plan(total, laws, count, plan, directions);
    for (int side = 0; side < 2 * directions; side++) {
        int up = side % 2;
        dpk_masses *sum = &total[side / 2][up];
        double answer = question == dpk_ask_epsilon ? dpk_masses_epsilon(sum, plan->step, given)
                                                    : dpk_masses_delta(sum, plan->step, given);
        bound[up] = fmax(bound[up], answer);
        dpk_masses_clear(sum);
    }
    *lower = bound[0];
    *upper = bound[1];
}
