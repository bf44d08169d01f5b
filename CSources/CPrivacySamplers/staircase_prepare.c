#include <stdlib.h>

#include "staircase.h"

static void prepare_steps(dpk_staircase *law) {
    law->odds = NULL;
    law->threshold = 0;
    if (law->width == law->sensitivity) return;
    dpk_rational *first = dpk_rational_from_unsigned(law->width);
    dpk_rational *second = dpk_rational_from_unsigned(law->sensitivity - law->width);
    law->odds = dpk_rational_divide(first, second);
    dpk_rational_free(second);
    dpk_rational_free(first);
    // P(i >= r) = b(D - r)/(r + b(D - r)) = 1/(1 + odds e^epsilon).
    law->threshold = dpk_odds_prefix(law->odds, law->epsilon, law->word_bits);
}

dpk_staircase *dpk_staircase_prepare(const dpk_rational *epsilon, uint64_t sensitivity, uint64_t width,
                                     uint32_t word_bits) {
    dpk_rational *zero = dpk_rational_from_unsigned(0);
    int positive = dpk_rational_compare(epsilon, zero) > 0;
    dpk_rational_free(zero);
    if (!positive || word_bits < 1 || word_bits > 128 || width < 1 || width > sensitivity
        || sensitivity > DPK_STAIRCASE_LARGEST_SENSITIVITY) return NULL;
    dpk_staircase *law = calloc(1, sizeof *law);
    if (law == NULL) return NULL;
    uint32_t uniform_bits = word_bits < 63 ? word_bits : 63;
    uint64_t second = sensitivity - width;
    if (!dpk_uniform_prepare(&law->first, width, uniform_bits)
        || !dpk_uniform_prepare(&law->second, second > 0 ? second : 1, uniform_bits)
        || (law->periods = dpk_geometric_prepare_rate(epsilon, word_bits)) == NULL) {
        free(law);
        return NULL;
    }
    law->sensitivity = sensitivity;
    law->width = width;
    law->longest = (uint64_t)INT64_MAX / sensitivity;
    law->word_bits = word_bits;
    law->epsilon = dpk_rational_scale(epsilon, 0);
    prepare_steps(law);
    return law;
}

void dpk_staircase_free(dpk_staircase *law) {
    if (law == NULL) return;
    dpk_geometric_free(law->periods);
    dpk_rational_free(law->odds);
    dpk_rational_free(law->epsilon);
    free(law);
}
