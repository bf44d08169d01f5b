// Eight trials at a time: discrete_gaussian_portable.c, operation by operation. Tables lie in registers.
#if defined(__x86_64__)
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "discrete_gaussian.h"
#include "inversion_avx512.h"

#pragma STDC FP_CONTRACT OFF

// Whether the digits w of W accept proposals of these magnitudes; clears those in *decided that they leave open.
DPK_AVX512_INLINE __mmask8 accepts(const dpk_discrete_gaussian *law, __m512d magnitude, __m512i last,
                                 __mmask8 *decided) {
    __m512d t = _mm512_sub_pd(times(magnitude, all(law->inverse)), all(1));
    __m512d s = times(times(t, t), all(DPK_ACCEPT_TO_S));
    s = _mm512_min_pd(s, all(DPK_ACCEPT_LARGEST_S));
    __m512d rounded = plus(s, all(DPK_ACCEPT_ROUNDER));
    __m512i n = _mm512_castpd_si512(rounded);
    __m512d f = _mm512_sub_pd(s, _mm512_sub_pd(rounded, all(DPK_ACCEPT_ROUNDER)));
    __m512d f2 = times(f, f);
    __m512d c01 = plus(all(1), times(f, all(DPK_ACCEPT_C1)));
    __m512d c23 = plus(all(DPK_ACCEPT_C2), times(f, all(DPK_ACCEPT_C3)));
    __m512d c45 = plus(all(DPK_ACCEPT_C4), times(f, all(DPK_ACCEPT_C5)));

    __m512i power = _mm512_castpd_si512(_mm512_permutexvar_pd(n, _mm512_load_pd(law->power)));
    power = _mm512_sub_epi64(power, _mm512_slli_epi64(_mm512_srli_epi64(n, 2), 52));
    __m512d p = times(_mm512_castsi512_pd(power), plus(c01, times(f2, plus(c23, times(f2, c45)))));

    // w + 1/2: w is put where the unit in the last place is 1.
    __m512i w = _mm512_ternarylogic_epi64(  // (last & digits) | 2^52
        last, _mm512_set1_epi64(DPK_ACCEPT_DIGITS), _mm512_castpd_si512(all(0x1p52)), 0xea);
    __m512d middle = _mm512_sub_pd(_mm512_castsi512_pd(w), all(0x1p52 - 0.5));
    __m512d off = _mm512_sub_pd(p, middle);
    *decided &= _mm512_cmp_pd_mask(_mm512_abs_pd(off), all(law->reach), _CMP_GT_OQ);
    return _mm512_cmp_pd_mask(off, _mm512_setzero_pd(), _CMP_GT_OQ);
}

typedef struct {
    __m512i value;
    __mmask8 decided, keep;
} trials_of_eight;

// The proposals, whether the words decide the trials, and, if so, whether they are kept.
DPK_AVX512_INLINE trials_of_eight load_trials(const dpk_discrete_gaussian *law, const uint64_t *words,
                                              __mmask8 wanted, int two_words, int split) {
    __m512i first, last;
    load(words, wanted, two_words, &first, &last);
    __m512i digits = _mm512_andnot_si512(_mm512_set1_epi64(DPK_ACCEPT_DIGITS), last);
    lanes x = eight(&law->proposal, two_words ? first : digits, digits, split);
    trials_of_eight result = {.value = x.value, .decided = x.decided};
    __m512d magnitude = _mm512_cvtepi64_pd(_mm512_abs_epi64(x.value));
    result.keep = accepts(law, magnitude, last, &result.decided) & keep_of(x);
    result.keep &= result.decided & wanted;
    return result;
}

DPK_AVX512_INLINE size_t run_eights(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t trials,
                                    int64_t *out, int two_words, int split) {
    size_t count = 0;
    for (size_t t = 0; t < trials; t += 8) {
        size_t left = trials - t;
        __mmask8 wanted = left < 8 ? (__mmask8)((1u << left) - 1) : 0xff;
        trials_of_eight x = load_trials(law, tape->words + t * (two_words ? 2 : 1), wanted, two_words, split);
        uint32_t keep = (uint32_t)dpk_declassify(x.keep);
        uint32_t open = (uint32_t)dpk_declassify((uint32_t)~x.decided & wanted);
        // The one branch on random bits; discrete_gaussian.md bounds what it tells.
        if (__builtin_expect(open != 0, 0)) {
            int64_t values[8];
            _mm512_storeu_si512(values, x.value);
            keep = dpk_discrete_gaussian_resolve_lanes_var(law, tape, t, open, keep, values);
            x.value = _mm512_loadu_si512(values);
        }
        __m512i kept = _mm512_maskz_compress_epi64((__mmask8)keep, x.value);
        // No more than `left` places are ours; those above the kept ones are written anew or stay unused.
        _mm512_mask_storeu_epi64(out + count, wanted, kept);
        count += (size_t)__builtin_popcount(keep);
    }
    return count;
}

DPK_TARGET_AVX512 static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_discrete_gaussian *law = parameters;
    dpk_rounding host = dpk_rounding_enter();
    size_t count;
    if (trials == 1) {  // scalar code answers sooner
        count = dpk_discrete_gaussian_run_one_by_one(law, tape, 0, 1, out);
    } else if (law->words_per_trial == 1) {
        count = run_eights(law, tape, trials, out, 0, 0);
    } else {
        count = law->proposal.split > 0 ? run_eights(law, tape, trials, out, 1, 1)
                                        : run_eights(law, tape, trials, out, 1, 0);
    }
    dpk_rounding_leave(host);
    return count;
}

DPK_TARGET_AVX512 static void values(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *out,
                                     uint32_t *open, uint32_t *keep) {
    dpk_rounding host = dpk_rounding_enter();
    trials_of_eight x;
    if (law->words_per_trial == 1) {
        x = load_trials(law, words, 0xff, 0, 0);
    } else {
        x = law->proposal.split > 0 ? load_trials(law, words, 0xff, 1, 1) : load_trials(law, words, 0xff, 1, 0);
    }
    _mm512_storeu_si512(out, _mm512_maskz_mov_epi64(x.decided, x.value));
    *open = (uint8_t)~x.decided;
    *keep = x.keep;
    dpk_rounding_leave(host);
}

const dpk_discrete_gaussian_backend dpk_discrete_gaussian_avx512 = {run, values};
#endif
