#include "kept_constant.h"

#include <stdatomic.h>
#include <stdlib.h>

// Certified arithmetic begins with 128 bits and doubles them; more than 256 are hardly ever needed.
enum { KEPT_BITS = 320, MOST_READ = 256 };

// Of threads that come at the same time one keeps its number. There is no lock that a fork could leave locked.
static mpz_ptr make(dpk_kept_constant *constant) {
    mpz_ptr made = malloc(sizeof *made), kept = NULL;
    if (made == NULL) return NULL;
    mpz_init(made);
    (void)constant->evaluate(made, KEPT_BITS);
    if (atomic_compare_exchange_strong(&constant->digits, &kept, made)) return made;
    mpz_clear(made);
    free(made);
    return kept;
}

unsigned long dpk_kept_constant_read(dpk_kept_constant *constant, mpz_ptr out, unsigned long w) {
    if (w > MOST_READ) return constant->evaluate(out, w);
    mpz_ptr digits = atomic_load_explicit(&constant->digits, memory_order_acquire);
    if (digits == NULL) digits = make(constant);
    if (digits == NULL) return constant->evaluate(out, w);
    mpz_tdiv_q_2exp(out, digits, KEPT_BITS - w);
    // The kept number is off by less than 2^14 units of 2^-320 (tens of a term's), far less than 1 here; truncation by
    // less than 1.
    return 2;
}
