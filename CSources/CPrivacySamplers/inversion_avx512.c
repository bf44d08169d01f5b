// Eight trials at a time.
#if defined(__x86_64__)
#include "../CPrivacyKernels/rounding.h"
#include "inversion_avx512.h"

#pragma STDC FP_CONTRACT OFF

DPK_AVX512_INLINE lanes load_eight(const dpk_inversion *law, const uint64_t *words, __mmask8 wanted, int two_words) {
    __m512i first, second;
    load(words, wanted, two_words, &first, &second);
    return eight(law, first, second, two_words);
}

DPK_AVX512_INLINE size_t run_eights(const dpk_inversion *law, const dpk_tape *tape, size_t trials,
                                    int64_t *out, int two_words) {
    size_t count = 0;
    for (size_t t = 0; t < trials; t += 8) {
        size_t left = trials - t;
        __mmask8 wanted = left < 8 ? (__mmask8)((1u << left) - 1) : 0xff;
        lanes x = load_eight(law, tape->words + t * (two_words ? 2 : 1), wanted, two_words);
        uint32_t keep = x.decided & is_kept(x) & wanted;
        uint32_t open = (uint32_t)~x.decided & wanted;
        // The one branch on random bits; inversion.md bounds what it tells.
        if (__builtin_expect(open != 0, 0)) {
            int64_t values[8];
            _mm512_storeu_si512(values, x.value);
            keep = dpk_inversion_resolve_lanes_var(law, tape, t, open, keep, values);
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
    const dpk_inversion *law = parameters;
    dpk_rounding host = dpk_rounding_enter();
    size_t count;
    if (trials == 1) {  // scalar code answers sooner
        count = dpk_inversion_run_one_by_one(law, tape, 0, 1, out);
    } else {
        count = law->split > 0 ? run_eights(law, tape, trials, out, 1)
                               : run_eights(law, tape, trials, out, 0);
    }
    dpk_rounding_leave(host);
    return count;
}

DPK_TARGET_AVX512 static void values(const dpk_inversion *law, const uint64_t *words, int64_t *out, uint32_t *open,
                              uint32_t *keep) {
    dpk_rounding host = dpk_rounding_enter();
    lanes x = law->split > 0 ? load_eight(law, words, 0xff, 1) : load_eight(law, words, 0xff, 0);
    _mm512_storeu_si512(out, _mm512_maskz_mov_epi64(x.decided, x.value));
    *open = (uint8_t)~x.decided;
    *keep = x.decided & is_kept(x);
    dpk_rounding_leave(host);
}

const dpk_inversion_backend dpk_inversion_avx512 = {run, values};
#endif
