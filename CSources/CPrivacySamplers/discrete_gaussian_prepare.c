#include <stdlib.h>
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "discrete_gaussian.h"

#pragma STDC FP_CONTRACT OFF

// 2^24 2^(-j/4), to nearest. Tests/KernelTests checks each.
static const double power[4] = {0x1p24, 0x1.ae89f995ad3adp+23, 0x1.6a09e667f3bcdp+23, 0x1.306fe0a31b715p+23};

static void prepare(dpk_discrete_gaussian *law, double sigma) {
    dpk_inversion *proposal = &law->proposal;
    for (int i = 0; i < 8; i++) law->power[i] = power[i % 4];
    law->inverse = 1 / sigma;
    law->reach = 0.5 + 0x1p-6;
    if (sigma < 0x1p8) {
        law->words_per_trial = 1;
        proposal->cell *= 0x1p24;  // of 39 digits of U
    } else {
        law->words_per_trial = 2;
        // 2^-39 for the cell of 40 digits of V; the rest as in inversion_prepare.c. Not read without a split.
        const double x = 1 / proposal->c;
        proposal->low_reach = 0.5 - (proposal->step * (x * x / 2 + 0x1p-39) + 0x1p-50);
    }
}

dpk_discrete_gaussian *dpk_discrete_gaussian_prepare(double sigma) {
    if (!(sigma >= DPK_DISCRETE_GAUSSIAN_LEAST_SIGMA && sigma <= DPK_DISCRETE_GAUSSIAN_LARGEST_SIGMA)) return NULL;
    dpk_inversion *proposal = dpk_inversion_prepare(sigma);
    void *memory = NULL;
    if (proposal == NULL || posix_memalign(&memory, 64, sizeof(dpk_discrete_gaussian)) != 0) {
        dpk_inversion_free(proposal);
        return NULL;
    }
    dpk_discrete_gaussian *law = memory;
    memset(law, 0, sizeof *law);
    law->proposal = *proposal;
    dpk_inversion_free(proposal);
    // Under the rounding that the proof assumes.
    volatile double wanted = sigma;
    dpk_rounding host = dpk_rounding_enter();
    prepare(law, wanted);
    dpk_rounding_leave(host);
    return law;
}

void dpk_discrete_gaussian_free(dpk_discrete_gaussian *law) {
    free(law);
}
