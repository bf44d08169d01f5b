// k-ary randomized response, exact: which of the k answers is given, counted from the true one. Proof note: selection.md
// beside the source.
//
//   P(0) = e^epsilon/(e^epsilon + k - 1),   P(j) = 1/(e^epsilon + k - 1),   j = 1 ... k - 1
#ifndef DPK_RANDOMIZED_RESPONSE_H
#define DPK_RANDOMIZED_RESPONSE_H

#include "dpk_sampler.h"
#include "dpk_threshold.h"
#include "dpk_uniform.h"

typedef struct dpk_randomized_response dpk_randomized_response;

// epsilon > 0; 2 <= categories <= 2^62; word_bits: 128 in the library, fewer in tests (the uniform integer then takes
// min(word_bits, 64)). Returns NULL if out of range or without memory. Copies epsilon.
dpk_randomized_response *dpk_randomized_response_prepare(const dpk_rational *epsilon, uint64_t categories,
                                                         uint32_t word_bits);
void dpk_randomized_response_free(dpk_randomized_response *law);

// Three words a trial: two of the decision to lie (low word first) and one of the lie. A trial is rejected for the third
// alone, whether or not there is a lie.
dpk_sampler dpk_randomized_response_sampler(const dpk_randomized_response *law);

#endif
