// Mechanisms, distributions and partition selections as a user would call them: C17 and C++17, against dp.h and libdp
// alone. What is random here has a false-alarm rate below 1e-9.
#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

static dp_error why;

static void mechanisms_add_noise(void) {
    for (int32_t kind = DP_LAPLACE_MECHANISM; kind <= DP_INTEGER_STAIRCASE_MECHANISM; kind++) {
        dp_mechanism_parameters p;
        memset(&p, 0, sizeof p);
        p.size = sizeof p;
        p.kind = kind;
        p.epsilon = 1;
        p.delta = 1e-5;
        p.sensitivity = 1;
        p.integer_sensitivity = 1;
        p.bound = 1e6;
        dp_mechanism *mechanism = NULL;
        CHECK(dp_mechanism_new(&p, &mechanism, &why) == DP_OK);
        dp_mechanism_description facts;
        facts.size = sizeof facts;
        CHECK(dp_mechanism_describe(mechanism, &facts, &why) == DP_OK);
        CHECK(facts.kind == kind && facts.epsilon == 1 && facts.variance > 0 && facts.granularity > 0);
        int isInteger = kind == DP_GEOMETRIC_MECHANISM || kind == DP_DISCRETE_GAUSSIAN_MECHANISM ||
                        kind == DP_INTEGER_STAIRCASE_MECHANISM;
        double real = 1;
        int64_t integer = 1;
        CHECK(dp_mechanism_add_noise_double(mechanism, 100, &real, &why) ==
              (isInteger ? DP_WRONG_NUMBER_TYPE : DP_OK));
        dp_status status = dp_mechanism_add_noise_int64(mechanism, 100, &integer, &why);
        int isReal = kind == DP_SNAPPING_MECHANISM || kind == DP_STAIRCASE_MECHANISM;
        CHECK(status == (isReal ? DP_WRONG_NUMBER_TYPE : DP_OK));
        // 200000 draws: the mean lies within 8 standard errors, but for one run in 10^14.
#define DRAWS 200000
        static double reals[DRAWS];
        static int64_t integers[DRAWS];
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) reals[i] = 100, integers[i] = 100;
        if (isInteger) {
            CHECK(dp_mechanism_add_noise_int64s(mechanism, integers, DRAWS, 2, integers, &why) == DP_OK);
            for (int i = 0; i < DRAWS; i++) sum += (double)integers[i] - 100;
        } else {
            CHECK(dp_mechanism_add_noise_doubles(mechanism, reals, DRAWS, 0, reals, &why) == DP_OK);
            for (int i = 0; i < DRAWS; i++) sum += reals[i] - 100;
        }
        CHECK(fabs(sum / DRAWS) < 8 * sqrt(facts.variance / DRAWS));
        CHECK(sum != 0);
        dp_interval interval;
        CHECK(dp_mechanism_interval(mechanism, 100, 0.95, &interval, &why) == DP_OK);
        CHECK(interval.lower_bound < 100 && interval.upper_bound > 100);
        double quantile = 0;
        CHECK(dp_mechanism_noise_quantile(mechanism, 0.99, &quantile, &why) == DP_OK && quantile > 0);
        int32_t above = 0;
        CHECK(dp_mechanism_noisy_value_above(mechanism, 1e5, 100, &above, &why) == DP_OK && above == 1);
        dp_mechanism_free(mechanism);
    }
}

static void distributions_are_sampled(void) {
    dp_distribution *laplace, *gaussian, *geometric;
    CHECK(dp_distribution_new_laplace(2, 1, &laplace, &why) == DP_OK);
    CHECK(dp_distribution_new_gaussian(3, &gaussian, &why) == DP_OK);
    CHECK(dp_distribution_new_geometric(0.5, &geometric, &why) == DP_OK);
    CHECK(dp_distribution_new_gaussian(0, &gaussian, &why) == DP_INVALID_PARAMETER && gaussian == NULL);
    CHECK(dp_distribution_new_gaussian(3, &gaussian, &why) == DP_OK);
    double parameter;
    int32_t kind;
    CHECK(dp_distribution_describe(laplace, &kind, &parameter, &why) == DP_OK && kind == 1 && parameter == 0.5);
    double reals[1000];
    int64_t integers[1000];
    CHECK(dp_distribution_sample(laplace, 1000, reals, &why) == DP_OK);
    CHECK(dp_distribution_sample(gaussian, 1000, reals, &why) == DP_OK);
    CHECK(reals[0] != reals[1] || reals[0] != reals[2]);
    CHECK(dp_distribution_sample_int64(geometric, 1000, integers, &why) == DP_OK);
    for (int i = 0; i < 1000; i++) CHECK(integers[i] >= 0);
    CHECK(dp_distribution_sample_int64(gaussian, 1000, integers, &why) == DP_WRONG_NUMBER_TYPE);
    double sum = 0, uniform;
    for (int i = 0; i < 100000; i++) {
        CHECK(dp_uniform_double(&uniform, &why) == DP_OK && uniform >= 0 && uniform < 1);
        sum += uniform;
    }
    // 8 standard errors of sqrt(1/12).
    CHECK(fabs(sum / 100000 - 0.5) < 8 * 0.2887 / 316.2);
    dp_distribution_free(laplace);
    dp_distribution_free(gaussian);
    dp_distribution_free(geometric);
}

static void partitions_are_selected(void) {
    for (int32_t kind = DP_TRUNCATED_GEOMETRIC_SELECTION; kind <= DP_GAUSSIAN_SELECTION; kind++) {
        dp_partition_selection_parameters p = {sizeof p, kind, 0, 1, 1e-5, 1, 10};
        dp_partition_selection *selection = NULL;
        CHECK(dp_partition_selection_new(&p, &selection, &why) == DP_OK);
        dp_partition_selection_description facts;
        facts.size = sizeof facts;
        CHECK(dp_partition_selection_describe(selection, &facts, &why) == DP_OK);
        CHECK(facts.pre_threshold == 10 && facts.epsilon == 1 && facts.kind == kind);
        const int64_t people[] = {INT64_MIN, 0, 9, 1000};
        uint8_t keep[4];
        double values[4], probability;
        CHECK(dp_partition_selection_should_keep(selection, people, 4, keep, &why) == DP_OK);
        CHECK(!keep[0] && !keep[1] && !keep[2] && keep[3]);
        dp_status status = dp_partition_selection_noised_values(selection, people, 4, keep, values, &why);
        CHECK(status == (kind == DP_TRUNCATED_GEOMETRIC_SELECTION ? DP_NOT_SUPPORTED : DP_OK));
        if (status == DP_OK) CHECK(keep[3] && fabs(values[3] - 1000) < 200 && values[0] == 0);
        CHECK(dp_partition_selection_probability_of_keep(selection, 9, &probability, &why) == DP_OK);
        CHECK(probability == 0);
        CHECK(dp_partition_selection_probability_of_keep(selection, 10, &probability, &why) == DP_OK);
        CHECK(probability > 0 && probability < 2e-5);
        dp_partition_selection_free(selection);
    }
}

int main(void) {
    mechanisms_add_noise();
    distributions_are_sampled();
    partitions_are_selected();
    return 0;
}
