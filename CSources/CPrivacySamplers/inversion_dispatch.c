// Which back end runs.
#include "backend.h"
#include "inversion.h"

const dpk_inversion_backend *const dpk_inversion_backends[DPK_BACKENDS] = {
    [DPK_PORTABLE] = &dpk_inversion_portable,
#if defined(__x86_64__)
    [DPK_AVX2] = &dpk_inversion_avx2,
    [DPK_AVX512] = &dpk_inversion_avx512,
#endif
};

dpk_sampler dpk_inversion_sampler(const dpk_inversion *law) {
    return (dpk_sampler){dpk_inversion_backends[dpk_backend_chosen()]->run, law, law->words_per_trial};
}
