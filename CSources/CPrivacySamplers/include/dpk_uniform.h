// Uniform integers in 0 ..< bound, exact, by multiplication with rejection (Lemire 2019, "Fast random integer
// generation in an interval", section 4). One word a trial; rejection is decided by the low half of the product,
// which is uniform over the kept residues whatever the output, so it says nothing about the output.
#ifndef DPK_UNIFORM_H
#define DPK_UNIFORM_H

#include "dpk_sampler.h"

typedef struct {
    uint64_t bound;
    uint64_t rejected;  // 2^word_bits mod bound: products whose low half lies below are rejected
    uint32_t word_bits;
} dpk_uniform;

// 1 <= bound <= 2^63; word_bits: 64 in the library, fewer in tests (bound <= 2^word_bits). Returns 0 if out of range.
int dpk_uniform_prepare(dpk_uniform *law, uint64_t bound, uint32_t word_bits);
dpk_sampler dpk_uniform_sampler(const dpk_uniform *law);

#endif
