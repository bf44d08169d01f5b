// Preloaded into the command: allocations and entropy that fail.
//   DP_FAIL_ALLOCATION=n   the n-th allocation, counted from 1, and all after it
//   DP_FAIL_ENTROPY=1      OpenSSL's generator;  =2  the kernel's
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/types.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static _Atomic long made;
static long first_failure;

__attribute__((constructor)) static void read_environment(void) {
    const char *text = getenv("DP_FAIL_ALLOCATION");
    made = 0;
    first_failure = text == NULL ? 0 : atol(text);
}

static int fails(void) {
    if (first_failure == 0) return 0;
    if (atomic_fetch_add(&made, 1) + 1 < first_failure) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }
void *realloc(void *memory, size_t size) { return fails() ? NULL : __libc_realloc(memory, size); }

static int entropy_failure(void) {
    const char *text = getenv("DP_FAIL_ENTROPY");
    return text == NULL ? 0 : atoi(text);
}

int RAND_priv_bytes(unsigned char *bytes, int count) {
    if (entropy_failure() == 1) return 0;
    int (*real)(unsigned char *, int) = (int (*)(unsigned char *, int))dlsym(RTLD_NEXT, "RAND_priv_bytes");
    return real(bytes, count);
}

ssize_t getrandom(void *bytes, size_t count, unsigned flags) {
    if (entropy_failure() == 2) {
        errno = ENOSYS;
        return -1;
    }
    ssize_t (*real)(void *, size_t, unsigned) = (ssize_t(*)(void *, size_t, unsigned))dlsym(RTLD_NEXT, "getrandom");
    return real(bytes, count, flags);
}
