// Loads libavif where the system lets a library be found by its name alone, and links it elsewhere.

#include "avif_library.h"

#if defined(CODEC_AVIF)

#if defined(__linux__)

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

// The members of its structures change with this name alone.
#if AVIF_VERSION_MAJOR == 0 && AVIF_VERSION_MINOR == 11
#define AVIF_NAME "libavif.so.15"
#elif AVIF_VERSION_MAJOR == 1
#define AVIF_NAME "libavif.so.16"
#else
#error "name the library of this version of libavif; PROOFSHEET_WITHOUT=avif builds without it"
#endif

static struct avif_library functions;
static bool is_loaded;

static void load(void) {
    void *library = dlopen(AVIF_NAME, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return;
    }
    bool has_all = true;
    // ISO C has no conversion of a pointer to an object into one to a function.
#define AVIF_LOAD(name)                                                                                                \
    do {                                                                                                               \
        void *address = dlsym(library, #name);                                                                         \
        memcpy(&functions.name, &address, sizeof address);                                                             \
        has_all &= address != NULL;                                                                                    \
    } while (0);
    AVIF_FUNCTIONS(AVIF_LOAD)
#undef AVIF_LOAD
    is_loaded = has_all;
}

const struct avif_library *avif_library(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_loaded ? &functions : NULL;
}

#else

const struct avif_library *avif_library(void) {
    static const struct avif_library functions = {
#define AVIF_LINKED(name) .name = name,
        AVIF_FUNCTIONS(AVIF_LINKED)
#undef AVIF_LINKED
    };
    return &functions;
}

#endif

#endif
