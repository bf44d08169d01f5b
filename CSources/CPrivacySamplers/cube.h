// The pieces of a draw, which tests look at; private to this target. Proof note: cube.md.
#ifndef DPK_CUBE_PRIVATE_H
#define DPK_CUBE_PRIVATE_H

#include "dpk_cube.h"

// 1 with probability (2 radius + 1)/(2 radius + 2 i), i >= 1, else 0; radius + i below 2^62.
uint64_t dpk_cube_factor(uint64_t radius, uint64_t i, uint64_t word, const dpk_tape *tape);

// 2^128 mod (2 radius + 1), radius below 2^62.
uint64_t dpk_cube_remainder(uint64_t radius);

// A coordinate in -radius ... radius from two words (low word first) and that remainder. Sets *kept to 0 where the words are
// rejected, else to 1.
int64_t dpk_cube_coordinate(uint64_t radius, uint64_t remainder, const uint64_t *words, uint64_t *kept);

#endif
