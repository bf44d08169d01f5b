// Radix 4, self-sorting (Stockham), on separate real and imaginary parts; two real numbers a complex one. Argument for the
// error: loss.md, section 8.
#pragma STDC FP_CONTRACT OFF
#include "fourier.h"

#include <math.h>
#include <stdlib.h>

#include "enclosure.h"

enum { block = 256, bits = 192 };

// e^(2 pi i/N)^k for k below count, to the nearest double but one, by a ladder of fixed-point products.
static void turn(double *c, double *s, size_t count, mpz_srcptr c1, mpz_srcptr s1) {
    mpz_t a, b, x, y;
    mpz_inits(a, b, x, y, NULL);
    mpz_setbit(a, bits);
    for (size_t k = 0; k < count; k++) {
        c[k] = ldexp(mpz_get_d(a), -bits);
        s[k] = ldexp(mpz_get_d(b), -bits);
        mpz_mul(x, a, c1);
        mpz_submul(x, b, s1);
        mpz_mul(y, a, s1);
        mpz_addmul(y, b, c1);
        mpz_fdiv_q_2exp(a, x, bits);
        mpz_fdiv_q_2exp(b, y, bits);
    }
    mpz_clears(a, b, x, y, NULL);
}

// cos and sin of 2 pi j/N for j/N <= 1/8 or so, by their series.
static void angle(mpz_ptr c, mpz_ptr s, size_t j, size_t n) {
    dpk_enclosure root;
    mpz_t x, term;
    dpk_enclosure_init(&root);
    mpz_inits(x, term, NULL);
    dpk_enclose_root_tau(&root, bits);
    mpz_mul(x, root.low, root.low);
    mpz_mul_ui(x, x, j);
    mpz_fdiv_q_ui(x, x, n);
    mpz_fdiv_q_2exp(x, x, bits);
    mpz_set_ui(term, 0);
    mpz_setbit(term, bits);
    mpz_set_ui(c, 0);
    mpz_set_ui(s, 0);
    for (unsigned long k = 0; mpz_sgn(term) != 0; k++) {
        mpz_ptr to = k % 2 == 0 ? c : s;
        if (k % 4 < 2) mpz_add(to, to, term); else mpz_sub(to, to, term);
        mpz_mul(term, term, x);
        mpz_fdiv_q_2exp(term, term, bits);
        mpz_fdiv_q_ui(term, term, k + 1);
    }
    dpk_enclosure_clear(&root);
    mpz_clears(x, term, NULL);
}

static double *doubles(size_t count) {
    double *result = malloc(count * sizeof *result);
    if (result == NULL) abort();
    return result;
}

void dpk_roots_init(dpk_roots *roots, size_t size) {
    size_t fine = size < block ? size : block, blocks = size / fine;
    *roots = (dpk_roots){.size = size, .fine = fine, .table = doubles(2 * (fine + blocks))};
    mpz_t c, s;
    mpz_inits(c, s, NULL);
    angle(c, s, 1, size);
    turn(roots->table, roots->table + fine, fine, c, s);
    angle(c, s, fine, size);
    turn(roots->table + 2 * fine, roots->table + 2 * fine + blocks, blocks, c, s);
    mpz_clears(c, s, NULL);
}

void dpk_roots_clear(dpk_roots *roots) {
    free(roots->table);
}

void dpk_root(const dpk_roots *roots, size_t k, double *cosine, double *sine) {
    const double *fine = roots->table + k % roots->fine, *coarse = roots->table + 2 * roots->fine + k / roots->fine;
    double cf = fine[0], sf = fine[roots->fine], cb = coarse[0], sb = coarse[roots->size / roots->fine];
    *cosine = cb * cf - sb * sf;
    *sine = cb * sf + sb * cf;
}

void dpk_fourier_init(dpk_fourier *f, const dpk_roots *roots) {
    size_t size = roots->size;
    f->size = size;
    f->cosine = doubles(size);
    f->sine = doubles(size);
    f->spare = doubles(2 * size);
    for (size_t k = 0; k < size; k++) dpk_root(roots, k, &f->cosine[k], &f->sine[k]);
    int passes = 2;  // to and from two real numbers a complex one, and a last radix-2 pass
    for (size_t n = size / 2; n >= 4; n /= 4) passes++;
    f->error = passes * 16 * 0x1p-53;
}

void dpk_fourier_clear(dpk_fourier *f) {
    free(f->cosine);
    free(f->sine);
    free(f->spare);
}

// One pass of the n/4 butterflies of 4, each on `stride` neighbours; e^(-2 pi i p/n).
static void pass(const dpk_fourier *f, size_t n, size_t stride, const double *restrict xr, const double *restrict xi,
                 double *restrict yr, double *restrict yi) {
    size_t m = n / 4, turns = f->size / n;
    for (size_t p = 0; p < m; p++) {
        double c1 = f->cosine[p * turns], s1 = -f->sine[p * turns];
        double c2 = f->cosine[2 * p * turns], s2 = -f->sine[2 * p * turns];
        double c3 = f->cosine[3 * p * turns], s3 = -f->sine[3 * p * turns];
        const double *ar = xr + stride * p, *ai = xi + stride * p;
        const double *br = ar + stride * m, *bi = ai + stride * m, *cr = br + stride * m, *ci = bi + stride * m;
        const double *dr = cr + stride * m, *di = ci + stride * m;
        double *to = yr + 4 * stride * p, *ti = yi + 4 * stride * p;
        for (size_t q = 0; q < stride; q++) {
            double pr = ar[q] + cr[q], pi = ai[q] + ci[q], mr = ar[q] - cr[q], mi = ai[q] - ci[q];
            double sr = br[q] + dr[q], si = bi[q] + di[q], jr = di[q] - bi[q], ji = br[q] - dr[q];
            double ur = mr - jr, ui = mi - ji, vr = pr - sr, vi = pi - si, wr = mr + jr, wi = mi + ji;
            to[q] = pr + sr;
            ti[q] = pi + si;
            to[q + stride] = ur * c1 - ui * s1;
            ti[q + stride] = ur * s1 + ui * c1;
            to[q + 2 * stride] = vr * c2 - vi * s2;
            ti[q + 2 * stride] = vr * s2 + vi * c2;
            to[q + 3 * stride] = wr * c3 - wi * s3;
            ti[q + 3 * stride] = wr * s3 + wi * c3;
        }
    }
}

// The transform of N/2 complex numbers, in place.
static void transform(const dpk_fourier *f, double *re, double *im) {
    size_t count = f->size / 2, stride = 1, n = count;
    double *xr = re, *xi = im, *yr = f->spare, *yi = f->spare + count;
    for (; n >= 4; n /= 4, stride *= 4) {
        pass(f, n, stride, xr, xi, yr, yi);
        double *r = xr, *i = xi;
        xr = yr, xi = yi, yr = r, yi = i;
    }
    if (n == 2) {
        for (size_t q = 0; q < stride; q++) {
            double r = xr[q + stride], i = xi[q + stride];
            yr[q] = xr[q] + r;
            yi[q] = xi[q] + i;
            yr[q + stride] = xr[q] - r;
            yi[q + stride] = xi[q] - i;
        }
        xr = yr, xi = yi;
    }
    if (xr == re) return;
    for (size_t k = 0; k < count; k++) {
        re[k] = xr[k];
        im[k] = xi[k];
    }
}

void dpk_fourier_forward(const dpk_fourier *f, const double *x, double *re, double *im) {
    size_t half = f->size / 2;
    for (size_t j = 0; j < half; j++) {
        re[j] = x[2 * j];
        im[j] = x[2 * j + 1];
    }
    transform(f, re, im);
    re[half] = re[0];
    im[half] = im[0];
    // X(k) = (Z(k) + Z'(M - k))/2 - i e^(-2 pi i k/N) (Z(k) - Z'(M - k))/2, and X(M - k) likewise.
    for (size_t k = 0; k <= half / 2; k++) {
        size_t l = half - k;
        double c = f->cosine[k], s = f->sine[k];
        double er = (re[k] + re[l]) / 2, ei = (im[k] - im[l]) / 2, dr = (im[k] + im[l]) / 2, di = (re[l] - re[k]) / 2;
        double tr = dr * c + di * s, ti = di * c - dr * s;
        re[k] = er + tr;
        im[k] = ei + ti;
        re[l] = er - tr;
        im[l] = ti - ei;
    }
}

void dpk_fourier_backward(const dpk_fourier *f, double *re, double *im, double *x) {
    size_t half = f->size / 2;
    for (size_t k = 0; k <= half / 2; k++) {
        size_t l = half - k;
        double c = f->cosine[k], s = f->sine[k];
        double er = (re[k] + re[l]) / 2, ei = (im[k] - im[l]) / 2, tr = (re[k] - re[l]) / 2, ti = (im[k] + im[l]) / 2;
        double dr = tr * c - ti * s, di = tr * s + ti * c;
        re[k] = er - di;
        im[k] = ei + dr;
        re[l] = er + di;
        im[l] = dr - ei;
    }
    transform(f, im, re);  // with the parts exchanged it runs backwards
    double scale = 2.0 / (double)f->size;  // a power of two
    for (size_t j = 0; j < half; j++) {
        x[2 * j] = re[j] * scale;
        x[2 * j + 1] = im[j] * scale;
    }
}
