// Eight trials at a time.
#if defined(__x86_64__)
#include "../CPrivacyKernels/rounding.h"
#include "declassify.h"
#include "inversion_avx512.h"

#pragma STDC FP_CONTRACT OFF

DPK_AVX512_INLINE lanes load_eight(const dpk_inversion *law, const uint64_t *words, __mmask8 wanted, int two_words) {
    __m512i first, second;
    load(words, wanted, two_words, &first, &second);
    return eight(law, first, second, two_words);
}

// The trials t ..< t + 8, those of `wanted` only: writes eight places, or as many as are wanted; returns how many count.
DPK_AVX512_INLINE size_t run_eight(const dpk_inversion *law, const dpk_tape *tape, size_t t, __mmask8 wanted,
                                   int64_t *out, int two_words) {
    lanes x = load_eight(law, tape->words + t * (two_words ? 2 : 1), wanted, two_words);
    __mmask8 keep = (__mmask8)dpk_declassify(keep_of(x) & wanted);
    // The one branch on random bits; inversion.md bounds what it tells.
    if (__builtin_expect(dpk_declassify((__mmask8)(x.decided | ~wanted)) != 0xff, 0)) {
        int64_t values[8];
        _mm512_storeu_si512(values, x.value);
        uint32_t open = (uint32_t)~x.decided & wanted;
        keep = (__mmask8)dpk_inversion_resolve_lanes_var(law, tape, t, open, keep, values);
        x.value = _mm512_loadu_si512(values);
    }
    __m512i kept = _mm512_maskz_compress_epi64(keep, x.value);
    // Places above the kept ones are written anew or stay unused.
    _mm512_mask_storeu_epi64(out, wanted, kept);
    return (size_t)__builtin_popcount(keep);
}

DPK_AVX512_INLINE size_t run_eights(const dpk_inversion *law, const dpk_tape *tape, size_t trials,
                                    int64_t *out, int two_words) {
    size_t count = 0, t = 0;
    for (; t + 8 <= trials; t += 8) count += run_eight(law, tape, t, 0xff, out + count, two_words);
    if (t < trials) {
        count += run_eight(law, tape, t, (__mmask8)((1u << (trials - t)) - 1), out + count, two_words);
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
    *keep = keep_of(x);
    dpk_rounding_leave(host);
}

const dpk_inversion_backend dpk_inversion_avx512 = {run, values};
#endif
