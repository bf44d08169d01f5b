// Which back end runs. A faster one joins by a table of its own in `available`, best last.
#include <stdatomic.h>

#include "portable/portable.h"

static const dpk_kernels *const available[] = {&dpk_kernels_portable};
static _Atomic(const dpk_kernels *) active;

size_t dpk_kernels_available(const dpk_kernels *const **list) {
    *list = available;
    return sizeof available / sizeof available[0];
}

const dpk_kernels *dpk_kernels_active(void) {
    const dpk_kernels *chosen = atomic_load_explicit(&active, memory_order_relaxed);
    if (chosen != NULL) return chosen;
    chosen = available[sizeof available / sizeof available[0] - 1];
    atomic_store_explicit(&active, chosen, memory_order_relaxed);
    return chosen;
}

void dpk_kernels_force(const dpk_kernels *kernels) {
    atomic_store_explicit(&active, kernels, memory_order_relaxed);
}
