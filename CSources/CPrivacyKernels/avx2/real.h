// From four floating-point records to their grid indices: portable/real.h, lane by lane.
#ifndef DPK_AVX2_REAL_H
#define DPK_AVX2_REAL_H

#include "avx2.h"

#if defined(__x86_64__)

typedef struct {
    __m256d lower, upper, centre, magic;
} dpk_avx2_grid;

DPK_AVX2_INLINE dpk_avx2_grid dpk_avx2_grid_of(const dpk_real_grid *grid) {
    return (dpk_avx2_grid){
        .lower = _mm256_set1_pd(grid->lower),
        .upper = _mm256_set1_pd(grid->upper),
        .centre = _mm256_set1_pd(grid->centre),
        .magic = _mm256_set1_pd(grid->magic),
    };
}

DPK_AVX2_INLINE __m256d dpk_avx2_load_f64(const double *values) {
    return _mm256_loadu_pd(values);
}

DPK_AVX2_INLINE __m256d dpk_avx2_load_f32(const float *values) {
    return _mm256_cvtps_pd(_mm_loadu_ps(values));
}

// All ones, or all zeros for NaN.
DPK_AVX2_INLINE __m256i dpk_avx2_is_number(__m256d x) {
    return _mm256_castpd_si256(_mm256_cmp_pd(x, x, _CMP_ORD_Q));
}

// The bits of magic plus k. max and min return their second operand unless the comparison holds, as in C.
DPK_AVX2_INLINE __m256i dpk_avx2_grid_bits(const dpk_avx2_grid *grid, __m256d x) {
    __m256d y = _mm256_min_pd(_mm256_max_pd(x, grid->lower), grid->upper);
    return _mm256_castpd_si256(_mm256_add_pd(_mm256_sub_pd(y, grid->centre), grid->magic));
}

#endif
#endif
