// What Swift tests can't do themselves: fork, break OpenSSL in a child, look inside a prepared law, change the
// floating-point environment. Tests only.
#ifndef DPK_PROBES_H
#define DPK_PROBES_H

#include <stddef.h>
#include <stdint.h>

#include "dpk_geometric.h"
#include "dpk_inversion.h"
#include "dpk_snapping.h"

// Draws `words` words in this process, then in `children` children made by fork (raw: by the bare clone system call),
// then again in this process. out holds (children + 2) * words words. Returns 0, or -1 if a process couldn't be made.
int dpk_probe_fork(int children, int raw, uint64_t *out, size_t words);

// The signal that ends a child whose OpenSSL has no entropy when it draws one byte; 0 if it lives.
int dpk_probe_entropy_failure(void);

// Whether the code runs under the thread sanitizer, where a step takes some twenty times as long.
int dpk_probe_thread_sanitizer(void);

// Whether a thread's pool is gone after the thread: draws in a new thread, returns 1 if it and this thread differ.
int dpk_probe_threads_differ(void);

uint32_t dpk_probe_planes(const dpk_geometric *law);
// Words of 128 bits, low word first; k == planes is the tail.
void dpk_probe_threshold(const dpk_geometric *law, uint32_t k, uint64_t *low, uint64_t *high);
// Moves a threshold: the tests must notice.
void dpk_probe_plant_bias(dpk_geometric *law, uint32_t k, int64_t change);

// floor(p * 2^bits) as two words, low first; and dpk_probability_doublings as count + 1 such pairs (count <= 62).
void dpk_probe_prefix(dpk_law law, const dpk_rational *x, uint32_t bits, uint64_t *out);
void dpk_probe_doublings(const dpk_rational *x, uint32_t count, uint32_t bits, uint64_t *out);

// Deterministic words for tapes: SplitMix64 from a state that it moves on. Never noise.
void dpk_probe_words(uint64_t *state, uint64_t *out, size_t count);

// Runs a sampler on a recorded tape. The refinement stream of every trial is `zeros` words 0, then words of ones.
size_t dpk_probe_run(dpk_sampler sampler, const uint64_t *words, size_t trials, uint64_t zeros,
                     int64_t *out);

// Runs a sampler on a recorded tape; each trial's refinement stream is made from the seed and the trial's number.
size_t dpk_probe_run_keyed(dpk_sampler sampler, const uint64_t *words, size_t trials, uint64_t seed,
                           int64_t *out);

// Runs one trial; its refinement stream is made from the seed. Returns how many words of that were read.
size_t dpk_probe_words_refined(dpk_sampler sampler, const uint64_t *words, uint64_t seed);

// The inversion sampler on the back end with this index, and how that classifies eight trials (inversion.h).
dpk_sampler dpk_probe_inversion_sampler(const dpk_inversion *law, size_t backend);
void dpk_probe_inversion_values(const dpk_inversion *law, size_t backend, const uint64_t *words,
                                int64_t *out, uint32_t *open, uint32_t *keep);
// Entries 0 ... 15 (ratio: 0 if its two forms differ), and the number of low bits drawn apart.
double dpk_probe_inversion_ratio(const dpk_inversion *law, uint32_t i);
double dpk_probe_inversion_log_ratio(const dpk_inversion *law, uint32_t i);
uint32_t dpk_probe_inversion_split(const dpk_inversion *law);
// Errors that the tests must notice: accepts whatever the fraction is; moves a logarithm by units in its last place.
void dpk_probe_inversion_plant_no_margin(dpk_inversion *law);
void dpk_probe_inversion_plant_table_error(dpk_inversion *law, uint32_t i, int64_t units);
// By certified arithmetic: the least 63-bit u whose cell's lower end has H < k, and the least v with L >= j.
uint64_t dpk_probe_inversion_high_border(const dpk_inversion *law, uint64_t k);
uint64_t dpk_probe_inversion_low_border(const dpk_inversion *law, uint64_t j);

// The snapping mechanism in place on the back end with this index (DPK_BACKENDS: in certified arithmetic); each trial's
// refinement stream is made from the seed and the trial's number. And the logarithms of eight trials (snapping.h).
void dpk_probe_snapping_run(const dpk_snapping *law, size_t backend, const uint64_t *words, uint64_t seed,
                            double *values, size_t count);
void dpk_probe_snapping_logarithms(const dpk_snapping *law, size_t backend, const uint64_t *words, double *out,
                                   uint32_t *open);
// -LN(U*) for U* = (1 + fraction/2^52) 2^-n in certified arithmetic, n >= 1.
double dpk_probe_snapping_certified(uint64_t fraction, uint32_t n);
// Entries 0 ... 15 (ratio: 0 if its two forms differ).
typedef enum { DPK_SNAPPING_RATIO, DPK_SNAPPING_LOG_HIGH, DPK_SNAPPING_LOG_LOW } dpk_snapping_table;
double dpk_probe_snapping_entry(const dpk_snapping *law, uint32_t i, dpk_snapping_table table);
// Errors that the tests must notice: rounds whatever the sum is; moves a logarithm.
void dpk_probe_snapping_plant_no_margin(dpk_snapping *law);
void dpk_probe_snapping_plant_table_error(dpk_snapping *law, uint32_t i, double error);

// The snapping mechanism in p-bit floating point (8 <= p <= 12) with one of these errors: by how much the privacy loss
// of any output passes |x - x'|/lambda, over all x and x' of p bits, in units of 2^-p bound/lambda. The theorem says 16.
typedef enum {
    DPK_SNAPPING_RIGHT,
    DPK_SNAPPING_TIES_TO_EVEN,
    DPK_SNAPPING_COARSE_LOGARITHM,     // rounded to p - 3 bits
    DPK_SNAPPING_FIXED_POINT_UNIFORM,  // U* among the multiples of 2^-p
} dpk_snapping_error;
double dpk_probe_snapping_excess(int p, double lambda, double bound, dpk_snapping_error error);

// Round upward, flush to zero, denormals are zero: what a careless host may have set. And back.
void dpk_probe_hostile_rounding(void);
int dpk_probe_rounding_is_hostile(void);
void dpk_probe_default_rounding(void);

#endif
