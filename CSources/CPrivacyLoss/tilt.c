#pragma STDC FP_CONTRACT OFF
#include "tilt.h"

#include <math.h>
#include <stdlib.h>

#include "laws.h"

static const int block = 64;

static void factor_init(dpk_factor *factor, const dpk_step *step, uint64_t times) {
    *factor = (dpk_factor){.times = times};
    size_t start = 0, end = step->points;
    while (start + 1 < end && dpk_wide_is_zero(&step->upper[start])) start++;
    while (end > start + 1 && dpk_wide_is_zero(&step->upper[end - 1])) end--;
    factor->first = step->first + (long)start;
    factor->count = end - start;
    double mean = 0, all = 0;
    for (int up = 0; up < 2; up++) {
        factor->mass[up] = malloc(factor->count * sizeof(double));
        if (factor->mass[up] == NULL) abort();
        for (size_t i = 0; i < factor->count; i++) {
            double mass = up ? dpk_wide_round_up(&step->upper[start + i]) : dpk_wide_round_down(&step->lower[start + i]);
            factor->mass[up][i] = mass;
            mean += mass * (double)i;
            all += mass;
        }
    }
    factor->infinity[1] = dpk_wide_round_up(&step->infinity_upper);
    factor->infinity[0] = dpk_wide_round_down(&step->infinity_lower);
    factor->centre = factor->first + (all > 0 ? (long)(mean / all) : 0);
}

void dpk_factors_init(dpk_factors all[2], const dpk_loss_law *laws, size_t count, const dpk_plan *plan, int directions) {
    for (int d = 0; d < directions; d++) {
        all[d] = (dpk_factors){.count = count, .step = mpq_get_d(plan->step)};
        all[d].factor = malloc(count * sizeof *all[d].factor);
        if (all[d].factor == NULL) abort();
    }
    for (size_t j = 0; j < count; j++) {
        dpk_discrete_law law;
        dpk_law_discretise(&law, &laws[j], plan->step, plan->reach);
        for (int d = 0; d < directions; d++) {
            dpk_factor *factor = &all[d].factor[j];
            factor_init(factor, dpk_law_direction(&law, d), laws[j].count);
            all[d].first += (long)factor->times * factor->first;
            all[d].last += (long)factor->times * (factor->first + (long)factor->count - 1);
        }
        dpk_discrete_law_clear(&law);
    }
}

void dpk_factors_clear(dpk_factors *all) {
    for (size_t j = 0; j < all->count; j++) {
        free(all->factor[j].mass[0]);
        free(all->factor[j].mass[1]);
    }
    free(all->factor);
}

dpk_moments dpk_factors_moments(const dpk_factors *all, double tilt) {
    dpk_moments result = {0, 0, 0};
    double ratio = exp(tilt);
    for (size_t j = 0; j < all->count; j++) {
        const dpk_factor *factor = &all->factor[j];
        double sum = 0, first = 0, second = 0, offset = (double)(factor->first - factor->centre), power = exp(tilt * offset);
        for (size_t i = 0; i < factor->count; i++) {
            double mass = factor->mass[1][i] * power, x = offset + (double)i;
            sum += mass;
            first += mass * x;
            second += mass * x * x;
            power *= ratio;
        }
        double mean = first / sum, times = (double)factor->times;
        result.logarithm += times * (log(sum) + tilt * (double)factor->centre);
        result.mean += times * (mean + (double)factor->centre);
        result.deviation += times * fmax(second / sum - mean * mean, 0);
    }
    result.deviation = sqrt(result.deviation);
    return result;
}

// At a tilt, delta is about e^(logarithm - tilt mean)/(1 + tilt deviation sqrt(2 pi)) at epsilon = mean (a saddle point).
static double gap(const dpk_factors *all, dpk_question question, double goal, double tilt, dpk_moments *at) {
    *at = dpk_factors_moments(all, tilt);
    if (question == dpk_ask_delta) return at->mean - goal;
    return goal - (at->logarithm - tilt * at->mean - log1p(2.5 * tilt * at->deviation));
}

// The tilt, at most `most`, whose saddle point is the goal.
static double solve(const dpk_factors *all, dpk_question question, double goal, double most, dpk_moments *at) {
    double low = 0, high = fmin(2 / fmax(dpk_factors_moments(all, 0).deviation, 1e-3), most);
    while (high < most && gap(all, question, goal, high, at) < 0) {
        low = high;
        high = fmin(2 * high, most);
    }
    for (int i = 0; i < 8; i++) {
        double middle = (low + high) / 2;
        if (gap(all, question, goal, middle, at) < 0) low = middle; else high = middle;
    }
    gap(all, question, goal, high, at);
    return high;
}

double dpk_factors_tilt(const dpk_factors *all, dpk_question question, double given, double *near) {
    const double plenty = -9;  // a delta above e^-9 is asked for at the tilt of that one: what lies above is then little
    double longest = 1;
    for (size_t j = 0; j < all->count; j++) longest = fmax(longest, (double)all->factor[j].count);
    dpk_moments at;
    double tilt = solve(all, question, question == dpk_ask_delta ? given / all->step : log(given), 150 / longest, &at);
    *near = question == dpk_ask_delta ? given / all->step : at.mean;
    if (question == dpk_ask_epsilon && given > 0.05) {  // below the mean, where saddle points say nothing
        at = dpk_factors_moments(all, 0);
        *near = fmin(*near, at.mean - 3 * at.deviation);
    }
    if (gap(all, dpk_ask_epsilon, plenty, tilt, &at) >= 0) return tilt;
    tilt = solve(all, dpk_ask_epsilon, plenty, 150 / longest, &at);
    // Far above the answer the masses say little of it.
    for (int i = 0; i < 40 && tilt * (at.mean - *near) > 12; i++) {
        tilt *= 0.8;
        at = dpk_factors_moments(all, tilt);
    }
    return tilt;
}

double dpk_tilt_error(size_t count) {
    return (2.0 * (double)block + 2 * (double)count / (double)block + 12) * 0x1p-53;
}

double dpk_tilt(double *out, const dpk_factor *factor, int up, double ratio) {
    double fine[64], sum = 0;
    fine[0] = 1;
    for (int j = 1; j < block; j++) fine[j] = fine[j - 1] * ratio;
    double rise = fine[block - 1] * ratio, coarse = 1;
    size_t middle = (size_t)(factor->centre - factor->first);
    for (size_t i = middle; i < factor->count; i += (size_t)block) {
        for (size_t j = 0; j < (size_t)block && i + j < factor->count; j++) out[i + j] = factor->mass[up][i + j] * (coarse * fine[j]);
        coarse *= rise;
    }
    coarse = 1;
    for (size_t end = middle; end > 0; end -= end < (size_t)block ? end : (size_t)block) {
        coarse /= rise;
        for (size_t j = 0; j < (size_t)block && j < end; j++) {
            out[end - 1 - j] = factor->mass[up][end - 1 - j] * (coarse * fine[(size_t)block - 1 - j]);
        }
    }
    for (size_t i = 0; i < factor->count; i++) sum += out[i];
    return sum;
}
