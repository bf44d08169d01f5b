// The constants of keep(k) in fixed point, for an evaluation that takes the same time for every k.
#include "keep_law.h"

enum { FIXED_BITS = 192 };

// The `count` lowest limbs of floor(z/2^drop), z >= 0.
static void limbs_of(uint64_t *limbs, size_t count, mpz_srcptr z, unsigned long drop) {
    mpz_t fixed;
    mpz_init(fixed);
    mpz_fdiv_q_2exp(fixed, z, drop);
    for (size_t i = 0; i < count; i++) limbs[i] = 0;
    if (mpz_sizeinbase(fixed, 2) <= 64 * count) mpz_export(limbs, NULL, -1, sizeof limbs[0], 0, 0, fixed);
    mpz_clear(fixed);
}

void dpk_keep_fixed(const dpk_keep_law *law, dpk_keep_constants *out) {
    const dpk_keep_constants none = {{0}, {0}, {0}};
    *out = none;
    if (law->kept != DPK_KEEP_SOMETIMES) return;
    const unsigned long drop = 128 + law->guard, w = FIXED_BITS + drop;
    dpk_keep_factors f;
    dpk_enclosure power, top, c;
    dpk_keep_factors_init(&f, law, w);
    dpk_enclosure_init(&power);
    dpk_enclosure_init(&top);
    dpk_enclosure_init(&c);
    dpk_enclosure_divide(&c, &f.d, &f.below, w);
    dpk_keep_rise(&top, &power, law, &f, law->crossover, w);
    limbs_of(out->c, 4, c.low, drop);
    mpz_add(power.low, top.low, c.low);
    limbs_of(out->rising, 4, power.low, drop);
    dpk_enclosure_from_one(&top, w);
    mpz_add(power.low, top.low, c.low);
    limbs_of(out->falling, 4, power.low, drop);
    dpk_enclosure_clear(&power);
    dpk_enclosure_clear(&top);
    dpk_enclosure_clear(&c);
    dpk_keep_factors_clear(&f);
}

void dpk_keep_decay(const dpk_keep_law *law, uint32_t doublings, uint64_t *limbs) {
    const unsigned long drop = 64, w = FIXED_BITS + drop;
    for (size_t i = 0; i < 3; i++) limbs[i] = 0;
    mpq_t x;
    mpq_init(x);
    mpq_mul_2exp(x, law->epsilon, doublings);
    if (mpq_cmp_ui(x, FIXED_BITS, 1) < 0) {  // else below e^-192 < 2^-192
        dpk_enclosure exponent, power;
        mpz_t unit;
        dpk_enclosure_init(&exponent);
        dpk_enclosure_init(&power);
        mpz_init(unit);
        dpk_enclose_rational(&exponent, x, w);
        dpk_enclose_power_of_e(&power, &exponent, w);
        mpz_setbit(unit, 2 * w);
        mpz_fdiv_q(unit, unit, power.high);
        limbs_of(limbs, 3, unit, drop);
        dpk_enclosure_clear(&exponent);
        dpk_enclosure_clear(&power);
        mpz_clear(unit);
    }
    mpq_clear(x);
}
