#ifndef DPK_AUDIT_PROCESS_H
#define DPK_AUDIT_PROCESS_H

#include <stddef.h>
#include <stdint.h>

// Calls `draw` for `words` words in each of `children` children, made by fork one after the other, and then in this
// process; children's words come first. Returns 0, or −1 if a child couldn't be made or didn't answer within 20 s.
int dpk_audit_fork(int children, void (*draw)(uint64_t *out, size_t words), uint64_t *out, size_t words);

// Processor cycles, or nanoseconds where there is no such counter; for differences.
uint64_t dpk_audit_clock(void);

#endif
