// Numbers of four 64-bit limbs, lowest first, modulo 2^256: enough to evaluate a probability in fixed point without a
// branch. Private to this target.
#ifndef DPK_FIXED_256_H
#define DPK_FIXED_256_H

#include <stdint.h>

#include "dpk_threshold.h"

typedef struct {
    uint64_t limb[4];
} dpk_fixed_256;

static inline dpk_fixed_256 dpk_fixed_add(dpk_fixed_256 a, dpk_fixed_256 b, uint64_t carry) {
    for (int i = 0; i < 4; i++) {
        dpk_u128 sum = (dpk_u128)a.limb[i] + b.limb[i] + carry;
        a.limb[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
    return a;
}

// Bits flipped where the mask is set: a - b is dpk_fixed_add(a, dpk_fixed_flip(b, all ones), 1).
static inline dpk_fixed_256 dpk_fixed_flip(dpk_fixed_256 a, uint64_t mask) {
    for (int i = 0; i < 4; i++) a.limb[i] ^= mask;
    return a;
}

// a where the mask is 0, b where it is all ones.
static inline dpk_fixed_256 dpk_fixed_choose(uint64_t mask, dpk_fixed_256 a, dpk_fixed_256 b) {
    for (int i = 0; i < 4; i++) a.limb[i] ^= (a.limb[i] ^ b.limb[i]) & mask;
    return a;
}

// floor(a b/2^192) for b < 2^192 and a product below 2^448.
static inline dpk_fixed_256 dpk_fixed_multiply(dpk_fixed_256 a, dpk_fixed_256 b) {
    uint64_t product[7] = {0};
    for (int i = 0; i < 4; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 3; j++) {
            dpk_u128 sum = (dpk_u128)a.limb[i] * b.limb[j] + product[i + j] + carry;
            product[i + j] = (uint64_t)sum;
            carry = (uint64_t)(sum >> 64);
        }
        product[i + 3] = carry;
    }
    return (dpk_fixed_256){{product[3], product[4], product[5], product[6]}};
}

#endif
