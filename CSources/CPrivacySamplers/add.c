// One source for all back ends: eight places at a time, in vectors that the compiler splits as the machine needs.
//
// Why the sum of reals is exact, with g the granularity. |x| + 2^52 g, for |x| < 2^52 g, lies where doubles are g apart,
// so the addition rounds to a multiple of g, ties to even, and taking 2^52 g away again is exact. Larger doubles are
// multiples of g already. A narrow draw times g is exact, and IEEE addition rounds the exact sum once. Numbers are
// compared and added, never multiplied, so subnormal ones take no longer.
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "dpk_add.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_INLINE static inline __attribute__((always_inline))

enum { LANES = 8 };
typedef double reals __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t integers __attribute__((vector_size(LANES * sizeof(int64_t))));
typedef uint64_t bits __attribute__((vector_size(LANES * sizeof(uint64_t))));

// a in the lanes of `mask`, b in the others.
#define DPK_PICK(mask, a, b) (((integers)(a) & (mask)) | ((integers)(b) & ~(mask)))

// Vectors go by address: as arguments they would need registers that not every machine has.
DPK_INLINE void narrow_lanes(const integers *draw, integers *narrow) {
    *narrow = (*draw < DPK_NARROW_DRAW) & (*draw > -DPK_NARROW_DRAW);
}

// Magnitudes, as bits, with infinity replaced by the largest finite double, which stands one below.
DPK_INLINE void make_finite(integers *magnitude) {
    *magnitude += *magnitude == INT64_C(0x7ff0000000000000);
}

// `value` holds the bits of doubles.
DPK_INLINE void add_reals(integers *value, const integers *draw, double granularity, integers *narrow) {
    const double integral = 0x1p52 * granularity;
    narrow_lanes(draw, narrow);
    integers magnitude = *value & INT64_MAX & ((reals)*value == (reals)*value);  // NaN: 0
    make_finite(&magnitude);
    reals rounded = ((reals)magnitude + integral) - integral;
    magnitude = DPK_PICK((reals)magnitude < integral, rounded, magnitude);
    // Below 2^51, integers become doubles where the unit in the last place is 1.
    reals noise = ((reals)(*draw + INT64_C(0x4338000000000000)) - 0x1.8p52) * granularity;
    integers sum = (integers)((reals)(magnitude | (*value & INT64_MIN)) + noise);
    magnitude = sum & INT64_MAX;
    make_finite(&magnitude);
    *value = DPK_PICK(*narrow, magnitude | (sum & INT64_MIN), *value);
}

// The difference of two neighbours on the doubles' line is exact, and so is its scaling by a power of two.
DPK_INLINE void phases_of(integers *value, double granularity) {
    const double integral = 0x1p52 * granularity;
    integers magnitude = *value & INT64_MAX;
    reals rounded = ((reals)magnitude + integral) - integral;
    reals phase = ((reals)magnitude - rounded) * (1 / granularity);
    // No NaN and no infinity is below `integral`.
    *value = ((integers)phase ^ (*value & INT64_MIN)) & ((reals)magnitude < integral);
}

DPK_INLINE void add_integers(integers *value, const integers *draw, uint32_t shift, integers *narrow) {
    narrow_lanes(draw, narrow);
    integers noise = ((*draw & *narrow) + ((INT64_C(1) << shift) >> 1)) >> (int64_t)shift;
    integers sum = (integers)((bits)*value + (bits)noise);
    integers overflow = ((*value ^ sum) & (noise ^ sum)) >> 63;
    sum = DPK_PICK(overflow, *value >> 63 ^ INT64_MAX, sum);
    sum -= sum == INT64_MIN;
    *value = DPK_PICK(*narrow, sum, *value);
}

// The whole of an array by `add`. What doesn't fill a vector is added alone, so that nothing is left in memory.
#define DPK_ADD_ALL(add)                                                  \
    dpk_rounding host = dpk_rounding_enter();                             \
    size_t wide = 0, i = 0;                                               \
    integers value, draw, narrow, narrows = {0};                          \
    for (; i + LANES <= count; i += LANES) {                              \
        memcpy(&value, values + i, sizeof value);                         \
        memcpy(&draw, draws + i, sizeof draw);                            \
        add(&value, &draw, parameter, &narrow);                           \
        memcpy(values + i, &value, sizeof value);                         \
        narrows += narrow;                                                \
    }                                                                     \
    wide = i;                                                             \
    for (int lane = 0; lane < LANES; lane++) wide += (size_t)narrows[lane]; \
    for (; i < count; i++) {                                              \
        value = draw = (integers){0};                                     \
        memcpy(&value, values + i, sizeof values[i]);                     \
        draw[0] = draws[i];                                               \
        add(&value, &draw, parameter, &narrow);                           \
        memcpy(values + i, &value, sizeof values[i]);                     \
        wide += (size_t)(1 + narrow[0]);                                  \
    }                                                                     \
    dpk_rounding_leave(host);                                             \
    return wide

#define DPK_ALL_PHASES                                                   \
    dpk_rounding host = dpk_rounding_enter();                            \
    integers value;                                                      \
    size_t i = 0;                                                        \
    for (; i + LANES <= count; i += LANES) {                             \
        memcpy(&value, values + i, sizeof value);                        \
        phases_of(&value, granularity);                                  \
        memcpy(phases + i, &value, sizeof value);                        \
    }                                                                    \
    for (; i < count; i++) {                                             \
        value = (integers){0};                                           \
        memcpy(&value, values + i, sizeof values[i]);                    \
        phases_of(&value, granularity);                                  \
        memcpy(phases + i, &value, sizeof phases[i]);                    \
    }                                                                    \
    dpk_rounding_leave(host)

#define DPK_BACK_END(name, target)                                                                            \
    target static size_t reals_##name(double *values, const int64_t *draws, size_t count, double parameter) { \
        DPK_ADD_ALL(add_reals);                                                                               \
    }                                                                                                         \
    target static size_t integers_##name(int64_t *values, const int64_t *draws, size_t count,                 \
                                         uint32_t parameter) {                                                \
        DPK_ADD_ALL(add_integers);                                                                            \
    }                                                                                                         \
    target static void phases_##name(const double *values, double *phases, size_t count, double granularity) { \
        DPK_ALL_PHASES;                                                                                       \
    }

DPK_BACK_END(portable, )
#if defined(__x86_64__)
DPK_BACK_END(avx2, DPK_TARGET_AVX2)
DPK_BACK_END(avx512, DPK_TARGET_AVX512)
#endif

typedef struct {
    size_t (*reals)(double *values, const int64_t *draws, size_t count, double granularity);
    size_t (*integers)(int64_t *values, const int64_t *draws, size_t count, uint32_t shift);
    void (*phases)(const double *values, double *phases, size_t count, double granularity);
} adder;

static const adder adders[DPK_BACKENDS] = {
    [DPK_PORTABLE] = {reals_portable, integers_portable, phases_portable},
#if defined(__x86_64__)
    [DPK_AVX2] = {reals_avx2, integers_avx2, phases_avx2},
    [DPK_AVX512] = {reals_avx512, integers_avx512, phases_avx512},
#endif
};

size_t dpk_add_to_reals(double *values, const int64_t *draws, size_t count, double granularity) {
    return adders[dpk_backend_chosen()].reals(values, draws, count, granularity);
}

void dpk_phases_of_reals(const double *values, double *phases, size_t count, double granularity) {
    adders[dpk_backend_chosen()].phases(values, phases, count, granularity);
}

size_t dpk_add_to_integers(int64_t *values, const int64_t *draws, size_t count, uint32_t shift) {
    return adders[dpk_backend_chosen()].integers(values, draws, count, shift);
}
