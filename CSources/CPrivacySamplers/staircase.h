// The prepared law; private to this target. Proof note: staircase.md.
#ifndef DPK_STAIRCASE_PRIVATE_H
#define DPK_STAIRCASE_PRIVATE_H

#include "dpk_staircase.h"
#include "geometric.h"
#include "uniform.h"

struct dpk_staircase {
    dpk_rational *epsilon;
    dpk_rational *odds;       // r/(D - r); NULL where r = D and there is no second step
    dpk_geometric *periods;   // j
    dpk_u128 threshold;       // floor(P(i >= r) 2^word_bits)
    dpk_uniform first;        // 0 ..< r
    dpk_uniform second;       // 0 ..< D - r, or 0 ..< 1 where r = D
    uint64_t sensitivity;     // D
    uint64_t width;           // r
    uint64_t longest;         // floor(INT64_MAX / D): this many periods and more saturate
    uint32_t word_bits;
};

// A trial's words: 63 bits of i in the first step above the sign; 63 bits of i in the second step above a spare one;
// the choice of the step, low word first; those of j.
enum { DPK_STAIRCASE_OWN_WORDS = 4 };

#endif
