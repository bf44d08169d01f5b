// Folding 64-bit lanes into 128-bit totals; private to this target.
#ifndef DPK_TOTALS_H
#define DPK_TOTALS_H

#include "dpk_kernels.h"

// Lanes are folded after at most this many records. A lane adds up terms below 2^46 in magnitude (grid indices and
// the partial products of their halves) or below 2^32 (halves of wide integers), so it stays below 2^62.
enum { DPK_BLOCK = 1 << 16 };
#define DPK_LARGEST_TERM (INT64_C(1) << 46)
_Static_assert(DPK_BLOCK <= INT64_MAX / DPK_LARGEST_TERM, "a lane can't overflow between folds");

static inline void dpk_add_sum(dpk_totals *totals, __int128 sum) {
    unsigned __int128 total = (unsigned __int128)(uint64_t)totals->sum_high << 64 | totals->sum_low;
    total += (unsigned __int128)sum;
    totals->sum_low = (uint64_t)total;
    totals->sum_high = (int64_t)(uint64_t)(total >> 64);
}

static inline void dpk_add_squares(dpk_totals *totals, unsigned __int128 squares) {
    unsigned __int128 total = (unsigned __int128)totals->squares_high << 64 | totals->squares_low;
    total += squares;
    totals->squares_low = (uint64_t)total;
    totals->squares_high = (uint64_t)(total >> 64);
}

#endif
