// Linux interfaces that the Glibc module leaves out.
#include <sys/xattr.h>

// syncfs(2); unistd.h has it for _GNU_SOURCE only.
int syncfs(int fd);

// The command F_OFD_SETLK of fcntl_locking(2), the same on every architecture; fcntl.h has it for _GNU_SOURCE only.
enum { proofsheet_set_description_lock = 37 };
