// What the random calls are made of, and what each of them must hold.
#ifndef FUZZ_CHANCE_H
#define FUZZ_CHANCE_H

#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

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
    static const double odd[] = {0,      -0.0,    1,        -1, 0.5,  1e-300,      1e300,    1e17,      0x1p-50,
                                 5e-324, 1e308,   -1e308,   0x1p53, 10, 1e-5,     0x1p960,  0x1p-960,  2,
                                 0.95,   1 - 0x1p-53, INFINITY, -INFINITY, NAN, 100, 1e-15};
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
    static const int64_t odd[] = {0,         -1,        1,         2,     INT64_MIN, INT64_MAX, INT64_MIN + 1,
                                  1LL << 32, 1LL << 53, 65536, -65536};
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

enum { STATISTIC, ACCUMULATOR, MECHANISM, DISTRIBUTION, SELECTION, EVENT, ACCOUNTANT, TYPES, KEPT = 24 };
static void *objects[TYPES][KEPT];

static void free_object(int type, void *object) {
    switch (type) {
    case STATISTIC: dp_statistic_free((dp_statistic *)object); break;
    case ACCUMULATOR: dp_accumulator_free((dp_accumulator *)object); break;
    case MECHANISM: dp_mechanism_free((dp_mechanism *)object); break;
    case DISTRIBUTION: dp_distribution_free((dp_distribution *)object); break;
    case SELECTION: dp_partition_selection_free((dp_partition_selection *)object); break;
    case EVENT: dp_event_free((dp_event *)object); break;
    default: dp_accountant_free((dp_accountant *)object); break;
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
    CHECK(status >= DP_OK && status <= DP_UNBOUNDED);
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

#endif
