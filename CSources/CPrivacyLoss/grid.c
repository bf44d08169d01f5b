#include <stdlib.h>

#include "step.h"

enum { block = 256 };

static long block_of(long i) {
    return i >= 0 ? i / block : -((-i + block - 1) / block);
}

void dpk_grid_init(dpk_grid *grid, mpq_srcptr step, long least, long most) {
    mpq_init(grid->step);
    mpq_set(grid->step, step);
    grid->first_block = block_of(least);
    grid->blocks = block_of(most) - grid->first_block + 1;
    grid->coarse = calloc((size_t)grid->blocks, sizeof *grid->coarse);
    if (grid->coarse == NULL) abort();
    mpq_t x;
    mpq_init(x);
    dpk_wide base = dpk_wide_power_of_e(step);
    grid->fine[0] = dpk_wide_one();
    for (int j = 1; j < block; j++) dpk_wide_multiply(&grid->fine[j], &grid->fine[j - 1], &base);
    // Rising from e^0 and falling from it, each a ladder of one factor.
    for (int side = 0; side < 2; side++) {
        mpq_set_si(x, side == 0 ? block : -block, 1);
        mpq_mul(x, x, step);
        dpk_wide factor = dpk_wide_power_of_e(x), power = dpk_wide_one();
        long end = side == 0 ? grid->first_block + grid->blocks : 1 - grid->first_block;
        for (long b = 0; b < end; b++) {
            long at = (side == 0 ? b : -b) - grid->first_block;
            if (at >= 0 && at < grid->blocks) grid->coarse[at] = power;
            if (b + 1 < end) dpk_wide_multiply(&power, &power, &factor);
        }
    }
    mpq_clear(x);
}

void dpk_grid_clear(dpk_grid *grid) {
    free(grid->coarse);
    mpq_clear(grid->step);
}

dpk_wide dpk_grid_power(const dpk_grid *grid, long i) {
    long b = block_of(i);
    dpk_wide result;
    dpk_wide_multiply(&result, &grid->coarse[b - grid->first_block], &grid->fine[i - b * block]);
    return result;
}
