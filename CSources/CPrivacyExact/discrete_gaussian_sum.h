// Private to this target.
#ifndef DPK_DISCRETE_GAUSSIAN_SUM_H
#define DPK_DISCRETE_GAUSSIAN_SUM_H

#include "normal.h"

// P(Y > t) - e^epsilon P(Y > t + D) for Y of the discrete Gaussian law with parameter sigma^2 = variance and
// t = epsilon sigma^2/D - D/2, D an integer. Takes about 10 sigma sqrt(w) steps.
void dpk_enclose_discrete_sum(dpk_scaled_enclosure *out, mpq_srcptr sensitivity, mpq_srcptr t, mpq_srcptr variance,
                              unsigned long w);

#endif
