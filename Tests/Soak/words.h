// The words that a fast sampler and its oracle both read, a block of trials at a time. Never noise.
#ifndef SOAK_WORDS_H
#define SOAK_WORDS_H

#include <stdint.h>

enum { BLOCK = 1024 };  // trials

// SplitMix64.
static inline uint64_t next_word(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline uint64_t refine(void *context, uint64_t trial) {
    (void)context;
    return (trial + 77) * UINT64_C(0x9e3779b97f4a7c15);
}

#endif
