// The back end in plain C: always complete, the reference for every other.
#ifndef DPK_PORTABLE_H
#define DPK_PORTABLE_H

#include "dpk_kernels.h"

extern const dpk_kernels dpk_kernels_portable;

void dpk_portable_sum_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_portable_sum_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_portable_sum_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_portable_sum_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_portable_moments_f64(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
void dpk_portable_moments_f32(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
void dpk_portable_moments_i64(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
void dpk_portable_moments_i32(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
void dpk_portable_leaves_f64(const dpk_real_leaves *leaves, const double *values, size_t count, uint32_t *indices);
void dpk_portable_leaves_f32(const dpk_real_leaves *leaves, const float *values, size_t count, uint32_t *indices);
void dpk_portable_leaves_i64(const dpk_integer_leaves *leaves, const int64_t *values, size_t count, uint32_t *indices);
void dpk_portable_leaves_i32(const dpk_integer_leaves *leaves, const int32_t *values, size_t count, uint32_t *indices);
void dpk_portable_bins_f64(const dpk_bins *bins, const double *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_portable_bins_f32(const dpk_bins *bins, const float *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_portable_bins_i64(const dpk_bins *bins, const int64_t *values, size_t count, uint32_t *indices, uint64_t *places);
void dpk_portable_bins_i32(const dpk_bins *bins, const int32_t *values, size_t count, uint32_t *indices, uint64_t *places);

#endif
