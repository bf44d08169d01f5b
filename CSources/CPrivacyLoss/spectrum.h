// Of a long sum of losses only the few lowest frequencies matter. Private to this target.
#ifndef DPK_SPECTRUM_H
#define DPK_SPECTRUM_H

#include "fourier.h"
#include "tilt.h"

// Coefficients 0 to count - 1 of the tilted sum of all factors on a circle of N indices.
typedef struct {
    size_t count;
    double *re, *im;
    double error;  // of all coefficients together, those from `count` on taken to be 0, as an error of each mass
    double total;  // sum of the coefficients' magnitudes, each but the first counted twice, over N
} dpk_spectrum;

// 0 if more than a few matter. tilted[j]: the tilted masses of factor j.
int dpk_spectrum_init(dpk_spectrum *out, const dpk_roots *roots, const dpk_factors *all, double *const *tilted);
void dpk_spectrum_clear(dpk_spectrum *x);

// The sums over l > i of (1 - e^(-(l - i)h)) m(l) ratio^(i - l) and of e^(-(l - i)h) m(l) ratio^(i - l), m going around the
// circle without end: true ones are within `off` of `gain` and of `faded`.
typedef struct {
    double gain, faded, gain_off, faded_off;
} dpk_tail_sums;

dpk_tail_sums dpk_spectrum_tail(const dpk_spectrum *x, const dpk_roots *roots, double ratio, double fall, double share,
                                long i);

// One factor's coefficients f' to the power `times`, multiplied into what is there (or, the first, put there), `error` being
// the bounds of each one's error; every f' is within `off` of the true one. Argument: loss.md, section 9.
void dpk_multiply_power(double *re, double *im, double *error, const double *fr, const double *fi, size_t count,
                        uint64_t times, double off, int is_first);

#endif
