#include "geometric.h"

#include "declassify.h"

// A fair sign and a geometric magnitude; (negative, 0) is rejected so that 0 isn't counted twice. A trial's first
// word carries the sign in its lowest bit.
static size_t run_discrete_laplace(const void *parameters, const dpk_tape *tape, size_t trials,
                                   int64_t *out) {
    const dpk_geometric *law = parameters;
    uint32_t width = 1 + dpk_magnitude_words(law);
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        const uint64_t *words = tape->words + t * width;
        int64_t negative = -(int64_t)(words[0] & 1);
        int64_t magnitude = (int64_t)dpk_magnitude(law, words + 1, tape, t);
        out[count] = (magnitude ^ negative) - negative;
        count += dpk_declassify((negative == 0) | (magnitude != 0));
    }
    return count;
}

dpk_sampler dpk_discrete_laplace_sampler(const dpk_geometric *law) {
    return (dpk_sampler){run_discrete_laplace, law, 1 + dpk_magnitude_words(law)};
}

void dpk_discrete_laplace_extend(const dpk_geometric *law, int64_t draw, uint64_t *low, int64_t *high) {
    __int128 value = draw;
    if (__builtin_expect(dpk_declassify((draw == INT64_MAX) | (draw == -INT64_MAX)) != 0, 0)) {
        // "At least INT64_MAX": by memorylessness the excess is a geometric variable of the same law.
        dpk_sampler one_sided = dpk_geometric_sampler(law);
        const __int128 limit = (__int128)1 << 126;
        __int128 magnitude = INT64_MAX;
        int64_t excess;
        do {
            dpk_draw(&one_sided, &excess, 1);
            magnitude += excess;
        } while (excess == INT64_MAX && magnitude < limit);
        value = draw > 0 ? magnitude : -magnitude;
    }
    *low = (uint64_t)value;
    *high = (int64_t)(value >> 64);
}
