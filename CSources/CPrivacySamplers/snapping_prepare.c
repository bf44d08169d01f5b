#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../CPrivacyKernels/rounding.h"
#include "snapping.h"

#pragma STDC FP_CONTRACT OFF

// ratio[i] = r/256 is the one nearest to 1/m over segment i, m in [1 + i/16, 1 + (i+1)/16], but 1/2 in the last:
// |m ratio - 1| <= 2^-5. Tests/KernelTests checks this and the logarithms, entry by entry.
static const uint64_t ratio_bytes[2] = {UINT64_C(0xaeb6bec8d2ddeaf8), UINT64_C(0x80868b90959ba1a7)};
static const double log_high[16] = {
    -0x1.0415d89e748p-5, -0x1.700d30aeacp-4,  -0x1.2d1610c8682p-3, -0x1.95a5adcf702p-3,
    -0x1.f991c6cb3b4p-3, -0x1.314f1e1d35dp-2, -0x1.5d5bddf595fp-2, -0x1.8b639a88b2ep-2,
    -0x1.b56fa044629p-2, -0x1.dae75484c96p-2, -0x1.00e5ae5b2078p-1, -0x1.151c3f6f296p-1,
    -0x1.269621134db8p-1, -0x1.38ae2171977p-1, -0x1.4b6fd6f970cp-1, -DPK_SNAPPING_LN2_HIGH,
};
static const double log_low[16] = {
    0x1.ddc7f461c5159p-48, -0x1.c1e8da99ded32p-49, 0x1.8c52668fc96bep-48, 0x1.01baf4ebe0121p-48,
    0x1.0d04cd7cc8340p-48, 0x1.c4f5a6427970fp-50, -0x1.7d357dd6e688fp-49, 0x1.6b87979c11c18p-51,
    -0x1.2a4a5b083329cp-51, -0x1.5bd29f239e966p-50, -0x1.588b89d1b09c7p-48, -0x1.22685d6c51b74p-49,
    -0x1.2783beb7676c1p-49, 0x1.8b7abb5569a45p-49, -0x1.f7115ed4c541cp-49, -DPK_SNAPPING_LN2_LOW,
};

static void prepare(dpk_snapping *law, double lambda, double bound, double granularity) {
    memcpy(law->log_high, log_high, sizeof log_high);
    memcpy(law->log_low, log_low, sizeof log_low);
    memcpy(law->ratio_bytes, ratio_bytes, sizeof ratio_bytes);
    for (int i = 0; i < 16; i++) {
        law->ratio[i] = (double)(ratio_bytes[i / 8] >> 8 * (i % 8) & 0xff) * 0x1p-8;
    }
    law->lambda = lambda;
    law->bound = bound;
    law->granularity = granularity;
    law->inverse = 1 / granularity;  // exact: a power of two
    law->margin = 0x1p-75;
    law->cubic_margin = 0x1p-59;
}

dpk_snapping *dpk_snapping_prepare(double lambda, double bound) {
    // Compared under the rounding that the proof assumes; 2^46 lambda is exact.
    volatile double wanted = lambda, most = bound;
    dpk_rounding host = dpk_rounding_enter();
    lambda = wanted;
    bound = most;
    int exponent;
    double fraction = frexp(lambda, &exponent);
    double granularity = ldexp(1, fraction == 0.5 ? exponent - 1 : exponent);
    void *memory = NULL;
    if (lambda > 0 && lambda < bound && bound <= DPK_SNAPPING_LARGEST_BOUND && bound < lambda * 0x1p46
        && granularity >= DPK_SNAPPING_LEAST_GRANULARITY && posix_memalign(&memory, 64, sizeof(dpk_snapping)) == 0) {
        memset(memory, 0, sizeof(dpk_snapping));
        prepare(memory, lambda, bound, granularity);
    }
    dpk_rounding_leave(host);
    return memory;
}

void dpk_snapping_free(dpk_snapping *law) {
    free(law);
}

double dpk_snapping_granularity(const dpk_snapping *law) {
    return law->granularity;
}
