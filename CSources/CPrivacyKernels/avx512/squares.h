// Exact sums of squares of eight lanes, |k| <= 2^46: avx2/squares.h, twice as wide.
#ifndef DPK_AVX512_SQUARES_H
#define DPK_AVX512_SQUARES_H

#include "../totals.h"
#include "avx512.h"

#if defined(__x86_64__)

typedef struct {
    __m512i aa, ab, bb;
} dpk_avx512_squares;

DPK_AVX512_INLINE void dpk_avx512_add_square(dpk_avx512_squares *squares, size_t set, __m512i k) {
    (void)set;  // one is enough
    __m512i a = _mm512_srli_epi64(k, 23);
    __asm__("" : "+v"(a));  // else the compiler shifts twice, to sign-extend what the products do
    __m512i b = _mm512_and_si512(k, _mm512_set1_epi64(0x7fffff));
    squares->aa = _mm512_add_epi64(squares->aa, _mm512_mul_epi32(a, a));
    squares->ab = _mm512_add_epi64(squares->ab, _mm512_mul_epi32(a, b));
    squares->bb = _mm512_add_epi64(squares->bb, _mm512_mul_epi32(b, b));
}

DPK_AVX512_INLINE void dpk_avx512_fold_squares(const dpk_avx512_squares *squares, dpk_totals *totals) {
    __int128 aa = (int64_t)dpk_avx512_total(squares->aa);
    __int128 ab = (int64_t)dpk_avx512_total(squares->ab);
    __int128 bb = (int64_t)dpk_avx512_total(squares->bb);
    dpk_add_squares(totals, (unsigned __int128)(aa * ((__int128)1 << 46) + ab * (1 << 24) + bb));
}

#endif
#endif
