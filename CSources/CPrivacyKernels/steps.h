// How the x86 back ends walk through a buffer; private to them.
#ifndef DPK_STEPS_H
#define DPK_STEPS_H

#include "totals.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

// Records a step; fewer at the end of a buffer go to the portable kernel.
enum { DPK_STEP = 16, DPK_LINE = 64, DPK_AHEAD = 16 << 10 };
_Static_assert(DPK_BLOCK % DPK_STEP == 0, "a block is whole steps");

// Whole steps, at most a block.
static inline size_t dpk_steps(size_t count) {
    return count < DPK_BLOCK ? count - count % DPK_STEP : DPK_BLOCK;
}

// Asks for the lines that are read 16 KiB later, into the second-level cache. Beyond the buffer this is a hint about
// addresses that nobody reads: it can't fault and changes no result.
static inline __attribute__((always_inline)) void dpk_prefetch(const void *step, size_t bytes) {
    for (size_t byte = 0; byte < bytes; byte += DPK_LINE) {
        _mm_prefetch((const char *)((uintptr_t)step + DPK_AHEAD + byte), _MM_HINT_T1);
    }
}

// The loop that follows, over one step, is written out.
#define DPK_UNROLLED _Pragma("clang loop unroll(full)")

#endif
#endif
