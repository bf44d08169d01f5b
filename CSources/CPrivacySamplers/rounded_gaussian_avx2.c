// Four trials at a time: rounded_gaussian_portable.c, operation by operation. Tables lie in registers.
#if defined(__x86_64__)
#include <immintrin.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "declassify.h"
#include "inversion.h"
#include "rounded_gaussian.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_AVX2_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX2

DPK_AVX2_INLINE __m256d times(__m256d a, __m256d b) { return _mm256_mul_pd(a, b); }
DPK_AVX2_INLINE __m256d plus(__m256d a, __m256d b) { return _mm256_add_pd(a, b); }
DPK_AVX2_INLINE __m256d minus(__m256d a, __m256d b) { return _mm256_sub_pd(a, b); }
DPK_AVX2_INLINE __m256d all(double x) { return _mm256_set1_pd(x); }
DPK_AVX2_INLINE __m256i each(int64_t x) { return _mm256_set1_epi64x(x); }
DPK_AVX2_INLINE __m256d as_real(__m256i x) { return _mm256_castsi256_pd(x); }
DPK_AVX2_INLINE __m256i as_bits(__m256d x) { return _mm256_castpd_si256(x); }
DPK_AVX2_INLINE __m256d magnitude(__m256d x) { return _mm256_andnot_pd(all(-0.0), x); }

// a + b x
DPK_AVX2_INLINE __m256d line(double a, double b, __m256d x) { return plus(all(a), times(x, all(b))); }

// The double nearest to x - less: both halves are exact, their sum is rounded once.
DPK_AVX2_INLINE __m256d real(__m256i x, double less) {
    __m256i high = _mm256_or_si256(_mm256_srli_epi64(x, 32), as_bits(all(0x1p84)));
    __m256i low = _mm256_blend_epi32(x, as_bits(all(0x1p52)), 0xaa);
    return plus(minus(as_real(high), all(0x1p84 + 0x1p52 + less)), as_real(low));
}

// Entries of a table of 16, one in four of it at a time; the two bits of i above pick among the four.
DPK_AVX2_INLINE __m256d look_up(const double *table, __m256i pair, __m256d third, __m256d fourth) {
    __m256i entry[4];
    for (int k = 0; k < 4; k++) {
        entry[k] = _mm256_permutevar8x32_epi32(as_bits(_mm256_load_pd(table + 4 * k)), pair);
    }
    __m256d below = _mm256_blendv_pd(as_real(entry[0]), as_real(entry[1]), third);
    __m256d above = _mm256_blendv_pd(as_real(entry[2]), as_real(entry[3]), third);
    return _mm256_blendv_pd(below, above, fourth);
}

// E = -ln(u/2^64), and *inverse, at least 1/u; 2^1023 for u = 0.
DPK_AVX2_INLINE __m256d exponential(const dpk_rounded_gaussian *law, __m256i u, __m256d *inverse) {
    __m256i bits = as_bits(real(u, 0));
    __m256i exponent = _mm256_srli_epi64(bits, 52);
    __m256d m = as_real(_mm256_or_si256(_mm256_and_si256(bits, each(0xfffffffffffff)), as_bits(all(1))));
    // 1087 - exponent, made where the unit in the last place is 1.
    __m256d n = minus(all(0x1p52 + 1087), as_real(_mm256_or_si256(exponent, as_bits(all(0x1p52)))));
    // Both words of entry i mod 4: 2i and 2i + 1.
    __m256i twice = _mm256_slli_epi64(_mm256_srli_epi64(bits, 48), 1);
    __m256i pair = _mm256_or_si256(_mm256_shuffle_epi32(twice, 0xa0), each(INT64_C(1) << 32));
    __m256d third = as_real(_mm256_slli_epi64(bits, 13)), fourth = as_real(_mm256_slli_epi64(bits, 12));
    __m256d ratio = look_up(law->ratio, pair, third, fourth);
    __m256d log_ratio = look_up(law->log_ratio, pair, third, fourth);
    __m256d z = minus(times(m, ratio), all(1));
    __m256d z2 = times(z, z), z4 = times(z2, z2);
    __m256d p01 = line(-1.0 / 2, 1.0 / 3, z), p23 = line(-1.0 / 4, 1.0 / 5, z);
    __m256d p45 = line(-1.0 / 6, 1.0 / 7, z), p67 = line(-1.0 / 8, 1.0 / 9, z);
    __m256d p = plus(plus(p01, times(z2, p23)), times(z4, plus(p45, times(z2, p67))));
    *inverse = as_real(_mm256_slli_epi64(_mm256_sub_epi64(each(2046), exponent), 52));
    return magnitude(minus(plus(times(n, all(DPK_LN2)), log_ratio), plus(z, times(z2, p))));
}

// The integer nearest to `position`, and whether it is nearer than `reach`.
DPK_AVX2_INLINE __m256i nearest(__m256d position, __m256d reach, __m256d *decided) {
    __m256d shifted = plus(position, all(0x1.8p52));
    __m256d off = minus(position, minus(shifted, all(0x1.8p52)));
    *decided = _mm256_and_pd(*decided, _mm256_cmp_pd(magnitude(off), reach, _CMP_LT_OQ));
    return _mm256_sub_epi64(as_bits(shifted), as_bits(all(0x1.8p52)));
}

// Words, phases and outputs of four trials lie pair by pair; lane l holds trial l/2 + 2 (l mod 2) in between, so that
// `unpack` splits and joins them. Returns the lanes that are open.
DPK_AVX2_INLINE uint32_t four(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase,
                              __m256i out[2]) {
    __m256i front = _mm256_loadu_si256((const __m256i *)words);
    __m256i back = _mm256_loadu_si256((const __m256i *)(words + 4));
    __m256i u = _mm256_unpacklo_epi64(front, back), v = _mm256_unpackhi_epi64(front, back);
    __m256d inverse_u;
    __m256d e = exponential(law, u, &inverse_u);
    __m256d r = _mm256_sqrt_pd(plus(e, e));
    __m256d inverse_r = as_real(_mm256_sub_epi64(each(0x7fe0000000000000), as_bits(r)));
    __m256d over_r = plus(all(law->per_inverse), times(all(law->cell), inverse_u));
    __m256d margin = plus(times(all(law->per_radius), r), times(over_r, inverse_r));
    __m256d reach = minus(all(law->reach), margin);

    // Signed: the highest bit turned over, and 2^63 less.
    __m256i rest = _mm256_xor_si256(_mm256_slli_epi64(v, 2), each(INT64_MIN));
    __m256d g = times(real(rest, 0x1p63), all(0x1p-64));
    __m256d w = times(g, g), w2 = times(w, w), w4 = times(w2, w2);
    __m256d c12 = line(DPK_TURN_C1, DPK_TURN_C2, w), c34 = line(DPK_TURN_C3, DPK_TURN_C4, w);
    __m256d c56 = line(DPK_TURN_C5, DPK_TURN_C6, w), c78 = line(DPK_TURN_C7, DPK_TURN_C8, w);
    __m256d even = plus(plus(c12, times(w2, c34)), times(w4, plus(c56, times(w2, c78))));
    __m256d cosine = plus(all(1), times(w, even));
    __m256d s12 = line(DPK_TURN_S1, DPK_TURN_S2, w), s34 = line(DPK_TURN_S3, DPK_TURN_S4, w);
    __m256d s56 = line(DPK_TURN_S5, DPK_TURN_S6, w);
    __m256d odd = plus(plus(s12, times(w2, s34)), times(w4, plus(s56, times(w2, all(DPK_TURN_S7)))));
    __m256d sine = times(g, plus(all(DPK_TURN_S0), times(w, odd)));

    __m256i q = _mm256_add_epi64(v, each(INT64_C(1) << 61)), next = _mm256_slli_epi64(q, 1);
    __m256d c = _mm256_blendv_pd(cosine, sine, as_real(next)), s = _mm256_blendv_pd(sine, cosine, as_real(next));
    __m256d radius = times(all(law->scale), r);
    __m256d differ = as_real(_mm256_xor_si256(q, next));
    __m256d x = times(radius, _mm256_xor_pd(c, _mm256_and_pd(differ, all(-0.0))));
    __m256d y = times(radius, _mm256_xor_pd(s, _mm256_and_pd(as_real(q), all(-0.0))));
    if (phase != NULL) {
        __m256d begin = _mm256_loadu_pd(phase), end = _mm256_loadu_pd(phase + 4);
        x = plus(_mm256_unpacklo_pd(begin, end), x);
        y = plus(_mm256_unpackhi_pd(begin, end), y);
    }
    __m256d decided = as_real(each(-1));
    __m256i k = nearest(x, reach, &decided), l = nearest(y, reach, &decided);
    out[0] = _mm256_unpacklo_epi64(k, l);
    out[1] = _mm256_unpackhi_epi64(k, l);
    return (uint32_t)_mm256_movemask_pd(decided) ^ 0xf;
}

// The trial, of four, that a lane holds.
static unsigned trial_of(unsigned lane) {
    return lane / 2 + 2 * (lane % 2);
}

DPK_AVX2_INLINE void run_fours(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                               size_t pairs, int64_t *out) {
    for (size_t t = 0; t + 4 <= pairs; t += 4) {
        __m256i pair[2];
        uint32_t open =
            (uint32_t)dpk_declassify(four(law, tape->words + 2 * t, phase == NULL ? NULL : phase + 2 * t, pair));
        _mm256_storeu_si256((__m256i *)(out + 2 * t), pair[0]);
        _mm256_storeu_si256((__m256i *)(out + 2 * t + 4), pair[1]);
        // The one branch on random bits; rounded_gaussian.md bounds what it tells.
        for (; __builtin_expect(open != 0, 0); open &= open - 1) {
            size_t trial = t + trial_of((unsigned)__builtin_ctz(open));
            dpk_rounded_gaussian_resolve_var(law, tape, trial, phase, out);
        }
    }
}

DPK_TARGET_AVX2 static void run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                size_t pairs, int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    if (phase == NULL) run_fours(law, tape, NULL, pairs, out); else run_fours(law, tape, phase, pairs, out);
    // What doesn't fill a vector.
    dpk_rounded_gaussian_run_rest(law, tape, phase, pairs & ~(size_t)3, pairs, out);
    dpk_rounding_leave(host);
}

DPK_TARGET_AVX2 static void values(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase,
                                   int64_t *out, uint32_t *open) {
    dpk_rounding host = dpk_rounding_enter();
    *open = 0;
    for (unsigned first = 0; first < 8; first += 4) {
        __m256i pair[2];
        uint32_t lanes = four(law, words + 2 * first, phase == NULL ? NULL : phase + 2 * first, pair);
        _mm256_storeu_si256((__m256i *)(out + 2 * first), pair[0]);
        _mm256_storeu_si256((__m256i *)(out + 2 * first + 4), pair[1]);
        for (unsigned lane = 0; lane < 4; lane++) {
            uint32_t is_open = lanes >> lane & 1;
            unsigned trial = first + trial_of(lane);
            *open |= is_open << trial;
            out[2 * trial] &= (int64_t)is_open - 1;
            out[2 * trial + 1] &= (int64_t)is_open - 1;
        }
    }
    dpk_rounding_leave(host);
}

const dpk_rounded_gaussian_backend dpk_rounded_gaussian_avx2 = {run, values};
#endif
