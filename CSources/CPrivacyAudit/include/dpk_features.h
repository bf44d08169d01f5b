#ifndef DPK_FEATURES_H
#define DPK_FEATURES_H

#include <stddef.h>
#include <stdint.h>

// Integers that describe one draw of a mechanism. Events of an audit are ranges of them. A draw is `width` words: the bit
// patterns of doubles (`is_real`) or integers.

enum { DPK_AUDIT_MOST_NUMBERS = 8, DPK_AUDIT_WEIGHTS = 1 + 66 * DPK_AUDIT_MOST_NUMBERS };

// A learnt score, higher where a draw looks like one from the first of two inputs.
typedef struct {
    double weights[DPK_AUDIT_WEIGHTS];
    double middle[DPK_AUDIT_MOST_NUMBERS], spread[DPK_AUDIT_MOST_NUMBERS];
} dpk_classifier;

typedef enum {
    DPK_FEATURE_VALUE,        // the number's place in the order of all; −0 before 0
    DPK_FEATURE_BIT,          // bit `second`
    DPK_FEATURE_LOW_BYTE,     // the lowest 8 bits
    DPK_FEATURE_LOWEST_BIT,   // the exponent of the lowest bit that is set; 4096 for 0
    DPK_FEATURE_HOLE,         // 1: |x| < 1/2 and x · 2^53 isn't an integer
    DPK_FEATURE_DENOMINATOR,  // of the number as a fraction of small numbers: 0 even, 1 odd, −1 no such fraction
    DPK_FEATURE_DIFFERENCE,   // the value of number `first` minus number `second`
    DPK_FEATURE_SCORE         // the classifier's, in steps of 2^-20
} dpk_feature_kind;

typedef struct {
    dpk_feature_kind kind;
    uint32_t first, second;  // which number; which bit, or the other number
} dpk_feature;

// The feature of each of `draws` draws. `classifier` may be NULL but for scores.
void dpk_feature_values(const dpk_feature *feature, const dpk_classifier *classifier, int is_real,
                        const uint64_t *words, size_t width, size_t draws, int64_t *out);

// How many of them lie from `least` to `most`.
uint64_t dpk_feature_count(const int64_t *values, size_t draws, int64_t least, int64_t most);

// In ascending order.
void dpk_feature_sort(int64_t *values, size_t draws);

// Learns to tell draws `a` from draws `b`, `draws` each: logistic regression on bits, value and magnitude.
void dpk_classifier_train(dpk_classifier *classifier, int is_real, const uint64_t *a, const uint64_t *b,
                          size_t width, size_t draws);

#endif
