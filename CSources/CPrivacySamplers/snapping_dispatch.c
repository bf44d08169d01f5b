// Which back end runs, and draws from the pool.
#include "backend.h"
#include "dpk_random.h"
#include "snapping.h"
#include "refine_from_pool.h"

const dpk_snapping_backend *const dpk_snapping_backends[DPK_BACKENDS] = {
    [DPK_PORTABLE] = &dpk_snapping_portable,
#if defined(__x86_64__)
    [DPK_AVX2] = &dpk_snapping_avx2,
    [DPK_AVX512] = &dpk_snapping_avx512,
#endif
};

void dpk_snapping_run(const dpk_snapping *law, const dpk_tape *tape, double *values, size_t count) {
    dpk_snapping_backends[dpk_backend_chosen()]->run(law, tape, values, count);
}

void dpk_snapping_draw(const dpk_snapping *law, double *values, size_t count) {
    enum { BLOCK = 1024 };
    uint64_t words[BLOCK * DPK_SNAPPING_WORDS];
    dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    size_t used = 0;
    while (count > 0) {
        size_t trials = count < BLOCK ? count : BLOCK;
        size_t bytes = trials * DPK_SNAPPING_WORDS * sizeof words[0];
        dpk_random_bytes(words, bytes);
        used = bytes > used ? bytes : used;
        dpk_snapping_run(law, &tape, values, trials);
        values += trials;
        count -= trials;
    }
    dpk_wipe(words, used);
}
