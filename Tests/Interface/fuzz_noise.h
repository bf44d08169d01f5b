// Random calls of mechanisms, distributions and partition selections.
#ifndef FUZZ_NOISE_H
#define FUZZ_NOISE_H

#include "fuzz_chance.h"

static void make_mechanism(void) {
    dp_mechanism_parameters p;
    memset(&p, 0, sizeof p);
    p.size = structure_size(sizeof p);
    p.kind = code(DP_INTEGER_STAIRCASE_MECHANISM);
    p.constant_time = once_in(4) ? code(1) : 0;
    p.epsilon = decent();
    p.delta = once_in(4) ? real() : 1e-5;
    p.sensitivity = decent();
    p.integer_sensitivity = small();
    p.l0_sensitivity = once_in(2) ? 0 : small();
    p.standard_deviation = once_in(2) ? 0 : decent();
    p.bound = once_in(2) ? 1e4 : decent();
    dp_mechanism *made = (dp_mechanism *)arena;
    const dp_mechanism_parameters *given = (const dp_mechanism_parameters *)placed(&p, sizeof p);
    if (checked(dp_mechanism_new(given, &made, error())) == DP_OK) keep(MECHANISM, made);
    else CHECK(made == NULL);
}

static void add_noise(void) {
    dp_mechanism *mechanism = (dp_mechanism *)object(MECHANISM);
    double noisy = 1;
    int64_t integral = 1;
    memset(outputs, 0x55, 1024);
    for (size_t i = 0; i < 64; i++) {
        double number = real();
        memcpy(arena + i * 8 + 8, &number, 8);
    }
    size_t count = length(60);
    void *out = once_in(10) ? NULL : once_in(2) ? (void *)(arena + 8) : outputs + below(8);
    const void *in = once_in(10) ? NULL : out == arena + 8 ? arena + 8 : arena + below(8);
    dp_status status;
    switch (below(4)) {
    case 0:
        if (checked(dp_mechanism_add_noise_double(mechanism, real(), &noisy, error())) == DP_OK) CHECK(isfinite(noisy));
        else CHECK(noisy == 0);
        break;
    case 1:
        if (checked(dp_mechanism_add_noise_int64(mechanism, integer(), &integral, error())) != DP_OK)
            CHECK(integral == 0);
        break;
    case 2:
        status = dp_mechanism_add_noise_doubles(mechanism, (const double *)in, count, code(3), (double *)out, error());
        if (checked(status) != DP_OK && out && count <= 60) CHECK(all_zero(out, count * 8));
        break;
    default:
        status = dp_mechanism_add_noise_int64s(mechanism, (const int64_t *)in, count, code(3), (int64_t *)out, error());
        if (checked(status) != DP_OK && out && count <= 60) CHECK(all_zero(out, count * 8));
    }
}

static void ask_mechanism(void) {
    dp_mechanism *mechanism = (dp_mechanism *)object(MECHANISM);
    double quantile = 1;
    int32_t above = 7;
    dp_interval interval = {1, 1, 1};
    dp_mechanism_description facts;
    memset(&facts, 0x55, sizeof facts);
    facts.size = sizeof facts;
    switch (below(4)) {
    case 0:
        if (checked(dp_mechanism_interval(mechanism, real(), share(), &interval, error())) != DP_OK)
            CHECK(all_zero(&interval, sizeof interval));
        break;
    case 1:
        if (checked(dp_mechanism_noise_quantile(mechanism, share(), &quantile, error())) != DP_OK) CHECK(quantile == 0);
        else CHECK(!isnan(quantile));
        break;
    case 2:
        if (checked(dp_mechanism_noisy_value_above(mechanism, real(), real(), &above, error())) != DP_OK)
            CHECK(above == 0);
        else CHECK(above == 0 || above == 1);
        break;
    default:
        if (checked(dp_mechanism_describe(mechanism, &facts, error())) == DP_OK) CHECK(facts.epsilon > 0);
        else CHECK(all_zero((char *)&facts + sizeof(size_t), sizeof facts - sizeof(size_t)));
    }
}

static void sample(void) {
    dp_distribution *made = (dp_distribution *)arena;
    double parameter = 1, samples[8] = {1};
    int64_t integral[8] = {1};
    size_t count = length(8);
    dp_status status;
    switch (below(7)) {
    case 0: status = dp_distribution_new_laplace(decent(), decent(), &made, error()); break;
    case 1: status = dp_distribution_new_gaussian(decent(), &made, error()); break;
    case 2: status = dp_distribution_new_geometric(decent(), &made, error()); break;
    case 3:
        status = dp_distribution_describe((dp_distribution *)object(DISTRIBUTION), NULL, &parameter, error());
        if (checked(status) != DP_OK) CHECK(parameter == 0);
        return;
    case 4:
        status = dp_distribution_sample((dp_distribution *)object(DISTRIBUTION), count, samples, error());
        if (checked(status) != DP_OK && count <= 8) CHECK(all_zero(samples, count * 8));
        return;
    case 5:
        status = dp_distribution_sample_int64((dp_distribution *)object(DISTRIBUTION), count, integral, error());
        if (checked(status) != DP_OK && count <= 8) CHECK(all_zero(integral, count * 8));
        return;
    default: CHECK(checked(dp_uniform_double(once_in(2) ? NULL : samples, error())) <= DP_NULL_ARGUMENT); return;
    }
    if (checked(status) == DP_OK) keep(DISTRIBUTION, made);
    else CHECK(made == NULL);
}

static void make_selection(void) {
    dp_partition_selection_parameters p;
    memset(&p, 0, sizeof p);
    p.size = structure_size(sizeof p);
    p.kind = code(DP_GAUSSIAN_SELECTION);
    p.constant_time = once_in(4) ? code(1) : 0;
    p.epsilon = decent();
    p.delta = once_in(3) ? real() : 1e-5;
    p.max_partitions_contributed = small();
    p.pre_threshold = small();
    dp_partition_selection *made = (dp_partition_selection *)arena;
    const dp_partition_selection_parameters *given =
        (const dp_partition_selection_parameters *)placed(&p, sizeof p);
    if (checked(dp_partition_selection_new(given, &made, error())) == DP_OK) keep(SELECTION, made);
    else CHECK(made == NULL);
}

static void select_partitions(void) {
    dp_partition_selection *selection = (dp_partition_selection *)object(SELECTION);
    int64_t people[8];
    uint8_t kept[8] = {1};
    double values[8] = {1}, probability = 2;
    for (int i = 0; i < 8; i++) people[i] = integer();
    size_t count = length(8);
    dp_partition_selection_description facts;
    memset(&facts, 0x55, sizeof facts);
    facts.size = sizeof facts;
    dp_status status;
    switch (below(4)) {
    case 0:
        status = dp_partition_selection_should_keep(selection, people, count, once_in(10) ? NULL : kept, error());
        if (checked(status) != DP_OK && count <= 8) CHECK(all_zero(kept, count) || count > 0);
        break;
    case 1:
        status = dp_partition_selection_noised_values(selection, people, count, kept, values, error());
        if (checked(status) != DP_OK && count <= 8) CHECK(all_zero(kept, count) && all_zero(values, count * 8));
        break;
    case 2:
        status = dp_partition_selection_probability_of_keep(selection, integer(), &probability, error());
        if (checked(status) == DP_OK) CHECK(probability >= 0 && probability <= 1);
        else CHECK(probability == 0);
        break;
    default:
        status = dp_partition_selection_describe(selection, &facts, error());
        if (checked(status) != DP_OK) CHECK(all_zero((char *)&facts + sizeof(size_t), sizeof facts - sizeof(size_t)));
    }
}

#endif
