// The prepared law and what its back ends share; private to this target. Proof note: discrete_gaussian.md.
#ifndef DPK_DISCRETE_GAUSSIAN_PRIVATE_H
#define DPK_DISCRETE_GAUSSIAN_PRIVATE_H

#include "dpk_discrete_gaussian.h"
#include "inversion.h"

// A trial's last word ends in the 24 binary digits w of W. They accept the proposal Y if w < p 2^24 and reject it if
// w > p 2^24 - 1, with p = e^-x:
//
//   x = (|Y|/sigma - 1)^2 / 2,   s = x 4/ln 2,   n = the integer nearest to s,   f = s - n,
//   p 2^24 = 2^(24 - s/4) = power[n mod 4] 2^-floor(n/4) (1 + c1 f + ... + c5 f^5)
//
// unless w + 1/2 is within `reach` of p 2^24.
struct dpk_discrete_gaussian {
    dpk_inversion proposal;  // of scale sigma; its margins allow for the digits that W takes from U or V
    // 2^24 2^(-j/4) for j = 0 ... 3, twice, to nearest
    double power[8] __attribute__((aligned(64)));
    double inverse;          // 1/sigma
    double reach;            // 1/2 and the error bound of p 2^24
    uint32_t words_per_trial;
};

#define DPK_ACCEPT_BITS 24
#define DPK_ACCEPT_DIGITS ((UINT64_C(1) << DPK_ACCEPT_BITS) - 1)
#define DPK_ACCEPT_LARGEST_S 512.0             // p < 2^-128 from there on: taken for 2^-128
#define DPK_ACCEPT_TO_S 0x1.71547652b82fep+1   // 2/ln 2, to nearest
#define DPK_ACCEPT_ROUNDER 0x1.8p52            // s + this has n in its last bits

// (-ln 2 / 4)^j / j!, to nearest
#define DPK_ACCEPT_C1 (-0x1.62e42fefa39efp-3)
#define DPK_ACCEPT_C2 0x1.ebfbdff82c58fp-7
#define DPK_ACCEPT_C3 (-0x1.c6b08d704a0c0p-11)
#define DPK_ACCEPT_C4 0x1.3b2ab6fba4e77p-15
#define DPK_ACCEPT_C5 (-0x1.5d87fe78a6731p-20)

// What a back end is. `values` classifies eight trials: the signed proposals of the decided ones (0 for the others), and
// the sets of the open and of the kept ones as bits; `run` resolves the open ones, too.
typedef struct {
    dpk_run *run;
    void (*values)(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *out, uint32_t *open,
                   uint32_t *keep);
} dpk_discrete_gaussian_backend;

extern const dpk_discrete_gaussian_backend dpk_discrete_gaussian_portable, dpk_discrete_gaussian_avx2,
    dpk_discrete_gaussian_avx512;
// Those of other machines: NULL.
extern const dpk_discrete_gaussian_backend *const dpk_discrete_gaussian_backends[DPK_BACKENDS];

// One trial by certified arithmetic: its signed proposal into *value; returns whether that is kept. The refinement
// stream is that of `trial`, read for U, then V, then W.
uint32_t dpk_discrete_gaussian_resolve_var(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t trial,
                                           int64_t *value);
// The same for words that don't stand on the tape.
uint32_t dpk_discrete_gaussian_resolve_words_var(const dpk_discrete_gaussian *law, const uint64_t *words,
                                                 const dpk_tape *tape, size_t trial, int64_t *value);

// The open lanes of a vector of values, resolved in trial order; returns the set of lanes that are kept.
uint32_t dpk_discrete_gaussian_resolve_lanes_var(const dpk_discrete_gaussian *law, const dpk_tape *tape,
                                                 size_t first, uint32_t open, uint32_t keep, int64_t *values);

// The trials first ..< trials in plain C, bit for bit what the lanes of a vector do; returns how many were kept. Under
// the rounding that the caller has set.
size_t dpk_discrete_gaussian_run_one_by_one(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t first,
                                            size_t trials, int64_t *out);

// One trial by the fast path in plain C: returns 1 if the words decide it; then its proposal and 1 or 0 for kept or
// rejected. Under the rounding that the caller has set.
uint64_t dpk_discrete_gaussian_decide(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *value,
                                      uint64_t *keep);

// |Z| - from given |Z| >= from, with words from next(context, 0).
uint64_t dpk_discrete_gaussian_excess_var(double sigma, uint64_t from, uint64_t (*next)(void *context, uint64_t key),
                                          void *context);

#endif
