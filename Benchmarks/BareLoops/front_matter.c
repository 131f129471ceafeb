#include "BareLoops.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct front_matter_run {
    const char *const *paths;
    size_t count;
    atomic_size_t next;
    atomic_ullong keys;
    atomic_ullong sum;
};

/// Where the closing quote stands; the end of the line where there is none.
static const char *closing_quote(const char *start, const char *end) {
    char quote = *start;
    const char *place = start + 1;
    while ((place = memchr(place, quote, (size_t)(end - place))) != NULL) {
        if (quote == '"' && place[-1] == '\\') {
            place += 1;
        } else {
            return place;
        }
    }
    return end;
}

/// Looks at a line: its indentation, the dashes, where its key ends, and where its value starts and ends. The sum is of
/// these places, so that none of the work can be left out.
static unsigned long long look_at_line(const char *line, const char *end, unsigned long long *keys) {
    const char *place = line;
    while (place < end && (*place == ' ' || (*place == '-' && place + 1 < end && place[1] == ' '))) {
        place += 1;
    }
    unsigned long long sum = (unsigned long long)(place - line);
    if (place == end || *place == '#') {
        return sum;
    }
    const char *key = place;
    while (place < end && !(*place == ':' && (place + 1 == end || place[1] == ' '))) {
        place += 1;
    }
    if (place == end) {
        return sum;
    }
    *keys += 1;
    sum += (unsigned long long)(place - key);
    place += 1;
    while (place < end && *place == ' ') {
        place += 1;
    }
    if (place == end) {
        return sum;
    }
    const char *last = *place == '"' || *place == '\'' ? closing_quote(place, end) : end;
    return sum + (unsigned long long)(last - place);
}

static void look_at_file(const char *bytes, size_t count, unsigned long long *keys, unsigned long long *sum) {
    const char *end = bytes + count;
    const char *line = bytes;
    if (count < 4 || memcmp(line, "---", 3) != 0) {
        return;
    }
    while ((line = memchr(line, '\n', (size_t)(end - line))) != NULL) {
        line += 1;
        if (end - line >= 3 && memcmp(line, "---", 3) == 0) {
            return;
        }
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        if (line_end == NULL) {
            line_end = end;
        }
        *sum += look_at_line(line, line_end, keys);
        line = line_end;
    }
}

static void *work(void *argument) {
    struct front_matter_run *run = argument;
    unsigned long long keys = 0;
    unsigned long long sum = 0;
    char *buffer = NULL;
    size_t capacity = 0;
    size_t index;
    while ((index = atomic_fetch_add(&run->next, 1)) < run->count) {
        int file = open(run->paths[index], O_RDONLY | O_CLOEXEC);
        if (file < 0) {
            continue;
        }
        struct stat status;
        if (fstat(file, &status) == 0 && status.st_size > 0) {
            size_t size = (size_t)status.st_size;
            if (size > capacity) {
                free(buffer);
                buffer = malloc(size);
                capacity = buffer == NULL ? 0 : size;
            }
            size_t count = 0;
            ssize_t got;
            while (count < capacity && count < size && (got = read(file, buffer + count, size - count)) > 0) {
                count += (size_t)got;
            }
            look_at_file(buffer, count, &keys, &sum);
        }
        close(file);
    }
    free(buffer);
    atomic_fetch_add(&run->keys, keys);
    atomic_fetch_add(&run->sum, sum);
    return NULL;
}

uint64_t bare_front_matter(const char *const *paths, size_t count, size_t threads, uint64_t *sum) {
    struct front_matter_run run = {.paths = paths, .count = count};
    pthread_t others[64];
    size_t started = 0;
    while (started + 1 < threads && started < 64 && pthread_create(&others[started], NULL, work, &run) == 0) {
        started += 1;
    }
    work(&run);
    for (size_t index = 0; index < started; index++) {
        pthread_join(others[index], NULL);
    }
    *sum = run.sum;
    return run.keys;
}
