// The largest noisy scores, in their order. The passes read and compare everything each time; only the winners, which are
// what is released, are addressed.
#include "dpk_selection.h"

#include "declassify.h"
#include "masks.h"

int dpk_largest(int64_t *draws, const uint64_t *deficits, size_t count, size_t *winners, size_t wanted) {
    uint64_t wide = 0;
    for (size_t i = 0; i < count; i++) {
        // |draw| >= 2^62, where 2^62 itself may count or not
        wide |= ((uint64_t)draws[i] + (UINT64_C(1) << 62)) >> 63;
        draws[i] = (int64_t)((uint64_t)draws[i] - deficits[i]);  // no less than -(2^62 + 2^61) if none is wide
    }
    // The one branch on random bits: at scales up to 2^55 with probability below e^(-127) a draw.
    if (__builtin_expect(dpk_declassify(wide) != 0, 0)) return 0;
    for (size_t place = 0; place < wanted; place++) {
        int64_t best = INT64_MIN;
        uint64_t winner = 0;
        for (size_t i = 0; i < count; i++) {
            uint64_t better = all_if(best < draws[i]);  // strictly, so the first of equals stays
            best = (int64_t)choose(better, (uint64_t)best, (uint64_t)draws[i]);
            winner = choose(better, winner, i);
        }
        winners[place] = dpk_declassify(winner);
        draws[winners[place]] = INT64_MIN;
    }
    return 1;
}
