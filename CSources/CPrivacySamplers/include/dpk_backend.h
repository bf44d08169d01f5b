// Which instruction set the samplers run on. Every back end gives the same bits on the same tape.
#ifndef DPK_BACKEND_H
#define DPK_BACKEND_H

#include <stddef.h>

// In order of preference; each needs what those before it need and more. NEON would join before DPK_BACKENDS.
enum { DPK_PORTABLE, DPK_AVX2, DPK_AVX512, DPK_BACKENDS };

// How many of them this machine runs: 0 ..< that.
size_t dpk_backends_available(void);
const char *dpk_backend_name(size_t backend);

// For tests: samplers made from then on run on this back end; DPK_BACKENDS: on the best one, as at the start.
void dpk_backend_force(size_t backend);

#endif
