#include "dpk_parallel.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

typedef struct {
    void (*body)(void *context, size_t part);
    void *context;
    size_t part;
    pthread_t thread;
    int started;
} job;

static void *run(void *argument) {
    const job *mine = argument;
    mine->body(mine->context, mine->part);
    return NULL;
}

// All signals but those that a thread's own instructions raise: were these blocked, a fault in a part would end the
// process without asking the host's handler, which may know what to do (say, of a page of a mapped file).
static sigset_t signals_from_elsewhere(void) {
    static const int own[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
    sigset_t set;
    sigfillset(&set);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) sigdelset(&set, own[i]);
    return set;
}

void dpk_parallel(size_t parts, void (*body)(void *context, size_t part), void *context) {
    if (parts > DPK_MOST_PARTS) abort();
    job jobs[DPK_MOST_PARTS];
    int cancelable;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancelable);  // else pthread_join could leave this frame
    const sigset_t blocked = signals_from_elsewhere();
    sigset_t host;
    pthread_sigmask(SIG_BLOCK, &blocked, &host);  // inherited by new threads
    for (size_t part = 1; part < parts; part++) {
        jobs[part] = (job){.body = body, .context = context, .part = part};
        jobs[part].started = pthread_create(&jobs[part].thread, NULL, run, &jobs[part]) == 0;
    }
    pthread_sigmask(SIG_SETMASK, &host, NULL);
    if (parts > 0) body(context, 0);
    for (size_t part = 1; part < parts; part++) {
        if (!jobs[part].started) body(context, part);
        else if (pthread_join(jobs[part].thread, NULL) != 0) abort();  // it reads this frame
    }
    pthread_setcancelstate(cancelable, NULL);
}
