#include <string.h>

#include "dpk_random.h"

void dpk_wipe(void *bytes, size_t count) {
    memset(bytes, 0, count);
    // The compiler must assume that this reads the bytes, so the zeros are written.
    __asm__ volatile("" : : "r"(bytes) : "memory");
}
