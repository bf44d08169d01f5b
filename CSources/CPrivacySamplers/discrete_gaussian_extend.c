// What a saturated draw stands for: the tail |Z| >= from, drawn exactly (discrete_gaussian.md, "Range").
#include "../CPrivacyExact/rational.h"
#include "declassify.h"
#include "discrete_gaussian.h"
#include "dpk_threshold.h"
#include "refine_from_pool.h"

typedef uint64_t next_word(void *context, uint64_t key);

// Bernoulli(e^-x), x >= 0.
static int succeeds(const dpk_rational *x, next_word *next, void *context) {
    return mpq_sgn(x->q) == 0 || dpk_probability_decide_var(DPK_EXPONENTIAL, x, 0, next, context, 0);
}

uint64_t dpk_discrete_gaussian_excess_var(double sigma, uint64_t from, next_word *next, void *context) {
    dpk_rational step, x;
    mpq_t square;
    mpq_inits(step.q, x.q, square, NULL);
    mpq_set_d(square, sigma);
    mpq_mul(square, square, square);
    mpq_set_ui(step.q, from, 1);
    mpq_div(step.q, step.q, square);  // from/sigma^2
    uint64_t excess;
    do {
        for (excess = 0; excess < UINT64_MAX && succeeds(&step, next, context); excess++) {}
        mpq_set_ui(x.q, excess, 1);
        mpq_mul(x.q, x.q, x.q);
        mpq_div(x.q, x.q, square);
        mpq_div_2exp(x.q, x.q, 1);  // excess^2 / (2 sigma^2)
    } while (!succeeds(&x, next, context));
    mpq_clears(step.q, x.q, square, NULL);
    return excess;
}

void dpk_discrete_gaussian_extend(const dpk_discrete_gaussian *law, int64_t draw, uint64_t *low, int64_t *high) {
    __int128 value = draw;
    if (__builtin_expect(dpk_declassify((draw == INT64_MAX) | (draw == -INT64_MAX)) != 0, 0)) {
        uint64_t excess = dpk_discrete_gaussian_excess_var(law->proposal.scale, INT64_MAX, dpk_refine_from_pool, NULL);
        __int128 magnitude = (__int128)INT64_MAX + excess;
        value = draw > 0 ? magnitude : -magnitude;
    }
    *low = (uint64_t)value;
    *high = (int64_t)(value >> 64);
}
