// The prepared law; private to this target.
#ifndef DPK_GEOMETRIC_PRIVATE_H
#define DPK_GEOMETRIC_PRIVATE_H

#include "dpk_geometric.h"

enum { DPK_MAX_PLANES = 62 };

struct dpk_geometric {
    dpk_rational *inverse_scale;               // 1/S, exact
    uint32_t planes;                           // bits drawn one by one
    uint32_t word_bits;                        // digits kept of every threshold
    dpk_u128 threshold[DPK_MAX_PLANES + 1];    // floor(P(bit k = 1) 2^word_bits); last: the tail
};

// The law with q = e^-rate for an exact rational rate > 0, 1/rate at most 2^55; else NULL. Copies the rate.
dpk_geometric *dpk_geometric_prepare_rate(const dpk_rational *rate, uint32_t word_bits);

// Words of a magnitude: two for each plane and two for the tail (low word first).
static inline uint32_t dpk_magnitude_words(const dpk_geometric *law) {
    return 2 * (law->planes + 1);
}

// One magnitude from its words; the refinement stream is that of `trial`.
uint64_t dpk_magnitude(const dpk_geometric *law, const uint64_t *words, const dpk_tape *tape,
                       uint64_t trial);

#endif
