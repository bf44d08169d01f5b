// What a dpk_rational is; private to this target.
#ifndef DPK_RATIONAL_PRIVATE_H
#define DPK_RATIONAL_PRIVATE_H

#include <gmp.h>

#include "dpk_rational.h"

struct dpk_rational {
    mpq_t q;
};

#endif
