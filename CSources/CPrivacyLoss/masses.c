// Exact convolution by Kronecker substitution: masses as the digits of one long number, 7 limbs each, so that no sum of
// products overflows into its neighbour (2^193 2^193 2^32 < 2^448). Argument: loss.md, section 6.
#include "masses.h"

#include <math.h>
#include <stdlib.h>

enum { size = DPK_MASS_LIMBS, digit = 7, below_point = 3 };

static mp_limb_t *limbs(size_t count) {
    mp_limb_t *result = calloc(count, sizeof *result);
    if (result == NULL) abort();
    return result;
}

// 192 bits of 256, rounded up or down
static void narrow(mp_limb_t *out, const dpk_wide *a, int up) {
    mpn_copyi(out, a->limb + 1, size);
    if (up && a->limb[0] != 0) mpn_add_1(out, out, size, 1);
}

void dpk_masses_of_step(dpk_masses *out, const dpk_step *step, int up) {
    *out = (dpk_masses){.up = up, .first = step->first, .count = step->points, .limb = limbs(step->points * size)};
    const dpk_wide *from = up ? step->upper : step->lower;
    for (size_t i = 0; i < step->points; i++) narrow(out->limb + i * size, &from[i], up);
    narrow(out->infinity, up ? &step->infinity_upper : &step->infinity_lower, up);
    dpk_masses_trim(out, 0);
}

void dpk_masses_clear(dpk_masses *x) {
    free(x->limb);
}

static mp_limb_t *digits(const dpk_masses *x) {
    mp_limb_t *result = limbs(x->count * digit);
    for (size_t i = 0; i < x->count; i++) mpn_copyi(result + i * digit, x->limb + i * size, size);
    return result;
}

// a + b - ab: what is infinite in one or the other
static void unite(mp_limb_t *out, const mp_limb_t *a, const mp_limb_t *b, int up) {
    mp_limb_t product[2 * size], both[size];
    mpn_mul_n(product, a, b, size);
    mpn_copyi(both, product + below_point, size);
    if (!up && !mpn_zero_p(product, below_point)) mpn_add_1(both, both, size, 1);
    mpn_add_n(out, a, b, size);
    mpn_sub_n(out, out, both, size);
}

void dpk_masses_compose(dpk_masses *out, const dpk_masses *a, const dpk_masses *b) {
    if (a->count < b->count) {
        const dpk_masses *other = a;
        a = b;
        b = other;
    }
    size_t count = a->count + b->count - 1;
    *out = (dpk_masses){.up = a->up, .first = a->first + b->first, .count = count, .limb = limbs(count * size)};
    mp_limb_t *left = digits(a), *right = a == b ? left : digits(b);
    mp_limb_t *product = limbs((a->count + b->count) * digit);
    if (a == b) {
        mpn_sqr(product, left, (mp_size_t)(a->count * digit));
    } else {
        mpn_mul(product, left, (mp_size_t)(a->count * digit), right, (mp_size_t)(b->count * digit));
    }
    for (size_t i = 0; i < count; i++) {
        const mp_limb_t *from = product + i * digit;
        mpn_copyi(out->limb + i * size, from + below_point, size);
        if (out->up && !mpn_zero_p(from, below_point)) mpn_add_1(out->limb + i * size, out->limb + i * size, size, 1);
    }
    unite(out->infinity, a->infinity, b->infinity, out->up);
    free(left);
    if (a != b) free(right);
    free(product);
}

void dpk_masses_trim(dpk_masses *x, double tail) {
    mp_limb_t limit[size] = {0}, sum[size] = {0}, more[size];
    mpz_t bound;
    mpz_init(bound);
    mpz_set_d(bound, ldexp(tail, 64 * below_point));
    mpz_export(limit, NULL, -1, sizeof(mp_limb_t), 0, 0, bound);
    mpz_clear(bound);
    size_t end = x->count, start = 0;
    for (; end > 1; end--) {
        mpn_add_n(more, sum, x->limb + (end - 1) * size, size);
        if (mpn_cmp(more, limit, size) > 0) break;
        mpn_copyi(sum, more, size);
    }
    mp_limb_t *heir = x->up ? x->infinity : x->limb + (end - 1) * size;
    mpn_add_n(heir, heir, sum, size);
    mpn_zero(sum, size);
    for (; start + 1 < end; start++) {
        mpn_add_n(more, sum, x->limb + start * size, size);
        if (mpn_cmp(more, limit, size) > 0) break;
        mpn_copyi(sum, more, size);
    }
    if (x->up) mpn_add_n(x->limb + start * size, x->limb + start * size, sum, size);
    x->count = end - start;
    x->first += (long)start;
    mpn_copyi(x->limb, x->limb + start * size, (mp_size_t)(x->count * size));
}

void dpk_masses_power(dpk_masses *x, uint64_t times, double tail) {
    if (times <= 1) return;
    int bit = 63 - __builtin_clzl(times);
    dpk_masses base = *x, next;
    int own = 0;
    // The mass taken off after j steps comes back times/j times at most; there are at most 2 bits + 2 such moments.
    while (bit-- > 0) {
        dpk_masses_compose(&next, x, x);
        if (own) dpk_masses_clear(x);
        *x = next;
        own = 1;
        double done = (double)(times >> bit), share = tail * done / (double)times / 130;
        dpk_masses_trim(x, share);
        if ((times >> bit & 1) == 1) {
            dpk_masses_compose(&next, x, &base);
            dpk_masses_clear(x);
            *x = next;
            dpk_masses_trim(x, share);
        }
    }
    dpk_masses_clear(&base);
}
