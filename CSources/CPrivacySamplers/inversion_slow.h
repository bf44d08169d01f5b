// Certified evaluation of the inversion map, for the samplers that start from it; private to this target.
#ifndef DPK_INVERSION_SLOW_H
#define DPK_INVERSION_SLOW_H

#include <gmp.h>

#include "inversion.h"

// The digits of U and of V (where the law has one) that a trial's words hold.
typedef struct {
    uint64_t u, u_bits, v, v_bits;
} dpk_known_digits;

// out = G, an integer of any size; digits beyond the known ones come from the refinement stream of `trial`.
void dpk_inversion_magnitude_var(mpz_ptr out, const dpk_inversion *law, dpk_known_digits known, const dpk_tape *tape,
                                 uint64_t trial);

// The magnitude with its sign, cut to INT64_MAX.
int64_t dpk_saturated(mpz_srcptr magnitude, int negative);

#endif
