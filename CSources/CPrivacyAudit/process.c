#define _GNU_SOURCE
#include "dpk_audit_process.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_TO_LIVE = 20 };

static int draw_in_child(void (*draw)(uint64_t *, size_t), uint64_t *out, size_t words) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    const pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return -1;
    }
    if (child == 0) {
        signal(SIGALRM, SIG_DFL);
        alarm(SECONDS_TO_LIVE);
        draw(out, words);
        (void)!write(ends[1], out, words * sizeof *out);
        _exit(0);
    }
    close(ends[1]);
    size_t got = 0;
    while (got < words * sizeof *out) {
        const ssize_t part = read(ends[0], (char *)out + got, words * sizeof *out - got);
        if (part <= 0) break;
        got += (size_t)part;
    }
    close(ends[0]);
    waitpid(child, NULL, 0);
    return got == words * sizeof *out ? 0 : -1;
}

int dpk_audit_fork(int children, void (*draw)(uint64_t *, size_t), uint64_t *out, size_t words) {
    draw(out, words);  // buffers are live and half full when the children are made
    for (int i = 0; i < children; i++, out += words) {
        if (draw_in_child(draw, out, words) != 0) return -1;
    }
    draw(out, words);
    return 0;
}

uint64_t dpk_audit_clock(void) {
#if defined(__x86_64__)
    __builtin_ia32_lfence();
    const uint64_t cycles = __builtin_ia32_rdtsc();
    __builtin_ia32_lfence();
    return cycles;
#else
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}
