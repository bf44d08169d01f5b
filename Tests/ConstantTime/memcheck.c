// Draws with the tape's words marked as undefined: memcheck reports every branch and every address that depends on them,
// but for what dpk_declassify lets through. Run by `Tests/ConstantTime/run memcheck`, which also runs the controls.
//
// The words come from a fixed seed through this program's own dpk_random_bytes, so dpk_draw runs too. Usage:
// memcheck [CONTROL]; the exit status says whether memcheck reported anything.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "dpk_random.h"
#include "samplers.h"

enum { SINGLE = 20, BATCH = 107 };  // the batch doesn't fill its last vector

static uint64_t state;
static int next_is_open;  // control: the next word is one that no fast path decides

void dpk_random_bytes(void *bytes, size_t count) {
    for (size_t i = 0; i < count; i += sizeof state) {
        uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
        z ^= z >> 31;
        if (next_is_open) z = next_is_open = 0;
        memcpy((char *)bytes + i, &z, sizeof z);
    }
    (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, count);
}

// Single draws, which some back ends treat apart, and a batch. Each sampler starts at the same place of the stream.
static void draw(prepared_sampler sampler, int is_slow) {
    static int64_t out[BATCH];
    state = 1;
    for (int i = 0; i < (is_slow ? 1 : SINGLE); i++) sampler.draw(sampler.law, out + i, 1);
    sampler.draw(sampler.law, out, is_slow ? 2 : BATCH);
    (void)VALGRIND_MAKE_MEM_DEFINED(out, sizeof out);
}

static size_t run_branch(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)parameters;
    for (size_t t = 0; t < trials; t++) {
        out[t] = 0;
        if (tape->words[t] & 1) __asm__ volatile("" : "+m"(out[t]));
    }
    return trials;
}

static size_t run_address(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const int64_t *table = parameters;
    for (size_t t = 0; t < trials; t++) out[t] = table[tape->words[t] % 16];
    return trials;
}

static int reported(const char *name, double scale, const char *back_end, prepared_sampler sampler, int is_slow) {
    unsigned before = VALGRIND_COUNT_ERRORS;
    draw(sampler, is_slow);
    unsigned found = VALGRIND_COUNT_ERRORS - before;
    printf("%-32s %-12g %-9s %s\n", name, scale, back_end, found > 0 ? "REPORTED" : "nothing depends on the tape");
    fflush(stdout);
    return found > 0;
}

static int run_control(const char *control) {
    static const int64_t table[16];
    if (strcmp(control, "branch") == 0) return reported(control, 0, "", plain((dpk_sampler){run_branch, NULL, 1}), 0);
    if (strcmp(control, "address") == 0) return reported(control, 0, "", plain((dpk_sampler){run_address, table, 1}), 0);
    next_is_open = 1;
    return reported(control, 0, "", inversion(0x1p40), 0);
}

int main(int count, char **arguments) {
    if (!RUNNING_ON_VALGRIND) return fputs("not under valgrind\n", stderr), 2;
    if (count > 1) return run_control(arguments[1]);
    int found = 0;
    for (const tested_sampler *s = tested_samplers; s < tested_samplers + TESTED_SAMPLERS; s++) {
        for (size_t b = 0; b < (s->has_back_ends ? dpk_backends_available() : 1); b++) {
            dpk_backend_force(b);
            found |= reported(s->name, s->scale, dpk_backend_name(b), s->prepare(s->scale), s->is_slow);
        }
    }
    // The draw that a saturated one stands for.
    int64_t drawn;
    uint64_t low;
    dpk_geometric *law = dpk_geometric_prepare(10, 128);
    dpk_sampler sampler = dpk_discrete_laplace_sampler(law);
    unsigned before = VALGRIND_COUNT_ERRORS;
    dpk_draw(&sampler, &drawn, 1);
    dpk_discrete_laplace_extend(law, drawn, &low, &drawn);
    return found | (VALGRIND_COUNT_ERRORS > before);
}
