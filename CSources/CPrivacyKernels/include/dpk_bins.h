// Which logarithmic bin an entry falls into, and each bin's exact totals: what automatic bounds are made of.
//
// With a scale 2^least and N bins a sign, magnitudes 0 ... 2^least have bin 0 of their sign and those in
// (2^(least + i - 1), 2^(least + i)] bin i; larger ones bin N - 1. Bins are numbered by value:
//
//     bin i of the negative numbers is N - 1 - i,   of the others, 0 and -0 among them, N + i.   NaN has the "bin" 2N.
//
// Within its bin an entry has a place, an integer: its magnitude in steps that the bin alone decides.
//
//   floating point: place = round(min(|x|, 2^(least + N - 1)) / 2^(least + i - 46)), ties to even; at most 2^46.
//   integer:        place = |x|, or, with `coarse`, |x| / 2^max(0, i - 46) rounded half up; then at most 2^46.
//
// So bin and place are a function of one entry and public parameters alone (bins.md).
//
// Argument order everywhere: bins, values, count, output.
#ifndef DPK_BINS_H
#define DPK_BINS_H

#include <stddef.h>
#include <stdint.h>

enum { DPK_PLACE_BITS = 46 };

typedef struct {
    int32_t least;    // floating point: -900 ... 0, and least + bins - 1 at most 900; integers: 0
    uint32_t bins;    // N; for integers as many bits as they have
    uint32_t coarse;  // integers only: 0 or 1
} dpk_bins;

// What each bin holds, in `width` words of 64 bits: 1, the number of entries; 3, also the sum of their places (low word
// first); 5, also the sum of the squares, for which places must be at most 2^46. Memory is the caller's and starts as
// zeros: (2N + 1) * width words, the last `width` of which are scratch. At most 2^61 entries, or 2^34 with squares.
typedef struct {
    uint64_t *words;
    uint32_t width;
} dpk_bin_totals;

// Adds the entries of a buffer by the back end in use. Returns how many of them aren't NaN.
size_t dpk_bin_f64(const dpk_bins *bins, const double *values, size_t count, const dpk_bin_totals *totals);
size_t dpk_bin_f32(const dpk_bins *bins, const float *values, size_t count, const dpk_bin_totals *totals);
size_t dpk_bin_i64(const dpk_bins *bins, const int64_t *values, size_t count, const dpk_bin_totals *totals);
size_t dpk_bin_i32(const dpk_bins *bins, const int32_t *values, size_t count, const dpk_bin_totals *totals);

#endif
