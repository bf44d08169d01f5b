// Four trials at a time: discrete_gaussian_portable.c, operation by operation. Tables lie in registers.
#if defined(__x86_64__)
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "discrete_gaussian.h"
#include "inversion_avx2.h"

#pragma STDC FP_CONTRACT OFF

// Whether the digits w of W accept proposals of these magnitudes; clears those in *decided that they leave open.
DPK_AVX2_INLINE __m256d accepts(const dpk_discrete_gaussian *law, __m256d magnitude, __m256i last, __m256d *decided) {
    __m256d t = minus(times(magnitude, all(law->inverse)), all(1));
    __m256d s = times(times(t, t), all(DPK_ACCEPT_TO_S));
    s = _mm256_min_pd(s, all(DPK_ACCEPT_LARGEST_S));
    __m256d rounded = plus(s, all(DPK_ACCEPT_ROUNDER));
    __m256i n = as_bits(rounded);
    __m256d f = minus(s, minus(rounded, all(DPK_ACCEPT_ROUNDER)));
    __m256d f2 = times(f, f);
    __m256d c01 = plus(all(1), times(f, all(DPK_ACCEPT_C1)));
    __m256d c23 = plus(all(DPK_ACCEPT_C2), times(f, all(DPK_ACCEPT_C3)));
    __m256d c45 = plus(all(DPK_ACCEPT_C4), times(f, all(DPK_ACCEPT_C5)));

    // Both words of entry n mod 4: 2n and 2n + 1; the permutation looks at three bits of each.
    __m256i twice = _mm256_slli_epi64(n, 1);
    __m256i pair = _mm256_or_si256(_mm256_shuffle_epi32(twice, 0xa0), each(INT64_C(1) << 32));
    __m256i power = _mm256_permutevar8x32_epi32(as_bits(_mm256_load_pd(law->power)), pair);
    power = _mm256_sub_epi64(power, _mm256_slli_epi64(_mm256_srli_epi64(n, 2), 52));
    __m256d p = times(as_real(power), plus(c01, times(f2, plus(c23, times(f2, c45)))));

    // w + 1/2: w is put where the unit in the last place is 1.
    __m256i w = _mm256_or_si256(_mm256_and_si256(last, each(DPK_ACCEPT_DIGITS)), as_bits(all(0x1p52)));
    __m256d off = minus(p, minus(as_real(w), all(0x1p52 - 0.5)));
    __m256d is_clear = _mm256_cmp_pd(_mm256_andnot_pd(all(-0.0), off), all(law->reach), _CMP_GT_OQ);
    *decided = _mm256_and_pd(*decided, is_clear);
    return _mm256_cmp_pd(off, _mm256_setzero_pd(), _CMP_GT_OQ);
}

typedef struct {
    __m256i value;
    uint32_t decided, keep;
} trials_of_four;

// The proposals, whether the words decide the trials, and, if so, whether they are kept.
DPK_AVX2_INLINE trials_of_four load_trials(const dpk_discrete_gaussian *law, const uint64_t *words, int two_words,
                                           int split) {
    __m256i first, last;
    load(words, two_words, &first, &last);
    __m256i digits = _mm256_andnot_si256(each(DPK_ACCEPT_DIGITS), last);
    lanes x = four(&law->proposal, two_words ? first : digits, digits, split);
    __m256d accepted = accepts(law, x.magnitude, last, &x.decided);
    trials_of_four result = {.value = x.value, .decided = (uint32_t)_mm256_movemask_pd(x.decided)};
    result.keep = keep_of(x) & (uint32_t)_mm256_movemask_pd(accepted);
    return result;
}

DPK_AVX2_INLINE size_t run_fours(const dpk_discrete_gaussian *law, const dpk_tape *tape, size_t trials,
                                 int64_t *out, int two_words, int split) {
    size_t count = 0, t = 0;
    for (; t + 4 <= trials; t += 4) {
        trials_of_four x = load_trials(law, tape->words + t * (two_words ? 2 : 1), two_words, split);
        uint32_t keep = (uint32_t)dpk_declassify(x.keep);
        uint32_t open = (uint32_t)dpk_declassify(x.decided ^ 0xf);
        // The one branch on random bits; discrete_gaussian.md bounds what it tells.
        if (__builtin_expect(open != 0, 0)) {
            int64_t values[4];
            _mm256_storeu_si256((__m256i *)values, x.value);
            keep = dpk_discrete_gaussian_resolve_lanes_var(law, tape, t, open, keep, values);
            x.value = _mm256_loadu_si256((const __m256i *)values);
        }
        _mm256_storeu_si256((__m256i *)(out + count), compress(x.value, keep));
        count += (size_t)__builtin_popcount(keep);
    }
    // What doesn't fill a vector.
    return count + dpk_discrete_gaussian_run_one_by_one(law, tape, t, trials, out + count);
}

DPK_TARGET_AVX2 static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_discrete_gaussian *law = parameters;
    dpk_rounding host = dpk_rounding_enter();
    size_t count;
    if (law->words_per_trial == 1) {
        count = run_fours(law, tape, trials, out, 0, 0);
    } else {
        count = law->proposal.split > 0 ? run_fours(law, tape, trials, out, 1, 1)
                                        : run_fours(law, tape, trials, out, 1, 0);
    }
    dpk_rounding_leave(host);
    return count;
}

DPK_TARGET_AVX2 static void values(const dpk_discrete_gaussian *law, const uint64_t *words, int64_t *out,
                                   uint32_t *open, uint32_t *keep) {
    *open = *keep = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (uint32_t t = 0; t < 8; t += 4) {
        const uint64_t *own = words + t * law->words_per_trial;
        trials_of_four x;
        if (law->words_per_trial == 1) {
            x = load_trials(law, own, 0, 0);
        } else {
            x = law->proposal.split > 0 ? load_trials(law, own, 1, 1) : load_trials(law, own, 1, 0);
        }
        _mm256_storeu_si256((__m256i *)(out + t), x.value);
        for (uint32_t i = 0; i < 4; i++) out[t + i] &= -(int64_t)(x.decided >> i & 1);
        *open |= (x.decided ^ 0xf) << t;
        *keep |= x.keep << t;
    }
    dpk_rounding_leave(host);
}

const dpk_discrete_gaussian_backend dpk_discrete_gaussian_avx2 = {run, values};
#endif
