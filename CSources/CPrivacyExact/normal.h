// The normal law's tail as a Mills ratio, and what is made of it; private to this target.
#ifndef DPK_NORMAL_H
#define DPK_NORMAL_H

#include "enclosure.h"

// R(x) = (1 - Phi(x))/phi(x) for the rational x >= 0.
void dpk_enclose_mills_ratio(dpk_enclosure *out, mpq_srcptr x, unsigned long w);

// A probability kept as factor e^-exponent, with factor >= 0 and exponent >= 0.
typedef struct {
    dpk_enclosure factor, exponent;
} dpk_scaled_enclosure;

void dpk_scaled_init(dpk_scaled_enclosure *x);
void dpk_scaled_clear(dpk_scaled_enclosure *x);

// 1 - Phi(x) for any rational x.
void dpk_enclose_normal_tail(dpk_scaled_enclosure *out, mpq_srcptr x, unsigned long w);

// Phi(-x1) - e^epsilon Phi(-x2) with x1 = epsilon sigma - 1/(2 sigma) and x2 = x1 + 1/sigma.
void dpk_enclose_gaussian_delta(dpk_scaled_enclosure *out, mpq_srcptr epsilon, mpq_srcptr sigma, unsigned long w);

// The probability's bounds as doubles, and its logarithm's.
void dpk_scaled_bounds(const dpk_scaled_enclosure *x, unsigned long w, double *low, double *high);
void dpk_scaled_log_bounds(const dpk_scaled_enclosure *x, unsigned long w, double *low, double *high);

// -1: x < q is proved; 1: x > q is proved; 0: not known at this w. For q > 0.
int dpk_scaled_compare(const dpk_scaled_enclosure *x, mpq_srcptr q, unsigned long w);

#endif
