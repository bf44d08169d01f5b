// The prepared law and what its back ends share; private to this target. Proof note: inversion.md.
#ifndef DPK_INVERSION_PRIVATE_H
#define DPK_INVERSION_PRIVATE_H

#include "dpk_backend.h"
#include "dpk_inversion.h"

// scale = c 2^split with c in [2^23, 2^24), or split = 0 and c = scale where scale < 2^24.
//
//   E = n LN2 + log_ratio[i] - log1p(m ratio[i] - 1)     u = 2^(63-n) m, m in [1, 2), i its first four bits
//   H = floor(c E),  accepted if its fraction is within high_reach - cell 2^1023/d of 1/2
//   L = floor(v slope (1 + v curve)),  accepted if its fraction is within low_reach of 1/2
struct dpk_inversion {
    double ratio[16];      // ratio_bytes / 256
    double log_ratio[16];  // ln ratio, to nearest
    uint64_t ratio_bytes[2];
    double c;
    double high_reach;     // 1/2 less the error bound of c E
    double cell;           // at least c: a cell of U is 1/u wide in E
    double step;           // 2^split
    double slope, curve;
    double low_reach;
    double scale;
    uint32_t split;
    uint32_t words_per_trial;
};

// What a back end is. `values` classifies eight trials: the signed values of the decided ones (0 for the others), and the
// sets of the open and of the kept ones as bits; `run` does the same and resolves the open ones.
typedef struct {
    dpk_run *run;
    void (*values)(const dpk_inversion *law, const uint64_t *words, int64_t *out, uint32_t *open,
                   uint32_t *keep);
} dpk_inversion_backend;

extern const dpk_inversion_backend dpk_inversion_portable, dpk_inversion_avx2, dpk_inversion_avx512;
extern const dpk_inversion_backend *const dpk_inversion_backends[DPK_BACKENDS];  // those of other machines: NULL

// The signed value of one trial from its words, by certified arithmetic; the refinement stream is that of `trial`.
int64_t dpk_inversion_resolve_var(const dpk_inversion *law, const dpk_tape *tape, size_t trial);
// The same for words that don't stand on the tape.
int64_t dpk_inversion_resolve_words_var(const dpk_inversion *law, const uint64_t *words, const dpk_tape *tape,
                                        size_t trial);

// The open lanes of a vector of values, resolved in trial order; returns the set of lanes that are kept.
uint32_t dpk_inversion_resolve_lanes_var(const dpk_inversion *law, const dpk_tape *tape, size_t first,
                                         uint32_t open, uint32_t keep, int64_t *values);

// The trials first ..< trials in plain C, bit for bit what the lanes of a vector do; returns how many were kept. Under
// the rounding that the caller has set.
size_t dpk_inversion_run_one_by_one(const dpk_inversion *law, const dpk_tape *tape, size_t first,
                                    size_t trials, int64_t *out);

// One trial by the fast path in plain C: its value and 1 if the words decide it, else 0. Under the rounding that the
// caller has set.
uint64_t dpk_inversion_decide(const dpk_inversion *law, const uint64_t *words, int64_t *value);

#define DPK_LN2 0x1.62e42fefa39efp-1  // ln 2 to nearest: off by less than 2^-55.2

#endif
