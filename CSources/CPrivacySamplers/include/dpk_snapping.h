// The snapping mechanism of Mironov 2012, "On significance of the least significant bits for differential privacy",
// section 5.2:
//
//   x -> clamp_B(round_L(clamp_B(x) + s lambda LN(U))),   L = the least power of two >= lambda,
//
// s a fair sign, U uniform on the doubles of (0, 1) in proportion to their distance to the next one, with exponents that
// go on for ever, LN the logarithm rounded to the nearest double; every operation is rounded to nearest, ties of
// round_L go up. What privacy that is, and how it is computed: snapping.md beside the source.
//
// Argument order: law, tape, values, count.
#ifndef DPK_SNAPPING_H
#define DPK_SNAPPING_H

#include "dpk_sampler.h"

typedef struct dpk_snapping dpk_snapping;

#define DPK_SNAPPING_LEAST_GRANULARITY 0x1p-1000
#define DPK_SNAPPING_LARGEST_BOUND 0x1p960

// Returns NULL unless lambda < bound < 2^46 lambda, bound <= 2^960 and the granularity is at least 2^-1000, or without
// memory.
dpk_snapping *dpk_snapping_prepare(double lambda, double bound);
void dpk_snapping_free(dpk_snapping *law);

// L.
double dpk_snapping_granularity(const dpk_snapping *law);

// Replaces each value by what the mechanism gives for it, with draws from the thread's pool of secure random bytes.
// Infinite values are clamped like others, NaN counts as 0. No result is NaN or minus zero.
void dpk_snapping_draw(const dpk_snapping *law, double *values, size_t count);

// The same on a tape. A trial is two words: the sign (highest bit) and the 52 bits of U's fraction (lowest ones); then
// the exponent of U, -1 less the number of leading zeros, which go on in the trial's refinement stream if all are 0.
enum { DPK_SNAPPING_WORDS = 2 };
void dpk_snapping_run(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count);

// The same function of the same words with every logarithm computed in certified arithmetic of growing precision: what
// the fast ones fall back on and are tested against. Its running time depends on the words.
void dpk_snapping_run_certified_var(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count);

#endif
