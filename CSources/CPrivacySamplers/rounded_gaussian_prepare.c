#include <stdlib.h>
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "inversion.h"
#include "rounded_gaussian.h"

#pragma STDC FP_CONTRACT OFF

static void prepare(dpk_rounded_gaussian *law, const dpk_inversion *logarithm, double scale) {
    // The logarithm is the inversion sampler's, tables included.
    memcpy(law->ratio, logarithm->ratio, sizeof law->ratio);
    memcpy(law->log_ratio, logarithm->log_ratio, sizeof law->log_ratio);
    law->scale = scale;
    law->reach = 0.5 - 0x1p-50;
    law->per_radius = scale * 0x1p-49;
    law->per_inverse = scale * 0x1.8p-50;
    law->cell = 2 * scale * (1 + 0x1p-20);
}

dpk_rounded_gaussian *dpk_rounded_gaussian_prepare(double scale) {
    if (!(scale >= DPK_ROUNDED_GAUSSIAN_LEAST_SCALE && scale <= DPK_ROUNDED_GAUSSIAN_LARGEST_SCALE)) return NULL;
    dpk_inversion *logarithm = dpk_inversion_prepare(1);
    void *memory = NULL;
    if (logarithm == NULL || posix_memalign(&memory, 64, sizeof(dpk_rounded_gaussian)) != 0) {
        dpk_inversion_free(logarithm);
        return NULL;
    }
    memset(memory, 0, sizeof(dpk_rounded_gaussian));
    // Under the rounding that the proof assumes.
    volatile double wanted = scale;
    dpk_rounding host = dpk_rounding_enter();
    prepare(memory, logarithm, wanted);
    dpk_rounding_leave(host);
    dpk_inversion_free(logarithm);
    return memory;
}

void dpk_rounded_gaussian_free(dpk_rounded_gaussian *law) {
    free(law);
}
