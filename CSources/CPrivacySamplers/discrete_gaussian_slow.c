// The trials that the fast path leaves open, decided by certified arithmetic; and, for tests, every trial.
//
// The proposal's magnitude is an integer of any size, never a saturated one. Then x = (|Y|/sigma - 1)^2/2 is a rational
// number, and W < e^-x is decided digit by digit.
#include "../CPrivacyExact/rational.h"
#include "discrete_gaussian.h"
#include "dpk_threshold.h"
#include "inversion_slow.h"

// Whether W < e^-x; w: its first 24 digits.
static uint32_t is_below_var(const dpk_rational *x, uint64_t w, const dpk_tape *tape, uint64_t trial) {
    if (mpq_sgn(x->q) == 0) return 1;  // W < 1
    uint64_t digits = (uint64_t)dpk_probability_prefix(DPK_EXPONENTIAL, x, DPK_ACCEPT_BITS);
    if (w != digits) return w < digits;
    return (uint32_t)dpk_probability_decide_var(DPK_EXPONENTIAL, x, DPK_ACCEPT_BITS, tape->refine, tape->context,
                                                trial);
}

// x = (magnitude/sigma - 1)^2 / 2
static void exponent(dpk_rational *x, mpz_srcptr magnitude, double sigma) {
    mpq_t exact_sigma;
    mpq_init(exact_sigma);
    mpq_set_d(exact_sigma, sigma);
    mpq_set_z(x->q, magnitude);
    mpq_div(x->q, x->q, exact_sigma);
    mpq_set_ui(exact_sigma, 1, 1);
    mpq_sub(x->q, x->q, exact_sigma);
    mpq_mul(x->q, x->q, x->q);
    mpq_div_2exp(x->q, x->q, 1);
    mpq_clear(exact_sigma);
}

uint32_t dpk_discrete_gaussian_resolve_words_var(const dpk_discrete_gaussian *law, const uint64_t *words,
                                                 const dpk_tape *tape, size_t trial, int64_t *value) {
    uint64_t last = words[law->words_per_trial - 1];
    dpk_known_digits known = {words[0] & INT64_MAX, 63, last >> DPK_ACCEPT_BITS, 64 - DPK_ACCEPT_BITS};
    if (law->words_per_trial == 1) {
        known.u >>= DPK_ACCEPT_BITS;
        known.u_bits -= DPK_ACCEPT_BITS;
    }
    int negative = words[0] >> 63 != 0;
    mpz_t magnitude;
    dpk_rational x;
    mpz_init(magnitude);
    mpq_init(x.q);
    dpk_inversion_magnitude_var(magnitude, &law->proposal, known, tape, trial);
    exponent(&x, magnitude, law->proposal.scale);
    uint32_t kept = is_below_var(&x, last & DPK_ACCEPT_DIGITS, tape, trial);
    *value = dpk_saturated(magnitude, negative);
    kept &= (uint32_t)(!negative | (*value != 0));
    mpq_clear(x.q);
    mpz_clear(magnitude);
    return kept;
}

uint32_t dpk_discrete_gaussian_resolve_var(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t trial,
                                           int64_t *value) {
    const uint64_t *words = tape->words + trial * law->words_per_trial;
    return dpk_discrete_gaussian_resolve_words_var(law, words, tape, trial, value);
}

uint32_t dpk_discrete_gaussian_resolve_lanes_var(const dpk_discrete_gaussian *law, const dpk_tape *tape,
                                                 size_t first, uint32_t open, uint32_t keep, int64_t *values) {
    for (; open != 0; open &= open - 1) {
        unsigned lane = (unsigned)__builtin_ctz(open);
        keep |= dpk_discrete_gaussian_resolve_var(law, tape, first + lane, &values[lane]) << lane;
    }
    return keep;
}

static size_t run_certified(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    size_t count = 0;
    for (size_t t = 0; t < trials; t++) {
        count += dpk_discrete_gaussian_resolve_var(parameters, tape, t, &out[count]);
    }
    return count;
}

dpk_sampler dpk_discrete_gaussian_certified_sampler_var(const dpk_discrete_gaussian *law) {
    return (dpk_sampler){run_certified, law, law->words_per_trial};
}
