#define _GNU_SOURCE
#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/random.h>
#endif

#include <openssl/rand.h>

#include "dpk_random.h"

#define DPK_POOL_CANARY UINT64_C(0x6f7d3b91c5e24a17)

static _Thread_local dpk_pool *thread_pool;
static pthread_key_t pool_key;
static pthread_once_t pool_once = PTHREAD_ONCE_INIT;
static _Atomic uint64_t fork_count;

_Noreturn void dpk_random_fail(const char *why) {
    static const char prefix[] = "differential privacy: no noise can be drawn: ";
    (void)!write(STDERR_FILENO, prefix, sizeof prefix - 1);
    (void)!write(STDERR_FILENO, why, strlen(why));
    (void)!write(STDERR_FILENO, "; stopping\n", 11);
    abort();
}

static void pool_free(void *memory) {
    dpk_wipe(memory, sizeof(dpk_pool));
    (void)munmap(memory, sizeof(dpk_pool));
    thread_pool = NULL;
}

static void count_fork(void) {
    atomic_fetch_add_explicit(&fork_count, 1, memory_order_relaxed);
}

static void prepare_process(void) {
    if (pthread_key_create(&pool_key, pool_free) != 0) dpk_random_fail("no thread key");
    if (pthread_atfork(NULL, NULL, count_fork) != 0) dpk_random_fail("no fork handler");
}

// Comes before add_kernel_entropy: a child made after the entropy went in, by a signal handler, then lacks the mark.
static void mark_live(dpk_pool *pool, uint64_t wiped_by_kernel) {
    pool->canary = DPK_POOL_CANARY;
    pool->generation = atomic_load_explicit(&fork_count, memory_order_relaxed);
    pool->wiped_by_kernel = wiped_by_kernel;
    pool->next = DPK_POOL_BYTES;
}

// OpenSSL notices a fork by the process number. A child made by a raw clone in a new name space may have its
// parent's number, so every new pool, and every pool found wiped, brings entropy of its own first.
static void add_kernel_entropy(void) {
#ifdef __linux__
    unsigned char seed[48];
    if (getrandom(seed, sizeof seed, 0) != (ssize_t)sizeof seed) {
        dpk_random_fail("the kernel gave no entropy");
    }
    RAND_add(seed, sizeof seed, sizeof seed);
    dpk_wipe(seed, sizeof seed);
#endif
}

static dpk_pool *pool_make(void) {
    if (pthread_once(&pool_once, prepare_process) != 0) dpk_random_fail("no start-up");
    void *memory = mmap(NULL, sizeof(dpk_pool), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) dpk_random_fail("no memory");
    uint64_t wiped_by_kernel = 0;
#ifdef MADV_WIPEONFORK
    wiped_by_kernel = madvise(memory, sizeof(dpk_pool), MADV_WIPEONFORK) == 0;
#endif
#ifdef MADV_DONTDUMP
    (void)madvise(memory, sizeof(dpk_pool), MADV_DONTDUMP);
#endif
    (void)mlock(memory, sizeof(dpk_pool));  // kept out of swap where the limit allows
    if (pthread_setspecific(pool_key, memory) != 0) dpk_random_fail("no thread storage");
    mark_live(memory, wiped_by_kernel);
    add_kernel_entropy();
    thread_pool = memory;
    return memory;
}

int dpk_pool_is_stale(const dpk_pool *pool) {
    atomic_signal_fence(memory_order_seq_cst);
    uint64_t generation = atomic_load_explicit(&fork_count, memory_order_relaxed);
    return *(const volatile uint64_t *)&pool->canary != DPK_POOL_CANARY
        || *(const volatile uint64_t *)&pool->generation != generation;
}

dpk_pool *dpk_pool_of_thread(void) {
    dpk_pool *pool = thread_pool;
    if (__builtin_expect(pool == NULL, 0)) return pool_make();
    if (__builtin_expect(dpk_pool_is_stale(pool), 0)) {
        // A fork: the kernel's wiping (if any) keeps its advice in the child.
        uint64_t wiped_by_kernel = pool->canary != DPK_POOL_CANARY;
        dpk_wipe(pool, sizeof *pool);
        (void)mlock(pool, sizeof *pool);  // a child doesn't inherit the lock
        mark_live(pool, wiped_by_kernel);
        add_kernel_entropy();
    }
    return pool;
}
