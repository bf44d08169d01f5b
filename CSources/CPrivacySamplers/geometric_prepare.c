#include <math.h>
#include <stdlib.h>

#include "geometric.h"

dpk_geometric *dpk_geometric_prepare_rate(const dpk_rational *rate, uint32_t word_bits) {
    dpk_rational *one = dpk_rational_from_unsigned(1);
    dpk_rational *scale = dpk_rational_divide(one, rate);
    double nearest_scale = dpk_rational_nearest(scale);
    dpk_rational_free(scale);
    dpk_rational_free(one);
    if (!(nearest_scale <= 0x1p55) || word_bits < 1 || word_bits > 128) return NULL;
    dpk_geometric *law = calloc(1, sizeof *law);
    if (law == NULL) return NULL;
    law->word_bits = word_bits;
    // The tail e^(-2^planes/S) is below 2^-word_bits: 2^planes >= S ln 2 word_bits (rounding doesn't matter here,
    // the tail's threshold is computed exactly whatever `planes` is).
    while (law->planes < DPK_MAX_PLANES
           && ldexp(1, (int)law->planes) < nearest_scale * 0.6932 * (double)word_bits) {
        law->planes++;
    }
    law->inverse_scale = dpk_rational_scale(rate, 0);
    // P(bit k of G is 1) = 1/(1 + e^(2^k/S)) and P(G >= 2^planes) = e^(-2^planes/S).
    dpk_probability_doublings(law->inverse_scale, law->planes, word_bits, law->threshold);
    return law;
}

dpk_geometric *dpk_geometric_prepare(double scale, uint32_t word_bits) {
    if (!(scale > 0 && scale <= 0x1p55)) return NULL;
    dpk_rational *one = dpk_rational_from_unsigned(1);
    dpk_rational *exact_scale = dpk_rational_from_double(scale);
    dpk_rational *rate = dpk_rational_divide(one, exact_scale);
    dpk_geometric *law = dpk_geometric_prepare_rate(rate, word_bits);
    dpk_rational_free(rate);
    dpk_rational_free(exact_scale);
    dpk_rational_free(one);
    return law;
}

void dpk_geometric_free(dpk_geometric *law) {
    if (law == NULL) return;
    dpk_rational_free(law->inverse_scale);
    free(law);
}
