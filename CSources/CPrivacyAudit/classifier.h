#ifndef DPK_CLASSIFIER_H
#define DPK_CLASSIFIER_H

#include "dpk_features.h"

// Between −64 and 64.
double dpk_classifier_score(const dpk_classifier *classifier, int is_real, const uint64_t *draw, size_t width);

#endif
