// A disk that fills or fails at the n-th write or sync to a file whose path holds a given part. Loaded before libc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int at = 0, code = 0, syncs = 0, seen = 0;
static char part[512] = "";

// From the n-th on (n > 0) each write, and each sync where `with_syncs`, fails with `error`; error -1 kills the process.
void disk_fails(int n, int error, int with_syncs, const char *path) {
    at = n, code = error, syncs = with_syncs, seen = 0;
    strncpy(part, path, sizeof part - 1);
}

int disk_seen(void) { return seen; }

static int fails(int fd, int sync) {
    char link[64], path[1024];
    if (!at || (sync && !syncs)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    if (!strstr(path, part)) return 0;
    if (++seen < at) return 0;
    if (code == -1) kill(getpid(), SIGKILL);
    errno = code;
    return 1;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__) = 0; if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite64(int fd, const void *data, size_t n, off64_t where) { REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t); return fails(fd, 0) ? -1 : real(fd, data, n, where); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t where) { REAL(ssize_t, "pwrite", int, const void *, size_t, off_t); return fails(fd, 0) ? -1 : real(fd, data, n, where); }
ssize_t write(int fd, const void *data, size_t n) { REAL(ssize_t, "write", int, const void *, size_t); return fails(fd, 0) ? -1 : real(fd, data, n); }
int ftruncate64(int fd, off64_t size) { REAL(int, "ftruncate64", int, off64_t); return fails(fd, 0) ? -1 : real(fd, size); }
int fsync(int fd) { REAL(int, "fsync", int); return fails(fd, 1) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return fails(fd, 1) ? -1 : real(fd); }
