// The leaf of each record, as in portable/leaves.c, four at a time.
#include "../portable/portable.h"
#include "../rounding.h"
#include "../steps.h"
#include "integer.h"
#include "real.h"

#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF

typedef struct {
    __m256d lower, magic, last, scale;
    __m128i none;
} real_leaves;

DPK_AVX2_INLINE real_leaves real_leaves_of(const dpk_real_leaves *leaves) {
    return (real_leaves){
        .lower = _mm256_set1_pd(leaves->lower),
        .magic = _mm256_set1_pd(leaves->magic),
        .last = _mm256_set1_pd(leaves->last),
        .scale = _mm256_set1_pd(leaves->scale),
        .none = _mm_set1_epi32((int32_t)leaves->leaves),
    };
}

// max and min hand a NaN on, as it is their second operand. The conversion makes 2^31 of it, which the last minimum,
// of unsigned numbers, turns into its leaf; any other leaf is less.
DPK_AVX2_INLINE __m128i real_leaf(const real_leaves *leaves, __m256d x) {
    __m256d steps = _mm256_add_pd(_mm256_sub_pd(x, leaves->lower), leaves->magic);
    steps = _mm256_sub_pd(steps, leaves->magic);
    steps = _mm256_min_pd(leaves->last, _mm256_max_pd(_mm256_setzero_pd(), steps));
    return _mm_min_epu32(_mm256_cvttpd_epi32(_mm256_mul_pd(steps, leaves->scale)), leaves->none);
}

typedef struct {
    dpk_avx2_bounds bounds;
    __m128i shift;
    __m256d scale;
    __m128i last;
} integer_leaves;

DPK_AVX2_INLINE integer_leaves integer_leaves_of(const dpk_integer_leaves *leaves) {
    return (integer_leaves){
        .bounds = dpk_avx2_bounds_of(&(dpk_integer_grid){.lower = leaves->lower, .upper = leaves->upper}),
        .shift = _mm_cvtsi32_si128((int32_t)leaves->shift),
        .scale = _mm256_set1_pd(leaves->scale),
        .last = _mm_set1_epi32((int32_t)leaves->leaves - 1),
    };
}

// Steps are below 2^52: as the last bits of 2^52 they are that much more than it.
DPK_AVX2_INLINE __m128i integer_leaf(const integer_leaves *leaves, __m256i x) {
    const __m256d base = _mm256_set1_pd(0x1p52);
    __m256i whole = _mm256_srl_epi64(dpk_avx2_offset(&leaves->bounds, x), leaves->shift);
    __m256d steps = _mm256_sub_pd(_mm256_or_pd(_mm256_castsi256_pd(whole), base), base);
    return _mm_min_epu32(_mm256_cvttpd_epi32(_mm256_mul_pd(steps, leaves->scale)), leaves->last);
}

#define DPK_LEAVES(suffix, kind, type)                                                            \
    DPK_AVX2 void dpk_avx2_leaves_##suffix(const dpk_##kind##_leaves *leaves, const type *values, \
                                           size_t count, uint32_t *indices) {                     \
        dpk_rounding host = dpk_rounding_enter();                                                 \
        const kind##_leaves l = kind##_leaves_of(leaves);                                         \
        size_t i = 0;                                                                             \
        for (; i + DPK_STEP <= count; i += DPK_STEP) {                                            \
            dpk_prefetch(values + i, DPK_STEP * sizeof(type));                                    \
            DPK_UNROLLED                                                                          \
            for (size_t j = i; j < i + DPK_STEP; j += 4) {                                        \
                __m128i leaf = kind##_leaf(&l, dpk_avx2_load_##suffix(values + j));               \
                _mm_storeu_si128((__m128i_u *)(indices + j), leaf);                               \
            }                                                                                     \
        }                                                                                         \
        dpk_rounding_leave(host);                                                                 \
        dpk_portable_leaves_##suffix(leaves, values + i, count - i, indices + i);                 \
    }

DPK_LEAVES(f64, real, double)
DPK_LEAVES(f32, real, float)
DPK_LEAVES(i64, integer, int64_t)
DPK_LEAVES(i32, integer, int32_t)
#endif
