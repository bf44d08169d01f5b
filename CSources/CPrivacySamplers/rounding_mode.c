#include "dpk_rounding_mode.h"

#include "../CPrivacyKernels/rounding.h"

uint64_t dpk_default_rounding_enter(void) {
    return dpk_rounding_enter();
}

void dpk_default_rounding_leave(uint64_t host) {
    dpk_rounding_leave((dpk_rounding)host);
}
