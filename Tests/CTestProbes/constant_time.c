#include "probes.h"

typedef struct {
    uint64_t state;
    size_t read;
} counted;

static uint64_t refine_counted(void *context, uint64_t trial) {
    (void)trial;
    counted *stream = context;
    stream->read++;
    uint64_t word;
    dpk_probe_words(&stream->state, &word, 1);
    return word;
}

size_t dpk_probe_words_refined(dpk_sampler sampler, const uint64_t *words, uint64_t seed) {
    counted stream = {seed, 0};
    dpk_tape tape = {words, refine_counted, &stream};
    int64_t out;
    (void)sampler.run(sampler.parameters, &tape, 1, &out);
    return stream.read;
}
