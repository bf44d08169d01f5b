// The plan's law by Fourier transforms in doubles, tilted so that where the answer lies the masses are large, and untilted
// bin by bin; every error is bounded and added (above) or taken off (below). Argument: loss.md, section 9.
#pragma STDC FP_CONTRACT OFF
#include "fast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fourier.h"
#include "tilt.h"

static const double unit = 0x1p-53, loose = 1 + 1e-9;

typedef struct {
    long bottom, top;  // grid indices of the window, which has N of them
    int whole, topmost;  // nothing lies outside; nothing above
    dpk_fourier fourier;
    double tilt, ratio;  // ratio is about e^tilt; what is done is exact for ratio
    double deviation;    // of the tilted sum, in grid steps
    double *space, *x, *fr, *fi, *re, *im, *error;  // room for a transform
} window;

// Masses of the window's indices, tilted, at index modulo N: true ones are within error of them, but for what has wrapped
// around.
typedef struct {
    const double *mass;
    double error;
    double outside;    // the tilted mass that may have wrapped around
    double all;        // all tilted mass
    dpk_scaled scale;  // (mass at i) = scale * (tilted mass at i) * ratio^(top - i)
    double relative;   // what all of it is off by besides, as a share
} tilted_sum;

static double *doubles(size_t count) {
    double *result = calloc(count, sizeof *result);
    if (result == NULL) abort();
    return result;
}

// Choice only: nothing is claimed.
static int choose(window *w, const dpk_factors *all, dpk_question question, double given) {
    double near;
    w->tilt = dpk_factors_tilt(all, question, given, &near);
    w->ratio = exp(w->tilt);
    dpk_moments at = dpk_factors_moments(all, w->tilt);
    w->deviation = fmax(at.deviation, 1);
    double low = fmin(near, at.mean) - 7.5 * w->deviation - 4, high = fmax(near, at.mean) + 7.5 * w->deviation + 4;
    if (!(high - low < 0x1p23)) return 0;
    if (all->last - all->first < 1 << 14) low = (double)all->first, high = (double)all->last;
    w->bottom = low > (double)all->first ? (long)low : all->first;
    long end = high < (double)all->last ? (long)high : all->last;
    if (end < w->bottom) end = w->bottom;
    size_t size = 8;
    while ((long)size < end - w->bottom + 1) size *= 2;
    w->top = w->bottom + (long)size - 1;
    w->topmost = w->top >= all->last;
    w->whole = w->bottom <= all->first && w->topmost;
    if (w->tilt * (double)size > 500) {  // ratio^(top - i) must stay in range
        if (!w->whole) return 0;
        w->tilt = 500 / (double)size;
        w->ratio = exp(w->tilt);
    }
    dpk_fourier_init(&w->fourier, size);
    size_t half = size / 2 + 1;
    w->space = doubles(size + 5 * half);
    w->x = w->space;
    w->fr = w->x + size;
    w->fi = w->fr + half;
    w->re = w->fi + half;
    w->im = w->re + half;
    w->error = w->im + half;
    return 1;
}

// x^times by squaring: each product off by a relative 3 units, so all by 3 times units.
static void complex_power(double *re, double *im, uint64_t times) {
    double a = *re, b = *im, x = 1, y = 0;
    for (;; times >>= 1) {
        if ((times & 1) == 1) {
            double t = x * a - y * b;
            y = x * b + y * a;
            x = t;
        }
        if (times <= 1) break;
        double t = a * a - b * b;
        b = 2 * a * b;
        a = t;
    }
    *re = x;
    *im = y;
}

// The coefficients of one factor's power times what is there. `error` gets the bound of each coefficient's error.
static void multiply(const window *w, const dpk_factor *factor, double *tilted, double scale, int is_first) {
    size_t size = w->fourier.size, half = size / 2;
    double *x = w->x, *fr = w->fr, *fi = w->fi, *re = w->re, *im = w->im, *error = w->error, sum = 0;
    memset(x, 0, size * sizeof *x);
    for (size_t i = 0; i < factor->count; i++) {
        long at = (factor->first + (long)i) % (long)size;
        tilted[i] /= scale;
        sum += tilted[i];
        x[at < 0 ? at + (long)size : at] += tilted[i];
    }
    dpk_fourier_forward(&w->fourier, x, fr, fi);
    double off = w->fourier.error * sum * loose + 0x1p-1000, times = (double)factor->times;
    double nothing = factor->times == 1 ? 0 : exp(-92 / times);  // its power is below 2^-130
    double negligible = dpk_scaled_value(dpk_scaled_power(nothing, factor->times)) * loose + 0x1p-1000;
    for (size_t k = 0; k <= half; k++) {
        double size_of = sqrt(fr[k] * fr[k] + fi[k] * fi[k]) * (1 + 4 * unit), bound, value, r = fr[k], i = fi[k];
        if (size_of + off <= nothing) {
            r = i = value = 0;
            bound = negligible;
        } else if (times * off >= size_of) {
            r = i = value = 0;
            bound = dpk_scaled_value(dpk_scaled_power(size_of + off, factor->times)) * loose;
        } else {
            if (factor->times > 1) complex_power(&r, &i, factor->times);
            value = sqrt(r * r + i * i) * loose + 0x1p-900;
            bound = value * (2 * times * off / size_of + 4 * times * unit) * loose;
        }
        if (is_first) {
            re[k] = r;
            im[k] = i;
            error[k] = bound;
        } else {
            double before = sqrt(re[k] * re[k] + im[k] * im[k]) * loose + 0x1p-900, t = re[k] * r - im[k] * i;
            error[k] = (error[k] * (value + bound) + before * bound + 4 * unit * before * value) * loose;
            im[k] = re[k] * i + im[k] * r;
            re[k] = t;
        }
    }
}

// sum of x(i) ratio^i over a factor's tilted masses, i from the centre; up to a relative 1e-9.
static double moment(const dpk_factor *factor, const double *tilted, double ratio) {
    long start = factor->first - factor->centre;
    double sum = 0, power = dpk_scaled_value(dpk_scaled_power(start < 0 ? 1 / ratio : ratio, (uint64_t)labs(start)));
    for (size_t i = 0; i < factor->count; i++) {
        sum += tilted[i] * power;
        power *= ratio;
    }
    return sum;
}

// How much tilted mass lies `distance` or more above the centre (or below it), by Chernoff's inequality at the best of a few
// exponents.
static double beyond(const window *w, const dpk_factors *all, double *const *tilted, long distance, int above) {
    double longest = 1, least = 1;
    for (size_t j = 0; j < all->count; j++) longest = fmax(longest, (double)all->factor[j].count);
    for (double exponent = 9; exponent > 1; exponent /= 1.5) {
        double further = exp(fmin(exponent / w->deviation, 300 / longest));
        dpk_scaled bound = dpk_scaled_power(distance > 0 ? 1 / further : further, (uint64_t)labs(distance));
        for (size_t j = 0; j < all->count; j++) {
            double one = moment(&all->factor[j], tilted[j], above ? further : 1 / further) * loose;
            bound = dpk_scaled_product(bound, dpk_scaled_power(one, all->factor[j].times));
        }
        least = fmin(least, dpk_scaled_value(bound) * (1 + 1e-6));
    }
    return least;
}

static tilted_sum transform(const window *w, const dpk_factors *all, int up) {
    size_t size = w->fourier.size, half = size / 2;
    const double *re = w->re, *im = w->im, *error = w->error;
    tilted_sum sum = {.mass = w->x, .scale = {0.5, 1}, .relative = 8 * (double)size * unit};
    dpk_scaled total = {0.5, 1};
    long centre = 0;
    double **kept = malloc(all->count * sizeof *kept);
    if (kept == NULL) abort();
    for (size_t j = 0; j < all->count; j++) {
        const dpk_factor *factor = &all->factor[j];
        double times = (double)factor->times, *tilted = doubles(factor->count);
        double scale = dpk_tilt(tilted, factor, up, w->ratio);
        if (!(scale > 0)) scale = 1;
        multiply(w, factor, tilted, scale, j == 0);  // divides by the scale
        double mass = 0;
        for (size_t i = 0; i < factor->count; i++) mass += tilted[i];
        sum.relative += times * (dpk_tilt_error(factor->count) + 8 * unit);
        sum.scale = dpk_scaled_product(sum.scale, dpk_scaled_power(scale, factor->times));
        total = dpk_scaled_product(total, dpk_scaled_power(mass * (1 + (double)factor->count * unit), factor->times));
        centre += (long)factor->times * factor->centre;
        kept[j] = tilted;
    }
    double share = 0, spectrum = 0;
    for (size_t k = 0; k <= half; k++) {
        share += error[k];
        spectrum += sqrt(re[k] * re[k] + im[k] * im[k]);
    }
    sum.error = (2 * share + 4 * w->fourier.error * spectrum) / (double)size * loose;
    dpk_fourier_backward(&w->fourier, w->re, w->im, w->x);
    long away = w->top - centre;
    double base = away < 0 ? w->ratio : 1 / w->ratio;
    sum.scale = dpk_scaled_product(sum.scale, dpk_scaled_power(base, (uint64_t)labs(away)));
    sum.relative += 4 * fabs((double)away) * unit;
    sum.all = dpk_scaled_value(total) * loose;
    if (!w->topmost) sum.outside += beyond(w, all, kept, w->top + 1 - centre, 1);
    if (w->bottom > all->first) sum.outside += beyond(w, all, kept, centre - (w->bottom - 1), 0);
    for (size_t j = 0; j < all->count; j++) free(kept[j]);
    free(kept);
    return sum;
}

// Outcomes that one of the sets doesn't have: 1 - product of (1 - p)^times.
static double infinite(const dpk_factors *all, int up) {
    double sum = 0;
    dpk_scaled rest = {0.5, 1};
    for (size_t j = 0; j < all->count; j++) {
        const dpk_factor *factor = &all->factor[j];
        sum += (double)factor->times * factor->infinity[up];
        rest = dpk_scaled_product(rest, dpk_scaled_power((1 - factor->infinity[up]) * (1 - 4 * unit), factor->times));
    }
    double least = dpk_scaled_value(rest) * (1 - 1e-9);
    if (up) return fmin(sum * (1 + 1e-12), fmax(1 - least, 0) + unit);
    return fmax(sum - sum * sum / 2, 0) * (1 - 1e-12);
}

typedef struct {
    double bound;  // of epsilon, or of delta
    int found;
    double noise;  // the share of the error's bound in the value that decided
} answer;

// From the top down: D = sum of (1 - e^(-(l - ih))) m and B = sum of e^(-(l - ih)) m over losses l > ih, m untilted in units
// of the scale. delta(ih + t) = infinity + scale (D - (e^t - 1) B).
static answer scan(const window *w, const dpk_factors *all, const tilted_sum *sum, const dpk_plan *plan,
                   dpk_question question, mpq_srcptr given, int up) {
    double h = mpq_get_d(plan->step), scale = dpk_scaled_value(sum->scale), infinity = infinite(all, up);
    if (!(scale > 0x1p-900) || scale > 0x1p900 || !(sum->relative < 0.01)) return (answer){0, 0, 0};
    mpq_t exact, part;
    mpq_inits(exact, part, NULL);
    long stop = 0;
    double rise = 0, goal = 0;  // rise: e^t - 1
    if (question == dpk_ask_delta) {
        mpz_t whole;
        mpz_init(whole);
        mpq_div(exact, given, plan->step);
        mpz_fdiv_q(whole, mpq_numref(exact), mpq_denref(exact));
        stop = mpz_cmp_si(whole, all->last) > 0 ? all->last : mpz_get_si(whole);
        mpq_set_z(part, whole);
        mpq_mul(part, part, plan->step);
        mpq_sub(part, given, part);
        double t = mpq_get_d(part);  // rounded towards 0
        if (up) {
            rise = (t + t * t / 2 + t * t * t / 6 + t * t * t * t / 24) * (1 - 8 * unit);
        } else {
            t *= 1 + 2 * unit;
            rise = (t + t * t / 2 + t * t * t / 6 + t * t * t * t / 24 + t * t * t * t * t / 60) * (1 + 8 * unit);
        }
        mpz_clear(whole);
        if (stop >= all->last) {
            mpq_clears(exact, part, NULL);
            return (answer){infinity, 1, 0};
        }
    } else {
        // What the finite part must give, in units of the scale; on the side that is safe.
        double delta = mpq_get_d(given);
        if (!up) delta = nextafter(delta, 1);
        goal = (delta - infinity) / scale * (up ? 1 - 1e-14 : 1 + 1e-14);
        if (goal < 0 || (up && delta <= infinity)) {
            mpq_clears(exact, part, NULL);
            return (answer){INFINITY, 1, 0};
        }
    }
    // The window has to reach around the answer: nothing is known of losses above its top but all that may lie there.
    double plus = 1 + sum->relative * 1.02, minus = 1 - sum->relative * 1.02, outside = up && !w->topmost ? sum->all : 0;
    if (question == dpk_ask_delta ? stop < w->bottom || stop >= w->top : !(outside * plus <= goal)) {
        mpq_clears(exact, part, NULL);
        return (answer){0, 0, 0};
    }
    mpq_neg(exact, plan->step);
    dpk_wide fall_wide = dpk_wide_power_of_e(exact), one = dpk_wide_one(), share_wide;
    dpk_wide_subtract(&share_wide, &one, &fall_wide);
    double fall = dpk_wide_round_down(&fall_wide), share = dpk_wide_round_down(&share_wide);
    mpq_clears(exact, part, NULL);
    double d = 0, b = 0, noise = 0, faded_noise = 0, weight = 1, value = 0, faded = 0;
    answer result = {0, 0, 0};
    size_t size = w->fourier.size;
    long rest = w->bottom % (long)size;
    size_t start = (size_t)(rest < 0 ? rest + (long)size : rest);
    for (size_t k = size; k-- > 0;) {
        // at index i = bottom + k - 1 after the mass of bottom + k has joined
        double tilted = sum->mass[(start + k) & (size - 1)], mass = up ? tilted + sum->error : tilted - sum->error;
        mass = mass > 0 && w->bottom + (long)k <= all->last ? mass * weight : 0;
        noise += share * (faded_noise + sum->error * weight);
        faded_noise = (faded_noise + sum->error * weight) * fall;
        weight *= w->ratio;
        d += share * (b + mass);
        b = (b + mass) * fall;
        long i = w->bottom + (long)k - 1;
        if (question == dpk_ask_delta && i > stop) continue;
        if (up) {
            value = (d + outside) * plus;
            faded = b * minus;
        } else {
            value = d * minus - sum->outside * weight * plus;
            faded = b * plus;
        }
        if (question == dpk_ask_delta) {
            double finite = value - rise * faded;
            if (up) finite += 1e-15 * value; else finite -= 1e-15 * value;
            double bound = infinity + scale * fmax(finite, 0);
            result = (answer){up ? fmin(bound * (1 + 1e-14), 1) : bound * (1 - 1e-14), 1, noise / value};
            break;
        }
        if (i < 0) break;
        if (value > goal) {
            double y = fmin((value - goal) / faded * (up ? 1 + 4 * unit : 1 - 4 * unit), expm1(h) * 1.001);
            double t = y - y * y / 2 + y * y * y / 3 - (up ? 0 : y * y * y * y / 4);
            double high = nextafter(h, 1), epsilon = (double)i * h + fmax(t, 0) * (1 - 16 * unit);
            if (up) epsilon = (double)i * high + fmin(fmax(t, 0) * (1 + 16 * unit), high);
            result = (answer){epsilon * (up ? 1 + 8 * unit : 1 - 8 * unit), 1, noise / value};
            break;
        }
    }
    // Down to epsilon = 0 nothing was needed: only if the window goes that far.
    if (question == dpk_ask_epsilon && !result.found && (w->bottom <= 1 || !up)) result = (answer){0, 1, 0};
    return result;
}

// Both sides of one direction, tilted for where `tilt_question` about `tilt_given` has its answer; 0 if it can't say.
static int bracket(answer both[2], const dpk_factors *all, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
                   dpk_question tilt_question, double tilt_given) {
    window w;
    if (!choose(&w, all, tilt_question, tilt_given)) return 0;
    int found = 1;
    for (int up = 0; up < 2; up++) {
        tilted_sum sum = transform(&w, all, up);
        both[up] = scan(&w, all, &sum, plan, question, given, up);
        found &= both[up].found;
    }
    dpk_fourier_clear(&w.fourier);
    free(w.space);
    return found;
}

int dpk_fast(const dpk_loss_law *laws, size_t count, const dpk_plan *plan, dpk_question question, mpq_srcptr given,
             double *lower, double *upper) {
    double bound[2] = {0, 0};
    int directions = dpk_plan_is_asymmetric(laws, count) ? 2 : 1, found = 1;
    dpk_factors all[2];
    dpk_factors_init(all, laws, count, plan, directions);
    for (int d = 0; d < directions; d++) {
        answer both[2] = {{0, 0, 0}, {0, 0, 0}};
        found = found && bracket(both, &all[d], plan, question, given, question, mpq_get_d(given));
        // Where the errors decided, the tilt was for another place than the answer's: once more, for that one.
        if (found && question == dpk_ask_epsilon && both[1].noise > 1e-8 && isfinite(both[1].bound)) {
            answer again[2] = {{0, 0, 0}, {0, 0, 0}};
            if (bracket(again, &all[d], plan, question, given, dpk_ask_delta, both[1].bound * 0.98)) {
                both[0].bound = fmax(both[0].bound, again[0].bound);
                both[1].bound = fmin(both[1].bound, again[1].bound);
            }
        }
        for (int up = 0; up < 2; up++) bound[up] = fmax(bound[up], both[up].bound);
        dpk_factors_clear(&all[d]);
    }
    if (!found) return 0;
    *lower = bound[0];
    *upper = bound[1];
    return 1;
}
