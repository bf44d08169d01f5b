// The staircase sampler. See long_run.h; the parameter is epsilon; the sensitivity D is 2^30, the first step's width r
// the integer next to D/(1 + e^(epsilon/2)). Plants: bit, step, place, law.
//
// Compared is the value jD + i that the same words have by another exact evaluation. The bits of j and the choice of
// the step are U < p for a U of which the words are the first 128 binary digits. Here p comes from 80-bit arithmetic,
// not from certified digits, and the first 64 digits of U decide; were they within a generous tolerance of p (once in
// 10^16 draws), that would count as a difference. Places are found by division: place i of r owns the words from
// ceil(2^63 i/r) on, and all but the last floor(2^63/r) of them are rejected. The sampler multiplies, and compares the
// product's low half.
#include <math.h>

#include "long_run.h"
#include "staircase.h"

static const uint64_t sensitivity = UINT64_C(1) << 30;
static dpk_staircase *law;
static uint64_t width;
static long double epsilon;

// U is below p if its first 64 digits are below `below`, not below p if they are at least `above`.
typedef struct {
    uint64_t below, above;
} threshold;

static threshold second_step, bits[DPK_MAX_PLANES + 1];  // the last one: the tail, j >= 2^planes

static threshold threshold_of(long double p) {
    long double low = p * 0x1p64L - 16, high = p * 0x1p64L + 16;
    return (threshold){low > 0 ? (uint64_t)low : 0, (uint64_t)high};
}

static size_t prepare(double parameter, const char *plant) {
    epsilon = parameter;
    const double drawn = is_plant(plant, "law") ? parameter * 129 / 128 : parameter;
    width = (uint64_t)llroundl((long double)sensitivity / (1 + expl(epsilon / 2)));
    dpk_rational *exact = dpk_rational_from_double(drawn);
    law = dpk_staircase_prepare(exact, sensitivity, width, 128);
    dpk_rational_free(exact);
    if (law == NULL) return 0;
    const uint32_t planes = law->periods->planes;
    second_step = threshold_of(1 / (1 + (long double)width / (long double)(sensitivity - width) * expl(drawn)));
    for (uint32_t k = 0; k <= planes; k++) {
        long double x = ldexpl(drawn, (int)k);
        bits[k] = threshold_of(k == planes ? expl(-x) : 1 / (1 + expl(x)));
    }
    if (is_plant(plant, "bit")) law->periods->threshold[2] += (dpk_u128)1 << 106;
    else if (is_plant(plant, "step")) law->threshold += (dpk_u128)1 << 106;
    else if (is_plant(plant, "place")) law->second.bound++;
    else if (plant != NULL && !is_plant(plant, "law")) return 0;
    return dpk_staircase_sampler(law).words_per_trial;
}

// 1 for U < p, 0 for U > p, else 2. words: the lower half first.
static unsigned is_below(const uint64_t *words, threshold t) {
    return words[1] < t.below ? 1 : words[1] >= t.above ? 0 : 2;
}

// The first word of place i of r.
static uint64_t first_word(uint64_t i, uint64_t r) {
    const uint64_t words = UINT64_C(1) << 63;
    return i * (words / r) + (i * (words % r) + r - 1) / r;
}

// The place that a word of 63 digits means; -1 if it is rejected.
static int64_t place_of(uint64_t word, uint64_t r) {
    const uint64_t least = (UINT64_C(1) << 63) / r;  // words of a place; some have one more
    uint64_t i = word / (least + 1);
    while (first_word(i + 1, r) <= word) i++;
    return first_word(i + 1, r) - word <= least ? (int64_t)i : -1;
}

static size_t expected_values(const dpk_tape *tape, int64_t *values) {
    const size_t length = dpk_staircase_sampler(law).words_per_trial;
    const uint32_t planes = law->periods->planes;
    size_t count = 0;
    for (const uint64_t *words = tape->words; words < tape->words + BLOCK * length; words += length) {
        int64_t first = place_of(words[0] >> 1, width), second = place_of(words[1] >> 1, sensitivity - width);
        unsigned in_second = is_below(words + 2, second_step), open = in_second & 2;
        uint64_t j = 0;
        for (uint32_t k = 0; k <= planes; k++) {
            unsigned bit = is_below(words + DPK_STAIRCASE_OWN_WORDS + 2 * k, bits[k]);
            open |= bit & 2;
            j |= (uint64_t)(bit & 1) << k;
        }
        if (open != 0 || j >> planes != 0) return MOST_VALUES + 1;
        if (first < 0 || second < 0) continue;
        int64_t magnitude = (int64_t)(j * sensitivity) + (in_second ? (int64_t)width + second : first);
        if (words[0] & 1 && magnitude == 0) continue;
        values[count++] = words[0] & 1 ? -magnitude : magnitude;
    }
    return count;
}

static size_t drawn(size_t back_end, const dpk_tape *tape, int64_t *values) {
    (void)back_end;
    return dpk_staircase_sampler(law).run(law, tape, BLOCK, values);
}

// Which of CLASSES equal parts of a step a place is in.
static uint64_t part_of(uint64_t place, uint64_t r) {
    return place * CLASSES / r;
}

static long classify(const int64_t *values, size_t count, counted counts) {
    for (size_t t = 0; t < count; t++) {
        uint64_t magnitude = (uint64_t)llabs(values[t]), j = magnitude / sensitivity, i = magnitude % sensitivity;
        uint64_t second = i >= width, step = 4 * j + 2 * second + (values[t] < 0);
        counts[0][step < CLASSES ? step : CLASSES - 1]++;
        counts[1][second ? part_of(i - width, sensitivity - width) : part_of(i, width)]++;
        counts[2][i % CLASSES]++;
    }
    return (long)count;
}

// How many of the places 0 ..< r lie in a part, and how many of the integers from ..< to have these lowest 8 bits.
static uint64_t places_in(uint64_t part, uint64_t r) {
    return ((part + 1) * r + CLASSES - 1) / CLASSES - (part * r + CLASSES - 1) / CLASSES;
}

static uint64_t with_low_bits(uint64_t low, uint64_t from, uint64_t to) {
    return (to + CLASSES - 1 - low) / CLASSES - (from + CLASSES - 1 - low) / CLASSES;
}

// With n1 places of the first step and n2 of the second, in each of its periods, a set has the probability
// 2 a (n1 + b n2)/(1 - b), less a if 0 is in it.
static long double chance(int kind, int class) {
    const long double b = expl(-epsilon), rest = -expm1l(-epsilon), second = (long double)(sensitivity - width);
    const long double a = rest / (2 * (long double)width + 2 * b * second - rest);
    const uint64_t which = (uint64_t)class;
    if (kind == 0) {
        long double height = a * expl(-epsilon * (long double)(which / 4));
        long double mass = height * (which & 2 ? b * second : (long double)width);
        return which == 1 ? mass - a : mass;
    }
    uint64_t n1 = kind == 1 ? places_in(which, width) : with_low_bits(which, 0, width);
    uint64_t n2 = kind == 1 ? places_in(which, sensitivity - width) : with_low_bits(which, width, sensitivity);
    long double mass = 2 * a * ((long double)n1 + b * (long double)n2) / rest;
    return which == 0 ? mass - a : mass;
}

int main(int count, char **arguments) {
    static const long_run_sampler sampler = {
        "staircase", "epsilon",
        {"sign, j and step", "part of the step", "lowest 8 bits of the magnitude"},
        prepare, expected_values, drawn, classify, chance, 0,
    };
    return long_run(&sampler, count, arguments);
}
