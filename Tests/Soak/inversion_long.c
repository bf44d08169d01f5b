// A run of any length of the fast sampler at one scale, resumable: every back end against the oracle on the same words,
// and what was drawn against its exact law.
//
// The log is the state: parts done (part p reads the words of seed p, so parts are independent and can be repeated one
// by one), differing blocks, and counts of the draws of all parts in 256 classes of each of three kinds. After each part
// it is written anew. Killed, the run goes on with the next part. Usage: inversion_long SCALE PARTS LOG [PLANT].
//
// The run can fail: with PLANT `table` an entry of the sampler's table is moved, which the oracle notices; with `law` both
// draw at a scale larger by 1/128, which the exact law notices.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inversion_oracle.h"

enum { PART = BLOCK * 4096 * 4, CLASSES = 256, KINDS = 3 };

static const char *const kinds[KINDS] = {
    "sign and quantile of the magnitude", "lowest 8 bits of the magnitude", "8 bits above the split",
};

typedef struct {
    double scale;
    long parts, differing, draws;
    long counts[KINDS][CLASSES];
    uint64_t borders[CLASSES / 2];  // a magnitude's quantile: how many of these it reaches
} progress;

// P(|Z| >= k) = 2 q^k/(1 + q) for k >= 1.
static long double at_least(long double scale, uint64_t k) {
    return k == 0 ? 1 : expl(-(long double)k / scale) * 2 / (1 + expl(-1 / scale));
}

// P(class), exact up to rounding.
static long double chance(const dpk_inversion *law, const progress *state, int kind, int class) {
    const long double S = state->scale, q = expl(-1 / S);
    if (kind == 0) {
        int j = class / 2;
        long double mass = at_least(S, state->borders[j]);
        if (j + 1 < CLASSES / 2) mass -= at_least(S, state->borders[j + 1]);
        long double zero = j == 0 ? -expm1l(-1 / S) / (1 + q) : 0;  // counts as positive
        return class % 2 == 0 ? (mass + zero) / 2 : (mass - zero) / 2;
    }
    // Magnitudes in steps of w, modulo 256 w.
    const long double w = kind == 1 ? 1 : law->step;
    long double mass = -2 * expm1l(-w / S) * expl(-class * w / S) / ((1 + q) * -expm1l(-CLASSES * w / S));
    return class == 0 ? mass + expm1l(-1 / S) / (1 + q) : mass;
}

static void classify(progress *state, const dpk_inversion *law, const int64_t *drawn, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t magnitude = (uint64_t)llabs(drawn[i]);
        int j = 0;
        for (int step = CLASSES / 4; step > 0; step /= 2) j += state->borders[j + step] <= magnitude ? step : 0;
        state->counts[0][2 * j + (drawn[i] < 0)]++;
        state->counts[1][magnitude % CLASSES]++;
        state->counts[2][(magnitude >> law->split) % CLASSES]++;
    }
    state->draws += (long)count;
}

static void run_part(progress *state, const dpk_inversion *law) {
    static uint64_t words[2 * BLOCK];
    static int64_t wanted[BLOCK], drawn[BLOCK];
    uint64_t seed = (uint64_t)state->parts + 1;
    seed = next_word(&seed);
    for (long done = 0; done < PART; done += BLOCK) {
        for (size_t i = 0; i < (size_t)BLOCK * law->words_per_trial; i++) words[i] = next_word(&seed);
        dpk_tape tape = {words, refine, NULL};
        size_t count = expected_block(law, &tape, wanted);
        for (size_t b = 0; b < dpk_backends_available(); b++) {
            size_t got = dpk_inversion_backends[b]->run(law, &tape, BLOCK, drawn);
            state->differing += got != count || memcmp(wanted, drawn, count * sizeof drawn[0]) != 0;
        }
        classify(state, law, drawn, count);
    }
    state->parts++;
}

// Pearson's statistic, and a value that it passes with a chance below 3e-10 (Laurent and Massart 2000, lemma 1:
// P(X >= d + 2 sqrt(d x) + 2x) <= e^-x). Classes that expect less than a thousand draws are left out.
static double chi2(const progress *state, const dpk_inversion *law, int kind, double *limit) {
    double sum = 0, freedom = 0;
    for (int class = 0; class < CLASSES; class++) {
        double wanted = (double)(chance(law, state, kind, class) * state->draws);
        if (wanted < 1000) continue;
        double off = (double)state->counts[kind][class] - wanted;
        sum += off * off / wanted;
        freedom++;
    }
    *limit = freedom + 2 * sqrt(freedom * 22) + 2 * 22;
    return sum;
}

// Returns whether all is well.
static int write_log(const progress *state, const dpk_inversion *law, const char *path) {
    char fresh[4096];
    snprintf(fresh, sizeof fresh, "%s.new", path);
    FILE *file = fopen(fresh, "w");
    if (file == NULL) exit(2);
    int well = state->differing == 0;
    fprintf(file, "scale %a\nparts %ld of %d trials\ndiffering blocks %ld\ndraws %ld\n", state->scale, state->parts, PART,
            state->differing, state->draws);
    fprintf(file, "back ends");
    for (size_t b = 0; b < dpk_backends_available(); b++) fprintf(file, " %s", dpk_backend_name(b));
    for (int kind = 0; kind < KINDS; kind++) {
        double limit, sum = chi2(state, law, kind, &limit);
        well &= sum < limit;
        fprintf(file, "\nchi2 %.1f, must be below %.1f: %s\ncounts", sum, limit, kinds[kind]);
        for (int class = 0; class < CLASSES; class++) fprintf(file, " %ld", state->counts[kind][class]);
    }
    fprintf(file, "\n%s\n", well ? "well" : "WRONG");
    if (fclose(file) != 0 || rename(fresh, path) != 0) exit(2);
    return well;
}

static void read_log(progress *state, const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) return;
    double scale = 0;
    int part = 0, read = fscanf(file, "scale %la parts %ld of %d trials differing blocks %ld draws %ld back ends%*[^\n]",
                                &scale, &state->parts, &part, &state->differing, &state->draws);
    for (int kind = 0; kind < KINDS; kind++) {
        (void)!fscanf(file, " chi2%*[^\n] counts");
        for (int class = 0; class < CLASSES; class++) read += fscanf(file, "%ld", &state->counts[kind][class]);
    }
    fclose(file);
    if (read != 5 + KINDS * CLASSES || part != PART || scale != state->scale) {
        fprintf(stderr, "%s is the log of another run\n", path);
        exit(2);
    }
}

int main(int count, char **arguments) {
    if (count < 4) return 2;
    static progress state;  // some kilobytes
    state.scale = strtod(arguments[1], NULL);
    int wrong_law = count > 4 && strcmp(arguments[4], "law") == 0;
    dpk_inversion *law = dpk_inversion_prepare(wrong_law ? state.scale * 129 / 128 : state.scale);
    if (law == NULL) return 2;
    if (count > 4 && !wrong_law) law->log_ratio[3] += 0x1p-39;
    for (int j = 1; j < CLASSES / 2; j++) {
        state.borders[j] = (uint64_t)ceill(-state.scale * logl(1 - 2.0L * j / (int)CLASSES));
    }
    read_log(&state, arguments[3]);
    int well = 1;
    do {
        if (state.parts < atol(arguments[2])) run_part(&state, law);
        well = write_log(&state, law, arguments[3]);
    } while (well && state.parts < atol(arguments[2]));
    printf("scale %g: %ld draws, %ld differing blocks, %s\n", state.scale, state.draws, state.differing,
           well ? "well" : "WRONG");
    dpk_inversion_free(law);
    return !well;
}
