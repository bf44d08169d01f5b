// The pool's memory and its life; private to this target.
#ifndef DPK_POOL_H
#define DPK_POOL_H

#include <stddef.h>
#include <stdint.h>

enum { DPK_POOL_BYTES = 65536 };

typedef struct {
    uint64_t canary;      // DPK_POOL_CANARY while the pool is live; 0 after the kernel wiped it
    uint64_t generation;  // number of forks (as seen by the fork handler) when the pool was filled
    uint64_t wiped_by_kernel;
    size_t next;          // first byte not handed out yet; DPK_POOL_BYTES when empty
    unsigned char bytes[DPK_POOL_BYTES];
} dpk_pool;

// The calling thread's pool, made on first use; emptied if this process is a fork of the one that filled it.
dpk_pool *dpk_pool_of_thread(void);

// Whether a fork happened since dpk_pool_of_thread returned this pool (a signal handler may have made it): what was
// read since is then worthless.
int dpk_pool_is_stale(const dpk_pool *pool);

// Prints why on standard error and stops the process.
_Noreturn void dpk_random_fail(const char *why);

#endif
