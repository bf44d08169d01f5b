// P(Z > t) of discrete Laplace noise, and the least t where it is small enough. Argument: partition_selection.md.
#include "delta_share.h"
#include "dpk_partition_threshold.h"
#include "rational.h"

enum { START_BITS = 192, MOST_BITS = 4096 };

// power = e^(1/scale), half = 1/(1 + q) = power/(power + 1); for q = e^(-1/scale).
static void enclose_law(dpk_enclosure *power, dpk_enclosure *half, mpq_srcptr scale, unsigned long w) {
    mpq_t x;
    mpz_t one;
    dpk_enclosure exponent;
    mpq_init(x);
    mpz_init(one);
    dpk_enclosure_init(&exponent);
    mpz_setbit(one, w);
    mpq_inv(x, scale);
    dpk_enclose_rational(&exponent, x, w);
    dpk_enclose_power_of_e(power, &exponent, w);
    // 1 - 1/(power + 1) grows with power.
    mpz_add(exponent.low, power->low, one);
    mpz_add(exponent.high, power->high, one);
    mpz_mul_2exp(half->low, power->low, w);
    mpz_fdiv_q(half->low, half->low, exponent.low);
    mpz_mul_2exp(half->high, power->high, w);
    mpz_cdiv_q(half->high, half->high, exponent.high);
    mpq_clear(x);
    mpz_clear(one);
    dpk_enclosure_clear(&exponent);
}

// z becomes floor(scale z/2^w).
static void scaled_floor(mpz_ptr z, mpq_srcptr scale, unsigned long w) {
    mpz_mul(z, z, mpq_numref(scale));
    mpz_fdiv_q(z, z, mpq_denref(scale));
    mpz_fdiv_q_2exp(z, z, w);
}

int64_t dpk_laplace_threshold(const dpk_rational *scale, const dpk_rational *delta, uint64_t parts) {
    mpz_t count;
    dpk_enclosure power, half, share, rest, quotient;
    mpz_init_set_ui(count, parts);
    dpk_enclosure_init(&power);
    dpk_enclosure_init(&half);
    dpk_enclosure_init(&share);
    dpk_enclosure_init(&rest);
    dpk_enclosure_init(&quotient);
    int negative = 0, known = 0;
    for (unsigned long w = START_BITS + dpk_delta_share_bits(delta->q, count); !known; w *= 2) {
        dpk_enclose_delta_share(&share, &rest, delta->q, count, w);
        enclose_law(&power, &half, scale->q, w);
        // t = floor(S ln(half/d)) where that isn't negative, else -floor(S ln(half/(1 - d))).
        negative = mpz_cmp(share.low, half.high) > 0;
        if (!negative && mpz_cmp(share.high, half.low) >= 0) continue;
        dpk_enclosure_divide(&quotient, &half, negative ? &rest : &share, w);
        dpk_enclose_logarithm(&power, &quotient, w);
        scaled_floor(power.low, scale->q, w);
        scaled_floor(power.high, scale->q, w);
        known = mpz_cmp(power.low, power.high) == 0;
    }
    int64_t result = mpz_get_si(power.low);
    mpz_clear(count);
    dpk_enclosure_clear(&power);
    dpk_enclosure_clear(&half);
    dpk_enclosure_clear(&share);
    dpk_enclosure_clear(&rest);
    dpk_enclosure_clear(&quotient);
    return negative ? -result : result;
}

// P(Z > t) = half e^-x: x = (t + 1)/scale for t >= -1; below, 1 - half e^-x with x = -t/scale.
static void enclose_tail(dpk_enclosure *out, mpq_srcptr scale, mpq_srcptr x, int complement, unsigned long w) {
    dpk_enclosure power, half;
    dpk_enclosure_init(&power);
    dpk_enclosure_init(&half);
    enclose_law(&power, &half, scale, w);
    dpk_enclose_rational(out, x, w);
    dpk_enclose_power_of_e(&power, out, w);
    dpk_enclosure_divide(out, &half, &power, w);
    if (complement) {
        mpz_set_ui(power.low, 0);
        mpz_setbit(power.low, w);
        mpz_sub(out->low, power.low, out->low);
        mpz_sub(out->high, power.low, out->high);
        mpz_swap(out->low, out->high);
    }
    dpk_enclosure_clear(&power);
    dpk_enclosure_clear(&half);
}

double dpk_laplace_tail(const dpk_rational *scale, int64_t t) {
    int complement = t < -1;
    mpq_t x;
    mpq_init(x);
    mpq_set_si(x, complement ? -t : t + 1, 1);
    mpq_div(x, x, scale->q);
    double result = complement;
    if (mpq_cmp_ui(x, 1024, 1) < 0) {  // else e^-x < 2^-1076, which rounds to 0, and its complement to 1
        dpk_enclosure tail;
        dpk_enclosure_init(&tail);
        for (unsigned long w = START_BITS; w <= MOST_BITS; w *= 2) {
            enclose_tail(&tail, scale->q, x, complement, w);
            result = dpk_fixed_round_nearest(tail.low, w);
            if (result == dpk_fixed_round_nearest(tail.high, w)) break;
        }
        dpk_enclosure_clear(&tail);
    }
    mpq_clear(x);
    return result;
}
