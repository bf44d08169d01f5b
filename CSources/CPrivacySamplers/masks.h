// Choosing without branches; private to this target.
#ifndef DPK_MASKS_H
#define DPK_MASKS_H

#include <stdint.h>

// All ones for 1, 0 for 0. The barrier keeps what follows from becoming a branch.
static inline uint64_t all_if(uint64_t condition) {
    uint64_t mask = -condition;
    __asm__("" : "+r"(mask));
    return mask;
}

// a where mask is 0, b where it is all ones.
static inline uint64_t choose(uint64_t mask, uint64_t a, uint64_t b) {
    return a ^ ((a ^ b) & mask);
}

#endif
