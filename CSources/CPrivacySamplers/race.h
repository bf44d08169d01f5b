// What the fast and the certified race share; private to this target. Proof note: selection.md.
#ifndef DPK_RACE_PRIVATE_H
#define DPK_RACE_PRIVATE_H

#include "dpk_selection.h"

// A candidate's key, scale N - deficit, as the fast path knows it: low <= key <= high for every U of its cell; `middle`
// lies between and is finite.
typedef struct {
    double low, middle, high;
} dpk_race_key;

// `slack`: 1 in the library; tests look at what happens with more and with less.
dpk_race_key dpk_race_enclose(const dpk_race *law, uint64_t word, uint64_t deficit, double slack);

// The fast path: returns 1 and sets *winner if the words decide it. Under the rounding that the caller has set.
uint64_t dpk_race_decide(const dpk_race *law, const uint64_t *words, const uint64_t *deficits, size_t count,
                         double slack, size_t *winner);

// The winner by certified arithmetic among those whose `eligible` is set (NULL: all).
size_t dpk_race_resolve_var(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits,
                            const unsigned char *eligible, size_t count);

#endif
