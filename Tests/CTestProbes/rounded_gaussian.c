#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "probes.h"
#include "rounded_gaussian.h"
#include "rounded_gaussian_probes.h"

// The n-th refinement word of a trial, whatever other trials read.
typedef struct {
    uint64_t seed;
    uint32_t *read;
} keyed;

static uint64_t refine_keyed(void *context, uint64_t trial) {
    keyed *stream = context;
    uint64_t state = stream->seed + trial * UINT64_C(0xd1342543de82ef95) + ++stream->read[trial] * UINT64_C(0x2545f4914f6cdd1d);
    uint64_t word;
    dpk_probe_words(&state, &word, 1);
    return word;
}

static const dpk_rounded_gaussian_backend *backend_at(size_t index) {
    return dpk_rounded_gaussian_backends[index < dpk_backends_available() ? index : DPK_PORTABLE];
}

static void run(const dpk_rounded_gaussian *law, size_t how, const dpk_tape *tape, const double *phase, size_t pairs,
                int64_t *out) {
    if (how < DPK_BACKENDS) backend_at(how)->run(law, tape, phase, pairs, out);
    else dpk_rounded_gaussian_run_certified_var(law, tape, phase, pairs, out);
}

// An implementation that compares with the phase but resolves without it.
static void forget_phase(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase, size_t pairs,
                         int64_t *out) {
    for (size_t t = 0; t + 8 <= pairs; t += 8) {
        int64_t values[16];
        uint32_t open;
        backend_at(DPK_PORTABLE)->values(law, tape->words + 2 * t, phase + 2 * t, values, &open);
        for (; open != 0; open &= open - 1) {
            dpk_rounded_gaussian_resolve_var(law, tape, t + (size_t)__builtin_ctz(open), NULL, out);
        }
    }
}

void dpk_probe_rounded_gaussian_run(const dpk_rounded_gaussian *law, size_t how, const uint64_t *words,
                                    const double *phase, size_t pairs, uint64_t seed, int64_t *out) {
    keyed stream = {seed, calloc(pairs + 1, sizeof(uint32_t))};
    dpk_tape tape = {words, refine_keyed, &stream};
    run(law, how, &tape, phase, pairs, out);
    if (how == DPK_RUN_FORGETS_PHASE) forget_phase(law, &tape, phase, pairs, out);
    if (how == DPK_RUN_REFINES_HALVES_APART) {
        int64_t *other = calloc(2 * pairs + 1, sizeof *other);
        stream.seed += 12345;
        memset(stream.read, 0, pairs * sizeof *stream.read);
        run(law, how, &tape, phase, pairs, other);
        for (size_t t = 0; t < pairs; t++) out[2 * t + 1] = other[2 * t + 1];
        free(other);
    }
    free(stream.read);
}

static uint64_t zeros_then_ones(void *context, uint64_t trial) {
    (void)trial;
    uint64_t *zeros = context;
    if (*zeros == 0) return ~UINT64_C(0);
    --*zeros;
    return 0;
}

void dpk_probe_rounded_gaussian_zeros(const dpk_rounded_gaussian *law, size_t how, const uint64_t *words,
                                      const double *phase, uint64_t zeros, int64_t *out) {
    dpk_tape tape = {words, zeros_then_ones, &zeros};
    run(law, how, &tape, phase, 1, out);
}

void dpk_probe_rounded_gaussian_values(const dpk_rounded_gaussian *law, size_t backend, const uint64_t *words,
                                       const double *phase, int64_t *out, uint32_t *open) {
    backend_at(backend)->values(law, words, phase, out, open);
}

double dpk_probe_turn_cosine(uint32_t k) {
    static const double c[9] = {1, DPK_TURN_C1, DPK_TURN_C2, DPK_TURN_C3, DPK_TURN_C4, DPK_TURN_C5, DPK_TURN_C6,
                                DPK_TURN_C7, DPK_TURN_C8};
    return c[k % 9];
}

double dpk_probe_turn_sine(uint32_t k) {
    static const double s[8] = {DPK_TURN_S0, DPK_TURN_S1, DPK_TURN_S2, DPK_TURN_S3, DPK_TURN_S4, DPK_TURN_S5,
                                DPK_TURN_S6, DPK_TURN_S7};
    return s[k % 8];
}

void dpk_probe_rounded_gaussian_plant_no_margin(dpk_rounded_gaussian *law) {
    law->reach = 1;
    law->per_radius = law->per_inverse = law->cell = 0;
}

void dpk_probe_rounded_gaussian_plant_table_error(dpk_rounded_gaussian *law, uint32_t i, int64_t units) {
    uint64_t bits;
    memcpy(&bits, &law->log_ratio[i], sizeof bits);
    bits += (uint64_t)units;
    memcpy(&law->log_ratio[i], &bits, sizeof bits);
}

// Not 0: the ends of a cell may lie on a border for ever.
static uint64_t middle(void *context, uint64_t trial) {
    (void)context;
    (void)trial;
    return UINT64_C(1) << 63;
}

// Whether the output is above k in the middle of the cell of `word`.
static int is_above(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase, int half, int over_v,
                    int64_t k, uint64_t word) {
    uint64_t own[2] = {words[0], words[1]};
    own[over_v] = word;
    int64_t pair[2];
    dpk_tape tape = {own, middle, NULL};
    dpk_rounded_gaussian_resolve_var(law, &tape, 0, phase, pair);
    return pair[half] > k;
}

uint64_t dpk_probe_rounded_gaussian_border(const dpk_rounded_gaussian *law, const uint64_t *words,
                                           const double *phase, int half, int over_v, int64_t k) {
    const double turn = 6.283185307179586;
    double target = ((double)k + 0.5 - phase[half]) / law->scale;
    double guess;
    if (over_v) {
        double share = target / sqrt(-2 * log((double)words[0] * 0x1p-64));
        if (!(fabs(share) < 0.9999)) return 0;
        guess = half ? asin(share) / turn : acos(share) / turn;
        if (words[1] & 1) guess = half ? 0.5 - guess : -guess;  // the other place with this value
        guess -= floor(guess);
    } else {
        double angle = turn * (double)words[1] * 0x1p-64, side = half ? sin(angle) : cos(angle);
        guess = exp(-(target / side) * (target / side) / 2);
        if (target / side < 0) return 0;
    }
    if (!(guess > 0x1p-40 && guess < 1 - 0x1p-24)) return 0;
    uint64_t place = (uint64_t)(guess * 0x1p64), reach = UINT64_C(1) << 28;
    uint64_t below = place - reach, above = place + reach;
    if (below > place || above < place) return 0;
    int begin = is_above(law, words, phase, half, over_v, k, below);
    if (begin == is_above(law, words, phase, half, over_v, k, above)) return 0;
    while (above - below > 1) {
        place = below + (above - below) / 2;
        if (is_above(law, words, phase, half, over_v, k, place) == begin) below = place; else above = place;
    }
    return below;
}
