#include "rational.h"

#include <stdlib.h>

static dpk_rational *make(void) {
    dpk_rational *result = malloc(sizeof *result);
    if (result == NULL) abort();
    mpq_init(result->q);
    return result;
}

dpk_rational *dpk_rational_from_integer(int64_t value) {
    dpk_rational *result = make();
    _Static_assert(sizeof(long) == sizeof(int64_t), "a long holds 64 bits");
    mpq_set_si(result->q, value, 1);
    return result;
}

dpk_rational *dpk_rational_from_unsigned(uint64_t value) {
    dpk_rational *result = make();
    mpq_set_ui(result->q, value, 1);
    return result;
}

dpk_rational *dpk_rational_from_decimal(uint64_t significand, int32_t exponent) {
    dpk_rational *result = make();
    mpz_set_ui(mpq_numref(result->q), significand);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, exponent < 0 ? 0UL - (unsigned long)(long)exponent : (unsigned long)exponent);
    if (exponent < 0) {
        mpz_set(mpq_denref(result->q), power);
        mpq_canonicalize(result->q);
    } else {
        mpz_mul(mpq_numref(result->q), mpq_numref(result->q), power);
    }
    mpz_clear(power);
    return result;
}

dpk_rational *dpk_rational_from_double(double value) {
    dpk_rational *result = make();
    mpq_set_d(result->q, value);
    return result;
}

void dpk_rational_free(dpk_rational *value) {
    if (value == NULL) return;
    mpq_clear(value->q);
    free(value);
}

dpk_rational *dpk_rational_add(const dpk_rational *a, const dpk_rational *b) {
    dpk_rational *result = make();
    mpq_add(result->q, a->q, b->q);
    return result;
}

dpk_rational *dpk_rational_subtract(const dpk_rational *a, const dpk_rational *b) {
    dpk_rational *result = make();
    mpq_sub(result->q, a->q, b->q);
    return result;
}

dpk_rational *dpk_rational_multiply(const dpk_rational *a, const dpk_rational *b) {
    dpk_rational *result = make();
    mpq_mul(result->q, a->q, b->q);
    return result;
}

dpk_rational *dpk_rational_divide(const dpk_rational *a, const dpk_rational *b) {
    dpk_rational *result = make();
    mpq_div(result->q, a->q, b->q);
    return result;
}

dpk_rational *dpk_rational_scale(const dpk_rational *a, int32_t exponent) {
    dpk_rational *result = make();
    if (exponent < 0) {
        mpq_div_2exp(result->q, a->q, 0UL - (unsigned long)(long)exponent);
    } else {
        mpq_mul_2exp(result->q, a->q, (unsigned long)exponent);
    }
    return result;
}

dpk_rational *dpk_rational_floor(const dpk_rational *a) {
    dpk_rational *result = make();
    mpz_fdiv_q(mpq_numref(result->q), mpq_numref(a->q), mpq_denref(a->q));
    return result;
}

int dpk_rational_compare(const dpk_rational *a, const dpk_rational *b) {
    return mpq_cmp(a->q, b->q);
}

static uint64_t hash_limbs(uint64_t hash, mpz_srcptr z) {
    hash ^= (uint64_t)(mpz_sgn(z) + 1);
    for (size_t i = 0; i < mpz_size(z); i++) {
        hash = (hash ^ mpz_getlimbn(z, (mp_size_t)i)) * UINT64_C(0x9e3779b97f4a7c15);
    }
    return hash;
}

uint64_t dpk_rational_hash(const dpk_rational *a) {
    return hash_limbs(hash_limbs(UINT64_C(0xcbf29ce484222325), mpq_numref(a->q)), mpq_denref(a->q));
}
