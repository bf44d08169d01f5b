// The events of DP-Sniper (Bichsel, Steffen, Bogunovic, Vechev 2021): thresholds of what a classifier thinks of a draw.
// Nothing here has to be right: events that were chosen badly refute nothing.
#pragma STDC FP_CONTRACT OFF
#include "classifier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

static double number(int is_real, uint64_t word) {
    if (!is_real) return (double)(int64_t)word;
    double value;
    memcpy(&value, &word, sizeof value);
    return isfinite(value) ? value : 0;
}

// One input for each weight: 1, then the place, its magnitude and 64 bits of each number. Returns how many.
static size_t inputs(const dpk_classifier *c, int is_real, const uint64_t *draw, size_t width, double *x) {
    size_t count = 0;
    x[count++] = 1;
    for (size_t i = 0; i < width; i++) {
        const double place = (number(is_real, draw[i]) - c->middle[i]) / c->spread[i];
        x[count++] = fmin(fmax(place, -4), 4);
        x[count++] = fmin(fabs(place), 4) - 1;
        for (int bit = 0; bit < BITS; bit++) x[count++] = draw[i] >> bit & 1 ? 0.5 : -0.5;
    }
    return count;
}

static double dot(const double *w, const double *x, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += w[i] * x[i];
    return fmin(fmax(sum, -64), 64);
}

double dpk_classifier_score(const dpk_classifier *classifier, int is_real, const uint64_t *draw, size_t width) {
    double x[DPK_AUDIT_WEIGHTS];
    return dot(classifier->weights, x, inputs(classifier, is_real, draw, width, x));
}

static int in_order(const void *a, const void *b) {
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

// Median and half the distance of the quartiles, over both.
static void measure(dpk_classifier *c, int is_real, const uint64_t *a, const uint64_t *b, size_t width, size_t draws) {
    double *all = malloc(2 * draws * sizeof *all);
    for (size_t i = 0; i < width; i++) {
        c->middle[i] = 0;
        c->spread[i] = 1;
        if (all == NULL) continue;
        for (size_t j = 0; j < draws; j++) {
            all[j] = number(is_real, a[j * width + i]);
            all[draws + j] = number(is_real, b[j * width + i]);
        }
        qsort(all, 2 * draws, sizeof *all, in_order);
        c->middle[i] = all[draws];
        c->spread[i] = fmax((all[draws + draws / 2] - all[draws / 2]) / 2, 0x1p-1000);
    }
    free(all);
}

void dpk_classifier_train(dpk_classifier *classifier, int is_real, const uint64_t *a, const uint64_t *b, size_t width,
                          size_t draws) {
    double x[DPK_AUDIT_WEIGHTS], w[DPK_AUDIT_WEIGHTS] = {0};
    memset(classifier, 0, sizeof *classifier);
    if (draws == 0) return;
    measure(classifier, is_real, a, b, width, draws);
    for (size_t i = 0; i < 2 * draws; i++) {
        const double label = i % 2 == 0 ? 1 : -1;
        const uint64_t *draw = (i % 2 == 0 ? a : b) + i / 2 * width;
        const size_t count = inputs(classifier, is_real, draw, width, x);
        const double rate = 0.2 / (1 + 0.002 * (double)i) + 0.001;
        const double step = rate * label / (1 + exp(label * dot(w, x, count)));
        // The average of the second half's weights: less noise than the last.
        for (size_t j = 0; j < count; j++) {
            w[j] += step * x[j];
            if (i >= draws) classifier->weights[j] += w[j] / (double)draws;
        }
    }
}
