// Exact clamped sums over whole buffers.
//
// Each record becomes one integer k, a function of that record and of public parameters alone; the integers are
// added exactly. So a total doesn't depend on order, blocks, threads or instruction set.
//
//   floating point: NaN is skipped. Else k = round((clamp(x) - centre) / g), ties to even, done by one addition of
//                   1.5 * 2^52 * g, whose unit in the last place is g. -0 is 0, +-infinity is clamped.
//   integer:        k = clamp(x) - lower for sums, rounded to 2^-shift units (half up) for moments.
//
// Argument order everywhere: grid, values, count, totals. Totals are added to, never reset.
#ifndef DPK_KERNELS_H
#define DPK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_bins.h"
#include "dpk_leaves.h"

typedef struct {
    double lower, upper;  // finite, lower < upper
    double centre;        // finite; 0 for a plain sum
    double magic;         // 1.5 * 2^52 * g for a power of two g with |clamp(x) - centre| <= 2^46 g
} dpk_real_grid;

// The grid of steps of 2^exponent (-1000 ... 960) between finite bounds, measured from their middle if centred, and
// the indices of the bounds: those of every entry lie between.
void dpk_real_grid_prepare(double lower, double upper, int32_t exponent, int32_t centred,
                           dpk_real_grid *grid, int64_t *lower_index, int64_t *upper_index);

typedef struct {
    int64_t lower, upper;  // lower <= upper
    uint32_t shift;        // moments only: 0 ... 63, so that k <= 2^46
} dpk_integer_grid;

typedef struct {
    uint64_t count;                      // records that aren't NaN
    uint64_t sum_low;                    // sum of k, 128 bits, two's complement
    int64_t sum_high;
    uint64_t squares_low, squares_high;  // sum of k * k, 128 bits; moments only, at most 2^34 records
} dpk_totals;

typedef struct {
    const char *name;
    void (*sum_f64)(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
    void (*sum_f32)(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
    void (*sum_i64)(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
    void (*sum_i32)(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
    void (*moments_f64)(const dpk_real_grid *grid, const double *values, size_t count, dpk_totals *totals);
    void (*moments_f32)(const dpk_real_grid *grid, const float *values, size_t count, dpk_totals *totals);
    void (*moments_i64)(const dpk_integer_grid *grid, const int64_t *values, size_t count, dpk_totals *totals);
    void (*moments_i32)(const dpk_integer_grid *grid, const int32_t *values, size_t count, dpk_totals *totals);
    // The leaf of each value (dpk_leaves.h) to a buffer of as many; NaN has the number of leaves.
    void (*leaves_f64)(const dpk_real_leaves *leaves, const double *values, size_t count, uint32_t *indices);
    void (*leaves_f32)(const dpk_real_leaves *leaves, const float *values, size_t count, uint32_t *indices);
    void (*leaves_i64)(const dpk_integer_leaves *leaves, const int64_t *values, size_t count, uint32_t *indices);
    void (*leaves_i32)(const dpk_integer_leaves *leaves, const int32_t *values, size_t count, uint32_t *indices);
    // The bin of each value (dpk_bins.h) and its place there, to two buffers of as many. The place of a NaN is any number.
    void (*bins_f64)(const dpk_bins *bins, const double *values, size_t count, uint32_t *indices, uint64_t *places);
    void (*bins_f32)(const dpk_bins *bins, const float *values, size_t count, uint32_t *indices, uint64_t *places);
    void (*bins_i64)(const dpk_bins *bins, const int64_t *values, size_t count, uint32_t *indices, uint64_t *places);
    void (*bins_i32)(const dpk_bins *bins, const int32_t *values, size_t count, uint32_t *indices, uint64_t *places);
} dpk_kernels;

// The back end in use: the best that this machine runs.
const dpk_kernels *dpk_kernels_active(void);

// For tests: the back ends that this machine runs, best last (returns how many), and a way to force one of them
// (NULL: choose again). Every back end gives the same bits.
size_t dpk_kernels_available(const dpk_kernels *const **list);
void dpk_kernels_force(const dpk_kernels *kernels);

#endif
