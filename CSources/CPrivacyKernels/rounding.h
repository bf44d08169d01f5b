// The floating-point environment that the grid's proof assumes: round to nearest even, no flushing of subnormals.
// A host may have changed it; each batch sets it and puts the host's back. Private to this target.
#ifndef DPK_ROUNDING_H
#define DPK_ROUNDING_H

#if defined(__SSE2__)
#include <xmmintrin.h>

typedef unsigned int dpk_rounding;

static inline dpk_rounding dpk_rounding_enter(void) {
    unsigned int host = _mm_getcsr();
    if ((host & 0xe040) != 0) _mm_setcsr(0x1f80);  // rounding control, flush to zero, denormals are zero
    return host;
}

static inline void dpk_rounding_leave(dpk_rounding host) {
    if ((host & 0xe040) != 0) _mm_setcsr(host);
}
#elif defined(__aarch64__)
#include <stdint.h>

typedef uint64_t dpk_rounding;

static inline dpk_rounding dpk_rounding_enter(void) {
    uint64_t host;
    __asm__ volatile("mrs %0, fpcr" : "=r"(host));
    if ((host & 0x1c00000) != 0) __asm__ volatile("msr fpcr, %0" : : "r"(host & ~UINT64_C(0x1c00000)));
    return host;
}

static inline void dpk_rounding_leave(dpk_rounding host) {
    if ((host & 0x1c00000) != 0) __asm__ volatile("msr fpcr, %0" : : "r"(host));
}
#else
#error "the floating-point environment of this machine isn't known"
#endif

#endif
