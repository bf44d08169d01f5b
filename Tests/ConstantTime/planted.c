// Samplers that leak, each in its own way; `Tests/ConstantTime/run instructions` must refuse them all.
#include <immintrin.h>

#include "dpk_sampler.h"

#define AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,bmi2")))

void planted_leak(int64_t *out);

// A branch on a word.
size_t planted_branch(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)law;
    (void)trials;
    if (tape->words[0] < 1000) planted_leak(out);
    return 1;
}

// A branch on a comparison of vectors, beyond the declassified ones.
AVX512 size_t planted_mask(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)trials;
    __m512i words = _mm512_loadu_si512(tape->words);
    __m512d x = _mm512_mul_pd(_mm512_cvtepu64_pd(words), _mm512_loadu_pd(law));
    if (_mm512_cmp_pd_mask(x, _mm512_set1_pd(1), _CMP_LT_OQ) != 0) planted_leak(out);
    return 8;
}

// An entry of a table picked by a word.
size_t planted_address(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)trials;
    out[0] = ((const int64_t *)law)[tape->words[0] >> 60];
    return 1;
}

AVX512 size_t planted_gather(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)trials;
    __m512i place = _mm512_srli_epi64(_mm512_loadu_si512(tape->words), 60);
    _mm512_storeu_si512(out, _mm512_i64gather_epi64(place, law, 8));
    return 8;
}

AVX512 size_t planted_division(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)trials;
    __m512d x = _mm512_cvtepu64_pd(_mm512_loadu_si512(tape->words));
    _mm512_storeu_pd(out, _mm512_div_pd(_mm512_loadu_pd(law), x));
    return 8;
}

// An instruction that is allowed on public operands only.
AVX512 size_t planted_deposit(const void *law, const dpk_tape *tape, size_t trials, int64_t *out) {
    (void)law;
    (void)trials;
    out[0] = (int64_t)_pdep_u64(tape->words[0], 0x5555);
    return 1;
}
