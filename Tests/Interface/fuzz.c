// Random calls, most of them wrong, in a reproducible order: fuzz CALLS [SEED]. No call may end the process, touch memory
// that isn't its own (the address sanitizer watches) or leave anything behind, and each must keep what dp.h says of
// all: a status that is listed, a sentence ended by NUL, outputs of zero on errors.
#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

// ---- chance

static uint64_t state;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1dULL;
}

static size_t below(size_t n) { return (size_t)(next() >> 16) % n; }
static int once_in(size_t n) { return below(n) == 0; }

static double real(void) {
    static const double odd[] = {0,     -0.0,   1,     -1,    0.5,     1e-300,  1e300,    1e17, 0x1p-50, 5e-324,
                                 1e308, -1e308, 0x1p53, 10,   1e-5,    0x1p960, 0x1p-960, 2,    0.95,    1 - 0x1p-53,
                                 INFINITY, -INFINITY, NAN, 100, 1e-15};
    switch (below(3)) {
    case 0: return odd[below(sizeof odd / sizeof *odd)];
    case 1: return (double)below(1 << 20) / (1 << 18);
    default: {
        uint64_t bits = next();
        double any;
        memcpy(&any, &bits, sizeof any);
        return any;
    }
    }
}

static double decent(void) { return once_in(4) ? real() : (double)(1 + below(1000)) / 100; }

static double share(void) { return once_in(4) ? real() : (double)(1 + below(998)) / 1000; }

static int64_t integer(void) {
    static const int64_t odd[] = {0, -1, 1, 2, INT64_MIN, INT64_MAX, INT64_MIN + 1, 1LL << 32, 1LL << 53, 65536, -65536};
    switch (below(3)) {
    case 0: return odd[below(sizeof odd / sizeof *odd)];
    case 1: return (int64_t)next();
    default: return (int64_t)below(20);
    }
}

static int64_t small(void) { return once_in(6) ? integer() : 1 + (int64_t)below(4); }

static int32_t code(int32_t last) { return once_in(8) ? (int32_t)next() : (int32_t)below((size_t)last + 2); }

// ---- memory: what is passed lies in an arena with room behind it, aligned or not

#define ARENA 65536
static unsigned char arena[2 * ARENA];
static unsigned char outputs[2 * ARENA];

static void *place(unsigned char *memory) {
    return once_in(8) ? NULL : memory + below(64) * 8 + (once_in(3) ? below(8) : 0);
}

// A length of at most `most`, or one that no memory has.
static size_t length(size_t most) {
    static const size_t absurd[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8, (size_t)1 << 62, ((size_t)1 << 47) + 1};
    return once_in(8) ? absurd[below(5)] : below(most + 1);
}

static size_t structure_size(size_t known) {
    static const size_t odd[] = {0, 1, 8, SIZE_MAX, 4097, 4096};
    return once_in(10) ? odd[below(6)] : once_in(10) ? known + below(64) : known;
}

// ---- objects

enum { STATISTIC, ACCUMULATOR, MECHANISM, DISTRIBUTION, SELECTION, TYPES, KEPT = 24 };
static void *objects[TYPES][KEPT];

static void free_object(int type, void *object) {
    switch (type) {
    case STATISTIC: dp_statistic_free((dp_statistic *)object); break;
    case ACCUMULATOR: dp_accumulator_free((dp_accumulator *)object); break;
    case MECHANISM: dp_mechanism_free((dp_mechanism *)object); break;
    case DISTRIBUTION: dp_distribution_free((dp_distribution *)object); break;
    default: dp_partition_selection_free((dp_partition_selection *)object); break;
    }
}

// An object of the type; or none, one of another type, a pointer into one, or memory that never was one.
static void *object(int type) {
    static uint64_t nothing[8];
    switch (below(24)) {
    case 0: return NULL;
    case 1: return nothing;
    case 2: return objects[below(TYPES)][below(KEPT)];
    case 3: {
        char *some = (char *)objects[type][below(KEPT)];
        return some ? some + 1 : NULL;
    }
    default: return objects[type][below(KEPT)];
    }
}

static void keep(int type, void *made) {
    size_t slot = below(KEPT);
    free_object(type, objects[type][slot]);
    objects[type][slot] = made;
}

// ---- what every call must hold

static dp_error why;
static int with_error;
static uint64_t tally[32];

static dp_error *error(void) {
    with_error = !once_in(4);
    memset(&why, 0x55, sizeof why);
    return with_error ? &why : NULL;
}

static int all_zero(const void *memory, size_t size) {
    const unsigned char *bytes = (const unsigned char *)memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i]) return 0;
    return 1;
}

static dp_status checked(dp_status status) {
    CHECK(status >= DP_OK && status <= DP_OUT_OF_MEMORY);
    tally[status]++;
    if (with_error) {
        CHECK(why.status == status && why.reserved == 0);
        CHECK(memchr(why.message, 0, sizeof why.message) != NULL);
        CHECK((status == DP_OK) == (why.message[0] == 0));
        CHECK((status == DP_INVALID_PARAMETER) == (why.parameter != 0) && (why.parameter != 0) == (why.rule != 0));
        if (status == DP_OK) CHECK(all_zero(&why, sizeof why));
    }
    return status;
}

// A structure somewhere in the arena, or nowhere; behind it there is sometimes more.
static void *placed(const void *structure, size_t size) {
    unsigned char *memory = (unsigned char *)place(arena);
    if (!memory) return NULL;
    memcpy(memory, structure, size);
    memset(memory + size, once_in(8), 4200);
    return memory;
}

// ---- calls

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

// ---- Arrow

static int64_t arrow_calls;
static void forget_schema(struct ArrowSchema *schema) { schema->release = NULL, arrow_calls--; }
static void forget_array(struct ArrowArray *array) { array->release = NULL, arrow_calls--; }

static const char *const formats[] = {"g", "f", "l", "L", "i", "I", "s", "S", "c", "C", "b", "n", "u", "+s",
                                      "e", "tdD", "", "gg", "+l", "d:19,10", "Z"};
static const char *const number_formats[] = {"g", "f", "l", "L", "i", "I", "s", "S", "c", "C", "b"};

static int64_t arrow_length(void) {
    static const int64_t odd[] = {-1, INT64_MIN, INT64_MAX, (int64_t)1 << 60};
    return once_in(16) ? odd[below(4)] : (int64_t)below(65);
}

// Values and bits of nulls for 128 numbers from `offset` on lie in the arena.
static void leaf(struct ArrowSchema *schema, struct ArrowArray *array, const void **buffers) {
    memset(schema, 0, sizeof *schema);
    memset(array, 0, sizeof *array);
    schema->format = once_in(30) ? NULL : once_in(6) ? formats[below(21)] : number_formats[below(11)];
    schema->release = once_in(40) ? NULL : forget_schema;
    array->length = arrow_length();
    array->offset = arrow_length();
    array->null_count = once_in(2) ? 0 : once_in(8) ? integer() : once_in(2) ? -1 : (int64_t)below(10);
    array->n_buffers = once_in(30) ? integer() : 2;
    array->buffers = once_in(40) ? NULL : buffers;
    array->release = once_in(40) ? NULL : forget_array;
    buffers[0] = once_in(3) ? NULL : arena + below(64);
    buffers[1] = once_in(20) ? NULL : arena + 1024 + below(64);
    if (once_in(40)) schema->dictionary = schema;
    if (once_in(40)) array->dictionary = array;
    if (once_in(40)) array->n_children = integer();
}

struct columns {
    struct ArrowSchema schema, children[2], *child_schemas[2];
    struct ArrowArray array, child_arrays[2], *child_places[2];
    const void *buffers[3][2];
};

static void table(struct columns *columns) {
    leaf(&columns->schema, &columns->array, columns->buffers[0]);
    if (once_in(2)) return;
    for (int i = 0; i < 2; i++) {
        leaf(&columns->children[i], &columns->child_arrays[i], columns->buffers[1 + i]);
        columns->child_schemas[i] = once_in(30) ? NULL : &columns->children[i];
        columns->child_places[i] = once_in(30) ? NULL : &columns->child_arrays[i];
    }
    columns->schema.format = "+s";
    columns->schema.children = once_in(30) ? NULL : columns->child_schemas;
    columns->array.children = once_in(30) ? NULL : columns->child_places;
    columns->schema.n_children = columns->array.n_children = 1 + (int64_t)below(2);
    if (once_in(30)) columns->array.n_children = once_in(2) ? -1 : 0;
    if (once_in(40)) columns->schema.n_children = columns->array.n_children = once_in(2) ? INT64_MIN : 0;
    columns->array.n_buffers = once_in(30) ? integer() : 1;
    columns->array.offset = once_in(4) ? arrow_length() : 0;
}

static struct columns streamed;

static int stream_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    (void)stream;
    if (once_in(20)) return 5;
    *out = streamed.schema;
    if (out->release) arrow_calls++;
    return 0;
}

static int stream_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    if (once_in(20)) return 5;
    memset(out, 0, sizeof *out);
    if (*(int *)stream->private_data == 0) return 0;
    --*(int *)stream->private_data;
    *out = streamed.array;
    if (out->release) arrow_calls++;
    return 0;
}

static void forget_stream(struct ArrowArrayStream *stream) { stream->release = NULL, arrow_calls--; }

static void add_arrow(void) {
    dp_accumulator *entries = (dp_accumulator *)object(ACCUMULATOR);
    table(&streamed);
    int64_t column = once_in(8) ? integer() : (int64_t)below(3) - 1;
    arrow_calls = 0;
    if (once_in(2)) {
        const struct ArrowSchema *schema = once_in(20) ? NULL : &streamed.schema;
        const struct ArrowArray *array = once_in(20) ? NULL : &streamed.array;
        checked(dp_accumulator_add_arrow(entries, schema, array, column, code(2), error()));
    } else {
        int arrays = (int)below(3);
        struct ArrowArrayStream stream = {stream_schema, stream_next, NULL, forget_stream, &arrays};
        if (once_in(30)) stream.get_schema = NULL;
        if (once_in(30)) stream.get_next = NULL;
        int released = once_in(30);
        if (released) stream.release = NULL;
        struct ArrowArrayStream *given = once_in(30) ? NULL : &stream;
        if (given && !released) arrow_calls++;
        checked(dp_accumulator_add_arrow_stream(entries, given, column, code(2), error()));
        if (given) CHECK(stream.release == NULL);
    }
    CHECK(arrow_calls == 0); // what was taken was released, once
}

// ---- mechanisms, distributions, selections

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

int main(int count, char **arguments) {
    uint64_t calls = count > 1 ? strtoull(arguments[1], NULL, 10) : 10000;
    state = 0x9e3779b97f4a7c15ULL + (count > 2 ? strtoull(arguments[2], NULL, 10) : 0);
    void (*const all[])(void) = {make_statistic, ask_statistic, make_accumulator, add_entries,       add_entries,
                                 add_arrow,      add_arrow,     summarize,        summarize,         release,
                                 ask_tree,       make_mechanism, add_noise,       ask_mechanism,     sample,
                                 make_selection, select_partitions};
    int verbose = getenv("FUZZ_VERBOSE") != NULL;
    for (uint64_t call = 0; call < calls; call++) {
        size_t which = below(sizeof all / sizeof *all);
        if (verbose) fprintf(stderr, "%llu: %zu\n", (unsigned long long)call, which);
        all[which]();
    }
    for (int type = 0; type < TYPES; type++)
        for (int slot = 0; slot < KEPT; slot++) free_object(type, objects[type][slot]);
    for (int status = 0; status <= DP_OUT_OF_MEMORY; status++)
        if (tally[status]) printf("status %d: %llu\n", status, (unsigned long long)tally[status]);
    return 0;
}
