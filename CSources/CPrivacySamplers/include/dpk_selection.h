// Selecting the best of several candidates by noisy scores. Proof note: selection.md beside the source.
//
// Scores enter as deficits: how many steps of a public grid a candidate's score lies below the best one's. All of these
// functions do the same work whatever the scores are; where random bits can change that, the note bounds it.
#ifndef DPK_SELECTION_H
#define DPK_SELECTION_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_sampler.h"

#define DPK_LARGEST_DEFICIT 0x2000000000000000  // 2^61

// The integer nearest to value/2^exponent, ties to even, cut to +-2^100, as a 128-bit two's complement number.
// Infinities count as +-2^1024, NaN as -2^100. exponent: -1000 ... 1000.
void dpk_score_steps(double value, int32_t exponent, uint64_t *low, int64_t *high);

// deficits[i] = min(max(steps) - steps[i], 2^61), where steps[i] are scores[i] in the sense above.
void dpk_deficits_of_reals(const double *scores, size_t count, int32_t exponent, uint64_t *deficits);
void dpk_deficits_of_integers(const int64_t *scores, size_t count, uint64_t *deficits);

// The law of the noise N that is added to each score, in units of `scale`.
typedef enum {
    DPK_STANDARD_EXPONENTIAL,  // N = -ln U: permute-and-flip
    DPK_STANDARD_GUMBEL,       // N = -ln(-ln U): the exponential mechanism
} dpk_race_noise;

typedef struct {
    double scale;
    dpk_race_noise noise;
} dpk_race;

#define DPK_RACE_LEAST_SCALE 0x1p-60
#define DPK_RACE_LARGEST_SCALE 0x1p120

// The i for which scale N_i - deficits[i] is largest, N_i real, independent, of the given law, the `scale` exact. At least
// one candidate; deficits at most 2^61. A candidate has one word (63 digits of U) and the refinement stream of its number.
size_t dpk_race_run(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits, size_t count);
// The same function of the same words, in certified arithmetic throughout. Its running time depends on the words.
size_t dpk_race_run_certified_var(const dpk_race *law, const dpk_tape *tape, const uint64_t *deficits, size_t count);
// The same with words from the thread's pool. `scratch` takes `count` words and is wiped.
size_t dpk_race_draw(const dpk_race *law, const uint64_t *deficits, size_t count, uint64_t *scratch);

// winners[0 ..< wanted] = the candidates with the largest draws[i] - deficits[i], largest first, among equals the one with the
// lowest number first. Overwrites draws. wanted <= count. Returns 0, having done nothing that counts, if a draw is 2^62 or
// more in magnitude; else 1.
int dpk_largest(int64_t *draws, const uint64_t *deficits, size_t count, size_t *winners, size_t wanted);

#endif
