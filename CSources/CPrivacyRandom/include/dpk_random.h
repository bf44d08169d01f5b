// Secure random bytes in bulk. Every bit of noise in this project comes from here.
//
// Source: OpenSSL's private generator (RAND_priv_bytes: a per-thread DRBG of its own, NIST SP 800-90A),
// read in blocks because one call costs as much for 8 bytes as for 4 KiB.
//
// What holds
//   - Each thread has a pool of its own: no lock, and no byte is handed to two threads.
//   - A byte is wiped from the pool as it is handed out; the pool is wiped when its thread ends.
//   - A child process never sees a byte that its parent had buffered: the pool lies in memory that the
//     kernel zeroes in a child (MADV_WIPEONFORK, raw clone included) and carries a canary; where the kernel
//     can't, a fork handler does it (POSIX fork only). A child mixes fresh kernel entropy into OpenSSL first.
//   - If there is no entropy or no memory for the pool, the process stops. Weaker noise is never an option.
// Not to be called in signal handlers, nor in a child made by vfork or clone(CLONE_VM). A signal handler that forks in
// the middle of a draw leaves both processes with that one draw.
#ifndef DPK_RANDOM_H
#define DPK_RANDOM_H

#include <stddef.h>
#include <stdint.h>

// Fills bytes[0 ..< count] with secure random bytes. Aborts the process if none can be had.
void dpk_random_bytes(void *bytes, size_t count);

// Overwrites bytes[0 ..< count] in a way that the compiler may not remove.
void dpk_wipe(void *bytes, size_t count);

// How the pool of the calling thread survives a fork: 1 by the kernel's wiping, 0 by the fork handler.
int dpk_random_is_wiped_by_kernel(void);

#endif
