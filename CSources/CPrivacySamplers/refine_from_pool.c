#include "refine_from_pool.h"

#include "dpk_random.h"

uint64_t dpk_refine_from_pool(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    uint64_t word;
    dpk_random_bytes(&word, sizeof word);
    return word;
}
