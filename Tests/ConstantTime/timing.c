// Records how long draws take: in cycles of the time stamp counter, on one processor, all samplers and back ends taking
// turns. The statistics are made by timing.py. Usage: timing FOLDER DRAWS BATCHES.
//
//   single  a draw through dpk_draw, the way of a release: the value drawn and its time
//   tape    a batch without its random bytes, on words of three classes: random, or the high bits of each all 0 or all 1
//           (which makes noise large or small). The class and its time. Only trials that are kept stand on a tape, as
//           rejections may show: 16 high bits, or fewer where the sampler would reject every trial.
//
// Writes FOLDER/N.i64, pairs of numbers, and FOLDER/index: a line for each, N, kind, back end, scale, name.
#define _GNU_SOURCE
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <x86intrin.h>

#include "dpk_random.h"
#include "samplers.h"

enum { TURN = 1000, WARM = 50, TAPES = 8, MOST = 64 };

typedef struct {
    const tested_sampler *tested;
    size_t back_end, trials;
    prepared_sampler sampler;
    int64_t (*record)[2];
    uint64_t *words;  // [class][tape][word]
} subject;

// The fences keep what is timed inside: no load or computation passes them, in either direction.
static inline int64_t now(void) {
    _mm_lfence();
    int64_t cycles = (int64_t)__rdtsc();
    _mm_lfence();
    return cycles;
}

static void single(subject *s, size_t at, size_t count) {
    const prepared_sampler sampler = s->sampler;
    int64_t drawn;
    for (int i = 0; i < WARM; i++) sampler.draw(sampler.law, &drawn, 1);
    for (size_t i = at; i < at + count; i++) {
        int64_t start = now();
        sampler.draw(sampler.law, &drawn, 1);
        s->record[i][1] = now() - start;
        s->record[i][0] = drawn;
    }
}

static uint64_t refine(void *context, uint64_t trial) {
    (void)context;
    return (trial + 77) * UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t words[DPK_TAPE_WORDS] __attribute__((aligned(64)));

static void tape(subject *s, size_t at, size_t count) {
    static int64_t out[2 * DPK_TAPE_WORDS];
    const size_t width = s->trials * s->sampler.words_per_trial;
    const dpk_tape one = {words, refine, NULL};
    for (size_t i = at; i < at + count; i++) {
        uint8_t choice[2];
        dpk_random_bytes(choice, sizeof choice);
        size_t class = choice[0] % 3;
        // The same memory for each class, written in the same way.
        memcpy(words, s->words + (class * TAPES + choice[1] % TAPES) * DPK_TAPE_WORDS, width * sizeof words[0]);
        int64_t start = now();
        s->sampler.run(s->sampler.law, &one, s->trials, out);
        s->record[i][1] = now() - start;
        s->record[i][0] = (int64_t)class;
    }
}

// A trial of the class that the sampler keeps; 0 if there seems to be none.
static int make_trial(const subject *s, uint64_t *trial, int class, unsigned bits) {
    const uint64_t high = ((UINT64_C(1) << bits) - 1) << (63 - bits), signs = UINT64_C(1) << 63 | 1;
    const size_t width = s->sampler.words_per_trial;
    const dpk_tape one = {trial, refine, NULL};
    int64_t out[2];
    for (int tries = 0; tries < 1000; tries++) {
        dpk_random_bytes(trial, width * sizeof trial[0]);
        for (size_t i = 0; i < width; i++) {
            trial[i] &= ~signs;
            if (class == 1) trial[i] &= ~high;
            if (class == 2) trial[i] |= high;
        }
        if (s->sampler.run(s->sampler.law, &one, 1, out) > 0) return 1;
    }
    return 0;
}

static int make_classes(const subject *s, unsigned bits) {
    for (int class = 0; class < 3; class++) {
        for (size_t tape = 0; tape < TAPES; tape++) {
            uint64_t *trial = s->words + ((size_t)class * TAPES + tape) * DPK_TAPE_WORDS;
            for (size_t t = 0; t < s->trials; t++, trial += s->sampler.words_per_trial) {
                if (!make_trial(s, trial, class, bits)) return 0;
            }
        }
    }
    return 1;
}

static void make_tapes(subject *s) {
    s->trials = DPK_TAPE_WORDS / s->sampler.words_per_trial;
    if (s->trials > 512) s->trials = 512;
    s->words = calloc(3 * TAPES, sizeof words);
    if (s->words == NULL) exit(2);
    if (s->tested->is_slow) return;
    unsigned bits = 16;
    while (bits > 1 && !make_classes(s, bits)) bits /= 2;
    if (bits == 1) exit(2);
}

// A control: a turn of a loop for each unit of noise, on top of honest draws.
static void leak(const int64_t *out, size_t count) {
    for (size_t t = 0; t < count; t++) {
        for (int64_t i = llabs(out[t]); i > 0; i--) __asm__ volatile("");
    }
}

static void draw_in_a_loop(const void *law, int64_t *out, size_t count) {
    dpk_draw(law, out, count);
    leak(out, count);
}

static size_t run_in_a_loop(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    size_t count = run_plain(law, tape, trials, out);
    leak(out, count);
    return count;
}

static prepared_sampler leaking(double scale) {
    prepared_sampler sampler = inversion(scale);
    sampler.draw = draw_in_a_loop;
    sampler.run = run_in_a_loop;
    return sampler;
}

static const tested_sampler control = {"control: planted loop", 10, leaking, 0, 0};

static size_t prepare(subject *subjects, size_t records) {
    size_t count = 0;
    for (size_t i = 0; i <= TESTED_SAMPLERS; i++) {
        const tested_sampler *t = i < TESTED_SAMPLERS ? &tested_samplers[i] : &control;
        for (size_t b = 0; b < (t->has_back_ends ? dpk_backends_available() : 1); b++, count++) {
            dpk_backend_force(b);
            if (count == MOST) exit(2);
            subjects[count] = (subject){.tested = t, .back_end = b, .sampler = t->prepare(t->scale)};
            subjects[count].record = malloc(records * sizeof subjects->record[0]);
            if (subjects[count].record == NULL) exit(2);
            memset(subjects[count].record, 1, records * sizeof subjects->record[0]);  // no page faults later
            make_tapes(&subjects[count]);
        }
    }
    return count;
}

// A tenth is enough of those that take a hundred times as long. They evaluate decoys, which on a prepared tape would be
// of a class as well: no tapes for them.
static size_t share(const subject *s, size_t records, void (*turn)(subject *, size_t, size_t)) {
    if (!s->tested->is_slow) return records;
    return turn == tape ? 0 : records / (10 * TURN) * TURN;
}

static void run(const char *kind, void (*turn)(subject *, size_t, size_t), subject *subjects, size_t count, size_t records,
                const char *folder, FILE *index) {
    static size_t number;
    for (size_t at = 0; at < records; at += TURN) {
        for (size_t i = 0; i < count; i++) {
            dpk_backend_force(subjects[i].back_end);
            if (at < share(&subjects[i], records, turn)) turn(&subjects[i], at, TURN);
        }
    }
    for (size_t i = 0; i < count; i++, number++) {
        const subject *s = &subjects[i];
        const size_t own = share(s, records, turn);
        if (own == 0) continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%zu.i64", folder, number);
        FILE *file = fopen(path, "wb");
        if (file == NULL || fwrite(s->record, sizeof s->record[0], own, file) != own || fclose(file) != 0) exit(2);
        fprintf(index, "%zu\t%s\t%s\t%g\t%s\n", number, kind, dpk_backend_name(s->back_end), s->tested->scale,
                s->tested->name);
    }
}

int main(int arguments, char **argument) {
    static subject subjects[MOST];
    if (arguments != 4) return 2;
    size_t draws = strtoull(argument[2], NULL, 10) / TURN * TURN;
    size_t batches = strtoull(argument[3], NULL, 10) / TURN * TURN;
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET((size_t)sched_getcpu(), &here);
    (void)!sched_setaffinity(0, sizeof here, &here);
    char path[4096];
    snprintf(path, sizeof path, "%s/index", argument[1]);
    FILE *index = fopen(path, "w");
    if (index == NULL) return 2;
    size_t count = prepare(subjects, draws > batches ? draws : batches);
    run("single", single, subjects, count, draws, argument[1], index);
    run("tape", tape, subjects, count, batches, argument[1], index);
    return fclose(index) != 0;
}
