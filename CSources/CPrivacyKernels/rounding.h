// The floating-point environment that the grid's proof assumes: round to nearest even, no flushing of subnormals, no
// traps (a NaN must not stop the process). A host may have changed it; each batch sets it and puts the host's back. Private to this target.
#ifndef DPK_ROUNDING_H
#define DPK_ROUNDING_H

// The compiler moves no access to memory across.
#define DPK_FENCE() __asm__ volatile("" : : : "memory")

#if defined(__SSE2__)
#include <xmmintrin.h>

// Flush to zero, rounding control, exception masks, denormals are zero; of these only the masks are set by default.
#define DPK_MXCSR_CONTROL 0xffc0u
#define DPK_MXCSR_DEFAULT 0x1f80u

typedef unsigned int dpk_rounding;

static inline dpk_rounding dpk_rounding_enter(void) {
    unsigned int host = _mm_getcsr();
    if ((host & DPK_MXCSR_CONTROL) != DPK_MXCSR_DEFAULT) _mm_setcsr(DPK_MXCSR_DEFAULT);
    DPK_FENCE();  // entries are loaded, and so computed with, after this
    return host;
}

static inline void dpk_rounding_leave(dpk_rounding host) {
    DPK_FENCE();
    if ((host & DPK_MXCSR_CONTROL) != DPK_MXCSR_DEFAULT) _mm_setcsr(host);
}
#elif defined(__aarch64__)
#include <stdint.h>

// Flush to zero and rounding mode, and the trap enables.
#define DPK_FPCR_CONTROL UINT64_C(0x1c09f00)

typedef uint64_t dpk_rounding;

static inline dpk_rounding dpk_rounding_enter(void) {
    uint64_t host;
    __asm__ volatile("mrs %0, fpcr" : "=r"(host));
    if ((host & DPK_FPCR_CONTROL) != 0) {
        __asm__ volatile("msr fpcr, %0" : : "r"(host & ~DPK_FPCR_CONTROL));
    }
    DPK_FENCE();
    return host;
}

static inline void dpk_rounding_leave(dpk_rounding host) {
    DPK_FENCE();
    if ((host & DPK_FPCR_CONTROL) != 0) __asm__ volatile("msr fpcr, %0" : : "r"(host));
}
#else
#error "the floating-point environment of this machine isn't known"
#endif

#endif
