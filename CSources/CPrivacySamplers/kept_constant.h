// ln 2 and pi for certified arithmetic: public numbers, computed once a process instead of at every end of a cell; private to
// this target. Threads share them.
#ifndef DPK_KEPT_CONSTANT_H
#define DPK_KEPT_CONSTANT_H

#include <gmp.h>

// Writes a number with w fractional bits; returns by how many units of 2^-w it may be off.
typedef unsigned long dpk_evaluate(mpz_ptr out, unsigned long w);

typedef struct {
    dpk_evaluate *const evaluate;
    _Atomic(mpz_ptr) digits;  // NULL until somebody has needed them; then never changed
} dpk_kept_constant;

// What `evaluate` does, if faster.
unsigned long dpk_kept_constant_read(dpk_kept_constant *constant, mpz_ptr out, unsigned long w);

#endif
