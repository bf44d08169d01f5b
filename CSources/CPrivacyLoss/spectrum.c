// A k-fold sum's coefficients f^k vanish but for the lowest frequencies, where they are computed one by one; that the others
// vanish is seen on a coarse circle, between whose frequencies f moves little. Argument: loss.md, section 10.
#pragma STDC FP_CONTRACT OFF
#include "spectrum.h"

#include <stdlib.h>

static const double unit = 0x1p-53, loose = 1 + 1e-9;
enum { block = 64, most = 512 };

static double *doubles(size_t count) {
    double *result = calloc(count, sizeof *result);
    if (result == NULL) abort();
    return result;
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

void dpk_multiply_power(double *re, double *im, double *error, const double *fr, const double *fi, size_t count,
                        uint64_t many, double off, int is_first) {
    double times = (double)many;
    double nothing = many == 1 ? 0 : exp(-92 / times);  // its power is below 2^-130
    double negligible = dpk_scaled_value(dpk_scaled_power(nothing, many)) * loose * (1 + 4 * times * unit) + 0x1p-1000;
    for (size_t k = 0; k < count; k++) {
        double size_of = sqrt(fr[k] * fr[k] + fi[k] * fi[k]) * (1 + 4 * unit), bound, value, r = fr[k], i = fi[k];
        if (size_of + off <= nothing) {
            r = i = value = 0;
            bound = negligible;
        } else if (times * off >= size_of) {
            r = i = value = 0;
            bound = dpk_scaled_value(dpk_scaled_power(size_of + off, many)) * loose * (1 + 4 * times * unit);
        } else {
            if (many > 1) complex_power(&r, &i, many);
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

static size_t around(long i, size_t size) {
    long rest = i % (long)size;
    return (size_t)(rest < 0 ? rest + (long)size : rest);
}

static double sum_of(const dpk_factor *factor, const double *tilted) {
    double sum = 0;
    for (size_t i = 0; i < factor->count; i++) sum += tilted[i];
    return sum * loose;
}

// How fast a factor's coefficient moves with the angle at most, its own turning about `centre` taken off.
static double slope(const dpk_factor *factor, const double *tilted) {
    double sum = 0;
    for (size_t i = 0; i < factor->count; i++) sum += tilted[i] * fabs((double)(factor->first + (long)i - factor->centre));
    return sum * loose;
}

// Bounds of all magnitudes at frequency m/M and half a step around it, from m on: least[m], m = 0 to M/2.
static void bound_magnitudes(double *least, const dpk_fourier *coarse, const dpk_factor *factor, const double *tilted) {
    size_t size = coarse->size, half = size / 2;
    double *x = doubles(size + 2 * (half + 1)), *re = x + size, *im = re + half + 1, highest = 0;
    for (size_t i = 0; i < factor->count; i++) x[around(factor->first + (long)i, size)] += tilted[i];
    dpk_fourier_forward(coarse, x, re, im);
    double off = (coarse->error + (double)factor->count * unit) * sum_of(factor, tilted);
    off += slope(factor, tilted) * (3.1416 / (double)size);
    for (size_t m = half + 1; m-- > 0;) {
        highest = fmax(highest, (sqrt(re[m] * re[m] + im[m] * im[m]) * loose + off) * loose);
        least[m] = highest;
    }
    free(x);
}

// Choice of the coarse circle: its bounds may be this much too large.
static size_t coarse_size(const dpk_factors *all, double *const *tilted) {
    double wanted = 1024, times = 0;
    for (size_t j = 0; j < all->count; j++) times = fmax(times, (double)all->factor[j].times);
    double parts = 50 * fmin(fmax(sqrt(times / 100), 1), 4);
    for (size_t j = 0; j < all->count; j++) {
        wanted = fmax(wanted, parts * slope(&all->factor[j], tilted[j]) / sum_of(&all->factor[j], tilted[j]));
    }
    size_t size = 1024;
    while ((double)size < wanted && size < 1 << 20) size *= 2;
    return times < 16 ? 1 << 30 : size;
}

// How many coefficients matter, and what the others are at most; 0 if too many.
static size_t cut(double *rest, size_t size, const dpk_factors *all, double *const *tilted) {
    size_t small = coarse_size(all, tilted), half = small / 2, end = 0;
    if (2 * small > size) return 0;
    dpk_roots roots;
    dpk_fourier coarse;
    dpk_roots_init(&roots, small);
    dpk_fourier_init(&coarse, &roots);
    double *least = doubles(all->count * (half + 1));
    for (size_t j = 0; j < all->count; j++) bound_magnitudes(least + j * (half + 1), &coarse, &all->factor[j], tilted[j]);
    for (size_t m = 1; m <= half && end == 0; m++) {
        double logarithm = 0;
        for (size_t j = 0; j < all->count; j++) logarithm += (double)all->factor[j].times * log(least[j * (half + 1) + m]);
        if (logarithm > -42) continue;
        end = m;
        dpk_scaled product = {0.5, 1};
        for (size_t j = 0; j < all->count; j++) {
            dpk_scaled power = dpk_scaled_power(least[j * (half + 1) + m], all->factor[j].times);
            product = dpk_scaled_product(product, power);
        }
        *rest = dpk_scaled_value(product) * (1 + 1e-6) + 0x1p-900;
    }
    dpk_fourier_clear(&coarse);
    dpk_roots_clear(&roots);
    free(least);
    size_t count = (2 * end - (end > 0)) * (size / small / 2);  // frequencies k/N from (end - 1/2)/M on are dropped
    return count <= most ? count : 0;
}

// Coefficients 0 to count - 1 of one factor: sums of 64 terms, of 64 such sums, and of those. Off by (250 + terms/4096) units.
static void coefficients(double *fr, double *fi, size_t count, const dpk_roots *roots, const dpk_factor *factor,
                         const double *tilted) {
    size_t n = factor->count, size = roots->size;
    double *c = doubles(2 * block * count + 4 * count), *s = c + block * count;
    double *ir = s + block * count, *ii = ir + count, *mr = ii + count, *mi = mr + count;
    for (size_t b = 0; b < block; b++) {
        for (size_t k = 0; k < count; k++) dpk_root(roots, b * k % size, &c[b * count + k], &s[b * count + k]);
    }
    for (size_t k = 0; k < count; k++) fr[k] = fi[k] = mr[k] = mi[k] = 0;
    for (size_t a = 0; a < n; a += block) {
        for (size_t k = 0; k < count; k++) ir[k] = ii[k] = 0;
        for (size_t b = 0; b < block && a + b < n; b++) {
            const double *cosine = c + b * count, *sine = s + b * count, x = tilted[a + b];
            for (size_t k = 0; k < count; k++) {
                ir[k] += x * cosine[k];
                ii[k] -= x * sine[k];
            }
        }
        size_t start = around(factor->first + (long)a, size);
        int is_last = (a / block) % block == block - 1 || a + block >= n;
        for (size_t k = 0; k < count; k++) {
            double cosine, sine;
            dpk_root(roots, start * k % size, &cosine, &sine);
            mr[k] += ir[k] * cosine + ii[k] * sine;
            mi[k] += ii[k] * cosine - ir[k] * sine;
            if (!is_last) continue;
            fr[k] += mr[k];
            fi[k] += mi[k];
            mr[k] = mi[k] = 0;
        }
    }
    free(c);
}

int dpk_spectrum_init(dpk_spectrum *out, const dpk_roots *roots, const dpk_factors *all, double *const *tilted) {
    double rest = 0, share = 0, size = (double)roots->size;
    size_t count = cut(&rest, roots->size, all, tilted);
    if (count == 0) return 0;
    double *fr = doubles(3 * count), *fi = fr + count, *error = fi + count;
    *out = (dpk_spectrum){.count = count, .re = doubles(2 * count)};
    out->im = out->re + count;
    for (size_t j = 0; j < all->count; j++) {
        const dpk_factor *factor = &all->factor[j];
        coefficients(fr, fi, count, roots, factor, tilted[j]);
        double off = (250 + (double)factor->count / 4096) * unit * sum_of(factor, tilted[j]) + 0x1p-1000;
        dpk_multiply_power(out->re, out->im, error, fr, fi, count, factor->times, off, j == 0);
    }
    for (size_t k = 0; k < count; k++) {
        share += (k == 0 ? 1 : 2) * error[k];
        out->total += (k == 0 ? 1 : 2) * sqrt(out->re[k] * out->re[k] + out->im[k] * out->im[k]);
    }
    out->error = (share / size + rest) * loose;
    out->total *= loose / size;
    free(fr);
    return 1;
}

void dpk_spectrum_clear(dpk_spectrum *x) {
    free(x->re);
}

dpk_tail_sums dpk_spectrum_tail(const dpk_spectrum *x, const dpk_roots *roots, double ratio, double fall, double share,
                                long i) {
    size_t size = roots->size, at = around(i, size);
    double gain = 0, faded = 0;
    for (size_t k = 0; k < x->count; k++) {
        double c, s, tc, ts;
        dpk_root(roots, k, &c, &s);
        dpk_root(roots, at * k % size, &tc, &ts);
        // F e^(2 pi i k(at + 1)/N)
        double pc = x->re[k] * tc - x->im[k] * ts, ps = x->re[k] * ts + x->im[k] * tc;
        double fc = pc * c - ps * s, fs = pc * s + ps * c;
        // B's factor fall/(ratio - fall w), D's share ratio/((ratio - w)(ratio - fall w)), w = e^(2 pi i k/N)
        double ar = ratio - c, ai = -s, br = ratio - fall * c, bi = -fall * s;
        double b2 = br * br + bi * bi, a2 = ar * ar + ai * ai;
        double gr = (fc * br + fs * bi) / b2, gi = (fs * br - fc * bi) / b2, twice = k == 0 ? 1 : 2;
        faded += twice * (gr * fall);
        gain += twice * ((gr * ar + gi * ai) / a2 * (share * ratio));
    }
    double n = (double)size, above = (ratio - 1) * (1 - 4 * unit), below = (ratio - fall) * (1 - 4 * unit);
    double rounding = (64 / above + 2 * (double)x->count + 80) * unit, off = (x->error + x->total * rounding) * loose;
    return (dpk_tail_sums){
        .gain = gain / n,
        .faded = faded / n,
        .gain_off = off * (share * ratio) / (above * below) * loose,
        .faded_off = off * fall / below * loose,
    };
}
