// Which back end runs.
#include "backend.h"
#include "discrete_gaussian.h"

const dpk_discrete_gaussian_backend *const dpk_discrete_gaussian_backends[DPK_BACKENDS] = {
    [DPK_PORTABLE] = &dpk_discrete_gaussian_portable,
#if defined(__x86_64__)
    [DPK_AVX2] = &dpk_discrete_gaussian_avx2,
    [DPK_AVX512] = &dpk_discrete_gaussian_avx512,
#endif
};

dpk_sampler dpk_discrete_gaussian_sampler(const dpk_discrete_gaussian *law) {
    return (dpk_sampler){dpk_discrete_gaussian_backends[dpk_backend_chosen()]->run, law, law->words_per_trial};
}
