#include "truncated_geometric.h"

#include "truncated_geometric_probes.h"

void dpk_probe_truncated_geometric_plant(dpk_truncated_geometric *law, dpk_truncated_geometric_plant what, uint32_t bit) {
    dpk_fixed_256 change = {{0}};
    change.limb[bit / 64] = UINT64_C(1) << bit % 64;
    if (what == DPK_PLANT_RISING) law->rising = dpk_fixed_add(law->rising, change, 0);
    if (what == DPK_PLANT_FALLING) law->falling = dpk_fixed_add(law->falling, change, 0);
    if (what == DPK_PLANT_C) {
        law->minus_c = dpk_fixed_add(law->minus_c, change, 0);
        law->one_and_c = dpk_fixed_add(law->one_and_c, change, 0);
    }
    if (what == DPK_PLANT_DECAY) law->decay[0] = dpk_fixed_add(law->decay[0], change, 0);
    if (what == DPK_PLANT_CROSSOVER) law->crossover += 1;
}

typedef struct {
    uint64_t third, read;
} stream;

static uint64_t third_word_then_stripes(void *context, uint64_t trial) {
    (void)trial;
    stream *words = context;
    return words->read++ == 0 ? words->third : UINT64_C(0xaaaaaaaaaaaaaaaa);
}

int dpk_probe_truncated_geometric(const dpk_truncated_geometric *law, int64_t count, uint64_t first, uint64_t second,
                                  uint64_t third, int certified, uint64_t *refined) {
    const uint64_t words[2] = {second, first};
    stream words_after = {third, 0};
    dpk_tape tape = {words, third_word_then_stripes, &words_after};
    uint8_t keep;
    if (certified) {
        dpk_truncated_geometric_run_certified_var(law, &tape, &count, 1, &keep);
    } else {
        dpk_truncated_geometric_run(law, &tape, &count, 1, &keep);
    }
    *refined = words_after.read;
    return keep;
}
