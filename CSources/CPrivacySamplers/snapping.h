// The prepared law and what its back ends share; private to this target. Proof note: snapping.md.
#ifndef DPK_SNAPPING_PRIVATE_H
#define DPK_SNAPPING_PRIVATE_H

#include "dpk_backend.h"
#include "dpk_snapping.h"

// U = m 2^-n, m in [1, 2), n = 1 + leading zeros; i = the first four bits of m's fraction; z = m ratio[i] - 1.
//
//   -ln U = (n ln 2 + ln ratio[i]) - log1p(z)
//
// Logarithms are pairs: `high` a multiple of 2^-46, so that n high + log_high[i] is exact; `low` the rest, to nearest.
struct dpk_snapping {
    double ratio[16];  // ratio_bytes / 256; the last one is 1/2, so that nothing cancels next to U = 1
    double log_high[16];
    double log_low[16];
    uint64_t ratio_bytes[2];
    double lambda;
    double bound;
    double granularity;
    double inverse;       // 1 / granularity
    double margin;        // bounds of the error of -ln U before its last rounding: relative ...
    double cubic_margin;  // ... and in units of the cubic term
};

// What a back end is. `logarithms` gives -LN(U) of eight trials, 0 for those that it leaves open, and these as bits.
typedef struct {
    void (*run)(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count);
    void (*logarithms)(const dpk_snapping *law, const uint64_t *words, double *out, uint32_t *open);
} dpk_snapping_backend;

extern const dpk_snapping_backend dpk_snapping_portable, dpk_snapping_avx2, dpk_snapping_avx512;
extern const dpk_snapping_backend *const dpk_snapping_backends[DPK_BACKENDS];  // those of other machines: NULL

// -LN(U) of one trial from its words, by certified arithmetic; at most 2^48, beyond which all draws are the same.
double dpk_snapping_logarithm_var(const dpk_tape *tape, size_t trial);

// The open lanes of a vector of logarithms, in trial order.
void dpk_snapping_resolve_lanes_var(const dpk_tape *tape, size_t first, uint32_t open, double *logarithms);

// The trials first ..< count in plain C, bit for bit what the lanes of a vector do. Under the rounding that the caller
// has set.
void dpk_snapping_run_one_by_one(const dpk_snapping *law, const dpk_tape *tape, size_t first, double *values,
                                 size_t count);

// ln 2 as such a pair.
#define DPK_SNAPPING_LN2_HIGH 0x1.62e42fefa3ap-1
#define DPK_SNAPPING_LN2_LOW -0x1.0ca86c3898dp-49

// -1/3: a multiple of 2^-27, and the rest.
#define DPK_MINUS_THIRD_HIGH -0x1.5555558p-2
#define DPK_MINUS_THIRD_LOW 0x1.5555555555555p-29

// x + this - this rounds x to a multiple of 2^-23 (2^-32, 2^-36) where x is small.
#define DPK_TO_23 0x1.8p29
#define DPK_TO_32 0x1.8p20
#define DPK_TO_36 0x1.8p16
#define DPK_TO_WHOLE 0x1.8p52

#endif
