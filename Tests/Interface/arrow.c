// Arrow arrays and streams: every number type, offsets, nulls, structs, and all or nothing.
#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

#define LENGTH 300
static dp_error why;
static int kept; // structures that were given away and not yet released

static void free_schema(struct ArrowSchema *schema) { schema->release = NULL, kept--; }
static void free_array(struct ArrowArray *array) { array->release = NULL, kept--; }

static dp_accumulator *sum(int32_t kind, int32_t number) {
    dp_statistic_parameters p;
    memset(&p, 0, sizeof p);
    p.size = sizeof p;
    p.kind = kind;
    p.number = number;
    p.epsilon = 1e6;
    p.upper_bound = 1000;
    p.integer_upper_bound = 1000;
    p.max_partitions_contributed = p.max_contributions_per_partition = 1;
    dp_statistic *statistic = NULL;
    dp_accumulator *made = NULL;
    CHECK(dp_statistic_new(&p, &statistic, &why) == DP_OK);
    CHECK(dp_accumulator_new(statistic, &made, &why) == DP_OK);
    dp_statistic_free(statistic);
    return made;
}

static double answer(dp_accumulator *entries) {
    dp_release release;
    release.size = sizeof release;
    CHECK(dp_accumulator_release(entries, 0, &release, &why) == DP_OK);
    dp_accumulator_free(entries);
    return release.value;
}

static struct ArrowSchema schema_of(const char *format) {
    struct ArrowSchema schema;
    memset(&schema, 0, sizeof schema);
    schema.format = format;
    schema.release = free_schema;
    return schema;
}

static struct ArrowArray array_of(const void **buffers, int64_t length, int64_t offset, int64_t nulls) {
    struct ArrowArray array;
    memset(&array, 0, sizeof array);
    array.length = length;
    array.offset = offset;
    array.null_count = nulls;
    array.n_buffers = 2;
    array.buffers = buffers;
    array.release = free_array;
    return array;
}

static const char *const formats[] = {"g", "f", "l", "L", "i", "I", "s", "S", "c", "C", "b"};

// The value at place i: i modulo 100, or i's lowest bit for booleans.
static void fill(int type, void *values) {
    memset(values, 0, 8 * LENGTH);
    for (int i = 0; i < LENGTH; i++) {
        int v = i % 100;
        switch (type) {
        case 0: ((double *)values)[i] = v; break;
        case 1: ((float *)values)[i] = (float)v; break;
        case 2: case 3: ((int64_t *)values)[i] = v; break;
        case 4: case 5: ((int32_t *)values)[i] = v; break;
        case 6: case 7: ((int16_t *)values)[i] = (int16_t)v; break;
        case 8: case 9: ((int8_t *)values)[i] = (int8_t)v; break;
        default: ((uint8_t *)values)[i / 8] |= (uint8_t)((i & 1) << (i % 8));
        }
    }
}

// Every third place is null.
static void fill_nulls(uint8_t *bits) {
    memset(bits, 0, LENGTH / 8 + 1);
    for (int i = 0; i < LENGTH; i++)
        if (i % 3) bits[i / 8] |= (uint8_t)(1 << (i % 8));
}

static double expected(int type, int start, int end, int nulls, int *count) {
    double total = 0;
    *count = 0;
    for (int i = start; i < end; i++)
        if (!nulls || i % 3) total += type == 10 ? i & 1 : i % 100, ++*count;
    return total;
}

static void every_type_is_read(void) {
    double values[LENGTH];
    uint8_t bits[LENGTH / 8 + 1];
    fill_nulls(bits);
    for (int type = 0; type < 11; type++) {
        fill(type, values);
        for (int offset = 0; offset < 20; offset += 7) {
            for (int nulls = -1; nulls <= 1; nulls++) {
                const void *buffers[2] = {nulls ? bits : NULL, values};
                int length = LENGTH - 30, count;
                double total = expected(type, offset, offset + length, nulls, &count);
                struct ArrowSchema schema = schema_of(formats[type]);
                struct ArrowArray array = array_of(buffers, length, offset, nulls > 0 ? length - count : nulls);
                for (int32_t number = DP_FLOAT64; number <= DP_INT64; number++) {
                    dp_accumulator *entries = sum(DP_SUM, number), *counted = sum(DP_COUNT, number);
                    dp_status status = dp_accumulator_add_arrow(entries, &schema, &array, -1, 1, &why);
                    CHECK(status == (number == DP_INT64 && type < 2 ? DP_WRONG_NUMBER_TYPE : DP_OK));
                    if (status == DP_OK) CHECK(fabs(answer(entries) - total) < 0.1);
                    else dp_accumulator_free(entries);
                    CHECK(dp_accumulator_add_arrow(counted, &schema, &array, -1, 1, &why) == DP_OK);
                    CHECK(answer(counted) == count);
                }
                CHECK(schema.release && array.release); // still the caller's
            }
        }
    }
}

// A record batch of two columns from place 5 on, of which the structs at every third place are null, too.
static void columns_of_structs_are_read(void) {
    double first[LENGTH], second[LENGTH];
    uint8_t bits[LENGTH / 8 + 1];
    fill(0, first);
    fill(2, second);
    fill_nulls(bits);
    const void *buffers[2][2] = {{NULL, first}, {NULL, second}}, *outer[1] = {bits};
    struct ArrowSchema schemas[2] = {schema_of("g"), schema_of("l")}, *schema_places[2] = {schemas, schemas + 1};
    struct ArrowArray arrays[2] = {array_of(buffers[0], LENGTH, 0, 0), array_of(buffers[1], LENGTH - 2, 2, 0)};
    struct ArrowArray *array_places[2] = {arrays, arrays + 1};
    struct ArrowSchema schema = schema_of("+s");
    struct ArrowArray array = array_of(outer, LENGTH - 10, 5, -1);
    schema.n_children = array.n_children = 2;
    schema.children = schema_places;
    array.children = array_places;
    array.n_buffers = 1;
    int count;
    dp_accumulator *entries = sum(DP_SUM, DP_FLOAT64);
    CHECK(dp_accumulator_add_arrow(entries, &schema, &array, -1, 1, &why) == DP_INVALID_ARROW);
    CHECK(dp_accumulator_add_arrow(entries, &schema, &array, 2, 1, &why) == DP_INVALID_ARROW);
    CHECK(dp_accumulator_add_arrow(entries, &schema, &array, 0, 1, &why) == DP_OK);
    CHECK(fabs(answer(entries) - expected(0, 5, LENGTH - 5, 1, &count)) < 0.1);
    entries = sum(DP_SUM, DP_INT64);
    CHECK(dp_accumulator_add_arrow(entries, &schema, &array, 1, 1, &why) == DP_OK);
    double total = 0; // the second column has an offset of its own
    for (int i = 5; i < LENGTH - 5; i++) total += i % 3 ? (i + 2) % 100 : 0;
    CHECK(answer(entries) == total);
    entries = sum(DP_SUM, DP_INT64);
    array.length = LENGTH; // reaches past the columns
    CHECK(dp_accumulator_add_arrow(entries, &schema, &array, 1, 1, &why) == DP_INVALID_ARROW);
    struct ArrowSchema text = schema_of("u");
    CHECK(dp_accumulator_add_arrow(entries, &text, &arrays[1], -1, 1, &why) == DP_UNSUPPORTED_ARROW_TYPE);
    arrays[1].dictionary = &arrays[0];
    CHECK(dp_accumulator_add_arrow(entries, schemas + 1, &arrays[1], -1, 1, &why) == DP_UNSUPPORTED_ARROW_TYPE);
    arrays[1].release = NULL;
    CHECK(dp_accumulator_add_arrow(entries, schemas + 1, &arrays[1], -1, 1, &why) == DP_INVALID_ARROW);
    dp_accumulator_free(entries);
}

struct source {
    int left, broken;
    const void **buffers;
};

static int next_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    (void)stream;
    *out = schema_of("g");
    kept++;
    return 0;
}

static int next_array(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    struct source *source = (struct source *)stream->private_data;
    memset(out, 0, sizeof *out);
    if (source->left == 0) return source->broken == 2 ? 5 : 0;
    source->left--;
    *out = array_of(source->buffers, LENGTH, source->left == 0 && source->broken == 1 ? -1 : 0, 0);
    kept++;
    return 0;
}

static void free_stream(struct ArrowArrayStream *stream) { stream->release = NULL, kept--; }

static void streams_are_all_or_nothing(void) {
    double values[LENGTH];
    fill(0, values);
    const void *buffers[2] = {NULL, values};
    int count;
    double once = expected(0, 0, LENGTH, 0, &count);
    for (int broken = 0; broken < 3; broken++) {
        dp_accumulator *entries = sum(DP_SUM, DP_FLOAT64);
        CHECK(dp_accumulator_add_double(entries, 7, &why) == DP_OK);
        struct source source = {3, broken, buffers};
        struct ArrowArrayStream stream = {next_schema, next_array, NULL, free_stream, &source};
        kept = 1;
        dp_status status = dp_accumulator_add_arrow_stream(entries, &stream, -1, 1, &why);
        CHECK(status == (broken == 0 ? DP_OK : broken == 1 ? DP_INVALID_ARROW : DP_ARROW_STREAM_FAILED));
        CHECK(kept == 0 && stream.release == NULL);
        CHECK(fabs(answer(entries) - (broken ? 7 : 7 + 3 * once)) < 0.1);
    }
}

int main(void) {
    every_type_is_read();
    columns_of_structs_are_read();
    streams_are_all_or_nothing();
    return 0;
}
