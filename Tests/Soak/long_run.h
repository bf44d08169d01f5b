// A run of any length of one sampler with one law, resumable: the best back end against a reference on the same words,
// and what was drawn against its exact probabilities. Each NAME_long.c describes a sampler to it.
//
// The log is the state: parts done (part p reads the words of seed p, so parts are independent and can be repeated one
// by one), blocks that differ, and counts of all draws in classes of several kinds. After each part it is written anew.
// Killed, the run goes on with the next part. Without its lines of counts, which come last, a log is a record to keep.
//
// Usage: Tests/Soak/run NAME_long PARAMETER PARTS LOG [PLANT]. The run can fail: a PLANT is an error that it must
// notice in the first part, such as an entry of a table moved a little (the reference sees that), or `law`: both draw
// with a parameter larger by 1/128 (the exact probabilities see that). It can't show that margins are missing: too few
// draws lie at borders.
#ifndef LONG_RUN_H
#define LONG_RUN_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dpk_backend.h"
#include "dpk_sampler.h"
#include "words.h"

#ifndef COMMIT
#define COMMIT "unknown"
#endif

enum { PART = BLOCK * 4096 * 4, CLASSES = 256, MOST_KINDS = 4, MOST_VALUES = 2 * BLOCK };

typedef long counted[MOST_KINDS][CLASSES];

typedef struct {
    const char *name, *parameter;   // "inversion", "scale"
    const char *kinds[MOST_KINDS];  // what the classes are; as many as there are
    // Prepares the law, with the plant if there is one; returns the words of a trial, or 0 if it refuses.
    size_t (*prepare)(double parameter, const char *plant);
    // The values of a block of trials, by the reference and by a back end; at most MOST_VALUES; returns how many.
    size_t (*expected)(const dpk_tape *tape, int64_t *values);
    size_t (*drawn)(size_t back_end, const dpk_tape *tape, int64_t *values);
    // Counts a block's draws in each kind's classes; returns how many there are.
    long (*classify)(const int64_t *values, size_t count, counted counts);
    // P(class), exact up to rounding.
    long double (*chance)(int kind, int class);
    int has_back_ends;              // else plain C alone
} long_run_sampler;

typedef struct {
    const long_run_sampler *sampler;
    size_t words_per_trial, back_end;
    char name[512];  // what a log must begin with to be of this run
    long parts, draws, differing;
    counted counts;
} progress;

// NULL: no plant.
static inline int is_plant(const char *plant, const char *name) {
    return plant != NULL && strcmp(plant, name) == 0;
}

static void run_part(progress *state) {
    static uint64_t words[DPK_TAPE_WORDS * BLOCK];
    static int64_t wanted[MOST_VALUES + 1], values[MOST_VALUES + 1];
    const long_run_sampler *sampler = state->sampler;
    uint64_t seed = (uint64_t)state->parts + 1;
    seed = next_word(&seed);
    for (long done = 0; done < PART; done += BLOCK) {
        for (size_t i = 0; i < BLOCK * state->words_per_trial; i++) words[i] = next_word(&seed);
        dpk_tape tape = {words, refine, NULL};
        size_t count = sampler->expected(&tape, wanted);
        size_t got = sampler->drawn(state->back_end, &tape, values);
        state->differing += got != count || memcmp(wanted, values, count * sizeof values[0]) != 0;
        state->draws += sampler->classify(values, got, state->counts);
    }
    state->parts++;
}

// Pearson's statistic, and a value that it passes with a chance below 2e-12 (Laurent and Massart 2000, lemma 1:
// P(X >= d + 2 sqrt(d x) + 2x) <= e^-x): below 1e-9 for 4 kinds looked at after each of 100 parts. Classes that expect
// less than a thousand draws are left out.
static double chi2(const progress *state, int kind, int *classes, double *limit) {
    double sum = 0;
    long total = 0;
    *classes = 0;
    for (int class = 0; class < CLASSES; class++) total += state->counts[kind][class];
    for (int class = 0; class < CLASSES; class++) {
        double wanted = (double)(state->sampler->chance(kind, class) * total);
        if (wanted < 1000) continue;
        double off = (double)state->counts[kind][class] - wanted;
        sum += off * off / wanted;
        ++*classes;
    }
    *limit = *classes + 2 * __builtin_sqrt(*classes * 27.0) + 2 * 27;
    return sum;
}

// Returns whether all is well.
static int write_log(const progress *state, const char *path) {
    char fresh[4096];
    snprintf(fresh, sizeof fresh, "%s.new", path);
    FILE *file = fopen(fresh, "w");
    if (file == NULL) exit(2);
    int well = state->differing == 0;
    fprintf(file, "%sparts %ld\ndraws %ld\ndiffering blocks %ld\n", state->name, state->parts, state->draws,
            state->differing);
    for (int kind = 0; kind < MOST_KINDS && state->sampler->kinds[kind] != NULL; kind++) {
        int classes;
        double limit, sum = chi2(state, kind, &classes, &limit);
        well &= sum < limit;
        const char *name = state->sampler->kinds[kind];
        fprintf(file, "chi2 %.1f in %d classes, must be below %.1f: %s\n", sum, classes, limit, name);
    }
    fprintf(file, "false alarms: below 1e-9, all limits together, up to 100 parts\n%s\n", well ? "well" : "WRONG");
    for (int kind = 0; kind < MOST_KINDS; kind++) {
        fprintf(file, "counts");
        for (int class = 0; class < CLASSES; class++) fprintf(file, " %ld", state->counts[kind][class]);
        fprintf(file, "\n");
    }
    if (fclose(file) != 0 || rename(fresh, path) != 0) exit(2);
    return well;
}

static void refuse(const char *path, const char *what) {
    fprintf(stderr, "%s is %s\n", path, what);
    exit(2);
}

static void read_log(progress *state, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) return;
    char name[sizeof state->name] = "", line[512] = "";
    size_t length = strlen(state->name);
    size_t begins = fread(name, 1, length, file);
    if (begins != length || strcmp(name, state->name) != 0) refuse(path, "the log of another run");
    int read = fscanf(file, "parts %ld draws %ld differing blocks %ld ", &state->parts, &state->draws,
                      &state->differing);
    do {
        if (!fgets(line, sizeof line, file)) break;
    } while (strcmp(line, "well\n") != 0 && strcmp(line, "WRONG\n") != 0);
    for (int kind = 0; kind < MOST_KINDS; kind++) {
        (void)!fscanf(file, " counts");
        for (int class = 0; class < CLASSES; class++) read += fscanf(file, "%ld", &state->counts[kind][class]) == 1;
    }
    fclose(file);
    if (read != 3 + MOST_KINDS * CLASSES) refuse(path, "a record without counts");
}

static int long_run(const long_run_sampler *sampler, int count, char **arguments) {
    if (count < 4) return 2;
    static progress state;  // some kilobytes
    const char *plant = count > 4 ? arguments[4] : NULL, *path = arguments[3];
    const double parameter = strtod(arguments[1], NULL);
    state.sampler = sampler;
    state.back_end = sampler->has_back_ends ? dpk_backends_available() - 1 : 0;
    state.words_per_trial = sampler->prepare(parameter, plant);
    if (state.words_per_trial == 0) return 2;
    int used = snprintf(state.name, sizeof state.name, "%s, %s %a\n", sampler->name, sampler->parameter, parameter);
    if (plant != NULL) used += snprintf(state.name + used, 64, "planted: %.40s\n", plant);
    snprintf(state.name + used, 256, "commit %s\nback end %s\ntrials a part %d\n", COMMIT,
             dpk_backend_name(state.back_end), PART);
    read_log(&state, path);
    int well = 1;
    do {
        if (state.parts < atol(arguments[2])) run_part(&state);
        well = write_log(&state, path);
    } while (well && state.parts < atol(arguments[2]));
    const char *verdict = well ? "well" : "WRONG";
    printf("%s, %s %g: %ld draws, %ld differing blocks, %s\n", sampler->name, sampler->parameter, parameter,
           state.draws, state.differing, verdict);
    return !well;
}

// Classes of a law on the integers that is symmetric around 0: a draw's sign, and which of 128 quantiles its magnitude
// is in. upper(k) = P(Z >= k) for k >= 0 makes the borders and the probabilities.
typedef long double upper_tail(uint64_t k);

enum { QUANTILES = CLASSES / 2 };

// borders[j]: the least k with P(Z >= k) <= (1 - j/128)/2.
static inline void make_borders(uint64_t *borders, upper_tail *upper) {
    borders[0] = 0;
    for (int j = 1; j < QUANTILES; j++) {
        uint64_t above = borders[j - 1], enough = UINT64_C(1) << 62;
        while (above < enough) {
            uint64_t middle = above + (enough - above) / 2;
            if (2 * upper(middle) <= 1 - j / 128.0L) enough = middle;
            else above = middle + 1;
        }
        borders[j] = above;
    }
}

static inline int symmetric_class(const uint64_t *borders, int64_t draw) {
    uint64_t magnitude = (uint64_t)llabs(draw);
    int j = 0;
    for (int step = QUANTILES / 2; step > 0; step /= 2) j += borders[j + step] <= magnitude ? step : 0;
    return 2 * j + (draw < 0);  // 0 counts as positive
}

static inline long double symmetric_chance(const uint64_t *borders, upper_tail *upper, int class) {
    uint64_t from = borders[class / 2];
    if (class % 2 == 1 && from == 0) from = 1;
    long double mass = upper(from);
    if (class / 2 + 1 == QUANTILES) return mass;
    uint64_t to = borders[class / 2 + 1];
    return to > from ? mass - upper(to) : 0;
}

#endif
