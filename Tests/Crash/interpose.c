// Counts the calls by which a process changes files, or opens files and sockets, and breaks one of them: it kills the
// process right before the call, or makes the call fail. To be loaded with LD_PRELOAD; strace can do neither, since it
// counts the calls of each thread for itself.
//
// CRASH_AT=N      the call to break, counted from 1 over all threads; 0 breaks none
// CRASH_WITH=E    the errno to fail with; 0 kills
// CRASH_OPENS=1   counts what opens files to read, and sockets, too
// CRASH_LAST=1    breaks every call from the Nth on
// CRASH_LOG=FILE  gets a line for each call that is counted, or once one is broken, for that alone
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

static long at, with, counts_opens, lasts;
static int log_file = -1;
static atomic_long count;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void) {
    at = number("CRASH_AT");
    with = number("CRASH_WITH");
    lasts = number("CRASH_LAST");
    counts_opens = number("CRASH_OPENS");
    const char *path = getenv("CRASH_LOG");
    if (path) log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

// A full disk goes on being full, and still lets files be removed.
static int works_on_full_disk(const char *call) {
    return lasts && with == ENOSPC && (!strncmp(call, "unlink", 6) || !strcmp(call, "rmdir") || !strncmp(call, "fch", 3));
}

// Whether the call is to fail, with errno set.
static int breaks(const char *call, const char *path) {
    if (works_on_full_disk(call)) return 0;
    long this = atomic_fetch_add(&count, 1) + 1;
    int is_due = at > 0 && (lasts ? this >= at : this == at);
    if (log_file >= 0 && (is_due || at == 0)) {
        char line[512];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", this, call, path ? path : "");
        if (length > (int)sizeof line) length = sizeof line;
        syscall(SYS_write, log_file, line, length);
    }
    if (!is_due) return 0;
    if (with == 0) kill(getpid(), SIGKILL);
    errno = (int)with;
    return 1;
}

// What the process says is of no interest, and must be heard.
static int is_file(int descriptor) {
    struct stat status;
    return descriptor > 2 && fstat(descriptor, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

#define NEXT(name) \
    static __typeof__(&name) next; \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define ON_PATH(name, parameters, path, arguments) \
    int name parameters { NEXT(name); return breaks(#name, path) ? -1 : next arguments; }

#define ON_FILE(type, name, parameters, descriptor, arguments) \
    type name parameters { NEXT(name); return is_file(descriptor) && breaks(#name, NULL) ? -1 : next arguments; }

// Of a process that lives for a second libdispatch reads how busy its threads are, and ends it with a trap where it
// cannot (_dispatch_workq_monitor_pools): nothing that the program does can change that.
static int is_of_dispatch(const char *path) { return strncmp(path, "/proc/", 6) == 0 && strstr(path, "/stat"); }

#define OPEN(name, parameters, path, arguments) \
    int name parameters { \
        NEXT(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list list; \
            va_start(list, flags); \
            mode = va_arg(list, mode_t); \
            va_end(list); \
        } \
        int changes = (flags & O_CREAT) || (flags & O_ACCMODE) != O_RDONLY; \
        return (changes || counts_opens && !is_of_dispatch(path)) && breaks(#name, path) ? -1 : next arguments; \
    }

OPEN(open, (const char *path, int flags, ...), path, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), path, (path, flags, mode))
OPEN(openat, (int base, const char *path, int flags, ...), path, (base, path, flags, mode))
OPEN(openat64, (int base, const char *path, int flags, ...), path, (base, path, flags, mode))
ON_PATH(mkdir, (const char *path, mode_t mode), path, (path, mode))
ON_PATH(mkdirat, (int base, const char *path, mode_t mode), path, (base, path, mode))
ON_PATH(rename, (const char *from, const char *to), to, (from, to))
ON_PATH(renameat, (int base, const char *from, int other, const char *to), to, (base, from, other, to))
ON_PATH(link, (const char *from, const char *to), to, (from, to))
ON_PATH(linkat, (int base, const char *from, int other, const char *to, int flags), to, (base, from, other, to, flags))
ON_PATH(unlink, (const char *path), path, (path))
ON_PATH(unlinkat, (int base, const char *path, int flags), path, (base, path, flags))
ON_PATH(rmdir, (const char *path), path, (path))
ON_PATH(chmod, (const char *path, mode_t mode), path, (path, mode))
ON_FILE(ssize_t, write, (int file, const void *bytes, size_t size), file, (file, bytes, size))
ON_FILE(ssize_t, pwrite, (int file, const void *bytes, size_t size, off_t at), file, (file, bytes, size, at))
ON_FILE(ssize_t, pwrite64, (int file, const void *bytes, size_t size, off64_t at), file, (file, bytes, size, at))
ON_FILE(int, fsync, (int file), file, (file))
ON_FILE(int, fdatasync, (int file), file, (file))
ON_FILE(int, syncfs, (int file), file, (file))
ON_FILE(int, ftruncate, (int file, off_t size), file, (file, size))
ON_FILE(int, ftruncate64, (int file, off64_t size), file, (file, size))
ON_FILE(int, fallocate, (int file, int mode, off_t at, off_t size), file, (file, mode, at, size))
ON_FILE(int, fchmod, (int file, mode_t mode), file, (file, mode))
ON_FILE(int, fchown, (int file, uid_t owner, gid_t group), file, (file, owner, group))
ON_FILE(int, futimens, (int file, const struct timespec times[2]), file, (file, times))
ON_FILE(
    int, fsetxattr, (int file, const char *name, const void *value, size_t size, int flags), file,
    (file, name, value, size, flags))

int socket(int domain, int type, int protocol) {
    NEXT(socket);
    return counts_opens && breaks("socket", NULL) ? -1 : next(domain, type, protocol);
}
