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

void dpk_parallel(size_t parts, void (*body)(void *context, size_t part), void *context) {
    if (parts > DPK_MOST_PARTS) abort();
    job jobs[DPK_MOST_PARTS];
    sigset_t all, host;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &host);  // inherited by new threads
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
}
