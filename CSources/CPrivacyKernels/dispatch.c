// Which back end runs. A faster one joins by a table of its own in `all`, best last: each needs what those before it
// need. NEON would have its own list, under __aarch64__.
#include <stdatomic.h>

#include "avx2/avx2.h"
#include "avx512/avx512.h"
#include "portable/portable.h"

static const dpk_kernels *const all[] = {
    &dpk_kernels_portable,
#if defined(__x86_64__)
    &dpk_kernels_avx2,
    &dpk_kernels_avx512,
    &dpk_kernels_avx512ifma,
#endif
};

static _Atomic(const dpk_kernels *) active;

// How many of them this processor and its operating system run. (The latter must save the wider registers; the
// compiler's runtime asks both.)
static size_t runnable(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2")) return 1;
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl")) return 2;
    if (!__builtin_cpu_supports("avx512ifma")) return 3;
#endif
    return sizeof all / sizeof all[0];
}

size_t dpk_kernels_available(const dpk_kernels *const **list) {
    *list = all;
    return runnable();
}

const dpk_kernels *dpk_kernels_active(void) {
    const dpk_kernels *chosen = atomic_load_explicit(&active, memory_order_relaxed);
    if (chosen != NULL) return chosen;
    chosen = all[runnable() - 1];
    atomic_store_explicit(&active, chosen, memory_order_relaxed);
    return chosen;
}

void dpk_kernels_force(const dpk_kernels *kernels) {
    atomic_store_explicit(&active, kernels, memory_order_relaxed);
}
