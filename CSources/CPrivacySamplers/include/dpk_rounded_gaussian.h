// Gaussian noise, exactly rounded: the integer nearest to phase + scale N, where N is the ideal, real standard normal.
// Rounding is post-processing, so the continuous Gaussian mechanism's guarantees hold as they stand. Proof note:
// rounded_gaussian.md beside the source.
#ifndef DPK_ROUNDED_GAUSSIAN_H
#define DPK_ROUNDED_GAUSSIAN_H

#include "dpk_sampler.h"

typedef struct dpk_rounded_gaussian dpk_rounded_gaussian;

#define DPK_ROUNDED_GAUSSIAN_LEAST_SCALE 0x1p-6
#define DPK_ROUNDED_GAUSSIAN_LARGEST_SCALE 0x1p26

// Returns NULL for a scale outside 1/64 ... 2^26 or without memory.
dpk_rounded_gaussian *dpk_rounded_gaussian_prepare(double scale);
void dpk_rounded_gaussian_free(dpk_rounded_gaussian *law);

// out[i] = the integer nearest to phase[i] + scale N_i, the N_i independent; |phase[i]| <= 1/2, any such double, taken
// exactly; phase NULL: all 0. A tie has probability 0. Words come from the thread's pool and are wiped after use.
void dpk_rounded_gaussian_draw(const dpk_rounded_gaussian *law, const double *phase, int64_t *out, size_t count);

// The same law; every trial makes exactly one certified evaluation, of its own words or of a decoy's.
void dpk_rounded_gaussian_draw_constant_time(const dpk_rounded_gaussian *law, const double *phase, int64_t *out,
                                             size_t count);

// On a tape. A trial is a pair: two words (64 digits of U, 64 of V) make the outputs 2 t and 2 t + 1 from the phases at
// the same places. One refinement stream serves both, so that they always are the image of one (U, V).
enum { DPK_ROUNDED_GAUSSIAN_WORDS = 2 };
void dpk_rounded_gaussian_run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                              size_t pairs, int64_t *out);

// The same function of the same words, every trial in certified arithmetic: what the fast ones fall back on and are
// tested against. Its running time depends on the words.
void dpk_rounded_gaussian_run_certified_var(const dpk_rounded_gaussian *law, const dpk_tape *tape,
                                            const double *phase, size_t pairs, int64_t *out);

#endif
