// Exact sums of squares of four lanes, |k| <= 2^46.
//
// As in portable/moments_real.c, but k keeps its sign: k = a * 2^23 + b with |a| <= 2^23 and 0 <= b < 2^23. A product
// reads the lower 32 bits of each lane, as signed numbers; they hold a, whatever the shift leaves above.
#ifndef DPK_AVX2_SQUARES_H
#define DPK_AVX2_SQUARES_H

#include "../totals.h"
#include "avx2.h"

#if defined(__x86_64__)

typedef struct {
    __m256i aa, ab, bb;
} dpk_avx2_squares;

DPK_AVX2_INLINE void dpk_avx2_add_square(dpk_avx2_squares *squares, __m256i k) {
    __m256i a = _mm256_srli_epi64(k, 23);
    __asm__("" : "+v"(a));  // else the compiler shifts twice, to sign-extend what the products do
    __m256i b = _mm256_and_si256(k, _mm256_set1_epi64x(0x7fffff));
    squares->aa = _mm256_add_epi64(squares->aa, _mm256_mul_epi32(a, a));
    squares->ab = _mm256_add_epi64(squares->ab, _mm256_mul_epi32(a, b));
    squares->bb = _mm256_add_epi64(squares->bb, _mm256_mul_epi32(b, b));
}

DPK_AVX2_INLINE void dpk_avx2_fold_squares(const dpk_avx2_squares *squares, dpk_totals *totals) {
    __int128 aa = (int64_t)dpk_avx2_total(squares->aa);
    __int128 ab = (int64_t)dpk_avx2_total(squares->ab);
    __int128 bb = (int64_t)dpk_avx2_total(squares->bb);
    dpk_add_squares(totals, (unsigned __int128)(aa * ((__int128)1 << 46) + ab * (1 << 24) + bb));
}

#endif
#endif
