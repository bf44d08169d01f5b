#include <stdlib.h>

#include "../../CSources/CPrivacyKernels/rounding.h"
#include "cube.h"
#include "probes.h"
#include "race.h"
#include "randomized_response.h"
#include "selection_probes.h"

typedef struct {
    uint64_t seed;
    uint32_t *read;
} keyed;

static uint64_t refine_keyed(void *context, uint64_t candidate) {
    keyed *stream = context;
    if (stream->seed == 0) return 0;
    uint64_t word, state = stream->seed + candidate * UINT64_C(0xd1342543de82ef95)
                           + ++stream->read[candidate] * UINT64_C(0x2545f4914f6cdd1d);
    dpk_probe_words(&state, &word, 1);
    return word;
}

static dpk_race race(double scale, int gumbel) {
    return (dpk_race){scale, gumbel ? DPK_STANDARD_GUMBEL : DPK_STANDARD_EXPONENTIAL};
}

int dpk_probe_race_decide(double scale, int gumbel, const uint64_t *words, const uint64_t *deficits, size_t count,
                          double slack, size_t *winner) {
    dpk_race law = race(scale, gumbel);
    dpk_rounding host = dpk_rounding_enter();
    int decided = dpk_race_decide(&law, words, deficits, count, slack, winner) != 0;
    dpk_rounding_leave(host);
    return decided;
}

size_t dpk_probe_race_run(double scale, int gumbel, const uint64_t *words, const uint64_t *deficits, size_t count,
                          uint64_t seed, int certified) {
    dpk_race law = race(scale, gumbel);
    keyed stream = {seed, calloc(count, sizeof(uint32_t))};
    dpk_tape tape = {words, refine_keyed, &stream};
    size_t winner = certified ? dpk_race_run_certified_var(&law, &tape, deficits, count)
                              : dpk_race_run(&law, &tape, deficits, count);
    free(stream.read);
    return winner;
}

void dpk_probe_response_threshold(const dpk_randomized_response *law, uint64_t *low, uint64_t *high) {
    *low = (uint64_t)law->threshold;
    *high = (uint64_t)(law->threshold >> 64);
}

void dpk_probe_response_plant(dpk_randomized_response *law, int64_t change) {
    law->threshold += (dpk_u128)(__int128)change;
}

static uint64_t word_then_ones(void *context, uint64_t trial) {
    (void)trial;
    uint64_t *next = context, word = *next;
    *next = ~UINT64_C(0);
    return word;
}

int dpk_probe_cube_factor(uint64_t radius, uint64_t i, uint64_t word, uint64_t next) {
    dpk_tape tape = {NULL, word_then_ones, &next};
    return (int)dpk_cube_factor(radius, i, word, &tape);
}

uint64_t dpk_probe_cube_remainder(uint64_t radius) {
    return dpk_cube_remainder(radius);
}

int64_t dpk_probe_cube_coordinate(uint64_t radius, const uint64_t *words, int *kept) {
    uint64_t is_kept;
    int64_t result = dpk_cube_coordinate(radius, dpk_cube_remainder(radius), words, &is_kept);
    *kept = is_kept != 0;
    return result;
}
