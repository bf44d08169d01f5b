#include "dpk_random.h"

#include <openssl/rand.h>
#include <string.h>

#include "pool.h"

static void refill(dpk_pool *pool) {
    if (RAND_priv_bytes(pool->bytes, DPK_POOL_BYTES) != 1) {
        dpk_wipe(pool->bytes, DPK_POOL_BYTES);
        dpk_random_fail("OpenSSL has no entropy");
    }
    pool->next = 0;
}

static void fill(dpk_pool *pool, unsigned char *target, size_t count) {
    while (count > 0) {
        if (pool->next == DPK_POOL_BYTES) refill(pool);
        size_t ready = DPK_POOL_BYTES - pool->next;
        size_t part = count < ready ? count : ready;
        memcpy(target, pool->bytes + pool->next, part);
        dpk_wipe(pool->bytes + pool->next, part);
        pool->next += part;
        target += part;
        count -= part;
    }
}

void dpk_random_bytes(void *bytes, size_t count) {
    dpk_pool *pool;
    do {
        // A signal handler may fork in between; its child finds a wiped pool and starts again.
        pool = dpk_pool_of_thread();
        fill(pool, bytes, count);
    } while (__builtin_expect(dpk_pool_is_stale(pool), 0));
}

int dpk_random_is_wiped_by_kernel(void) {
    return dpk_pool_of_thread()->wiped_by_kernel != 0;
}
