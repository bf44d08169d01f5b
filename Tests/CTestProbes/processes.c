#define _GNU_SOURCE
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/rand.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dpk_random.h"
#include "probes.h"

// The thread sanitizer's runtime doesn't survive a raw clone, so under it every child is made by fork.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DPK_PROBE_THREAD_SANITIZER 1
#endif
#endif
#ifndef DPK_PROBE_THREAD_SANITIZER
#define DPK_PROBE_THREAD_SANITIZER 0
#endif

int dpk_probe_thread_sanitizer(void) {
    return DPK_PROBE_THREAD_SANITIZER;
}

// A child of a process with many threads inherits their locks as they were; one that hangs is ended after 20 s.
enum { SECONDS_TO_LIVE = 20 };

static int draw_in_child(int raw, uint64_t *out, size_t words) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    long child = raw && !DPK_PROBE_THREAD_SANITIZER ? syscall(SYS_clone, (long)SIGCHLD, 0, 0, 0, 0) : fork();
    if (child < 0) return -1;
    if (child == 0) {
        signal(SIGALRM, SIG_DFL);
        alarm(SECONDS_TO_LIVE);
        dpk_random_bytes(out, words * sizeof *out);
        (void)!write(ends[1], out, words * sizeof *out);
        _exit(0);
    }
    close(ends[1]);
    size_t got = 0;
    for (ssize_t n; got < words * sizeof *out; got += (size_t)n) {
        n = read(ends[0], (char *)out + got, words * sizeof *out - got);
        if (n <= 0) break;
    }
    close(ends[0]);
    waitpid((pid_t)child, NULL, 0);
    return got == words * sizeof *out ? 0 : -1;
}

int dpk_probe_fork(int children, int raw, uint64_t *out, size_t words) {
    dpk_random_bytes(out, words * sizeof *out);  // the pool is live and half full when the children are made
    for (int i = 0; i < children; i++) {
        out += words;
        int drawn = -1;
        for (int attempt = 0; attempt < 3 && drawn != 0; attempt++) drawn = draw_in_child(raw, out, words);
        if (drawn != 0) return -1;
    }
    dpk_random_bytes(out + words, words * sizeof *out);
    return 0;
}

static int no_bytes(unsigned char *bytes, int count) {
    (void)bytes;
    (void)count;
    return 0;
}

int dpk_probe_entropy_failure(void) {
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGABRT, SIG_DFL);
        signal(SIGALRM, SIG_DFL);
        alarm(SECONDS_TO_LIVE);
        close(STDERR_FILENO);
        RAND_METHOD broken = {NULL, no_bytes, NULL, NULL, no_bytes, NULL};
        RAND_set_rand_method(&broken);
        unsigned char byte;
        dpk_random_bytes(&byte, 1);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void *draw_in_thread(void *out) {
    dpk_random_bytes(out, 32);
    return NULL;
}

int dpk_probe_threads_differ(void) {
    unsigned char drawn[8][32];
    for (int i = 0; i < 7; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, draw_in_thread, drawn[i]) != 0) return 0;
        pthread_join(thread, NULL);
    }
    dpk_random_bytes(drawn[7], 32);
    for (int i = 0; i < 8; i++) {
        for (int j = 0; j < i; j++) {
            if (memcmp(drawn[i], drawn[j], 32) == 0) return 0;
        }
    }
    return 1;
}
