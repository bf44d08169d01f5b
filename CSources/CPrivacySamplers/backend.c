#include "backend.h"

#include <stdatomic.h>

static _Atomic size_t chosen = DPK_BACKENDS;

static int runs_avx2(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
#else
    return 0;
#endif
}

static int runs_avx512(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("bmi2");
#else
    return 0;
#endif
}

size_t dpk_backends_available(void) {
    if (!runs_avx2()) return DPK_PORTABLE + 1;
    return runs_avx512() ? DPK_AVX512 + 1 : DPK_AVX2 + 1;
}

const char *dpk_backend_name(size_t backend) {
    static const char *const names[] = {"portable", "avx2", "avx512"};
    return backend < DPK_BACKENDS ? names[backend] : "none";
}

void dpk_backend_force(size_t backend) {
    atomic_store_explicit(&chosen, backend, memory_order_relaxed);
}

size_t dpk_backend_chosen(void) {
    size_t backend = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (__builtin_expect(backend >= DPK_BACKENDS, 0)) {
        backend = dpk_backends_available() - 1;
        dpk_backend_force(backend);
    }
    return backend;
}
