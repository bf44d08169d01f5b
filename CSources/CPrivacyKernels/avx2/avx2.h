// The back end for x86-64 with AVX2: four records at a time, what is left of a buffer by the portable one.
//
// Instruction sets are switched on function by function, so the library builds without flags and runs everywhere.
// arm64 uses the portable back end; a NEON one would be a folder like this one and a line in dispatch.c.
#ifndef DPK_AVX2_H
#define DPK_AVX2_H

#include "dpk_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define DPK_AVX2 __attribute__((target("avx2")))
#define DPK_AVX2_INLINE static inline __attribute__((always_inline, target("avx2")))

extern const dpk_kernels dpk_kernels_avx2;

void dpk_avx2_sum_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_avx2_sum_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_avx2_sum_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_avx2_sum_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_avx2_moments_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_avx2_moments_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_avx2_moments_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_avx2_moments_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_avx2_leaves_f64(const dpk_real_leaves *leaves, const double *values, size_t count, uint32_t *indices);
void dpk_avx2_leaves_f32(const dpk_real_leaves *leaves, const float *values, size_t count, uint32_t *indices);
void dpk_avx2_leaves_i64(const dpk_integer_leaves *leaves, const int64_t *values, size_t count, uint32_t *indices);
void dpk_avx2_leaves_i32(const dpk_integer_leaves *leaves, const int32_t *values, size_t count, uint32_t *indices);
void dpk_avx2_bins_f64(const dpk_bins *bins, const double *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_avx2_bins_f32(const dpk_bins *bins, const float *values, size_t count, uint32_t *indices, uint64_t *places);

// The sum of the lanes modulo 2^64.
DPK_AVX2_INLINE uint64_t dpk_avx2_total(__m256i lanes) {
    __m128i pairs = _mm_add_epi64(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    return (uint64_t)_mm_cvtsi128_si64(pairs) + (uint64_t)_mm_extract_epi64(pairs, 1);
}

#endif
#endif
