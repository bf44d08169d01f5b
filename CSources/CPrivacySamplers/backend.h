// The back end that samplers are made for; private to this target.
#ifndef DPK_BACKEND_PRIVATE_H
#define DPK_BACKEND_PRIVATE_H

#include "dpk_backend.h"

// The forced one, else the best that the machine runs; below DPK_BACKENDS.
size_t dpk_backend_chosen(void);

// For a function of an ISA file; those files need no compiler flags.
#define DPK_TARGET_AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define DPK_TARGET_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,bmi,bmi2,popcnt")))

#endif
