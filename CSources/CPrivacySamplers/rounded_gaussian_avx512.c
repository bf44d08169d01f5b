// Eight trials at a time: rounded_gaussian_portable.c, operation by operation. Tables lie in registers.
#if defined(__x86_64__)
#include <immintrin.h>

#include "../CPrivacyKernels/rounding.h"
#include "backend.h"
#include "declassify.h"
#include "inversion.h"
#include "rounded_gaussian.h"

#pragma STDC FP_CONTRACT OFF

#define DPK_AVX512_INLINE static inline __attribute__((always_inline)) DPK_TARGET_AVX512

DPK_AVX512_INLINE __m512d times(__m512d a, __m512d b) { return _mm512_mul_pd(a, b); }
DPK_AVX512_INLINE __m512d plus(__m512d a, __m512d b) { return _mm512_add_pd(a, b); }
DPK_AVX512_INLINE __m512d minus(__m512d a, __m512d b) { return _mm512_sub_pd(a, b); }
DPK_AVX512_INLINE __m512d all(double x) { return _mm512_set1_pd(x); }
DPK_AVX512_INLINE __m512i each(int64_t x) { return _mm512_set1_epi64(x); }
DPK_AVX512_INLINE __m512d as_real(__m512i x) { return _mm512_castsi512_pd(x); }
DPK_AVX512_INLINE __m512i as_bits(__m512d x) { return _mm512_castpd_si512(x); }

// a + b x
DPK_AVX512_INLINE __m512d line(double a, double b, __m512d x) { return plus(all(a), times(x, all(b))); }

// E = -ln(u/2^64), and *inverse, at least 1/u; 2^1023 for u = 0.
DPK_AVX512_INLINE __m512d exponential(const dpk_rounded_gaussian *law, __m512i u, __m512d *inverse) {
    __m512i bits = as_bits(_mm512_cvtepu64_pd(u));
    __m512i exponent = _mm512_srli_epi64(bits, 52);
    __m512d m = as_real(_mm512_ternarylogic_epi64(  // (bits & mantissa) | 1.0
        bits, each(0xfffffffffffff), each(0x3ff0000000000000), 0xea));
    __m512d n = _mm512_cvtepi64_pd(_mm512_sub_epi64(each(1087), exponent));
    __m512i i = _mm512_srli_epi64(bits, 48);
    __m512d ratio = _mm512_permutex2var_pd(_mm512_load_pd(law->ratio), i, _mm512_load_pd(law->ratio + 8));
    __m512d log_ratio =
        _mm512_permutex2var_pd(_mm512_load_pd(law->log_ratio), i, _mm512_load_pd(law->log_ratio + 8));
    __m512d z = minus(times(m, ratio), all(1));
    __m512d z2 = times(z, z), z4 = times(z2, z2);
    __m512d p01 = line(-1.0 / 2, 1.0 / 3, z), p23 = line(-1.0 / 4, 1.0 / 5, z);
    __m512d p45 = line(-1.0 / 6, 1.0 / 7, z), p67 = line(-1.0 / 8, 1.0 / 9, z);
    __m512d p = plus(plus(p01, times(z2, p23)), times(z4, plus(p45, times(z2, p67))));
    *inverse = as_real(_mm512_slli_epi64(_mm512_sub_epi64(each(2046), exponent), 52));
    return _mm512_abs_pd(minus(plus(times(n, all(DPK_LN2)), log_ratio), plus(z, times(z2, p))));
}

// The integer nearest to `position`, and whether it is nearer than `reach`.
DPK_AVX512_INLINE __m512i nearest(__m512d position, __m512d reach, __mmask8 *decided) {
    __m512d shifted = plus(position, all(0x1.8p52));
    __m512d off = minus(position, minus(shifted, all(0x1.8p52)));
    *decided &= _mm512_cmp_pd_mask(_mm512_abs_pd(off), reach, _CMP_LT_OQ);
    return _mm512_sub_epi64(as_bits(shifted), as_bits(all(0x1.8p52)));
}

// Words, phases and outputs of eight trials lie pair by pair; lane l holds trial l/2 + 4 (l mod 2) in between, so that
// `unpack` splits and joins them. Returns the lanes that are open.
DPK_AVX512_INLINE __mmask8 eight(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase,
                                 __m512i out[2]) {
    __m512i front = _mm512_loadu_si512(words), back = _mm512_loadu_si512(words + 8);
    __m512i u = _mm512_unpacklo_epi64(front, back), v = _mm512_unpackhi_epi64(front, back);
    __m512d inverse_u;
    __m512d e = exponential(law, u, &inverse_u);
    __m512d r = _mm512_sqrt_pd(plus(e, e));
    __m512d inverse_r = as_real(_mm512_sub_epi64(each(0x7fe0000000000000), as_bits(r)));
    __m512d over_r = plus(all(law->per_inverse), times(all(law->cell), inverse_u));
    __m512d margin = plus(times(all(law->per_radius), r), times(over_r, inverse_r));
    __m512d reach = minus(all(law->reach), margin);

    __m512d g = times(_mm512_cvtepi64_pd(_mm512_slli_epi64(v, 2)), all(0x1p-64));
    __m512d w = times(g, g), w2 = times(w, w), w4 = times(w2, w2);
    __m512d c12 = line(DPK_TURN_C1, DPK_TURN_C2, w), c34 = line(DPK_TURN_C3, DPK_TURN_C4, w);
    __m512d c56 = line(DPK_TURN_C5, DPK_TURN_C6, w), c78 = line(DPK_TURN_C7, DPK_TURN_C8, w);
    __m512d even = plus(plus(c12, times(w2, c34)), times(w4, plus(c56, times(w2, c78))));
    __m512d cosine = plus(all(1), times(w, even));
    __m512d s12 = line(DPK_TURN_S1, DPK_TURN_S2, w), s34 = line(DPK_TURN_S3, DPK_TURN_S4, w);
    __m512d s56 = line(DPK_TURN_S5, DPK_TURN_S6, w);
    __m512d odd = plus(plus(s12, times(w2, s34)), times(w4, plus(s56, times(w2, all(DPK_TURN_S7)))));
    __m512d sine = times(g, plus(all(DPK_TURN_S0), times(w, odd)));

    // a ^ (b & c) is 0x78
    __m512i q = _mm512_add_epi64(v, each(INT64_C(1) << 61)), next = _mm512_slli_epi64(q, 1);
    __mmask8 is_odd = _mm512_movepi64_mask(next);
    __m512i c = as_bits(_mm512_mask_mov_pd(cosine, is_odd, sine));
    __m512i s = as_bits(_mm512_mask_mov_pd(sine, is_odd, cosine));
    __m512d radius = times(all(law->scale), r);
    __m512i differ = _mm512_xor_si512(q, next);
    __m512d x = times(radius, as_real(_mm512_ternarylogic_epi64(c, differ, each(INT64_MIN), 0x78)));
    __m512d y = times(radius, as_real(_mm512_ternarylogic_epi64(s, q, each(INT64_MIN), 0x78)));
    if (phase != NULL) {
        __m512d begin = _mm512_loadu_pd(phase), end = _mm512_loadu_pd(phase + 8);
        x = plus(_mm512_unpacklo_pd(begin, end), x);
        y = plus(_mm512_unpackhi_pd(begin, end), y);
    }
    __mmask8 decided = 0xff;
    __m512i k = nearest(x, reach, &decided), l = nearest(y, reach, &decided);
    out[0] = _mm512_unpacklo_epi64(k, l);
    out[1] = _mm512_unpackhi_epi64(k, l);
    return (__mmask8)~decided;
}

// The trial, of eight, that a lane holds.
static unsigned trial_of(unsigned lane) {
    return lane / 2 + 4 * (lane % 2);
}

DPK_AVX512_INLINE void run_eights(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                  size_t pairs, int64_t *out) {
    for (size_t t = 0; t + 8 <= pairs; t += 8) {
        __m512i pair[2];
        uint32_t open =
            (uint32_t)dpk_declassify(eight(law, tape->words + 2 * t, phase == NULL ? NULL : phase + 2 * t, pair));
        _mm512_storeu_si512(out + 2 * t, pair[0]);
        _mm512_storeu_si512(out + 2 * t + 8, pair[1]);
        // The one branch on random bits; rounded_gaussian.md bounds what it tells.
        for (; __builtin_expect(open != 0, 0); open &= open - 1) {
            size_t trial = t + trial_of((unsigned)__builtin_ctz(open));
            dpk_rounded_gaussian_resolve_var(law, tape, trial, phase, out);
        }
    }
}

DPK_TARGET_AVX512 static void run(const dpk_rounded_gaussian *law, const dpk_tape *tape, const double *phase,
                                  size_t pairs, int64_t *out) {
    dpk_rounding host = dpk_rounding_enter();
    if (phase == NULL) run_eights(law, tape, NULL, pairs, out); else run_eights(law, tape, phase, pairs, out);
    // What doesn't fill a vector.
    dpk_rounded_gaussian_run_rest(law, tape, phase, pairs & ~(size_t)7, pairs, out);
    dpk_rounding_leave(host);
}

DPK_TARGET_AVX512 static void values(const dpk_rounded_gaussian *law, const uint64_t *words, const double *phase,
                                     int64_t *out, uint32_t *open) {
    dpk_rounding host = dpk_rounding_enter();
    __m512i pair[2];
    uint32_t lanes = eight(law, words, phase, pair);
    _mm512_storeu_si512(out, pair[0]);
    _mm512_storeu_si512(out + 8, pair[1]);
    *open = 0;
    for (unsigned lane = 0; lane < 8; lane++) {
        uint32_t is_open = lanes >> lane & 1;
        unsigned trial = trial_of(lane);
        *open |= is_open << trial;
        out[2 * trial] &= (int64_t)is_open - 1;
        out[2 * trial + 1] &= (int64_t)is_open - 1;
    }
    dpk_rounding_leave(host);
}

const dpk_rounded_gaussian_backend dpk_rounded_gaussian_avx512 = {run, values};
#endif
