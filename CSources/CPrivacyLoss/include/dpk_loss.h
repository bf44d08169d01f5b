// What releases cost together, by their privacy loss distributions. Parameters only, never data; time depends on them.
//
// A plan is a list of laws, each with how often it is used. Its delta(epsilon) is the largest over both directions of
// adjacency of P(S) - e^epsilon Q(S), for all releases of the plan together. Argument: loss.md beside the source.
#ifndef DPK_LOSS_H
#define DPK_LOSS_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_rational.h"

enum {
    DPK_LOSS_GAUSSIAN = 1,             // first: standard deviation / L2 sensitivity
    DPK_LOSS_LAPLACE = 2,              // first: scale / L1 sensitivity
    DPK_LOSS_DISCRETE_LAPLACE = 3,     // first: scale, mass ~ e^(-|k|/scale); integer: sensitivity >= 1
    DPK_LOSS_DISCRETE_GAUSSIAN = 4,    // first: sigma; integer: sensitivity >= 1
    DPK_LOSS_STAIRCASE = 5,            // first: epsilon; integer: sensitivity; other: width, 1 to the sensitivity
    DPK_LOSS_RANDOMIZED_RESPONSE = 6,  // first: epsilon; integer: how many answers, >= 2
    DPK_LOSS_APPROXIMATE = 7,          // first: epsilon >= 0; second: delta, 0 to 1
};

typedef struct {
    int32_t kind;
    const dpk_rational *first;
    const dpk_rational *second;
    // NULL, or how often a unit takes part: Poisson sampling of a Gaussian or Laplace release, above 0 and below 1.
    const dpk_rational *rate;
    int64_t integer;
    int64_t other;
    uint64_t count;  // 1 to 2^40
} dpk_loss_law;

enum { DPK_LOSS_CERTIFIED = 0, DPK_LOSS_FAST = 1 };

// lower <= epsilon(delta) <= upper for the plan, 0 < delta < 1. upper is +infinity where delta is out of reach, and
// 0 means that no epsilon is needed.
void dpk_loss_epsilon(const dpk_loss_law *laws, size_t count, const dpk_rational *delta, int32_t arithmetic,
                      double *lower, double *upper);
// lower <= delta(epsilon) <= upper for the plan, epsilon >= 0.
void dpk_loss_delta(const dpk_loss_law *laws, size_t count, const dpk_rational *epsilon, int32_t arithmetic,
                    double *lower, double *upper);

#endif
