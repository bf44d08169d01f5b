// Exact rational numbers (GMP), immutable once made. Parameters only, never data; time depends on the value.
// Functions that return a pointer return a new number that the caller frees; none returns NULL (GMP stops the
// process when there is no memory).
#ifndef DPK_RATIONAL_H
#define DPK_RATIONAL_H

#include <stddef.h>
#include <stdint.h>

typedef struct dpk_rational dpk_rational;

dpk_rational *dpk_rational_from_integer(int64_t value);
dpk_rational *dpk_rational_from_unsigned(uint64_t value);
// significand * 10^exponent
dpk_rational *dpk_rational_from_decimal(uint64_t significand, int32_t exponent);
// The dyadic number that the finite double is.
dpk_rational *dpk_rational_from_double(double value);
void dpk_rational_free(dpk_rational *value);

dpk_rational *dpk_rational_add(const dpk_rational *a, const dpk_rational *b);
dpk_rational *dpk_rational_subtract(const dpk_rational *a, const dpk_rational *b);
dpk_rational *dpk_rational_multiply(const dpk_rational *a, const dpk_rational *b);
// b must not be 0.
dpk_rational *dpk_rational_divide(const dpk_rational *a, const dpk_rational *b);
// a * 2^exponent
dpk_rational *dpk_rational_scale(const dpk_rational *a, int32_t exponent);
// The largest integer <= a.
dpk_rational *dpk_rational_floor(const dpk_rational *a);

// Negative, zero or positive as a <, =, > b.
int dpk_rational_compare(const dpk_rational *a, const dpk_rational *b);
uint64_t dpk_rational_hash(const dpk_rational *a);
// The least exponent e with 2^e >= a, for a > 0.
int64_t dpk_rational_ceil_log2(const dpk_rational *a);
// The least double >= a, for a >= 0; +infinity above the largest one.
double dpk_rational_round_up(const dpk_rational *a);
// The least double >= sqrt(a), for a >= 0; +infinity above the largest one.
double dpk_rational_root_round_up(const dpk_rational *a);
// The double nearest to a (ties to even; for a >= 0, normal range); for display only.
double dpk_rational_nearest(const dpk_rational *a);
// "numerator" or "numerator/denominator" in decimal, NUL-terminated; free with dpk_text_free.
char *dpk_rational_text(const dpk_rational *a);
void dpk_text_free(char *text);

#endif
