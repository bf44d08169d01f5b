// -LN(U) in certified arithmetic: an enclosure of the logarithm is refined until both ends round to the same double.
//
// That ends: U is rational and not 1, so ln U is transcendental (Lindemann), never a double nor half-way between two.
#include <gmp.h>
#include <math.h>

#include "inversion_log.h"
#include "snapping.h"

// x/2^w to the nearest double, ties to even; x > 0, the result between 2^-60 and 2^64.
static double nearest(mpz_srcptr x, unsigned long w) {
    unsigned long size = mpz_sizeinbase(x, 2);
    if (size <= 53) return ldexp(mpz_get_d(x), -(int)w);
    unsigned long dropped = size - 53;
    mpz_t digits;
    mpz_init(digits);
    mpz_tdiv_q_2exp(digits, x, dropped);
    int half = mpz_tstbit(x, dropped - 1), beyond = mpz_scan1(x, 0) < dropped - 1;
    if (half && (beyond || mpz_odd_p(digits))) mpz_add_ui(digits, digits, 1);
    double result = ldexp(mpz_get_d(digits), (int)dropped - (int)w);  // exact
    mpz_clear(digits);
    return result;
}

double dpk_snapping_logarithm_var(const dpk_tape *tape, size_t trial) {
    const uint64_t *words = tape->words + trial * DPK_SNAPPING_WORDS;
    unsigned long n = 1;
    uint64_t word = words[1];
    for (; word == 0; n += 64) word = tape->refine(tape->context, trial);
    n += (unsigned long)__builtin_clzll(word);
    // U = u / 2^(52 + n)
    uint64_t fraction = (words[0] & UINT64_C(0xfffffffffffff)) | UINT64_C(1) << 52;
    if (n >= UINT64_C(1) << 48) return 0x1p48;  // such a U moves every value past both bounds, as this one does
    mpz_t u, low, high;
    mpz_inits(u, low, high, NULL);
    mpz_import(u, 1, -1, sizeof fraction, 0, 0, &fraction);
    double result = 0;
    for (unsigned long w = 192;; w *= 2) {
        dpk_enclose_exponential(low, high, u, 52 + n, w);
        result = nearest(low, w);
        if (mpz_sgn(low) > 0 && result == nearest(high, w)) break;
    }
    mpz_clears(u, low, high, NULL);
    return result;
}

void dpk_snapping_resolve_lanes_var(const dpk_tape *tape, size_t first, uint32_t open, double *logarithms) {
    for (; open != 0; open &= open - 1) {
        unsigned lane = (unsigned)__builtin_ctz(open);
        logarithms[lane] = dpk_snapping_logarithm_var(tape, first + lane);
    }
}
