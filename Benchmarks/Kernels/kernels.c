// See run. Each row is measured in turns with the float sums, 15 times (5 above 20 million entries); printed are the
// median in nanoseconds an entry and the medians of its ratios to the float sums of the same turn, as a Markdown table. One thread is measured
// in processor time, so that others on the machine disturb less; several are in elapsed time.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dpk_kernels.h"
#include "dpk_parallel.h"
#include "float_sum.h"

#if defined(__x86_64__)
#include <immintrin.h>

// The plain sum with the widest registers, four chains. Only called if the machine has them.
__attribute__((target("avx512f"))) static double wide_float_sum(const double *values, size_t count) {
    __m512d a = _mm512_setzero_pd(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= count; i += 32) {
        a = _mm512_add_pd(a, _mm512_loadu_pd(values + i));
        b = _mm512_add_pd(b, _mm512_loadu_pd(values + i + 8));
        c = _mm512_add_pd(c, _mm512_loadu_pd(values + i + 16));
        d = _mm512_add_pd(d, _mm512_loadu_pd(values + i + 24));
    }
    double sum = _mm512_reduce_add_pd(_mm512_add_pd(_mm512_add_pd(a, b), _mm512_add_pd(c, d)));
    for (; i < count; i++) sum += values[i];
    return sum;
}
#else
static double wide_float_sum(const double *values, size_t count) { return float_sum(values, count); }
#endif

static clockid_t watch = CLOCK_THREAD_CPUTIME_ID;

static double now(void) {
    struct timespec time;
    clock_gettime(watch, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static uint64_t state = 1;
static double uniform(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static size_t entries, threads;
static double *values;
static int32_t *integers;
static dpk_real_grid grid;
static dpk_real_leaves real_leaves;
static dpk_integer_leaves integer_leaves;
static dpk_leaf_counts counts;
static dpk_totals totals, parts[DPK_MOST_PARTS];
static volatile double sink;

static void plain(void) { sink = float_sum(values, entries); }
static void wide(void) { sink = wide_float_sum(values, entries); }

static void exact(void) { dpk_kernels_active()->sum_f64(&grid, values, entries, &totals); }
static void moments(void) { dpk_kernels_active()->moments_f64(&grid, values, entries, &totals); }

static void part_of_sum(void *context, size_t part) {
    (void)context;
    size_t start = entries / threads * part, end = part + 1 < threads ? start + entries / threads : entries;
    memset(&parts[part], 0, sizeof parts[part]);
    dpk_kernels_active()->sum_f64(&grid, values + start, end - start, &parts[part]);
}
static void parallel(void) { dpk_parallel(threads, part_of_sum, NULL); }

static void leaves(void) {
    dpk_count_f64(&real_leaves, values, entries, &counts);
    dpk_leaf_counts_fold(&counts);
}
static void leaves_of_integers(void) {
    dpk_count_i32(&integer_leaves, integers, entries, &counts);
    dpk_leaf_counts_fold(&counts);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const char *kernels, const char *name, void (*work)(void)) {
    enum { MOST = 15 };
    size_t turns = entries > 20000000 ? 5 : MOST;
    double times[MOST], to_plain[MOST], to_wide[MOST];
    work();  // pages in
    for (size_t turn = 0; turn < turns; turn++) {
        double start = now();
        plain();
        double middle = now();
        wide();
        double next = now();
        work();
        double end = now();
        times[turn] = (end - next) / (double)entries;
        to_plain[turn] = (middle - start) / (end - next);
        to_wide[turn] = (next - middle) / (end - next);
    }
    qsort(times, turns, sizeof(double), ascending);
    qsort(to_plain, turns, sizeof(double), ascending);
    qsort(to_wide, turns, sizeof(double), ascending);
    printf("| %s | %s | %.3f | %.2f | %.2f |\n", kernels, name, times[turns / 2], to_plain[turns / 2],
           to_wide[turns / 2]);
    fflush(stdout);
}

// The most memory that the process had so far, in KiB (Linux; else 0).
static long peak(void) {
    char line[256];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %ld", &kib);
    if (status) fclose(status);
    return kib;
}

int main(int count, char **arguments) {
    entries = (size_t)(count > 1 ? atoi(arguments[1]) : 10) * 1000000;
    threads = (size_t)(count > 2 ? atoi(arguments[2]) : 2);
    if (entries == 0 || threads == 0 || threads > DPK_MOST_PARTS) return 2;
    const char *shapes[] = {"bell", "uniform", "whole numbers", "one number"};
    const size_t last_shape = entries > 20000000 ? 0 : 3;
    const uint32_t most = 65536;
    int64_t low, high;
    dpk_real_grid_prepare(30, 200, -33, 0, &grid, &low, &high);
    dpk_real_leaves_prepare(30, 200, most, &real_leaves);
    dpk_integer_leaves_prepare(30, 200, most, &integer_leaves);
    values = malloc(entries * sizeof *values);
    integers = malloc(entries * sizeof *integers);
    if (!values || !integers) return 1;
    memset(values, 1, entries * sizeof *values);
    memset(integers, 1, entries * sizeof *integers);
    const long input = peak();
    counts = (dpk_leaf_counts){
        .counts = calloc(most + 1, sizeof(uint64_t)),
        .tables = calloc(dpk_leaf_tables_length(most), sizeof(uint32_t)),
        .leaves = most,
    };
    if (!counts.counts || !counts.tables) return 1;
    const dpk_kernels *const *list;
    const size_t available = dpk_kernels_available(&list);
    const char *best = list[available - 1]->name;
    printf("| back end | work | ns | of a plain SSE2 float sum's speed | of a plain AVX-512 float sum's speed |\n"
           "| --- | --- | --- | --- | --- |\n");
    char name[64];
    for (size_t shape = 0; shape <= last_shape; shape++) {
        for (size_t i = 0; i < entries; i++) {
            double bell = 72 + 12 * (uniform() + uniform() + uniform() + uniform() - 2) * 1.732;
            values[i] = shape == 0 ? bell : shape == 1 ? 30 + 170 * uniform() : shape == 2 ? floor(bell) : 72;
            integers[i] = (int32_t)values[i];
        }
        snprintf(name, sizeof name, "counts of %u leaves, %s", most, shapes[shape]);
        for (size_t i = 0; i < available; i++) {
            dpk_kernels_force(list[i]);
            measure(list[i]->name, name, leaves);
        }
    }
    measure(best, "counts, 32-bit integers", leaves_of_integers);
    measure(best, "sum, one thread", exact);
    measure(best, "moments, one thread", moments);
    watch = CLOCK_MONOTONIC;
    measure(best, "sum, one thread, elapsed", exact);
    snprintf(name, sizeof name, "sum, %zu threads, elapsed", threads);
    measure(best, name, parallel);
    printf("\nMemory above the input: %ld KiB.\n", peak() - input);
    free(counts.tables);
    free(counts.counts);
    free(integers);
    free(values);
    return 0;
}
