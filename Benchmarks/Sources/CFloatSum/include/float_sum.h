#ifndef FLOAT_SUM_H
#define FLOAT_SUM_H

#include <stddef.h>

// The sum of doubles in floating point, as fast as SSE2 goes: four accumulators. Not exact.
double float_sum(const double *values, size_t count);

#endif
