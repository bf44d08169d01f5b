// What exact arithmetic must keep: of the law above at least everything, finite or infinite, is there; of the law below at
// most everything. Every rounding of a wrong sign shows here. Exits with the number of sums that are wrong.
#include <stdio.h>

#include "laws.h"
#include "masses.h"
#include "rational.h"

static int is_wrong(const dpk_masses *x) {
    mp_limb_t sum[DPK_MASS_LIMBS], one[DPK_MASS_LIMBS] = {0, 0, 0, 1};
    mpn_copyi(sum, x->infinity, DPK_MASS_LIMBS);
    for (size_t i = 0; i < x->count; i++) mpn_add_n(sum, sum, x->limb + i * DPK_MASS_LIMBS, DPK_MASS_LIMBS);
    int order = mpn_cmp(sum, one, DPK_MASS_LIMBS);
    return x->up ? order < 0 : order > 0;
}

int main(void) {
    int wrong = 0;
    dpk_rational *two = dpk_rational_from_integer(2), *third = dpk_rational_from_decimal(3, -1);
    dpk_loss_law laws[] = {
        {DPK_LOSS_GAUSSIAN, two, NULL, NULL, 0, 0, 1},          {DPK_LOSS_GAUSSIAN, two, NULL, third, 0, 0, 1},
        {DPK_LOSS_LAPLACE, two, NULL, NULL, 0, 0, 1},           {DPK_LOSS_LAPLACE, two, NULL, third, 0, 0, 1},
        {DPK_LOSS_DISCRETE_LAPLACE, two, NULL, NULL, 3, 0, 1},  {DPK_LOSS_DISCRETE_GAUSSIAN, two, NULL, NULL, 3, 0, 1},
        {DPK_LOSS_STAIRCASE, third, NULL, NULL, 5, 2, 1},       {DPK_LOSS_RANDOMIZED_RESPONSE, third, NULL, NULL, 7, 0, 1},
        {DPK_LOSS_APPROXIMATE, third, third, NULL, 0, 0, 1},
    };
    mpq_t h;
    mpq_init(h);
    mpq_set_d(h, 0x1.1p-8);
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        dpk_discrete_law law;
        dpk_law_discretise(&law, &laws[i], h, 12);
        for (int side = 0; side < 2 * law.directions; side++) {
            dpk_masses x;
            dpk_masses_of_step(&x, &law.direction[side / 2], side % 2);
            int before = is_wrong(&x);
            dpk_masses_power(&x, 37, 1e-30);
            int after = is_wrong(&x);
            if (before || after) printf("law %zu, side %d: %d before, %d after\n", i, side, before, after);
            wrong += before + after;
            dpk_masses_clear(&x);
        }
        dpk_discrete_law_clear(&law);
    }
    mpq_clear(h);
    dpk_rational_free(two);
    dpk_rational_free(third);
    return wrong;
}
