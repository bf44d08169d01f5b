#include "plan.h"

#include <math.h>

#include "laws.h"

// Division among grid points adds h^2/6 to a step's variance at most where its loss is spread out; so a relative
// (h/deviation)^2/12 to epsilon, about.
static const double finest = 0.003, single = 0.008;

int dpk_plan_is_asymmetric(const dpk_loss_law *laws, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (dpk_law_is_asymmetric(&laws[i])) return 1;
    }
    return 0;
}

void dpk_plan_init(dpk_plan *plan, const dpk_loss_law *laws, size_t count, double delta, int exact) {
    double variance = 0, steps = 0, widest = 0;
    mpq_t anchor, candidate;
    mpq_inits(plan->step, anchor, candidate, NULL);
    double anchored = 0;
    for (size_t i = 0; i < count; i++) {
        double deviation = dpk_law_deviation(&laws[i]), times = (double)laws[i].count;
        variance += times * deviation * deviation;
        steps += times;
        widest = fmax(widest, deviation);
        dpk_law_anchor(candidate, &laws[i]);
        if (mpq_sgn(candidate) != 0 && times > anchored) {
            anchored = times;
            mpq_abs(anchor, candidate);
        }
    }
    if (!(variance > 0x1p-400)) variance = 0x1p-400;
    double share = steps < 2 ? single : fmin(fmax((exact ? 1.4e-3 : 2.0e-4) * sqrt(steps), finest), exact ? 0.0143 : 0.011);
    if (variance > 4) share = fmin(share, 0.006);  // then the losses' mean grows, too
    share = fmax(share, sqrt(steps) * 0x1p-17);  // the sum's law has some millions of masses at most,
    double h = fmax(share * sqrt(variance / steps), widest * 0x1p-16);  // and a step's law, too
    h = fmin(fmax(h, 0x1p-50), fmax(0x1p-4, widest * 0x1p-16));
    plan->deviation = sqrt(variance);
    plan->tail = fmax(fmin(delta, 0.5) * 0x1p-21, 0x1p-170);
    plan->reach = sqrt(2 * log(steps / plan->tail) + 4);
    // A rare sample's loss hardly ever moves, but may be large: its law, too, has to fit.
    for (size_t i = 0; i < count; i++) h = fmax(h, dpk_law_farthest(&laws[i], plan->reach) * 0x1p-18);
    if (anchored > 0 && mpq_get_d(anchor) < h) {
        mpq_set(plan->step, anchor);  // a whole number of them
        mpz_mul_si(mpq_numref(plan->step), mpq_numref(plan->step), (long)fmax(1, h / mpq_get_d(anchor)));
        mpq_canonicalize(plan->step);
    } else if (anchored > 0) {
        double parts = ceil(mpq_get_d(anchor) / h);
        mpq_set_d(candidate, parts);
        mpq_div(plan->step, anchor, candidate);
    } else {
        mpq_set_d(plan->step, h);
    }
    mpq_clears(anchor, candidate, NULL);
}

void dpk_plan_clear(dpk_plan *plan) {
    mpq_clear(plan->step);
}
