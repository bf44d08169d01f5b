// What control flow and addresses may depend on, although it comes from random bits: the samplers' proof notes say for
// each what it tells. A build with DPK_CHECK_CONSTANT_TIME, run by memcheck with the tape marked as undefined, takes
// these masks for defined from here on and reports every other branch or address (Tests/ConstantTime). In any other
// build this does nothing. Private to this target.
#ifndef DPK_DECLASSIFY_H
#define DPK_DECLASSIFY_H

#include <stdint.h>

#ifdef DPK_CHECK_CONSTANT_TIME
#include <valgrind/memcheck.h>
#endif

static inline uint64_t dpk_declassify(uint64_t mask) {
#ifdef DPK_CHECK_CONSTANT_TIME
    (void)VALGRIND_MAKE_MEM_DEFINED(&mask, sizeof mask);
#endif
    return mask;
}

#endif
