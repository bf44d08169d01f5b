#include "float_sum.h"

#if defined(__SSE2__)
#include <emmintrin.h>

double float_sum(const double *values, size_t count) {
    __m128d a = _mm_setzero_pd(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        a = _mm_add_pd(a, _mm_loadu_pd(values + i));
        b = _mm_add_pd(b, _mm_loadu_pd(values + i + 2));
        c = _mm_add_pd(c, _mm_loadu_pd(values + i + 4));
        d = _mm_add_pd(d, _mm_loadu_pd(values + i + 6));
    }
    double part[2];
    _mm_storeu_pd(part, _mm_add_pd(_mm_add_pd(a, b), _mm_add_pd(c, d)));
    double sum = part[0] + part[1];
    for (; i < count; i++) sum += values[i];
    return sum;
}
#else
double float_sum(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum;
}
#endif
