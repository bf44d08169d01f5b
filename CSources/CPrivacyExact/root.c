#include "enclosure.h"
#include "rational.h"

double dpk_rational_root_round_up(const dpk_rational *a) {
    if (mpq_sgn(a->q) <= 0) return 0;
    // root = floor(2^k sqrt(a)) with at least 60 bits, so between root and root + 1 there is no double but root itself.
    int64_t k = 61 - dpk_rational_ceil_log2(a) / 2;
    mpz_t root, rest, unit;
    mpz_inits(root, rest, unit, NULL);
    if (k >= 0) {
        mpz_mul_2exp(root, mpq_numref(a->q), (unsigned long)(2 * k));
        mpz_set(unit, mpq_denref(a->q));
    } else {
        mpz_set(root, mpq_numref(a->q));
        mpz_mul_2exp(unit, mpq_denref(a->q), (unsigned long)(-2 * k));
    }
    mpz_fdiv_qr(root, rest, root, unit);
    int exact = mpz_sgn(rest) == 0;
    mpz_sqrtrem(root, rest, root);
    if (!exact || mpz_sgn(rest) != 0) mpz_add_ui(root, root, 1);
    mpz_set_ui(unit, 1);
    if (k >= 0) mpz_mul_2exp(unit, unit, (unsigned long)k); else mpz_mul_2exp(root, root, (unsigned long)-k);
    double result = dpk_quotient_round_up(root, unit);
    mpz_clears(root, rest, unit, NULL);
    return result;
}
