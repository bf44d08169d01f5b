// The snapping mechanism in floating point of p bits, small enough that every U* can be looked at.
//
// A number of p bits is a double here, and an operation the double's, which is exact, rounded to p bits. U* is
// m 2^-n, m in [1, 2) with p - 1 fractional bits, with probability 2^-(n + p - 1); n goes to LAST, below which every
// draw ends at a bound (checked), so that the rest of the probability counts as the last U*'s. Every step of the
// mechanism is monotone in U*, so the set of U* that gives at least some output is found by bisection, and its
// probability is an integer in units of 2^-(LAST + p - 1).
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "include/probes.h"

enum { LAST = 36 };

typedef struct {
    double lambda, bound, granularity;
    double *noise;       // lambda LN(U*), U* falling
    uint64_t *at_least;  // probability of this U* and all above it
    size_t count;
    int p;
    dpk_snapping_error error;
} machine;

static double rounded(double x, int p) {
    if (x == 0) return 0;
    int exponent;
    frexp(x, &exponent);
    return ldexp(nearbyint(ldexp(x, p - exponent)), exponent - p);
}

static void prepare(machine *self, double lambda, double bound, int p, dpk_snapping_error error) {
    *self = (machine){.lambda = lambda, .bound = bound, .p = p, .error = error};
    int exponent;
    double fraction = frexp(lambda, &exponent);
    self->granularity = ldexp(1, fraction == 0.5 ? exponent - 1 : exponent);
    size_t half = (size_t)1 << (p - 1);
    self->noise = calloc(LAST * half, sizeof(double));
    self->at_least = calloc(LAST * half, sizeof(uint64_t));
    uint64_t sum = 0;
    for (int n = 1; n <= LAST; n++) {
        for (size_t k = half; k-- > 0;) {
            // Without the full range of exponents: multiples of 2^-p alone.
            uint64_t weight = UINT64_C(1) << (LAST - n);
            if (error == DPK_SNAPPING_FIXED_POINT_UNIFORM) {
                if (n > p || (half + k) % ((uint64_t)1 << (n - 1)) != 0) continue;
                weight = UINT64_C(1) << (LAST - 1);
            }
            double logarithm = -log(ldexp((double)(half + k), -n - p + 1));
            int digits = error == DPK_SNAPPING_COARSE_LOGARITHM ? p - 3 : p;
            sum += weight;
            self->noise[self->count] = rounded(lambda * rounded(logarithm, digits), p);
            self->at_least[self->count++] = sum;
        }
    }
}

static double output(const machine *self, double x, int sign, size_t u) {
    double sum = rounded(x + sign * self->noise[u], self->p);
    double steps = sum / self->granularity;
    if (self->error == DPK_SNAPPING_TIES_TO_EVEN) {
        steps = nearbyint(steps);
    } else {
        steps = floor(steps + 0.5);
    }
    double y = steps * self->granularity;
    return y > self->bound ? self->bound : y < -self->bound ? -self->bound : y;
}

// The probability of an output of at least y, in units of 2^-(LAST + p) (half of that for each sign).
static uint64_t tail(const machine *self, double x, double y) {
    uint64_t total = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
        // Outputs fall with falling U* for sign -1: those of at least y come first; for sign 1 they come last.
        size_t below = 0, above = self->count;
        while (below < above) {
            size_t middle = below + (above - below) / 2;
            int is_first = sign < 0 ? output(self, x, sign, middle) >= y : output(self, x, sign, middle) < y;
            if (is_first) below = middle + 1; else above = middle;
        }
        uint64_t first = below > 0 ? self->at_least[below - 1] : 0, all = UINT64_C(1) << (LAST + self->p - 1);
        if (below == self->count) first = all;
        total += sign < 0 ? first : all - first;
    }
    return total;
}

// Every number of p bits in -bound ... bound that is 0 or at least lambda/8, rising.
static size_t all_inputs(const machine *self, double **out) {
    size_t half = (size_t)1 << (self->p - 1), count = 0;
    int exponent;
    frexp(self->lambda, &exponent);
    double *x = calloc(40 * half + 1, sizeof(double));
    for (int n = exponent - 4; ldexp(1, n) <= self->bound; n++) {
        for (size_t k = half; k < 2 * half; k++) {
            double value = ldexp((double)k, n - self->p + 1);
            if (value <= self->bound) x[count++] = value;
        }
    }
    *out = calloc(2 * count + 1, sizeof(double));
    for (size_t k = 0; k < count; k++) {
        (*out)[count - 1 - k] = -x[k];
        (*out)[count + 1 + k] = x[k];
    }
    free(x);
    return 2 * count + 1;
}

double dpk_probe_snapping_excess(int p, double lambda, double bound, dpk_snapping_error error) {
    machine self;
    prepare(&self, lambda, bound, p, error);
    double *x, worst = 0;
    size_t count = all_inputs(&self, &x);
    for (size_t k = 0; k < count; k += count / 7) {
        for (int sign = -1; sign <= 1; sign += 2) {
            double last = output(&self, x[k], sign, self.count - 1);
            if (error == DPK_SNAPPING_RIGHT && fabs(last) != bound) worst = INFINITY;
        }
    }
    uint64_t *above = calloc(count, sizeof(uint64_t));
    long steps = (long)ceil(bound / self.granularity) - 1;
    // Outputs from the largest: bound, steps ... -steps, -bound.
    for (long t = steps + 1; t >= -steps - 1; t--) {
        double y = t > steps ? bound : t < -steps ? -bound : (double)t * self.granularity;
        double highest_falling = -INFINITY, lowest_rising = INFINITY;
        for (size_t k = 0; k < count; k++) {
            uint64_t here = tail(&self, x[k], y);
            double loss = self.lambda * log((double)(here - above[k]));  // -infinity: never this output
            above[k] = here;
            // For x < x': loss(x) - loss(x') - (x' - x), and the other way round.
            if (loss + x[k] > highest_falling) highest_falling = loss + x[k];
            if (loss - x[k] < lowest_rising) lowest_rising = loss - x[k];
            double falling = highest_falling - (loss + x[k]), rising = loss - x[k] - lowest_rising;
            if (isinf(loss)) falling = highest_falling == -INFINITY ? 0 : INFINITY, rising = 0;
            if (falling > worst) worst = falling;
            if (rising > worst) worst = rising;
        }
    }
    free(above);
    free(x);
    free(self.noise);
    free(self.at_least);
    return worst / ldexp(bound, -p);
}
