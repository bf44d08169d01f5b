// What every sampler is: parameters prepared once, a tape of random words in, integers and their count out.
//
// A trial consumes a fixed number of words and yields one output or is rejected; outputs stand in the order of their
// trials, without the rejected ones. Whether a trial is rejected doesn't depend on the value that an accepted one has.
// Words decide almost every trial; the rest (a sampler's proof note says how rare they are) read on in a refinement
// stream of their own, so one trial's refinement never shifts another's words and all back ends agree bit for bit.
//
// Argument order everywhere: parameters, tape, trials, out.
#ifndef DPK_SAMPLER_H
#define DPK_SAMPLER_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint64_t *words;  // trials * words_per_trial words, trial after trial
    // The next word of the refinement stream of the trial with this number.
    uint64_t (*refine)(void *context, uint64_t trial);
    void *context;
} dpk_tape;

// Runs `trials` trials; writes at most that many outputs; returns how many.
typedef size_t dpk_run(const void *parameters, const dpk_tape *tape, size_t trials, int64_t *out);

typedef struct {
    dpk_run *run;
    const void *parameters;
    uint32_t words_per_trial;  // at most DPK_TAPE_WORDS
} dpk_sampler;

enum { DPK_TAPE_WORDS = 4096 };

// Fills out[0 ..< count] with draws from the thread's pool of secure random bytes; every word is wiped after use.
void dpk_draw(const dpk_sampler *sampler, int64_t *out, size_t count);

#endif
