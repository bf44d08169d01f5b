// Random calls with Arrow structures, of which many contradict themselves.
#ifndef FUZZ_ARROW_H
#define FUZZ_ARROW_H

#include "fuzz_chance.h"

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

#endif
