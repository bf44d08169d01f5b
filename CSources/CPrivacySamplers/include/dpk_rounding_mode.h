// The processor's rounding as a caller has left it: samplers and kernels set their own, but arithmetic that a caller
// does with doubles happens under the caller's.
#ifndef DPK_ROUNDING_MODE_H
#define DPK_ROUNDING_MODE_H

#include <stdint.h>

// Whether it is to nearest, ties to even, with subnormal numbers and without traps.
static inline int dpk_rounds_by_default(void) {
#if defined(__SSE2__)
    return (__builtin_ia32_stmxcsr() & 0xffc0u) == 0x1f80u;
#elif defined(__aarch64__)
    uint64_t host;
    __asm__ volatile("mrs %0, fpcr" : "=r"(host));
    return (host & UINT64_C(0x1c09f00)) == 0;
#else
    return 0;
#endif
}

// Makes it so and returns what was there, for `leave` to put back.
uint64_t dpk_default_rounding_enter(void);
void dpk_default_rounding_leave(uint64_t host);

#endif
