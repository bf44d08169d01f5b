#pragma STDC FP_CONTRACT OFF
#include "dpk_features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classifier.h"

static double real(uint64_t word) {
    double value;
    memcpy(&value, &word, sizeof value);
    return value;
}

static int64_t place(int is_real, uint64_t word) {
    int64_t bits = (int64_t)word;
    return !is_real || bits >= 0 ? bits : bits ^ INT64_MAX;
}

static int64_t lowest_bit(int is_real, uint64_t word) {
    if (!is_real) return word == 0 ? 4096 : __builtin_ctzll(word);
    const uint64_t digits = word & ((UINT64_C(1) << 52) - 1);
    const int64_t exponent = (int64_t)(word >> 52 & 2047);
    if (exponent == 0 && digits == 0) return 4096;
    const uint64_t significand = exponent == 0 ? digits : digits | UINT64_C(1) << 52;
    return (exponent == 0 ? 1 : exponent) - 1075 + __builtin_ctzll(significand);
}

static int64_t hole(int is_real, uint64_t word) {
    return is_real && fabs(real(word)) < 0.5 && lowest_bit(is_real, word) < -53;
}

// Convergents of the continued fraction until one is the number, up to what doubles lose.
static int64_t denominator(int is_real, uint64_t word) {
    const double x = fabs(is_real ? real(word) : (double)(int64_t)word);
    if (!(x < 0x1p20)) return -1;
    double rest = x, before = 0, now = 1;
    for (int i = 0; i < 24; i++) {
        const double whole = floor(rest);
        const double fraction = rest - whole;
        if (fabs(x * now - round(x * now)) < 0x1p-36 * now) return (int64_t)now & 1;
        if (fraction < 0x1p-40) return -1;
        rest = 1 / fraction;
        const double next = floor(rest) * now + before;
        if (next > 4096) return -1;
        before = now;
        now = next;
    }
    return -1;
}

static int64_t value_of(const dpk_feature *f, const dpk_classifier *classifier, int is_real, const uint64_t *draw,
                        size_t width) {
    const uint64_t word = draw[f->first];
    switch (f->kind) {
    case DPK_FEATURE_VALUE: return place(is_real, word);
    case DPK_FEATURE_BIT: return (int64_t)(word >> f->second & 1);
    case DPK_FEATURE_LOW_BYTE: return (int64_t)(word & 255);
    case DPK_FEATURE_LOWEST_BIT: return lowest_bit(is_real, word);
    case DPK_FEATURE_HOLE: return hole(is_real, word);
    case DPK_FEATURE_DENOMINATOR: return denominator(is_real, word);
    case DPK_FEATURE_DIFFERENCE: {
        if (!is_real) return (int64_t)(word - draw[f->second]);
        const double difference = real(word) - real(draw[f->second]);
        uint64_t bits;
        memcpy(&bits, &difference, sizeof bits);
        return place(1, bits);
    }
    case DPK_FEATURE_SCORE: return (int64_t)(dpk_classifier_score(classifier, is_real, draw, width) * 0x1p20);
    }
    return 0;
}

void dpk_feature_values(const dpk_feature *feature, const dpk_classifier *classifier, int is_real,
                        const uint64_t *words, size_t width, size_t draws, int64_t *out) {
    for (size_t i = 0; i < draws; i++) out[i] = value_of(feature, classifier, is_real, words + i * width, width);
}

uint64_t dpk_feature_count(const int64_t *values, size_t draws, int64_t least, int64_t most) {
    uint64_t count = 0;
    for (size_t i = 0; i < draws; i++) count += values[i] >= least && values[i] <= most;
    return count;
}

static int in_order(const void *a, const void *b) {
    const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

void dpk_feature_sort(int64_t *values, size_t draws) {
    if (draws > 0) qsort(values, draws, sizeof values[0], in_order);
}
