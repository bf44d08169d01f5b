// A plan's laws in doubles, tilted: mass at grid index i times ratio^i. Private to this target.
#ifndef DPK_TILT_H
#define DPK_TILT_H

#include "certified.h"
#include "scaled.h"
#include "step.h"

typedef struct {
    double *mass[2];     // of grid index first + i: 1 rounded up from the law above, 0 rounded down from the law below
    double infinity[2];
    long first, centre;  // the tilt is ratio^(index - centre)
    size_t count;
    uint64_t times;
} dpk_factor;

typedef struct {
    dpk_factor *factor;
    size_t count;
    double step;          // h, about
    long first, last;     // grid indices that the sum of all losses can have
} dpk_factors;

// In as many directions of adjacency as asked for.
void dpk_factors_init(dpk_factors all[2], const dpk_loss_law *laws, size_t count, const dpk_plan *plan, int directions);
void dpk_factors_clear(dpk_factors *all);

// The tilted sum's moments, about; in grid steps.
typedef struct {
    double mean, deviation, logarithm;  // logarithm: ln of the sum of mass times e^(tilt loss)
} dpk_moments;
dpk_moments dpk_factors_moments(const dpk_factors *all, double tilt);
// The tilt per grid step at which an answer is well resolved, and about where the answer lies, in grid steps.
double dpk_factors_tilt(const dpk_factors *all, dpk_question question, double given, double *near);

// mass * ratio^(index - centre) for one factor, each off by a relative dpk_tilt_error(count) at most; returns the sum.
double dpk_tilt(double *out, const dpk_factor *factor, int up, double ratio);
double dpk_tilt_error(size_t count);

#endif
