// From four integer records to their offsets: k = clamp(x) - lower, 64 unsigned bits.
#ifndef DPK_AVX2_INTEGER_H
#define DPK_AVX2_INTEGER_H

#include "avx2.h"

#if defined(__x86_64__)

typedef struct {
    __m256i lower, upper, width;
} dpk_avx2_bounds;

DPK_AVX2_INLINE dpk_avx2_bounds dpk_avx2_bounds_of(const dpk_integer_grid *grid) {
    return (dpk_avx2_bounds){
        .lower = _mm256_set1_epi64x(grid->lower),
        .upper = _mm256_set1_epi64x(grid->upper),
        .width = _mm256_set1_epi64x((int64_t)((uint64_t)grid->upper - (uint64_t)grid->lower)),
    };
}

DPK_AVX2_INLINE __m256i dpk_avx2_load_i64(const int64_t *values) {
    return _mm256_loadu_si256((const __m256i_u *)values);
}

DPK_AVX2_INLINE __m256i dpk_avx2_load_i32(const int32_t *values) {
    return _mm256_cvtepi32_epi64(_mm_loadu_si128((const __m128i_u *)values));
}

// 0 at and below the lower bound, the width above the upper one. There is no 64-bit minimum, and a blend costs more
// than the three logical operations.
DPK_AVX2_INLINE __m256i dpk_avx2_offset(const dpk_avx2_bounds *bounds, __m256i x) {
    __m256i above = _mm256_cmpgt_epi64(x, bounds->upper);
    __m256i k = _mm256_and_si256(_mm256_sub_epi64(x, bounds->lower), _mm256_cmpgt_epi64(x, bounds->lower));
    return _mm256_or_si256(_mm256_andnot_si256(above, k), _mm256_and_si256(above, bounds->width));
}

#endif
#endif
