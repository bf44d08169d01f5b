// Eight threads on one accumulator lose no entry, and a child's noise differs from its parent's.
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "dp.h"

#define THREADS 8
#define ROUNDS 2000
#define LONG (1 << 18)

static dp_accumulator *entries;
static int64_t block[100];
static int64_t *long_block;

// In every round one entry of 1, one hundred of 1, and in some a buffer so long that it is summed apart; and bytes.
static void *add(void *argument) {
    (void)argument;
    for (int round = 0; round < ROUNDS; round++) {
        CHECK(dp_accumulator_add_int64(entries, 1, NULL) == DP_OK);
        CHECK(dp_accumulator_add_buffer(entries, DP_INT64, block, 100, 8, 1, NULL) == DP_OK);
        if (round % 400 == 0)
            CHECK(dp_accumulator_add_buffer(entries, DP_INT64, long_block, LONG, 8, 2, NULL) == DP_OK);
        if (round % 100 == 0) {
            uint8_t *bytes;
            size_t length;
            CHECK(dp_accumulator_serialize(entries, DP_FORMAT_SUMMARY, &bytes, &length, NULL) == DP_OK);
            dp_bytes_free(bytes);
        }
    }
    return NULL;
}

static dp_statistic *sum_question(int32_t kind) {
    dp_statistic_parameters p;
    memset(&p, 0, sizeof p);
    p.size = sizeof p;
    p.kind = kind;
    p.number = DP_INT64;
    p.epsilon = 1e6;
    p.integer_upper_bound = 10;
    p.max_partitions_contributed = p.max_contributions_per_partition = 1;
    dp_statistic *made;
    CHECK(dp_statistic_new(&p, &made, NULL) == DP_OK);
    return made;
}

static void *release(void *got) {
    dp_release answer;
    answer.size = sizeof answer;
    dp_status status = dp_accumulator_release(entries, 0, &answer, NULL);
    CHECK(status == DP_OK || status == DP_ALREADY_RELEASED);
    *(double *)got = answer.value;
    return NULL;
}

static void eight_threads(void) {
    dp_statistic *question = sum_question(DP_SUM);
    CHECK(dp_accumulator_new(question, &entries, NULL) == DP_OK);
    long_block = (int64_t *)malloc(LONG * sizeof *long_block);
    for (int i = 0; i < 100; i++) block[i] = 1;
    for (int i = 0; i < LONG; i++) long_block[i] = 1;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, add, NULL) == 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    // All release at once: one gets the answer.
    double values[THREADS];
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, release, &values[i]) == 0);
    double total = 0;
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL), total += values[i];
    CHECK(total == THREADS * (ROUNDS * 101.0 + 5.0 * LONG));
    dp_accumulator_free(entries);
    dp_statistic_free(question);
    free(long_block);
}

// Two processes get the same 1000 numbers with a probability below 2^-1000.
static void children(void) {
    dp_mechanism_parameters p;
    memset(&p, 0, sizeof p);
    p.size = sizeof p;
    p.kind = DP_LAPLACE_MECHANISM;
    p.epsilon = p.sensitivity = 1;
    dp_mechanism *mechanism;
    CHECK(dp_mechanism_new(&p, &mechanism, NULL) == DP_OK);
    double zeros[1000] = {0}, ours[1000], theirs[1000];
    CHECK(dp_mechanism_add_noise_doubles(mechanism, zeros, 1000, 1, ours, NULL) == DP_OK);
    int ends[2];
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        CHECK(dp_mechanism_add_noise_doubles(mechanism, zeros, 500, 1, ours, NULL) == DP_OK);
        dp_mechanism_free(mechanism);
        _exit(write(ends[1], ours, 500 * sizeof *ours) == 500 * sizeof *ours ? 0 : 1);
    }
    CHECK(read(ends[0], theirs, 500 * sizeof *theirs) == 500 * sizeof *theirs);
    CHECK(dp_mechanism_add_noise_doubles(mechanism, zeros, 500, 1, ours, NULL) == DP_OK);
    int ended = 1;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);
    int same = 0;
    for (int i = 0; i < 500; i++) same += ours[i] == theirs[i];
    CHECK(same < 10);
    dp_mechanism_free(mechanism);
}

int main(void) {
    eight_threads();
    children();
    return 0;
}
