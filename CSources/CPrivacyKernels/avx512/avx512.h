// The back ends for x86-64 with AVX-512: eight records at a time, what is left of a buffer by the portable one.
//
// `avx512` needs what every such server processor has, F, DQ, BW and VL; `avx512ifma` also the 52-bit multiplier, and
// differs in the moments alone. See avx2/avx2.h on instruction sets without flags, and on arm64.
#ifndef DPK_AVX512_H
#define DPK_AVX512_H

#include "dpk_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define DPK_AVX512_SETS "avx512f,avx512dq,avx512bw,avx512vl"
#define DPK_AVX512 __attribute__((target(DPK_AVX512_SETS)))
#define DPK_AVX512_INLINE static inline __attribute__((always_inline, target(DPK_AVX512_SETS)))
#define DPK_AVX512IFMA __attribute__((target(DPK_AVX512_SETS ",avx512ifma")))
#define DPK_AVX512IFMA_INLINE static inline __attribute__((always_inline, target(DPK_AVX512_SETS ",avx512ifma")))

extern const dpk_kernels dpk_kernels_avx512, dpk_kernels_avx512ifma;

void dpk_avx512_sum_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_avx512_sum_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_avx512_sum_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_avx512_sum_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_avx512_moments_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_avx512_moments_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_avx512_moments_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_avx512_moments_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_avx512ifma_moments_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_avx512ifma_moments_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_avx512ifma_moments_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_avx512ifma_moments_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_avx512_leaves_f64(const dpk_real_leaves *leaves, const double *values, size_t count, uint32_t *indices);
void dpk_avx512_leaves_f32(const dpk_real_leaves *leaves, const float *values, size_t count, uint32_t *indices);
void dpk_avx512_leaves_i64(const dpk_integer_leaves *leaves, const int64_t *values, size_t count, uint32_t *indices);
void dpk_avx512_leaves_i32(const dpk_integer_leaves *leaves, const int32_t *values, size_t count, uint32_t *indices);
void dpk_avx512_bins_f64(const dpk_bins *bins, const double *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_avx512_bins_f32(const dpk_bins *bins, const float *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_avx512_bins_i64(const dpk_bins *bins, const int64_t *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_avx512_bins_i32(const dpk_bins *bins, const int32_t *values, size_t count, uint32_t *indices, uint64_t *places);

// The sum of the lanes modulo 2^64.
DPK_AVX512_INLINE uint64_t dpk_avx512_total(__m512i lanes) {
    return (uint64_t)_mm512_reduce_add_epi64(lanes);
}

#endif
#endif
