// From eight integer records to their offsets: k = clamp(x) - lower, 64 unsigned bits.
#ifndef DPK_AVX512_INTEGER_H
#define DPK_AVX512_INTEGER_H

#include "avx512.h"

#if defined(__x86_64__)

typedef struct {
    __m512i lower, upper;
} dpk_avx512_bounds;

DPK_AVX512_INLINE dpk_avx512_bounds dpk_avx512_bounds_of(const dpk_integer_grid *grid) {
    return (dpk_avx512_bounds){.lower = _mm512_set1_epi64(grid->lower), .upper = _mm512_set1_epi64(grid->upper)};
}

DPK_AVX512_INLINE __m512i dpk_avx512_load_i64(const int64_t *values) {
    return _mm512_loadu_si512(values);
}

DPK_AVX512_INLINE __m512i dpk_avx512_load_i32(const int32_t *values) {
    return _mm512_cvtepi32_epi64(_mm256_loadu_si256((const __m256i_u *)values));
}

DPK_AVX512_INLINE __m512i dpk_avx512_offset(const dpk_avx512_bounds *bounds, __m512i x) {
    __m512i y = _mm512_min_epi64(_mm512_max_epi64(x, bounds->lower), bounds->upper);
    return _mm512_sub_epi64(y, bounds->lower);
}

#endif
#endif
