// Random calls, most of them wrong, in a reproducible order: fuzz CALLS [SEED]. No call may end the process, touch
// memory that isn't its own (the address sanitizer watches) or leave anything behind, and each must keep what dp.h says
// of all: a status that is listed, a sentence ended by NUL, outputs of zero on errors.
#include "fuzz_accounting.h"
#include "fuzz_arrow.h"
#include "fuzz_noise.h"

static void make_statistic(void) {
    dp_statistic_parameters p;
    memset(&p, 0, sizeof p);
    p.size = structure_size(sizeof p);
    p.kind = code(DP_APPROX_BOUNDS);
    p.number = once_in(8) ? code(DP_BOOL8) : 1 + (int32_t)below(2);
    p.noise = code(DP_LEAST_VARIANCE);
    p.learn_bounds = once_in(3) ? code(1) : 0;
    p.epsilon = decent();
    p.delta = once_in(4) ? real() : 1e-5;
    p.lower_bound = once_in(4) ? real() : -(double)below(100);
    p.upper_bound = once_in(4) ? real() : 1 + (double)below(100);
    p.integer_lower_bound = once_in(4) ? integer() : -(int64_t)below(100);
    p.integer_upper_bound = once_in(4) ? integer() : 1 + (int64_t)below(100);
    p.max_partitions_contributed = small();
    p.max_contributions_per_partition = small();
    p.quantile = share();
    p.resolution = once_in(2) ? 0 : decent();
    p.integer_resolution = once_in(2) ? 0 : small();
    p.bounds_share = once_in(2) ? 0 : share();
    p.tree_height = small();
    p.branching_factor = once_in(6) ? integer() : 1 + (int64_t)below(8);
    dp_statistic *made = (dp_statistic *)arena;
    int wanted = !once_in(10);
    const dp_statistic_parameters *given = (const dp_statistic_parameters *)placed(&p, sizeof p);
    dp_status status = checked(dp_statistic_new(given, wanted ? &made : NULL, error()));
    if (!wanted) CHECK(status == DP_NULL_ARGUMENT || !given);
    else if (status == DP_OK) keep(STATISTIC, made);
    else CHECK(made == NULL);
}

static void ask_statistic(void) {
    dp_statistic *statistic = (dp_statistic *)object(STATISTIC);
    double epsilon = 1, delta = 1;
    dp_interval interval = {1, 1, 1};
    if (once_in(2)) {
        if (checked(dp_statistic_cost(statistic, &epsilon, &delta, error())) == DP_OK)
            CHECK(epsilon > 0 && delta >= 0 && delta <= 1);
        else CHECK(epsilon == 0 && delta == 0);
    } else if (checked(dp_statistic_noise_interval(statistic, share(), &interval, error())) == DP_OK) {
        CHECK(interval.lower_bound == -interval.upper_bound && interval.upper_bound >= 0);
    } else {
        CHECK(all_zero(&interval, sizeof interval));
    }
}

static void make_accumulator(void) {
    dp_accumulator *made = (dp_accumulator *)arena;
    dp_status status;
    if (once_in(4)) status = checked(dp_accumulator_copy((dp_accumulator *)object(ACCUMULATOR), &made, error()));
    else status = checked(dp_accumulator_new((dp_statistic *)object(STATISTIC), &made, error()));
    if (status == DP_OK) keep(ACCUMULATOR, made);
    else CHECK(made == NULL);
}

// A stride and a length that stay within the arena from its middle, or that are refused.
static size_t shape(ptrdiff_t *stride) {
    *stride = once_in(8) ? (ptrdiff_t)integer() : (ptrdiff_t)below(64) - 32;
    size_t reach = *stride > 32 || *stride < -32 ? 1 : 500;
    return length(reach);
}

static void add_entries(void) {
    dp_accumulator *entries = (dp_accumulator *)object(ACCUMULATOR);
    for (size_t i = 0; i < 64; i++) {
        double number = real();
        memcpy(arena + ARENA - 256 + i * 8, &number, 8);
    }
    switch (below(4)) {
    case 0: checked(dp_accumulator_add_double(entries, real(), error())); break;
    case 1: checked(dp_accumulator_add_int64(entries, integer(), error())); break;
    case 2: checked(dp_accumulator_add_count(entries, once_in(3) ? next() : below(1000), error())); break;
    default: {
        ptrdiff_t stride;
        size_t count = shape(&stride);
        const void *first = once_in(10) ? NULL : arena + ARENA + below(16);
        checked(dp_accumulator_add_buffer(entries, code(DP_BOOL8), first, count, stride, code(3), error()));
    }
    }
}

static void summarize(void) {
    dp_accumulator *from = (dp_accumulator *)object(ACCUMULATOR), *to = (dp_accumulator *)object(ACCUMULATOR);
    if (once_in(8)) {
        size_t used = 1;
        if (checked(dp_accumulator_memory_used(from, &used, error())) != DP_OK) CHECK(used == 0);
        return;
    }
    if (once_in(4)) {
        checked(dp_accumulator_merge(to, from, error()));
        return;
    }
    int32_t format = once_in(8) ? code(3) : 1 + (int32_t)below(2);
    uint8_t *bytes = arena;
    size_t count = 1;
    if (checked(dp_accumulator_serialize(from, format, &bytes, &count, error())) != DP_OK) {
        CHECK(bytes == NULL && count == 0);
        return;
    }
    uint8_t *given = bytes;
    for (size_t changes = once_in(2) ? 0 : below(4); changes > 0 && count > 0; changes--)
        bytes[below(count < 64 || once_in(2) ? count : 64)] = (uint8_t)next();
    size_t shown = once_in(3) ? below(count + 1) : count;
    if (once_in(16)) given = NULL;
    if (once_in(16) && !given) shown = length(10);
    checked(dp_accumulator_merge_bytes(to, once_in(8) ? 3 - format : format, given, shown, error()));
    // What was merged may be summed at once: nothing passes a capacity.
    checked(dp_accumulator_merge_bytes(to, format, bytes, shown, error()));
    dp_bytes_free(bytes);
}

static void release(void) {
    dp_release answer;
    memset(&answer, 0x55, sizeof answer);
    answer.size = once_in(20) ? structure_size(sizeof answer) : sizeof answer;
    if (answer.size > sizeof answer) answer.size = 1;
    double level = once_in(3) ? 0 : share();
    dp_status status;
    if (once_in(3)) {
        ptrdiff_t stride;
        size_t count = shape(&stride);
        status = dp_statistic_quick_result((dp_statistic *)object(STATISTIC), code(DP_BOOL8), arena + ARENA, count,
                                           stride, code(3), level, &answer, error());
    } else {
        status = dp_accumulator_release((dp_accumulator *)object(ACCUMULATOR), level, &answer, error());
    }
    checked(status);
    if (status == DP_OK) {
        CHECK(isfinite(answer.value) && answer.epsilon > 0 && answer.delta >= 0 && answer.granularity > 0);
        CHECK(answer.interval.lower_bound <= answer.interval.upper_bound);
    } else if (answer.size == sizeof answer) {
        CHECK(all_zero((char *)&answer + sizeof(size_t), sizeof answer - sizeof(size_t)));
    }
}

static void ask_tree(void) {
    dp_quantile_parameters p;
    memset(&p, 0, sizeof p);
    p.size = structure_size(sizeof p);
    p.noise = code(DP_LEAST_VARIANCE);
    p.epsilon = decent();
    p.delta = once_in(4) ? real() : 1e-5;
    p.max_partitions_contributed = small();
    p.max_contributions_per_partition = small();
    double shares[8], *values = (double *)(void *)(outputs + below(8));
    dp_interval *intervals = once_in(2) ? NULL : (dp_interval *)(void *)(outputs + 4096 + below(8));
    for (int i = 0; i < 8; i++) shares[i] = once_in(30) ? real() : (double)below(101) / 100;
    memset(outputs, 0x55, 8192);
    size_t count = length(8);
    const dp_quantile_parameters *given = (const dp_quantile_parameters *)placed(&p, sizeof p);
    dp_accumulator *tree = (dp_accumulator *)object(ACCUMULATOR);
    if (checked(dp_accumulator_quantiles(tree, given, shares, count, share(), values, intervals, error())) != DP_OK &&
        count <= 8)
        CHECK(all_zero(values, count * 8) && (!intervals || all_zero(intervals, count * sizeof *intervals)));
}

int main(int count, char **arguments) {
    uint64_t calls = count > 1 ? strtoull(arguments[1], NULL, 10) : 10000;
    state = 0x9e3779b97f4a7c15ULL + (count > 2 ? strtoull(arguments[2], NULL, 10) : 0);
    void (*const all[])(void) = {make_statistic, ask_statistic, make_accumulator, add_entries,       add_entries,
                                 add_arrow,      add_arrow,     summarize,        summarize,         release,
                                 ask_tree,       make_mechanism, add_noise,       ask_mechanism,     sample,
                                 make_selection, select_partitions, make_event,  ask_event,      make_accountant,
                                 compose,        ask_accountant, calibrate};
    int verbose = getenv("FUZZ_VERBOSE") != NULL;
    for (uint64_t call = 0; call < calls; call++) {
        size_t which = below(sizeof all / sizeof *all);
        if (verbose) fprintf(stderr, "%llu: %zu\n", (unsigned long long)call, which);
        all[which]();
    }
    for (int type = 0; type < TYPES; type++)
        for (int slot = 0; slot < KEPT; slot++) free_object(type, objects[type][slot]);
    for (int status = 0; status <= DP_UNBOUNDED; status++)
        if (tally[status]) printf("status %d: %llu\n", status, (unsigned long long)tally[status]);
    return 0;
}
