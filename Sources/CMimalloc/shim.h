#include <mimalloc.h>

// Has what is free given back to the system after some milliseconds.
static inline void proofsheet_give_back_after(long milliseconds) {
#if MI_MALLOC_VERSION >= 210
    mi_option_set(mi_option_purge_delay, milliseconds);
#else
    mi_option_set(mi_option_decommit_delay, milliseconds);
#endif
}
