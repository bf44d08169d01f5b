#pragma STDC FP_CONTRACT OFF
#include "dpk_binomial.h"

#include <math.h>

// ln P(Binomial(n, p) >= k) or more, for 0 < k < n and 0 < p < k/n.
static double log_tail_bound(double k, double n, double p) {
    const double rest = n - k;
    const double inside = log(k / (n * p));
    const double outside = log(rest / n) - log1p(-p);
    double log_mass = 0.5 * log(n / (2 * M_PI * k * rest)) - k * inside - rest * outside;
    log_mass += 0x1p-50 * (n * (8 + fabs(inside) + fabs(outside)) + fabs(log_mass) + 64);
    // The masses from k on, in units of the first; each is the one before times a ratio that falls.
    double sum = 1, term = 1, ratio = 0, steps = 0;
    for (double i = k; i < n; i++, steps++) {
        ratio = (n - i) / (i + 1) * (p / (1 - p));
        term *= ratio;
        sum += term;
        if (term < 0x1p-60 * sum) break;
    }
    if (ratio < 1) sum += term * ratio / (1 - ratio);
    return log_mass + log(sum) + 0x1p-48 * (steps + 8);
}

double dpk_binomial_lower(uint64_t successes, uint64_t trials, double failure) {
    if (successes == 0) return 0;
    const double k = (double)successes, n = (double)trials, most = log(failure) * (1 + 0x1p-48);
    if (successes == trials) return exp(most / n * (1 + 0x1p-48)) * (1 - 0x1p-48);
    double certain = 0, above = k / n;
    for (int i = 0; i < 60; i++) {
        const double p = certain + (above - certain) / 2;
        if (p <= certain || p >= k / n) break;
        if (log_tail_bound(k, n, p) <= most) {
            certain = p;
        } else {
            above = p;
        }
    }
    return certain;
}

double dpk_binomial_upper(uint64_t successes, uint64_t trials, double failure) {
    // Failures and successes change places; 1 − p is rounded upwards.
    return nextafter(1 - dpk_binomial_lower(trials - successes, trials, failure), 2);
}
