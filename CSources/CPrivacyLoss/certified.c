// The plan's law by exact convolution, above and below the truth.
#include "certified.h"

#include <math.h>

#include "laws.h"
#include "masses.h"
#include "plan.h"
#include "rational.h"

// One direction of adjacency, one side of the bracket. The steps are discretised once for both sides.
static void compose_plan(dpk_masses out[2], const dpk_loss_law *laws, size_t count, const dpk_plan *plan, int removing) {
    for (size_t i = 0; i < count; i++) {
        dpk_grid grid;
        dpk_step step;
        dpk_law_discretise(&step, &grid, &laws[i], plan->step, plan->reach, removing);
        for (int up = 0; up < 2; up++) {
            dpk_masses part, next;
            dpk_masses_of_step(&part, &step, up);
            dpk_masses_power(&part, laws[i].count, plan->tail / (double)count / 2);
            if (i == 0) {
                out[up] = part;
            } else {
                dpk_masses_compose(&next, &out[up], &part);
                dpk_masses_clear(&out[up]);
                dpk_masses_clear(&part);
                out[up] = next;
                dpk_masses_trim(&out[up], plan->tail / (double)count / 2);
            }
        }
        dpk_step_clear(&step);
        dpk_grid_clear(&grid);
    }
}

void dpk_certified(const dpk_loss_law *laws, size_t count, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
                   double *lower, double *upper) {
    double bound[2] = {0, 0};
    int directions = dpk_plan_is_asymmetric(laws, count) ? 2 : 1;
    for (int removing = 0; removing < directions; removing++) {
        dpk_masses total[2];
        compose_plan(total, laws, count, plan, removing);
        for (int up = 0; up < 2; up++) {
            double answer = question == dpk_ask_epsilon ? dpk_masses_epsilon(&total[up], plan->step, given)
                                                        : dpk_masses_delta(&total[up], plan->step, given);
            bound[up] = fmax(bound[up], answer);
            dpk_masses_clear(&total[up]);
        }
    }
    *lower = bound[0];
    *upper = bound[1];
}
