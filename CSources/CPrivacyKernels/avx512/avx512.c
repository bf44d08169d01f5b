#include "avx512.h"

#if defined(__x86_64__)
const dpk_kernels dpk_kernels_avx512 = {
    .name = "avx512",
    .sum_f64 = dpk_avx512_sum_f64,
    .sum_f32 = dpk_avx512_sum_f32,
    .sum_i64 = dpk_avx512_sum_i64,
    .sum_i32 = dpk_avx512_sum_i32,
    .moments_f64 = dpk_avx512_moments_f64,
    .moments_f32 = dpk_avx512_moments_f32,
    .moments_i64 = dpk_avx512_moments_i64,
    .moments_i32 = dpk_avx512_moments_i32,
    .leaves_f64 = dpk_avx512_leaves_f64,
    .leaves_f32 = dpk_avx512_leaves_f32,
    .leaves_i64 = dpk_avx512_leaves_i64,
    .leaves_i32 = dpk_avx512_leaves_i32,
    .bins_f64 = dpk_avx512_bins_f64,
    .bins_f32 = dpk_avx512_bins_f32,
    .bins_i64 = dpk_avx512_bins_i64,
    .bins_i32 = dpk_avx512_bins_i32,
};

const dpk_kernels dpk_kernels_avx512ifma = {
    .name = "avx512ifma",
    .sum_f64 = dpk_avx512_sum_f64,
    .sum_f32 = dpk_avx512_sum_f32,
    .sum_i64 = dpk_avx512_sum_i64,
    .sum_i32 = dpk_avx512_sum_i32,
    .moments_f64 = dpk_avx512ifma_moments_f64,
    .moments_f32 = dpk_avx512ifma_moments_f32,
    .moments_i64 = dpk_avx512ifma_moments_i64,
    .moments_i32 = dpk_avx512ifma_moments_i32,
    .leaves_f64 = dpk_avx512_leaves_f64,
    .leaves_f32 = dpk_avx512_leaves_f32,
    .leaves_i64 = dpk_avx512_leaves_i64,
    .leaves_i32 = dpk_avx512_leaves_i32,
    .bins_f64 = dpk_avx512_bins_f64,
    .bins_f32 = dpk_avx512_bins_f32,
    .bins_i64 = dpk_avx512_bins_i64,
    .bins_i32 = dpk_avx512_bins_i32,
};
#endif
