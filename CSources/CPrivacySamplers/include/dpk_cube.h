// Noise for vectors whose largest coordinate one privacy unit changes by a bounded amount: the K-norm mechanism of the
// maximum norm (Hardt and Talwar 2010, "On the geometry of differential privacy"), exact, on integers. Proof note:
// cube.md beside the source.
//
//   P(z) proportional to e^(-max|z_i| / scale),   all z in Z^dimension
#ifndef DPK_CUBE_H
#define DPK_CUBE_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_sampler.h"

typedef struct dpk_cube dpk_cube;

#define DPK_CUBE_LARGEST_SCALE 0x1p41
#define DPK_CUBE_LARGEST_DIMENSION 65536

// scale: dimension ... 2^41, so that most trials are accepted (about e^(-dimension / (2 scale)) of them); dimension:
// 1 ... 65536. Returns NULL if out of range or without memory.
dpk_cube *dpk_cube_prepare(double scale, size_t dimension);
void dpk_cube_free(dpk_cube *law);

// Fills out[0 ..< dimension] with one draw, from the thread's pool of secure random bytes.
void dpk_cube_draw(const dpk_cube *law, int64_t *out);

#endif
