// Which back end runs. A faster one joins by a table of its own in `known`, best last; each needs what those before it
// need and more.
#include <stdatomic.h>

#include "inversion.h"

static const dpk_inversion_backend *const known[] = {
    &dpk_inversion_portable,
#if defined(__x86_64__)
    &dpk_inversion_avx2,
    &dpk_inversion_avx512,
#endif
};

static _Atomic(const dpk_inversion_backend *) active;

size_t dpk_inversion_available(const dpk_inversion_backend *const **list) {
    *list = known;
    size_t count = 1;
    while (count < sizeof known / sizeof known[0] && known[count]->runs_here()) count++;
    return count;
}

const char *dpk_inversion_backend_name(const dpk_inversion_backend *backend) {
    return backend->name;
}

void dpk_inversion_force(const dpk_inversion_backend *backend) {
    atomic_store_explicit(&active, backend, memory_order_relaxed);
}

dpk_sampler dpk_inversion_sampler(const dpk_inversion *law) {
    const dpk_inversion_backend *chosen = atomic_load_explicit(&active, memory_order_relaxed);
    if (__builtin_expect(chosen == NULL, 0)) {
        const dpk_inversion_backend *const *list;
        size_t count = dpk_inversion_available(&list);
        chosen = list[count - 1];
        dpk_inversion_force(chosen);
    }
    return (dpk_sampler){chosen->run, law, law->words_per_trial};
}
