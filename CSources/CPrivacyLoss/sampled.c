// Poisson sampling with rate q of a law whose losses are symmetric (P's and Q's roles may be exchanged with the loss's sign):
// a base cell with losses [a, b], masses P and Q, becomes M = (1 - q) Q + q P against Q with losses from
// ln(1 - q + q e^a) to ln(1 - q + q e^b); or, the other way round, Q against M with the losses' negatives.
// Argument: loss.md, section 5.
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "laws.h"

typedef struct {
    dpk_wide rate, rest;  // q, 1 - q
    long shadows_from;    // from this base grid index on the base's shadows are used
    long *below, *above;  // of each base grid point: the grid points around its loss
} sampling;

// a (1 + 2^-140)
static dpk_wide raised(const dpk_wide *a) {
    dpk_wide result = *a;
    mp_limb_t part[3];
    mpn_rshift(part, a->limb + 2, 3, 12);
    mpn_add(result.limb, result.limb, DPK_WIDE_LIMBS, part, 3);
    return result;
}

// Where the ladder of grid points stands: the powers of points i and i + 1, and the same raised.
typedef struct {
    const dpk_grid *grid;
    long i;
    dpk_wide power[2], raised[2];
} rung;

static void stand(rung *at, long i) {
    if (i == at->i) return;
    int is_next = i - 1 == at->i;
    at->power[0] = is_next ? at->power[1] : dpk_grid_power(at->grid, i);
    at->raised[0] = is_next ? at->raised[1] : raised(&at->power[0]);
    at->power[1] = dpk_grid_power(at->grid, i + 1);
    at->raised[1] = raised(&at->power[1]);
    at->i = i;
}

static void find(long *below, long *above, rung *at, const dpk_wide *ratio) {
    stand(at, (long)floor(log(dpk_wide_round_down(ratio)) / mpq_get_d(at->grid->step)));
    dpk_wide high = raised(ratio);
    while (dpk_wide_compare(&at->raised[1], ratio) <= 0) stand(at, at->i + 1);
    while (dpk_wide_compare(&at->raised[0], ratio) > 0) stand(at, at->i - 1);
    *below = at->i;
    *above = at->i + 1;
    dpk_wide power = at->power[1];
    while (dpk_wide_compare(&power, &high) < 0) power = dpk_grid_power(at->grid, ++*above);
}

// a b/c
static dpk_wide scaled(const dpk_wide *a, const dpk_wide *b, const dpk_wide *c) {
    mp_limb_t full[2 * DPK_WIDE_LIMBS], quotient[2 * DPK_WIDE_LIMBS], rest[DPK_WIDE_LIMBS];
    dpk_wide result;
    mp_size_t size = DPK_WIDE_LIMBS;
    while (c->limb[size - 1] == 0) size--;
    mpn_mul_n(full, a->limb, b->limb, DPK_WIDE_LIMBS);
    mpn_tdiv_qr(quotient, rest, 0, full, 2 * DPK_WIDE_LIMBS, c->limb, size);
    mpn_copyi(result.limb, quotient, DPK_WIDE_LIMBS);
    return result;
}

// The base cell between base grid points a and b (from its first one), with P, Q, and shadow = e^(a h0) Q.
static void put(dpk_step step[2], const dpk_step *base, const sampling *by, size_t a, size_t b, const dpk_wide *p,
                const dpk_wide *q, const dpk_wide *base_shadow) {
    dpk_wide mixed, part, power, shadow;
    dpk_wide_multiply(&mixed, &by->rest, q);
    dpk_wide_multiply(&part, &by->rate, p);
    dpk_wide_add(&mixed, &mixed, &part);
    long i = by->below[a], k = by->above[b], base_index = base->first + (long)a;
    power = dpk_grid_power(step->grid, i);
    if (base_index >= by->shadows_from) {
        dpk_wide base_power = dpk_grid_power(base->grid, base_index);
        shadow = scaled(base_shadow, &power, &base_power);
    } else {
        dpk_wide_multiply(&shadow, q, &power);
    }
    dpk_step_put(&step[1], i, k, &mixed, &shadow);
    power = dpk_grid_power(step->grid, -k);
    dpk_wide_multiply(&shadow, &mixed, &power);
    dpk_step_put(&step[0], -k, -i, q, &shadow);
}

void dpk_sampled_cells(dpk_step step[2], const dpk_step *base, mpq_srcptr rate, long shadows_from) {
    dpk_wide one = dpk_wide_one();
    sampling by = {.rate = dpk_wide_of_rational(rate), .shadows_from = shadows_from};
    rung at = {.grid = step->grid, .i = LONG_MIN};
    dpk_wide_subtract(&by.rest, &one, &by.rate);
    size_t points = base->points;
    by.below = malloc(points * sizeof *by.below);
    by.above = malloc(points * sizeof *by.above);
    if (by.below == NULL || by.above == NULL) abort();
    for (size_t j = 0; j < points; j++) {
        long index = base->first + (long)j;
        dpk_wide ratio = dpk_grid_power(base->grid, index);
        dpk_wide_multiply(&ratio, &ratio, &by.rate);
        dpk_wide_add(&ratio, &ratio, &by.rest);
        if (index == 0) {
            by.below[j] = by.above[j] = 0;
        } else {
            find(&by.below[j], &by.above[j], &at, &ratio);
        }
    }
    for (size_t j = 0; j < points; j++) {
        size_t mirror = points - 1 - j;
        if (!dpk_wide_is_zero(&base->lower[j]) || !dpk_wide_is_zero(&base->lower[mirror])) {
            put(step, base, &by, j, j, &base->lower[j], &base->lower[mirror], &base->lower[j]);
        }
        if (j + 1 < points) {
            put(step, base, &by, j, j + 1, &base->mass[j], &base->mass[mirror - 1], &base->shadow[j]);
        }
    }
    free(by.below);
    free(by.above);
}
