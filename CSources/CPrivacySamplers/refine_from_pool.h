// The refinement stream of draws from the thread's pool of random bytes.
#ifndef DPK_REFINE_FROM_POOL_H
#define DPK_REFINE_FROM_POOL_H

#include <stdint.h>

// A `refine` of a tape: every word of the pool is fresh, so neither context nor trial is needed as a key.
uint64_t dpk_refine_from_pool(void *context, uint64_t trial);

#endif
