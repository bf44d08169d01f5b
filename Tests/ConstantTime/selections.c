// Selections with the scores and the tape's words marked as undefined: memcheck reports every branch and every address that
// depends on them, but for what dpk_declassify lets through. Run by `Tests/ConstantTime/run memcheck`.
//
// Usage: selections [branch]; with the control, a selection that branches on a score. The exit status says whether memcheck
// reported anything.
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "dpk_cube.h"
#include "dpk_geometric.h"
#include "dpk_inversion.h"
#include "dpk_random.h"
#include "dpk_randomized_response.h"
#include "dpk_selection.h"

enum { CANDIDATES = 37, WANTED = 5 };

static uint64_t state;

void dpk_random_bytes(void *bytes, size_t count) {
    for (size_t i = 0; i < count; i += sizeof state) {
        uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
        z ^= z >> 31;
        memcpy((char *)bytes + i, &z, sizeof z);
    }
    (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, count);
}

static uint64_t deficits[CANDIDATES], scratch[CANDIDATES];
static double scores[CANDIDATES];

static void make_deficits(int reals) {
    int64_t integers[CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
        integers[i] = i * 7919 % 101 - 50;
        scores[i] = (double)integers[i] / 3;
    }
    scores[5] = __builtin_nan("");
    scores[6] = __builtin_inf();
    scores[7] = 0x1p-1070;
    (void)VALGRIND_MAKE_MEM_UNDEFINED(scores, sizeof scores);
    (void)VALGRIND_MAKE_MEM_UNDEFINED(integers, sizeof integers);
    if (reals) dpk_deficits_of_reals(scores, CANDIDATES, -30, deficits);
    else dpk_deficits_of_integers(integers, CANDIDATES, deficits);
}

static void select_by_race(int gumbel) {
    dpk_race law = {gumbel ? 0x1p31 : 3, gumbel ? DPK_STANDARD_GUMBEL : DPK_STANDARD_EXPONENTIAL};
    make_deficits(gumbel);
    (void)dpk_race_draw(&law, deficits, CANDIDATES, scratch);
}

static void select_largest(int reals) {
    size_t winners[WANTED];
    dpk_inversion *law = dpk_inversion_prepare(reals ? 0x1p31 : 10);
    dpk_sampler sampler = dpk_inversion_sampler(law);
    make_deficits(reals);
    dpk_draw(&sampler, (int64_t *)scratch, CANDIDATES);
    (void)dpk_largest((int64_t *)scratch, deficits, CANDIDATES, winners, WANTED);
    dpk_inversion_free(law);
}

static void respond(int unused) {
    (void)unused;
    int64_t out[64];
    dpk_rational *one = dpk_rational_from_unsigned(1);
    dpk_randomized_response *law = dpk_randomized_response_prepare(one, 5, 128);
    dpk_sampler sampler = dpk_randomized_response_sampler(law);
    dpk_draw(&sampler, out, 64);
    dpk_randomized_response_free(law);
    dpk_rational_free(one);
}

static void draw_cube(int unused) {
    (void)unused;
    int64_t out[300];
    dpk_cube *law = dpk_cube_prepare(0x1p30, 300);
    dpk_cube_draw(law, out);
    dpk_cube_free(law);
}

// The control.
static void branch_on_a_score(int unused) {
    (void)unused;
    make_deficits(1);
    if (scores[3] > 1) __asm__ volatile("" : "+m"(scores));
}

static int reported(const char *name, void (*run)(int), int argument) {
    unsigned before = VALGRIND_COUNT_ERRORS;
    run(argument);
    unsigned found = VALGRIND_COUNT_ERRORS - before;
    printf("%-54s %s\n", name, found > 0 ? "REPORTED" : "nothing depends on scores or tape");
    fflush(stdout);
    return found > 0;
}

int main(int count, char **arguments) {
    if (!RUNNING_ON_VALGRIND) return fputs("not under valgrind\n", stderr), 2;
    if (count > 1 && strcmp(arguments[1], "branch") == 0) return reported("control", branch_on_a_score, 0);
    return reported("permute-and-flip, integers", select_by_race, 0)
           | reported("exponential mechanism, doubles", select_by_race, 1)
           | reported("report-noisy-max, integers", select_largest, 0)
           | reported("report-noisy-max, doubles", select_largest, 1)
           | reported("randomized response", respond, 0) | reported("noise in a cube", draw_cube, 0);
}
