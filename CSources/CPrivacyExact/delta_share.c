// 1 - (1 - delta)^(1/parts), enclosed. Argument: partition_selection.md.
#include "delta_share.h"

unsigned long dpk_delta_share_bits(mpq_srcptr delta, mpz_srcptr parts) {
    // share >= delta/parts (Bernoulli's inequality), and a/b > 2^(bits of a - 1 - bits of b).
    unsigned long above = mpz_sizeinbase(mpq_numref(delta), 2) - 1;
    unsigned long below = mpz_sizeinbase(mpq_denref(delta), 2) + mpz_sizeinbase(parts, 2);
    return below > above ? below - above : 0;
}

void dpk_enclose_delta_share(dpk_enclosure *share, dpk_enclosure *rest, mpq_srcptr delta, mpz_srcptr parts,
                             unsigned long w) {
    mpq_t kept;
    mpz_t one;
    mpq_init(kept);
    mpz_init(one);
    mpz_setbit(one, w);
    mpq_set_ui(kept, 1, 1);
    mpq_sub(kept, kept, delta);
    dpk_enclose_rational(rest, kept, w);
    if (mpz_cmp_ui(parts, 1) == 0) {
        dpk_enclose_rational(share, delta, w);
    } else if (mpz_sgn(rest->low) == 0) {  // 1 - delta is below 1 unit: nothing is known at this w
        mpz_set_ui(share->low, 0);
        mpz_set(share->high, one);
        mpz_set(rest->high, one);
    } else {
        // y = -ln(1 - delta)/parts >= 0, rest = e^-y, share = 1 - e^-y
        dpk_enclosure power;
        dpk_enclosure_init(&power);
        dpk_enclose_logarithm(share, rest, w);
        mpz_neg(share->low, share->low);
        mpz_neg(share->high, share->high);
        mpz_swap(share->low, share->high);
        if (mpz_sgn(share->low) < 0) mpz_set_ui(share->low, 0);
        mpz_fdiv_q(share->low, share->low, parts);
        mpz_cdiv_q(share->high, share->high, parts);
        dpk_enclose_power_of_e(&power, share, w);
        mpz_mul_2exp(share->low, one, w);
        mpz_fdiv_q(rest->low, share->low, power.high);
        mpz_cdiv_q(rest->high, share->low, power.low);
        if (mpz_cmp(rest->high, one) > 0) mpz_set(rest->high, one);
        mpz_sub(share->low, one, rest->high);
        mpz_sub(share->high, one, rest->low);
        dpk_enclosure_clear(&power);
    }
    mpq_clear(kept);
    mpz_clear(one);
}
