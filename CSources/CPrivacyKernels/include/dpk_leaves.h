// Which leaf of a tree over public bounds an entry falls into, and how many entries each leaf has.
//
// With N leaves an entry in lower ... upper has the leaf
//
//     min(N - 1, floor(j * N / D)),     an integer division, exact: see leaves.md.
//
//   floating point: j = round((x - lower) / g) and D = round((upper - lower) / g), ties to even, with a power of two g
//                   for which D is about 2^48 / N. Entries are clamped, +-infinity too; -0 is 0. NaN has the "leaf" N.
//   integer:        j = (clamp(x) - lower) >> shift and D = (upper - lower) >> shift; shift is 0 up to 2^48 / N.
//
// So a leaf is a function of one entry and public parameters alone and never falls as the entry grows; lower has leaf 0
// and upper the last.
//
// Argument order everywhere: leaves, values, count, output.
#ifndef DPK_LEAVES_H
#define DPK_LEAVES_H

#include <stddef.h>
#include <stdint.h>

#define DPK_MOST_LEAVES (UINT32_C(1) << 20)

typedef struct {
    double lower;     // subtracted
    double magic;     // 1.5 * 2^52 * g
    double last;      // (D - 1) * g: the last step that isn't the upper bound itself, whose leaf is the same
    double scale;     // N / (D * g), a few units in the last place above
    uint32_t leaves;  // N
} dpk_real_leaves;

typedef struct {
    int64_t lower, upper;
    double scale;     // N / D, a few units in the last place above
    uint32_t shift;
    uint32_t leaves;  // N
} dpk_integer_leaves;

// lower < upper, at most 2^960 in magnitude and at least 2^-950 apart; 1 ... 2^20 leaves. Anything else ends the process:
// with an infinite width, say, leaves would be numbers for which `counts` has no place.
void dpk_real_leaves_prepare(double lower, double upper, uint32_t leaves, dpk_real_leaves *out);
// lower < upper; 1 ... 2^20 leaves.
void dpk_integer_leaves_prepare(int64_t lower, int64_t upper, uint32_t leaves, dpk_integer_leaves *out);

// A tree's counts while entries stream in. Memory is the caller's and starts as zeros; 2^61 entries at most.
//
// Large inputs go into two 32-bit tables first, in turns: equal neighbours then wait less for one another, and less of
// the cache is taken. Before a number in them could pass 32 bits they are folded. Without them (NULL),
// which is better below some 20 000 entries, `counts` is counted into.
typedef struct {
    uint64_t *counts;  // leaves + 1 numbers. The last counts NaN: not part of any result.
    uint32_t *tables;  // dpk_leaf_tables_length(leaves) numbers, or NULL
    uint32_t leaves;
    uint32_t pending;  // entries in the tables
} dpk_leaf_counts;

// How many 32-bit numbers the tables take: 0.5 MiB for 65 536 leaves.
size_t dpk_leaf_tables_length(uint32_t leaves);

// Adds the entries of a buffer, of any length, by the back end in use.
void dpk_count_f64(const dpk_real_leaves *leaves, const double *values, size_t count, dpk_leaf_counts *counts);
void dpk_count_f32(const dpk_real_leaves *leaves, const float *values, size_t count, dpk_leaf_counts *counts);
void dpk_count_i64(const dpk_integer_leaves *leaves, const int64_t *values, size_t count, dpk_leaf_counts *counts);
void dpk_count_i32(const dpk_integer_leaves *leaves, const int32_t *values, size_t count, dpk_leaf_counts *counts);

// Brings what is in the tables into `counts`, and empties them. To be called before `counts` is read.
void dpk_leaf_counts_fold(dpk_leaf_counts *counts);

#endif
