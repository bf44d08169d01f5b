// The prepared law and what its back ends share; private to this target. Proof note: rounded_gaussian.md.
#ifndef DPK_ROUNDED_GAUSSIAN_PRIVATE_H
#define DPK_ROUNDED_GAUSSIAN_PRIVATE_H

#include "dpk_backend.h"
#include "dpk_rounded_gaussian.h"

// U = u/2^64, V = v/2^64, v = q 2^62 + 2^62 g, |g| <= 1/2 (a quarter turn and what it leaves, in quarter turns).
//
//   E = n LN2 + log_ratio[i] - log1p(m ratio[i] - 1)     u = 2^(64-n) m, m in [1, 2), i its first four bits
//   r = sqrt(2 E),   (x, y) = scale r (cos, sin)(pi/2 g), turned by q
//   out = nearest(phase + x), nearest(phase + y),  accepted if both are nearer than
//         1/2 - (per_radius r + (per_inverse + cell 2^1023/d) / r + 2^-50)
struct dpk_rounded_gaussian {
    double ratio[16];      // multiples of 1/256
    double log_ratio[16];  // ln ratio, to nearest
    double scale;
    double reach;        // 1/2 less the part of the margin that doesn't depend on r
    double per_radius;
    double per_inverse;
    double cell;         // at least 2 scale: E moves by 1/u over a cell of U, and r by 2/r of that
};

typedef void dpk_rounded_gaussian_kernel(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                         size_t pairs, int64_t *out);

// What a back end is. `values` classifies eight trials: their 16 outputs (0 where open), and the set of open trials as
// bits; `run` does the same and resolves the open ones.
typedef struct {
    dpk_rounded_gaussian_kernel *run;
    void (*values)(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase, int64_t *out,
                   uint32_t *open);
} dpk_rounded_gaussian_backend;

extern const dpk_rounded_gaussian_backend dpk_rounded_gaussian_portable, dpk_rounded_gaussian_avx2,
    dpk_rounded_gaussian_avx512;
extern const dpk_rounded_gaussian_backend *const dpk_rounded_gaussian_backends[DPK_BACKENDS];

// Both outputs of one trial by certified arithmetic; the refinement stream is that of `trial`. `phase` and `out` are
// those of the whole tape.
void dpk_rounded_gaussian_resolve_var(const dpk_rounded_gaussian *law, const dpk_tape *tape, size_t trial,
                                      const double *phase, int64_t *out);

// The trials first ..< pairs in plain C, bit for bit what the lanes of a vector do. Under the rounding that the caller
// has set.
void dpk_rounded_gaussian_run_rest(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                         size_t first, size_t pairs, int64_t *out);

// cos(pi/2 g) = 1 + w (C1 + C2 w + ... + C8 w^7) and sin(pi/2 g) = g (S0 + w (S1 + ... + S7 w^6)), w = g^2: Taylor's
// coefficients (pi/2)^k/k!, signs alternating, to nearest. Tests/KernelTests checks each.
#define DPK_TURN_C1 (-0x1.3bd3cc9be45dep+0)
#define DPK_TURN_C2 0x1.03c1f081b5ac4p-2
#define DPK_TURN_C3 (-0x1.55d3c7e3cbffap-6)
#define DPK_TURN_C4 0x1.e1f506891babbp-11
#define DPK_TURN_C5 (-0x1.a6d1f2a204a8cp-16)
#define DPK_TURN_C6 0x1.f9d38a3763cc3p-22
#define DPK_TURN_C7 (-0x1.b6e24f44b128fp-28)
#define DPK_TURN_C8 0x1.20c62c2f2d7f5p-34
#define DPK_TURN_S0 0x1.921fb54442d18p+0
#define DPK_TURN_S1 (-0x1.4abbce625be53p-1)
#define DPK_TURN_S2 0x1.466bc6775aae2p-4
#define DPK_TURN_S3 (-0x1.32d2cce62bd86p-8)
#define DPK_TURN_S4 0x1.50783487ee782p-13
#define DPK_TURN_S5 (-0x1.e3074fde8871fp-19)
#define DPK_TURN_S6 0x1.e8f434d018d63p-25
#define DPK_TURN_S7 (-0x1.6fadb9f155744p-31)

#endif
