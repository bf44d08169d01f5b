// Scores on a public grid, by integer arithmetic alone: no rounding mode and no branch has a say.
#include "dpk_selection.h"

#include <string.h>

#include "masks.h"

typedef __int128 steps;

static const int most_left = 48;    // a normal significand is at least 2^52, so this reaches 2^100
static const int most_right = 55;   // and below 2^53: nothing is left of it

static steps steps_of(double value, int32_t exponent) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t infinity = UINT64_C(0x7ff0000000000000);
    uint64_t magnitude = bits & INT64_MAX;
    uint64_t negative = all_if(bits >> 63), is_nan = all_if(infinity < magnitude);
    uint64_t is_normal = (magnitude >> 52) != 0;
    uint64_t significand = (magnitude & UINT64_C(0xfffffffffffff)) | is_normal << 52;
    int64_t shift = (int64_t)(magnitude >> 52) - (int64_t)is_normal - 1074 - exponent;
    // To the left by `left`, to the right by `right`; one of the two is 0.
    int64_t is_left = ~(shift >> 63);
    int64_t left = shift & is_left, right = -shift & ~is_left;
    left = (int64_t)choose(all_if(left > most_left), (uint64_t)left, (uint64_t)most_left);
    right = (int64_t)choose(all_if(right > most_right), (uint64_t)right, (uint64_t)most_right);
    uint64_t whole = significand >> right;
    uint64_t rest = significand - (whole << right);
    uint64_t half = UINT64_C(1) << right >> 1;
    whole += (rest > half) | ((rest == half) & whole & (right > 0));
    unsigned __int128 wide = (unsigned __int128)whole << left;
    // 2^100, or a NaN's place, where it is past that.
    uint64_t past = all_if((wide >> 100) != 0) | is_nan;
    uint64_t low = choose(past, (uint64_t)wide, 0);
    uint64_t high = choose(past, (uint64_t)(wide >> 64), UINT64_C(1) << 36);
    negative |= is_nan;
    wide = (unsigned __int128)high << 64 | low;
    unsigned __int128 flip = (unsigned __int128)negative << 64 | negative;
    return (steps)((wide ^ flip) - flip);
}

static steps larger(steps a, steps b) {
    uint64_t take = all_if(a < b);
    unsigned __int128 mask = (unsigned __int128)take << 64 | take;
    return (steps)((unsigned __int128)a ^ (((unsigned __int128)a ^ (unsigned __int128)b) & mask));
}

void dpk_score_steps(double value, int32_t exponent, uint64_t *low, int64_t *high) {
    steps result = steps_of(value, exponent);
    *low = (uint64_t)result;
    *high = (int64_t)(result >> 64);
}

void dpk_deficits_of_reals(const double *scores, size_t count, int32_t exponent, uint64_t *deficits) {
    steps best = -((steps)1 << 100);
    for (size_t i = 0; i < count; i++) best = larger(best, steps_of(scores[i], exponent));
    for (size_t i = 0; i < count; i++) {
        unsigned __int128 deficit = (unsigned __int128)(best - steps_of(scores[i], exponent));
        deficits[i] = choose(all_if(deficit > DPK_LARGEST_DEFICIT), (uint64_t)deficit, DPK_LARGEST_DEFICIT);
    }
}

void dpk_deficits_of_integers(const int64_t *scores, size_t count, uint64_t *deficits) {
    int64_t best = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        best = (int64_t)choose(all_if(best < scores[i]), (uint64_t)best, (uint64_t)scores[i]);
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t deficit = (uint64_t)best - (uint64_t)scores[i];
        deficits[i] = choose(all_if(deficit > DPK_LARGEST_DEFICIT), deficit, DPK_LARGEST_DEFICIT);
    }
}
