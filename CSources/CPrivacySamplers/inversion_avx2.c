// Four trials at a time.
#if defined(__x86_64__)
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "inversion_avx2.h"

#pragma STDC FP_CONTRACT OFF

DPK_AVX2_INLINE lanes load_four(const dpk_inversion *law, const uint64_t *words, int two_words) {
    __m256i first, second;
    load(words, two_words, &first, &second);
    return four(law, first, second, two_words);
}

DPK_AVX2_INLINE size_t run_fours(const dpk_inversion *law, const dpk_tape *tape, size_t trials,
                                 int64_t *out, int two_words) {
    size_t count = 0, t = 0;
    for (; t + 4 <= trials; t += 4) {
        lanes x = load_four(law, tape->words + t * (two_words ? 2 : 1), two_words);
        uint32_t keep = (uint32_t)dpk_declassify(keep_of(x));
        uint32_t open = (uint32_t)dpk_declassify(open_of(x));
        // The one branch on random bits; inversion.md bounds what it tells.
        if (__builtin_expect(open != 0, 0)) {
            int64_t values[4];
            _mm256_storeu_si256((__m256i *)values, x.value);
            keep = dpk_inversion_resolve_lanes_var(law, tape, t, open, keep, values);
            x.value = _mm256_loadu_si256((const __m256i *)values);
        }
        _mm256_storeu_si256((__m256i *)(out + count), compress(x.value, keep));
        count += (size_t)__builtin_popcount(keep);
    }
    // What doesn't fill a vector.
    return count + dpk_inversion_run_one_by_one(law, tape, t, trials, out + count);
}

DPK_TARGET_AVX2 static size_t run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out) {
    const dpk_inversion *law = parameters;
    dpk_rounding host = dpk_rounding_enter();
    size_t count = law->split > 0 ? run_fours(law, tape, trials, out, 1)
                                  : run_fours(law, tape, trials, out, 0);
    dpk_rounding_leave(host);
    return count;
}

DPK_TARGET_AVX2 static void values(const dpk_inversion *law, const uint64_t *words, int64_t *out, uint32_t *open,
                            uint32_t *keep) {
    *open = *keep = 0;
    dpk_rounding host = dpk_rounding_enter();
    for (uint32_t t = 0; t < 8; t += 4) {
        const uint64_t *own = words + t * law->words_per_trial;
        lanes x = law->split > 0 ? load_four(law, own, 1) : load_four(law, own, 0);
        _mm256_storeu_si256((__m256i *)(out + t), _mm256_and_si256(x.value, as_bits(x.decided)));
        *open |= open_of(x) << t;
        *keep |= keep_of(x) << t;
    }
    dpk_rounding_leave(host);
}

const dpk_inversion_backend dpk_inversion_avx2 = {run, values};
#endif
