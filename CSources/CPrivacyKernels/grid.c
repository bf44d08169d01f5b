#include "dpk_kernels.h"

#include <math.h>

#include "portable/real.h"
#include "rounding.h"

#pragma STDC FP_CONTRACT OFF

// Under the same rounding as the kernels: were a bound's index made under another, an entry could come to lie beyond it.
void dpk_real_grid_prepare(double lower, double upper, int32_t exponent, int32_t centred,
                           dpk_real_grid *grid, int64_t *lower_index, int64_t *upper_index) {
    grid->lower = lower;
    grid->upper = upper;
    grid->magic = ldexp(1.5, exponent + 52);
    const uint64_t origin = dpk_bits(grid->magic);
    const volatile dpk_real_grid *bounds = grid;  // loaded anew under the rounding set here
    dpk_rounding host = dpk_rounding_enter();
    grid->centre = centred ? bounds->lower / 2 + bounds->upper / 2 : 0;
    *lower_index = (int64_t)(dpk_grid_bits(grid, bounds->lower) - origin);
    *upper_index = (int64_t)(dpk_grid_bits(grid, bounds->upper) - origin);
    dpk_rounding_leave(host);
}
