// Guesses in doubles, for a start: nothing depends on them but speed. Private to this target.
#ifndef DPK_GUESS_H
#define DPK_GUESS_H

#include "normal.h"

double dpk_guess_logarithm(mpz_srcptr a);
// An x with P(N > x) <= delta, about, and not far above the least one.
double dpk_guess_quantile(mpq_srcptr delta);
// By how much ln mu, mu = 1/sigma, has to grow to come from the delta `found` at mu to the delta wanted; 0 if there is no
// telling.
double dpk_guess_step(const dpk_scaled_enclosure *found, double epsilon, double mu, mpq_srcptr delta, unsigned long w);

#endif
