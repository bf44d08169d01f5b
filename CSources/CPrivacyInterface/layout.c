// The sizes that compiled programs count on: a change here is a change of the ABI.
#include "dp.h"

_Static_assert(sizeof(dp_error) == 256, "dp_error");
_Static_assert(sizeof(dp_interval) == 24, "dp_interval");
_Static_assert(sizeof(dp_bracket) == 16, "dp_bracket");
#if defined(__LP64__)
_Static_assert(sizeof(dp_statistic_parameters) == 136, "dp_statistic_parameters");
_Static_assert(sizeof(dp_release) == 136, "dp_release");
_Static_assert(sizeof(dp_quantile_parameters) == 48, "dp_quantile_parameters");
_Static_assert(sizeof(dp_mechanism_parameters) == 72, "dp_mechanism_parameters");
_Static_assert(sizeof(dp_mechanism_description) == 88, "dp_mechanism_description");
_Static_assert(sizeof(dp_partition_selection_parameters) == 48, "dp_partition_selection_parameters");
_Static_assert(sizeof(dp_partition_selection_description) == 72, "dp_partition_selection_description");
#endif
