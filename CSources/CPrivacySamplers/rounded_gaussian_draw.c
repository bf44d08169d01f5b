// Which back end runs, and draws from the thread's pool.
#include "dpk_random.h"

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "rounded_gaussian.h"
#include "refine_from_pool.h"

const dpk_rounded_gaussian_backend *const dpk_rounded_gaussian_backends[DPK_BACKENDS] = {
    [DPK_PORTABLE] = &dpk_rounded_gaussian_portable,
#if defined(__x86_64__)
    [DPK_AVX2] = &dpk_rounded_gaussian_avx2,
    [DPK_AVX512] = &dpk_rounded_gaussian_avx512,
#endif
};

void dpk_rounded_gaussian_run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                              size_t pairs, int64_t *out) {
    dpk_rounded_gaussian_backends[dpk_backend_chosen()]->run(law, tape, phase, pairs, out);
}

void dpk_rounded_gaussian_draw(const dpk_rounded_gaussian *law, const double *phase, int64_t *out, size_t count) {
    uint64_t words[DPK_TAPE_WORDS];
    const dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    const size_t block = DPK_TAPE_WORDS / DPK_ROUNDED_GAUSSIAN_WORDS;
    size_t used = 0;
    while (count >= 2) {
        size_t pairs = count / 2 < block ? count / 2 : block;
        size_t bytes = pairs * DPK_ROUNDED_GAUSSIAN_WORDS * sizeof words[0];
        dpk_random_bytes(words, bytes);
        used = bytes > used ? bytes : used;
        dpk_rounded_gaussian_run(law, &tape, phase, pairs, out);
        if (phase != NULL) phase += 2 * pairs;
        out += 2 * pairs;
        count -= 2 * pairs;
    }
    if (count == 1) {
        // The halves of a pair are independent: the other one is dropped.
        struct { double phase[2]; int64_t value[2]; } own = {.phase = {phase == NULL ? 0 : *phase, 0}};
        dpk_random_bytes(words, DPK_ROUNDED_GAUSSIAN_WORDS * sizeof words[0]);
        used = used > 0 ? used : DPK_ROUNDED_GAUSSIAN_WORDS * sizeof words[0];
        dpk_rounded_gaussian_run(law, &tape, own.phase, 1, own.value);
        *out = own.value[0];
        dpk_wipe(&own, sizeof own);
    }
    dpk_wipe(words, used);
}

// a where mask is 0, b where it is all ones.
static inline uint64_t choose(uint64_t mask, uint64_t a, uint64_t b) {
    return a ^ ((a ^ b) & mask);
}

// Eight pairs are classified together; then each makes one certified evaluation and picks what counts.
static void eight_in_constant_time(const dpk_rounded_gaussian *law, const double phase[16], int64_t out[16],
                                   size_t pairs) {
    uint64_t words[16] = {0}, decoys[16], own[2];
    int64_t resolved[2];
    uint32_t open;
    dpk_random_bytes(words, pairs * sizeof own);
    dpk_random_bytes(decoys, pairs * sizeof own);
    dpk_rounded_gaussian_backends[dpk_backend_chosen()]->values(law, words, phase, out, &open);
    const dpk_tape tape = {own, dpk_refine_from_pool, NULL};
    dpk_rounding host = dpk_rounding_enter();
    for (size_t t = 0; t < pairs; t++) {
        uint64_t mask = -(uint64_t)(open >> t & 1);
        __asm__("" : "+r"(mask));
        own[0] = choose(mask, decoys[2 * t], words[2 * t]);
        own[1] = choose(mask, decoys[2 * t + 1], words[2 * t + 1]);
        dpk_rounded_gaussian_resolve_var(law, &tape, 0, phase + 2 * t, resolved);
        for (size_t i = 0; i < 2; i++) {
            out[2 * t + i] = (int64_t)choose(mask, (uint64_t)out[2 * t + i], (uint64_t)resolved[i]);
        }
    }
    dpk_rounding_leave(host);
    dpk_wipe(words, sizeof words);
    dpk_wipe(decoys, sizeof decoys);
    dpk_wipe(own, sizeof own);
    dpk_wipe(resolved, sizeof resolved);
}

void dpk_rounded_gaussian_draw_constant_time(const dpk_rounded_gaussian *law, const double *phase, int64_t *out,
                                             size_t count) {
    for (size_t done = 0; done < count; done += 16) {
        double own[16] = {0};
        int64_t values[16];
        size_t left = count - done < 16 ? count - done : 16;
        for (size_t i = 0; i < left && phase != NULL; i++) own[i] = phase[done + i];
        eight_in_constant_time(law, own, values, (left + 1) / 2);
        for (size_t i = 0; i < left; i++) out[done + i] = values[i];
        dpk_wipe(own, sizeof own);
        dpk_wipe(values, sizeof values);
    }
}
