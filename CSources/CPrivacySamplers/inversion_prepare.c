#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "inversion.h"

#pragma STDC FP_CONTRACT OFF

// ratio[i] = r/256 is the one nearest to 1/m over segment i, m in [1 + i/16, 1 + (i+1)/16]: |m ratio - 1| <= 2^-5, with
// equality at m = 1 alone. log_ratio[i] = ln(r/256) to nearest. Tests/KernelTests checks both, entry by entry.
static const uint64_t ratio_bytes[2] = {UINT64_C(0xaeb6bec8d2ddeaf8), UINT64_C(0x82868b90959ba1a7)};
static const double log_ratio[16] = {
    -0x1.0415d89e74444p-5, -0x1.700d30aeac0e1p-4, -0x1.2d1610c86813ap-3, -0x1.95a5adcf7017fp-3,
    -0x1.f991c6cb3b379p-3, -0x1.314f1e1d35ce4p-2, -0x1.5d5bddf595f30p-2, -0x1.8b639a88b2df5p-2,
    -0x1.b56fa04462909p-2, -0x1.dae75484c9616p-2, -0x1.00e5ae5b207abp-1, -0x1.151c3f6f29612p-1,
    -0x1.269621134db92p-1, -0x1.38ae2171976e7p-1, -0x1.4b6fd6f970c1fp-1, -0x1.5af405c3649e0p-1,
};

static void prepare(dpk_inversion *law, double scale) {
    memcpy(law->log_ratio, log_ratio, sizeof log_ratio);
    memcpy(law->ratio_bytes, ratio_bytes, sizeof ratio_bytes);
    for (int i = 0; i < 16; i++) {
        law->ratio[i] = (double)(ratio_bytes[i / 8] >> 8 * (i % 8) & 0xff) * 0x1p-8;
    }
    law->scale = scale;
    law->split = 0;
    law->step = 1;
    while (scale >= law->step * 0x1p24) {
        law->split++;
        law->step *= 2;
    }
    const double c = scale / law->step;  // exact
    law->c = c;
    law->words_per_trial = law->split > 0 ? 2 : 1;
    law->high_reach = 0.5 - (c * 0x1p-45 + 0x1p-50);
    law->cell = c * (1 + 0x1p-20);
    // a = 1 - e^(-1/c) = x (1 - x/2 + x^2/6 - ...) with x = 1/c <= 2^-23 where it is used.
    const double x = 1 / c;
    const double mean = 1 - (x / 2 - x * x / 6);
    law->slope = law->step * mean * 0x1p-64;
    law->curve = x * mean / 2 * 0x1p-64;
    law->low_reach = 0.5 - (law->step * (x * x / 2 + 0x1p-50) + 0x1p-50);
}

dpk_inversion *dpk_inversion_prepare(double scale) {
    if (!(scale >= DPK_INVERSION_LEAST_SCALE && scale <= DPK_INVERSION_LARGEST_SCALE)) return NULL;
    void *memory = NULL;
    if (posix_memalign(&memory, 64, sizeof(dpk_inversion)) != 0) return NULL;
    memset(memory, 0, sizeof(dpk_inversion));
    // Under the rounding that the proof assumes.
    volatile double wanted = scale;
    dpk_rounding host = dpk_rounding_enter();
    prepare(memory, wanted);
    dpk_rounding_leave(host);
    return memory;
}

void dpk_inversion_free(dpk_inversion *law) {
    free(law);
}
