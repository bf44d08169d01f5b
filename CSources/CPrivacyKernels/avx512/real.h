// From eight floating-point records to their grid indices: portable/real.h, lane by lane.
#ifndef DPK_AVX512_REAL_H
#define DPK_AVX512_REAL_H

#include "avx512.h"

#if defined(__x86_64__)

typedef struct {
    __m512d lower, upper, centre, magic;
} dpk_avx512_grid;

DPK_AVX512_INLINE dpk_avx512_grid dpk_avx512_grid_of(const dpk_real_grid *grid) {
    return (dpk_avx512_grid){
        .lower = _mm512_set1_pd(grid->lower),
        .upper = _mm512_set1_pd(grid->upper),
        .centre = _mm512_set1_pd(grid->centre),
        .magic = _mm512_set1_pd(grid->magic),
    };
}

DPK_AVX512_INLINE __m512d dpk_avx512_load_f64(const double *values) {
    return _mm512_loadu_pd(values);
}

DPK_AVX512_INLINE __m512d dpk_avx512_load_f32(const float *values) {
    return _mm512_cvtps_pd(_mm256_loadu_ps(values));
}

// A bit a lane, 0 for NaN.
DPK_AVX512_INLINE __mmask8 dpk_avx512_is_number(__m512d x) {
    return _mm512_cmp_pd_mask(x, x, _CMP_ORD_Q);
}

// The bits of magic plus k. max and min return their second operand unless the comparison holds, as in C.
DPK_AVX512_INLINE __m512i dpk_avx512_grid_bits(const dpk_avx512_grid *grid, __m512d x) {
    __m512d y = _mm512_min_pd(_mm512_max_pd(x, grid->lower), grid->upper);
    return _mm512_castpd_si512(_mm512_add_pd(_mm512_sub_pd(y, grid->centre), grid->magic));
}

#endif
#endif
