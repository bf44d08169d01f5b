// Parts of one piece of work, side by side.
#ifndef DPK_PARALLEL_H
#define DPK_PARALLEL_H

#include <stddef.h>

enum { DPK_MOST_PARTS = 64 };

// Calls body(context, part) once for each part in 0 ..< parts (at most DPK_MOST_PARTS), part 0 in this thread and every
// other in a new one, and returns when all are done. A part whose thread the system refuses runs in this one, later.
// New threads take no signals but those of their own faults: a host's handlers run where they would without us. A thread
// that is cancelled meanwhile ends its call first.
void dpk_parallel(size_t parts, void (*body)(void *context, size_t part), void *context);

#endif
