#include "dpk_random.h"

#include <openssl/rand.h>
#include <string.h>

#include "pool.h"

// What OpenSSL is asked for at once costs a call; up to here the call costs more than passing the bytes through the pool.
enum { DIRECT_BYTES = DPK_POOL_BYTES / 4 };

static void generate(dpk_pool *pool, unsigned char *target, size_t count) {
    if (RAND_priv_bytes(target, (int)count) != 1) {
        dpk_wipe(target, count);
        dpk_wipe(pool->bytes, DPK_POOL_BYTES);
        dpk_random_fail("OpenSSL has no entropy");
    }
}

// Hands out `count` bytes of what is ready, and wipes them. A few words at a time here: one draw needs no more.
static void take(dpk_pool *pool, unsigned char *target, size_t count) {
    unsigned char *source = pool->bytes + pool->next;
    pool->next += count;
    for (; count >= sizeof(uint64_t) && count <= 8 * sizeof(uint64_t); count -= sizeof(uint64_t)) {
        memcpy(target, source, sizeof(uint64_t));
        memset(source, 0, sizeof(uint64_t));
        target += sizeof(uint64_t);
        source += sizeof(uint64_t);
    }
    if (count > 0) {
        memcpy(target, source, count);
        memset(source, 0, count);
    }
    __asm__ volatile("" : : "r"(source) : "memory");  // as in dpk_wipe: the zeros are written
}

static void fill(dpk_pool *pool, unsigned char *target, size_t count) {
    while (count > 0) {
        size_t part;
        if (count >= DIRECT_BYTES) {
            // Many bytes never wait in the pool: no copy, nothing to wipe behind it.
            part = count < DPK_POOL_BYTES ? count : DPK_POOL_BYTES;
            generate(pool, target, part);
        } else {
            if (pool->next == DPK_POOL_BYTES) {
                generate(pool, pool->bytes, DPK_POOL_BYTES);
                pool->next = 0;
            }
            size_t ready = DPK_POOL_BYTES - pool->next;
            part = count < ready ? count : ready;
            take(pool, target, part);
        }
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
