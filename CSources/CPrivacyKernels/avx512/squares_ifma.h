// Exact sums of squares of eight lanes by the 52-bit multiplier, |k| <= 2^46.
//
// k * k = high * 2^52 + low, each added to a lane by one instruction. `low` takes all 52 bits, so a lane may add up at
// most 2^12 of them: the records of a block are dealt to two sets of eight lanes.
#ifndef DPK_AVX512_SQUARES_IFMA_H
#define DPK_AVX512_SQUARES_IFMA_H

#include "../totals.h"
#include "avx512.h"

#if defined(__x86_64__)
enum { DPK_AVX512IFMA_SETS = 2 };
_Static_assert(DPK_BLOCK / (8 * DPK_AVX512IFMA_SETS) <= 1 << 12, "a lane of 52-bit terms can't overflow between folds");

typedef struct {
    __m512i low[DPK_AVX512IFMA_SETS], high[DPK_AVX512IFMA_SETS];
} dpk_avx512ifma_squares;

DPK_AVX512IFMA_INLINE void dpk_avx512ifma_add_square(dpk_avx512ifma_squares *squares, size_t set, __m512i k) {
    __m512i magnitude = _mm512_abs_epi64(k);
    squares->low[set] = _mm512_madd52lo_epu64(squares->low[set], magnitude, magnitude);
    squares->high[set] = _mm512_madd52hi_epu64(squares->high[set], magnitude, magnitude);
}

DPK_AVX512IFMA_INLINE void dpk_avx512ifma_fold_squares(const dpk_avx512ifma_squares *squares, dpk_totals *totals) {
    for (size_t set = 0; set < DPK_AVX512IFMA_SETS; set++) {
        uint64_t low[8], high = dpk_avx512_total(squares->high[set]);
        _mm512_storeu_si512(low, squares->low[set]);
        unsigned __int128 sum = (unsigned __int128)high << 52;
        for (size_t lane = 0; lane < 8; lane++) sum += low[lane];
        dpk_add_squares(totals, sum);
    }
}

#endif
#endif
