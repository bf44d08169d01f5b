// Stands between a program and its files, and remembers what would survive if the power failed now. To be preloaded.
//
// The model is the strictest that POSIX allows: the bytes, the length and the existence of a file survive as they were when it was
// last synced, and its name if its folder was synced since it got it. Everything else is lost: writes, truncations, new names.
//
//   POWER_FOLDER    the folder that is watched
//   POWER_SHADOW    where the surviving state is written: inodes/NUMBER holds bytes, names holds "NUMBER NAME" lines
//   POWER_FAILS_AT  the power fails at this sync (counted from 1), before it does anything; 0: never
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long syncs = 0;

static const char *folder(void) { return getenv("POWER_FOLDER"); }
static const char *shadow(void) { return getenv("POWER_SHADOW"); }

static int real_sync(int descriptor) {
    static int (*real)(int) = NULL;
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return real(descriptor);
}

// The path of an open file in the watched folder, or of the folder itself; NULL for others.
static const char *watched(int descriptor, char path[4096]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0 || folder() == NULL) return NULL;
    path[length] = 0;
    return strncmp(path, folder(), strlen(folder())) == 0 ? path : NULL;
}

static void keep_bytes(int descriptor, ino_t inode) {
    char place[4096], temporary[4200];
    snprintf(place, sizeof place, "%s/inodes/%lu", shadow(), (unsigned long)inode);
    snprintf(temporary, sizeof temporary, "%s.new", place);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    int from = open(link, O_RDONLY), to = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char buffer[65536];
    ssize_t count;
    while ((count = read(from, buffer, sizeof buffer)) > 0) {
        if (write(to, buffer, (size_t)count) != count) abort();
    }
    close(from);
    close(to);
    if (rename(temporary, place) != 0) abort();
}

static void keep_names(void) {
    char place[4096], temporary[4200];
    snprintf(place, sizeof place, "%s/names", shadow());
    snprintf(temporary, sizeof temporary, "%s.new", place);
    FILE *names = fopen(temporary, "w");
    DIR *entries = opendir(folder());
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (entry->d_type == DT_REG) fprintf(names, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
    }
    closedir(entries);
    fclose(names);
    if (rename(temporary, place) != 0) abort();
}

static int sync_file(int descriptor) {
    char path[4096];
    if (watched(descriptor, path) == NULL) return real_sync(descriptor);
    pthread_mutex_lock(&lock);
    const char *fails = getenv("POWER_FAILS_AT");
    if (fails != NULL && ++syncs == atol(fails)) kill(getpid(), SIGKILL);
    struct stat facts;
    fstat(descriptor, &facts);
    if (S_ISDIR(facts.st_mode)) {
        keep_names();
    } else {
        keep_bytes(descriptor, facts.st_ino);
    }
    pthread_mutex_unlock(&lock);
    return 0;
}

int fsync(int descriptor) { return sync_file(descriptor); }
int fdatasync(int descriptor) { return sync_file(descriptor); }
