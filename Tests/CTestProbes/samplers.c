#include "geometric.h"
#include "probes.h"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

uint32_t dpk_probe_planes(const dpk_geometric *law) {
    return law->planes;
}

void dpk_probe_threshold(const dpk_geometric *law, uint32_t k, uint64_t *low, uint64_t *high) {
    *low = (uint64_t)law->threshold[k];
    *high = (uint64_t)(law->threshold[k] >> 64);
}

void dpk_probe_plant_bias(dpk_geometric *law, uint32_t k, int64_t change) {
    law->threshold[k] += (dpk_u128)(__int128)change;
}

void dpk_probe_prefix(dpk_law law, const dpk_rational *x, uint32_t bits, uint64_t *out) {
    dpk_u128 prefix = dpk_probability_prefix(law, x, bits);
    out[0] = (uint64_t)prefix;
    out[1] = (uint64_t)(prefix >> 64);
}

void dpk_probe_doublings(const dpk_rational *x, uint32_t count, uint32_t bits, uint64_t *out) {
    dpk_u128 prefixes[63];
    dpk_probability_doublings(x, count, bits, prefixes);
    for (uint32_t k = 0; k <= count; k++) {
        out[2 * k] = (uint64_t)prefixes[k];
        out[2 * k + 1] = (uint64_t)(prefixes[k] >> 64);
    }
}

void dpk_probe_words(uint64_t *state, uint64_t *out, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
        out[i] = z ^ z >> 31;
    }
}

static uint64_t zeros_then_ones(void *context, uint64_t trial) {
    (void)trial;
    uint64_t *zeros = context;
    if (*zeros == 0) return ~UINT64_C(0);
    --*zeros;
    return 0;
}

size_t dpk_probe_run(dpk_sampler sampler, const uint64_t *words, size_t trials, uint64_t zeros,
                     int64_t *out) {
    dpk_tape tape = {words, zeros_then_ones, &zeros};
    return sampler.run(sampler.parameters, &tape, trials, out);
}

void dpk_probe_hostile_rounding(void) {
#if defined(__SSE2__)
    _mm_setcsr(0x1f80 | 0x8040 | 0x4000);
#endif
}

int dpk_probe_rounding_is_hostile(void) {
#if defined(__SSE2__)
    return (_mm_getcsr() & 0xe040) == 0xc040;
#else
    return 1;
#endif
}

void dpk_probe_default_rounding(void) {
#if defined(__SSE2__)
    _mm_setcsr(0x1f80);
#endif
}
