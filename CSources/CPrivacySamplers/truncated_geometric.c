// Keep or not, in fixed point: P = A +- B e^(-distance e), compared with 128 digits of U. Argument and error budget:
// truncated_geometric.md.
#include "truncated_geometric.h"

#include <stdlib.h>

#include "declassify.h"
#include "dpk_random.h"
#include "refine_from_pool.h"

enum { BLOCK = 64 };

static dpk_fixed_256 fixed(const uint64_t limbs[4]) {
    return (dpk_fixed_256){{limbs[0], limbs[1], limbs[2], limbs[3]}};
}

dpk_truncated_geometric *dpk_truncated_geometric_prepare(const dpk_rational *epsilon, const dpk_rational *delta,
                                                         uint64_t parts, uint64_t pre_threshold) {
    dpk_truncated_geometric *law = malloc(sizeof *law);
    if (law == NULL) return NULL;
    law->exact = dpk_keep_law_make(epsilon, delta, parts);
    law->pre_threshold = pre_threshold;
    law->crossover = dpk_keep_crossover(law->exact);
    // The distance from the crossover is at most crossover + 1.
    law->doublings = 64 - (uint32_t)__builtin_clzll(law->crossover + 1);
    dpk_keep_constants constants;
    dpk_keep_fixed(law->exact, &constants);
    const dpk_fixed_256 one = {{0, 0, 0, 1}}, zero = {{0}};
    law->rising = fixed(constants.rising);
    law->falling = fixed(constants.falling);
    law->one_and_c = dpk_fixed_add(fixed(constants.c), one, 0);
    law->minus_c = dpk_fixed_add(zero, dpk_fixed_flip(fixed(constants.c), UINT64_MAX), 1);
    for (uint32_t i = 0; i < law->doublings; i++) {
        law->decay[i] = zero;
        dpk_keep_decay(law->exact, i, law->decay[i].limb);
    }
    return law;
}

void dpk_truncated_geometric_free(dpk_truncated_geometric *law) {
    if (law == NULL) return;
    dpk_keep_law_free(law->exact);
    free(law);
}

const dpk_keep_law *dpk_truncated_geometric_law(const dpk_truncated_geometric *law) {
    return law->exact;
}

// All ones where a < b, for a, b <= 2^63.
static inline uint64_t below(uint64_t a, uint64_t b) {
    uint64_t mask = (uint64_t)((__int128)((dpk_u128)a - b) >> 127);
    __asm__("" : "+r"(mask));  // so that this doesn't become a branch
    return mask;
}

// 0 below the pre-threshold, and from there on 1, 2, 3, ...
static inline uint64_t steps(const dpk_truncated_geometric *law, int64_t count) {
    uint64_t positive = (uint64_t)count & ~(uint64_t)(count >> 63);
    return (positive - law->pre_threshold + 1) & ~below(positive, law->pre_threshold);
}

static dpk_fixed_256 probability(const dpk_truncated_geometric *law, uint64_t k) {
    const uint64_t after = below(law->crossover, k), most = law->crossover + 1;
    uint64_t distance = ((law->crossover - k) ^ after) - after;
    distance ^= (distance ^ most) & below(most, distance);
    dpk_fixed_256 power = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, 0}};
    for (uint32_t i = 0; i < law->doublings; i++) {
        uint64_t mask = -(distance >> i & 1);
        __asm__("" : "+r"(mask));
        power = dpk_fixed_choose(mask, power, dpk_fixed_multiply(power, law->decay[i]));
    }
    power = dpk_fixed_multiply(dpk_fixed_choose(after, law->rising, law->falling), power);
    return dpk_fixed_add(dpk_fixed_choose(after, law->minus_c, law->one_and_c), dpk_fixed_flip(power, after), after & 1);
}

void dpk_truncated_geometric_run(const dpk_truncated_geometric *law, const dpk_tape *tape, const int64_t *counts,
                                 size_t trials, uint8_t *keep) {
    const dpk_fixed_256 margin = {{0, 8, 0, 0}};  // 2^67 units
    for (size_t t = 0; t < trials; t++) {
        const uint64_t k = steps(law, counts[t]), *words = tape->words + DPK_TRUNCATED_GEOMETRIC_WORDS * t;
        const dpk_fixed_256 u = {{0, words[0], words[1], 0}};
        dpk_fixed_256 difference = dpk_fixed_add(probability(law, k), dpk_fixed_flip(u, UINT64_MAX), 1);
        keep[t] = (uint8_t)(~difference.limb[3] >> 63);
        difference = dpk_fixed_add(difference, margin, 0);
        uint64_t far = difference.limb[1] >> 4 | difference.limb[2] | difference.limb[3];
        // The one branch on random bits: less than 2^-123 a trial.
        if (__builtin_expect(dpk_declassify(far == 0) != 0, 0)) {
            keep[t] = (uint8_t)dpk_keep_decide_var(law->exact, k, (dpk_u128)words[1] << 64 | words[0], tape->refine,
                                                   tape->context, t);
        }
    }
}

void dpk_truncated_geometric_run_certified_var(const dpk_truncated_geometric *law, const dpk_tape *tape,
                                               const int64_t *counts, size_t trials, uint8_t *keep) {
    for (size_t t = 0; t < trials; t++) {
        const uint64_t *words = tape->words + DPK_TRUNCATED_GEOMETRIC_WORDS * t;
        keep[t] = (uint8_t)dpk_keep_decide_var(law->exact, steps(law, counts[t]), (dpk_u128)words[1] << 64 | words[0],
                                               tape->refine, tape->context, t);
    }
}

void dpk_truncated_geometric_draw(const dpk_truncated_geometric *law, const int64_t *counts, size_t trials,
                                  uint8_t *keep) {
    uint64_t words[DPK_TRUNCATED_GEOMETRIC_WORDS * BLOCK];
    const dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    size_t used = 0;
    for (size_t start = 0; start < trials; start += BLOCK) {
        size_t block = trials - start < BLOCK ? trials - start : BLOCK;
        size_t bytes = block * DPK_TRUNCATED_GEOMETRIC_WORDS * sizeof words[0];
        dpk_random_bytes(words, bytes);
        used = bytes > used ? bytes : used;
        dpk_truncated_geometric_run(law, &tape, counts + start, block, keep + start);
    }
    dpk_wipe(words, used);
}
