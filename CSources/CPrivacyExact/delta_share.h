// The share of delta that each of several independent choices may have; private to this target.
#ifndef DPK_DELTA_SHARE_H
#define DPK_DELTA_SHARE_H

#include "enclosure.h"

// An s with share >= 2^-s.
unsigned long dpk_delta_share_bits(mpq_srcptr delta, mpz_srcptr parts);

// share = 1 - (1 - delta)^(1/parts) and rest = 1 - share, for 0 < delta < 1.
void dpk_enclose_delta_share(dpk_enclosure *share, dpk_enclosure *rest, mpq_srcptr delta, mpz_srcptr parts,
                             unsigned long w);

#endif
