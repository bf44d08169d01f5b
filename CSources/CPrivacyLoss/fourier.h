// The discrete Fourier transform of real sequences, with a proved error. Private to this target.
#ifndef DPK_FOURIER_H
#define DPK_FOURIER_H

#include <stddef.h>

// e^(2 pi i k/N), k < N: the product of two table entries, off by less than 7 2^-53.
typedef struct {
    size_t size, fine;
    double *table;  // cosines and sines of k < fine, then those of multiples of fine
} dpk_roots;

void dpk_roots_init(dpk_roots *roots, size_t size);
void dpk_roots_clear(dpk_roots *roots);
void dpk_root(const dpk_roots *roots, size_t k, double *cosine, double *sine);

typedef struct {
    size_t size;          // N, a power of two, at least 8
    double *cosine, *sine;  // of 2 pi k/N, k < N
    double *spare;        // 2 N doubles
    double error;         // what a transform is off by, at most, as a share of the sum of its inputs' magnitudes
} dpk_fourier;

void dpk_fourier_init(dpk_fourier *f, const dpk_roots *roots);
void dpk_fourier_clear(dpk_fourier *f);
// From N real numbers to their coefficients 0 to N/2; the others are these ones' conjugates.
void dpk_fourier_forward(const dpk_fourier *f, const double *x, double *re, double *im);
// Back, divided by N; re and im are lost.
void dpk_fourier_backward(const dpk_fourier *f, double *re, double *im, double *x);

#endif
