// The normal law's quantile for a share of delta: guessed in doubles, decided exactly. Argument: partition_selection.md.
#include <math.h>

#include "delta_share.h"
#include "dpk_partition_threshold.h"
#include "guess.h"
#include "normal.h"
#include "rational.h"
#include "search.h"

enum { LEAST_BITS = 256, MOST_BITS = 4096 };

typedef struct {
    mpq_srcptr share;  // at most the true one, by less than a relative 2^-192
} question;

static int suffices(const void *context, double x) {
    const question *asked = context;
    dpk_scaled_enclosure tail;
    mpq_t exact;
    dpk_scaled_init(&tail);
    mpq_init(exact);
    mpq_set_d(exact, x);
    int order = 0;
    for (unsigned long w = LEAST_BITS; order == 0 && w <= MOST_BITS; w *= 2) {
        dpk_enclose_normal_tail(&tail, exact, w);
        order = dpk_scaled_compare(&tail, asked->share, w);
    }
    dpk_scaled_clear(&tail);
    mpq_clear(exact);
    return order < 0;
}

// Newton's method on the tail's logarithm, from above; as far as doubles go.
static double guess(mpq_srcptr share) {
    double x = fmin(dpk_guess_quantile(share), 50);
    double wanted = dpk_guess_logarithm(mpq_numref(share)) - dpk_guess_logarithm(mpq_denref(share));
    for (int round = 0; round < 40 && x < 37; round++) {
        double tail = erfc(x * 0.7071067811865476) / 2, density = 0.3989422804014327 * exp(-x * x / 2);
        double step = (log(tail) - wanted) * tail / density;
        x += step;
        if (fabs(step) <= x * 0x1p-52) break;
    }
    return x;
}

double dpk_normal_threshold(const dpk_rational *delta, uint64_t parts) {
    mpz_t count;
    mpq_t low;
    dpk_enclosure share, rest;
    mpz_init_set_ui(count, parts);
    mpq_init(low);
    dpk_enclosure_init(&share);
    dpk_enclosure_init(&rest);
    unsigned long w = LEAST_BITS + dpk_delta_share_bits(delta->q, count);
    dpk_enclose_delta_share(&share, &rest, delta->q, count, w);
    mpq_set_z(low, share.low);
    mpq_div_2exp(low, low, w);
    question asked = {low};
    double result = dpk_least_double(suffices, &asked, guess(low), 0x1p-80, 64, 0);
    mpz_clear(count);
    mpq_clear(low);
    dpk_enclosure_clear(&share);
    dpk_enclosure_clear(&rest);
    return result;
}
