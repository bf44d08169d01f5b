// Statistics as a user would ask them: C17 and C++17, against dp.h and libdp alone. Epsilon is so large that the noise
// is certain to round away, unless a test is about noise; what remains random has a false-alarm rate below 1e-9.
#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

static dp_error why;

static dp_statistic_parameters question(int32_t kind, int32_t number) {
    dp_statistic_parameters p;
    memset(&p, 0, sizeof p);
    p.size = sizeof p;
    p.kind = kind;
    p.number = number;
    p.epsilon = 1e6;
    p.lower_bound = 0;
    p.upper_bound = 10;
    p.integer_lower_bound = 0;
    p.integer_upper_bound = 10;
    p.max_partitions_contributed = 1;
    p.max_contributions_per_partition = 1;
    p.quantile = 0.25;
    p.tree_height = 4;
    p.branching_factor = 16;
    return p;
}

static dp_statistic *statistic(dp_statistic_parameters p) {
    dp_statistic *made = NULL;
    CHECK(dp_statistic_new(&p, &made, &why) == DP_OK && made && why.status == DP_OK);
    return made;
}

static dp_accumulator *accumulator(dp_statistic_parameters p) {
    dp_statistic *asked = statistic(p);
    dp_accumulator *made = NULL;
    CHECK(dp_accumulator_new(asked, &made, &why) == DP_OK && made);
    dp_statistic_free(asked); // an accumulator doesn't need it any more
    return made;
}

static dp_release released(dp_accumulator *entries, double level) {
    dp_release answer;
    memset(&answer, 0xff, sizeof answer);
    answer.size = sizeof answer;
    CHECK(dp_accumulator_release(entries, level, &answer, &why) == DP_OK);
    CHECK(answer.size == sizeof answer);
    dp_accumulator_free(entries);
    return answer;
}

static const double tens[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, NAN, INFINITY, -INFINITY, -100};

// With 10 in place of infinity and 0 for the two below the bounds: sum 55, 12 entries.
static void statistics_are_right(void) {
    const struct {
        int32_t kind;
        double value, margin;
    } cases[] = {
        {DP_SUM, 55, 1e-3},          {DP_MEAN, 55.0 / 12, 1e-3},
        {DP_VARIANCE, 385.0 / 12 - 55.0 / 12 * 55 / 12, 1e-2},
        {DP_STANDARD_DEVIATION, 3.3281, 1e-2}, {DP_MIN, 0, 0.01}, {DP_MAX, 10, 0.01},
        {DP_MEDIAN, 4.5, 0.51},      {DP_PERCENTILE, 1.5, 0.51},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dp_accumulator *entries = accumulator(question(cases[i].kind, DP_FLOAT64));
        CHECK(dp_accumulator_add_buffer(entries, DP_FLOAT64, tens, 12, sizeof *tens, 1, &why) == DP_OK);
        CHECK(dp_accumulator_add_double(entries, tens[12], &why) == DP_OK);
        dp_release answer = released(entries, 0.9);
        CHECK(fabs(answer.value - cases[i].value) <= cases[i].margin);
        CHECK(answer.is_integer == 0 && answer.integer_value == 0);
        CHECK(answer.epsilon == 1e6 && answer.delta == 0);
        if (cases[i].kind <= DP_STANDARD_DEVIATION) {
            CHECK(answer.interval.confidence_level == 0.9);
            CHECK(answer.interval.lower_bound <= answer.value && answer.value <= answer.interval.upper_bound);
        } else {
            CHECK(answer.interval.confidence_level == 0);
        }
    }
    dp_accumulator *count = accumulator(question(DP_COUNT, 0));
    CHECK(dp_accumulator_add_buffer(count, DP_FLOAT64, tens, 13, sizeof *tens, 0, &why) == DP_OK);
    CHECK(dp_accumulator_add_count(count, 1000, &why) == DP_OK);
    dp_release answer = released(count, 0);
    CHECK(answer.is_integer == 1 && answer.integer_value == 1013 && answer.value == 1013);
}

// Every type of entry, forwards and backwards, aligned or not: 1, 0, 1, 0 ... 100 times.
static void every_buffer_is_read(void) {
    static const int32_t types[] = {DP_FLOAT64, DP_INT64,  DP_FLOAT32, DP_INT32, DP_INT16, DP_INT8,
                                    DP_UINT64,  DP_UINT32, DP_UINT16,  DP_UINT8, DP_BOOL8};
    static const int widths[] = {8, 8, 4, 4, 2, 1, 8, 4, 2, 1, 1};
    unsigned char bytes[100 * 11 + 8];
    for (int type = 0; type < 11; type++) {
        for (int gap = 0; gap < 4; gap++) {
            int stride = widths[type] + gap;
            memset(bytes, 0, sizeof bytes);
            for (int i = 0; i < 100; i += 2) {
                double real = 1;
                float narrow = 1;
                void *place = bytes + gap + i * stride;
                if (types[type] == DP_FLOAT64) memcpy(place, &real, 8);
                else if (types[type] == DP_FLOAT32) memcpy(place, &narrow, 4);
                else bytes[gap + i * stride] = 1;
            }
            for (int number = DP_FLOAT64; number <= DP_INT64; number++) {
                dp_accumulator *entries = accumulator(question(DP_SUM, number));
                dp_status status =
                    dp_accumulator_add_buffer(entries, types[type], bytes + gap, 100, stride, 1, &why);
                if (number == DP_INT64 && (types[type] == DP_FLOAT64 || types[type] == DP_FLOAT32)) {
                    CHECK(status == DP_WRONG_NUMBER_TYPE);
                    dp_accumulator_free(entries);
                    continue;
                }
                CHECK(status == DP_OK);
                CHECK(dp_accumulator_add_buffer(entries, types[type], bytes + gap + 99 * stride, 100, -stride, 1,
                                                &why) == DP_OK);
                CHECK(fabs(released(entries, 0).value - 100) < 1e-3);
            }
        }
    }
}

// Unsigned entries beyond 2^63 are themselves in statistics of reals, and the largest integer in those of integers.
static void large_unsigned_entries_are_not_cut_off(void) {
    const uint64_t largest = UINT64_MAX;
    dp_statistic_parameters p = question(DP_SUM, DP_FLOAT64);
    p.upper_bound = 1e20;
    dp_accumulator *reals = accumulator(p);
    CHECK(dp_accumulator_add_buffer(reals, DP_UINT64, &largest, 1, 8, 1, &why) == DP_OK);
    CHECK(fabs(released(reals, 0).value / 0x1p64 - 1) < 1e-3);
    p = question(DP_SUM, DP_INT64);
    p.integer_upper_bound = INT64_MAX;
    dp_accumulator *integers = accumulator(p);
    CHECK(dp_accumulator_add_buffer(integers, DP_UINT64, &largest, 1, 8, 1, &why) == DP_OK);
    CHECK(fabs(released(integers, 0).value / 0x1p63 - 1) < 1e-3);
}

static void errors_say_which_parameter(void) {
    dp_statistic_parameters p = question(DP_MEAN, DP_FLOAT64);
    p.epsilon = -1;
    dp_statistic *made = (dp_statistic *)&p;
    CHECK(dp_statistic_new(&p, &made, &why) == DP_INVALID_PARAMETER && made == NULL);
    CHECK(why.status == DP_INVALID_PARAMETER && why.parameter == 1 && why.rule == 1);
    CHECK(strcmp(why.message, "epsilon must be finite and greater than 0 (was -1)") == 0);
    p.epsilon = 1;
    p.lower_bound = 10;
    CHECK(dp_statistic_new(&p, &made, NULL) == DP_INVALID_PARAMETER);
    CHECK(dp_statistic_new(NULL, &made, &why) == DP_NULL_ARGUMENT);
    CHECK(dp_statistic_new(&p, NULL, &why) == DP_NULL_ARGUMENT);
    p.size = 8;
    CHECK(dp_statistic_new(&p, &made, &why) == DP_INVALID_STRUCT);
    p = question(99, DP_FLOAT64);
    CHECK(dp_statistic_new(&p, &made, &why) == DP_UNKNOWN_CODE);
    p = question(DP_MEDIAN, DP_INT64);
    p.learn_bounds = 1;
    CHECK(dp_statistic_new(&p, &made, &why) == DP_NOT_SUPPORTED);
    struct {
        dp_statistic_parameters known;
        int64_t later;
    } longer = {question(DP_MEAN, DP_FLOAT64), 0};
    longer.known.size = sizeof longer;
    CHECK(dp_statistic_new(&longer.known, &made, &why) == DP_OK);
    dp_accumulator *entries = NULL;
    CHECK(dp_accumulator_new((dp_statistic *)entries, &entries, &why) == DP_NULL_ARGUMENT);
    CHECK(dp_accumulator_new(made, &entries, &why) == DP_OK);
    CHECK(dp_accumulator_add_double((dp_accumulator *)made, 1, &why) == DP_INVALID_HANDLE);
    CHECK(dp_accumulator_add_double((dp_accumulator *)((char *)entries + 1), 1, &why) == DP_INVALID_HANDLE);
    dp_accumulator_free(entries);
    dp_statistic_free(made);
    longer.later = 1;
    CHECK(dp_statistic_new(&longer.known, &made, &why) == DP_INVALID_STRUCT);
}

static void an_accumulator_answers_once(void) {
    dp_accumulator *entries = accumulator(question(DP_SUM, DP_INT64));
    CHECK(dp_accumulator_add_int64(entries, 7, &why) == DP_OK);
    dp_accumulator *copy = NULL;
    CHECK(dp_accumulator_copy(entries, &copy, &why) == DP_OK);
    dp_release answer;
    memset(&answer, 0, sizeof answer);
    answer.size = sizeof answer;
    CHECK(dp_accumulator_release(entries, 2.0, &answer, &why) == DP_INVALID_PROBABILITY);
    CHECK(dp_accumulator_release(entries, 0.95, &answer, &why) == DP_OK && answer.integer_value == 7);
    CHECK(dp_accumulator_release(entries, 0.95, &answer, &why) == DP_ALREADY_RELEASED);
    CHECK(answer.integer_value == 0 && answer.value == 0 && answer.epsilon == 0 && answer.size == sizeof answer);
    CHECK(dp_accumulator_add_int64(entries, 7, &why) == DP_ALREADY_RELEASED);
    dp_accumulator_free(entries);
    CHECK(released(copy, 0).integer_value == 7);
}

static void summaries_go_round(int32_t format) {
    for (int32_t kind = DP_COUNT; kind <= DP_APPROX_BOUNDS; kind++) {
        for (int32_t number = DP_FLOAT64; number <= DP_INT64; number++) {
            dp_accumulator *a = accumulator(question(kind, number)), *b = accumulator(question(kind, number));
            dp_statistic_parameters other = question(kind, number);
            other.epsilon = 1;
            dp_accumulator *c = accumulator(other);
            for (int64_t i = 0; i < 100; i++) CHECK(dp_accumulator_add_int64(a, i % 10, &why) == DP_OK);
            uint8_t *bytes = NULL;
            size_t length = 0;
            dp_status status = dp_accumulator_serialize(a, format, &bytes, &length, &why);
            int isOrder = kind >= DP_MIN && kind <= DP_PERCENTILE;
            if (format == DP_FORMAT_GOOGLE && (isOrder || kind == DP_APPROX_BOUNDS)) {
                CHECK(status == DP_NOT_SUPPORTED && bytes == NULL && length == 0);
            } else {
                CHECK(status == DP_OK && bytes && length > 0);
                CHECK(dp_accumulator_merge_bytes(b, format, bytes, length - 1, &why) == DP_MALFORMED_SUMMARY);
                CHECK(dp_accumulator_merge_bytes(b, format, bytes, length, &why) == DP_OK);
                if (format == DP_FORMAT_SUMMARY && kind != DP_QUANTILE_TREE)
                    CHECK(dp_accumulator_merge_bytes(c, format, bytes, length, &why) == DP_INCOMPATIBLE_SUMMARY);
                if (kind <= DP_STANDARD_DEVIATION) {
                    double first = released(a, 0).value, second = released(b, 0).value;
                    CHECK(fabs(first - second) < 0.02);
                    a = b = NULL;
                }
            }
            dp_bytes_free(bytes);
            dp_accumulator_free(a);
            dp_accumulator_free(b);
            dp_accumulator_free(c);
        }
    }
}

static void merging_moves_entries(void) {
    dp_accumulator *a = accumulator(question(DP_MEDIAN, DP_INT64)), *b = accumulator(question(DP_MEDIAN, DP_INT64));
    for (int i = 0; i < 1000; i++) CHECK(dp_accumulator_add_int64(b, 8, &why) == DP_OK);
    CHECK(dp_accumulator_merge(a, a, &why) == DP_INCOMPATIBLE_SUMMARY);
    CHECK(dp_accumulator_merge(a, b, &why) == DP_OK);
    CHECK(dp_accumulator_merge(a, b, &why) == DP_ALREADY_RELEASED);
    size_t bytes = 0;
    CHECK(dp_accumulator_memory_used(a, &bytes, &why) == DP_OK && bytes > 8);
    dp_accumulator_free(b);
    CHECK(released(a, 0).integer_value == 8);
}

// Doubling reaches the capacity, which no loop would: then there is a status and not an end.
static void capacities_are_kept(void) {
    static const int32_t kinds[] = {DP_COUNT, DP_SUM, DP_MEAN, DP_VARIANCE, DP_MEDIAN, DP_APPROX_BOUNDS};
    for (int i = 0; i < 6; i++) {
        dp_accumulator *entries = accumulator(question(kinds[i], DP_FLOAT64));
        CHECK(dp_accumulator_add_double(entries, 5, &why) == DP_OK);
        for (int doubling = 0; doubling < (kinds[i] == DP_VARIANCE ? 34 : 61); doubling++) {
            dp_accumulator *twin = NULL;
            CHECK(dp_accumulator_copy(entries, &twin, &why) == DP_OK);
            CHECK(dp_accumulator_merge(entries, twin, &why) == DP_OK);
            dp_accumulator_free(twin);
        }
        CHECK(dp_accumulator_add_double(entries, 5, &why) == DP_TOO_MANY_ENTRIES);
        CHECK(dp_accumulator_add_int64(entries, 5, &why) == DP_TOO_MANY_ENTRIES);
        CHECK(dp_accumulator_add_buffer(entries, DP_FLOAT64, tens, 2, 8, 1, &why) == DP_TOO_MANY_ENTRIES);
        CHECK(dp_accumulator_add_buffer(entries, DP_UINT8, tens, 2, 1, 1, &why) == DP_TOO_MANY_ENTRIES);
        dp_accumulator_free(entries);
    }
}

static void bounds_are_learnt(void) {
    dp_statistic_parameters p = question(DP_MEAN, DP_FLOAT64);
    p.learn_bounds = 1;
    dp_accumulator *entries = accumulator(p), *few = accumulator(p);
    p.kind = DP_APPROX_BOUNDS;
    p.learn_bounds = 0;
    dp_accumulator *alone = accumulator(p);
    for (int i = 0; i < 10000; i++) {
        CHECK(dp_accumulator_add_double(entries, 5 + i % 2, &why) == DP_OK);
        CHECK(dp_accumulator_add_double(alone, 5 + i % 2, &why) == DP_OK);
    }
    dp_release answer = released(entries, 0.95);
    CHECK(answer.bounds_learnt == 1 && answer.lower_bound == 4 && answer.upper_bound == 8);
    CHECK(fabs(answer.value - 5.5) < 1e-3 && llabs(answer.noisy_entries_within - 10000) < 100);
    answer = released(alone, 0);
    CHECK(answer.bounds_learnt == 1 && answer.lower_bound == 4 && answer.upper_bound == 8);
    answer.size = sizeof answer;
    p.kind = DP_MEAN;
    CHECK(dp_accumulator_release(few, 0, &answer, &why) == DP_BOUNDS_NOT_FOUND && answer.value == 0);
    CHECK(dp_accumulator_release(few, 0, &answer, &why) == DP_ALREADY_RELEASED);
    dp_accumulator_free(few);
}

static void quantile_trees_answer(void) {
    dp_accumulator *tree = accumulator(question(DP_QUANTILE_TREE, DP_FLOAT64));
    for (int i = 0; i < 10000; i++) CHECK(dp_accumulator_add_double(tree, i / 1000.0, &why) == DP_OK);
    dp_quantile_parameters p = {sizeof p, DP_GAUSSIAN, 0, 1e6, 1e-6, 1, 1};
    const double shares[] = {0.1, 0.5, 0.9};
    double values[3];
    dp_interval intervals[3];
    for (int repeat = 0; repeat < 2; repeat++) {
        CHECK(dp_accumulator_quantiles(tree, &p, shares, 3, 0.95, values, intervals, &why) == DP_OK);
        for (int i = 0; i < 3; i++) {
            CHECK(fabs(values[i] - 10 * shares[i]) < 0.01);
            CHECK(intervals[i].lower_bound <= values[i] && values[i] <= intervals[i].upper_bound);
        }
    }
    const double wrong = 1.5;
    CHECK(dp_accumulator_quantiles(tree, &p, &wrong, 1, 0.95, values, NULL, &why) == DP_INVALID_PARAMETER);
    CHECK(why.parameter == 23 && values[0] == 0);
    dp_release answer;
    answer.size = sizeof answer;
    CHECK(dp_accumulator_release(tree, 0, &answer, &why) == DP_NOT_SUPPORTED);
    dp_accumulator_free(tree);
}

static void one_call_does_it_all(void) {
    dp_statistic *mean = statistic(question(DP_MEAN, DP_FLOAT64));
    dp_release answer;
    answer.size = sizeof answer;
    CHECK(dp_statistic_quick_result(mean, DP_FLOAT64, tens, 9, 8, 1, 0, &answer, &why) == DP_OK);
    CHECK(fabs(answer.value - 5) < 1e-3);
    double epsilon, delta;
    CHECK(dp_statistic_cost(mean, &epsilon, &delta, &why) == DP_OK && epsilon == 1e6 && delta == 0);
    dp_interval interval;
    CHECK(dp_statistic_noise_interval(mean, 0.95, &interval, &why) == DP_NOT_SUPPORTED);
    dp_statistic_free(mean);
    dp_statistic *sum = statistic(question(DP_SUM, DP_FLOAT64));
    CHECK(dp_statistic_noise_interval(sum, 0.95, &interval, &why) == DP_OK && interval.upper_bound > 0);
    CHECK(interval.lower_bound == -interval.upper_bound);
    dp_statistic_free(sum);
}

int main(void) {
    CHECK(dp_abi_version() == DP_ABI_VERSION && dp_version()[0] != 0);
    statistics_are_right();
    every_buffer_is_read();
    large_unsigned_entries_are_not_cut_off();
    errors_say_which_parameter();
    an_accumulator_answers_once();
    summaries_go_round(DP_FORMAT_SUMMARY);
    summaries_go_round(DP_FORMAT_GOOGLE);
    merging_moves_entries();
    capacities_are_kept();
    bounds_are_learnt();
    quantile_trees_answer();
    one_call_does_it_all();
    return 0;
}
