// Linux interfaces that the Glibc module leaves out. Declared without their headers, whose types would belong now to
// this module and now to Glibc, by which of the two the compiler happened to read first; stddef.h has neither's.

#include <stddef.h>

// xattr(7)
ptrdiff_t getxattr(const char *path, const char *name, void *value, size_t size);
ptrdiff_t lgetxattr(const char *path, const char *name, void *value, size_t size);
ptrdiff_t llistxattr(const char *path, char *list, size_t size);
int setxattr(const char *path, const char *name, const void *value, size_t size, int flags);
int fsetxattr(int fd, const char *name, const void *value, size_t size, int flags);

// syncfs(2); unistd.h has it for _GNU_SOURCE only.
int syncfs(int fd);

// The command F_OFD_SETLK of fcntl_locking(2), the same on every architecture; fcntl.h has it for _GNU_SOURCE only.
enum { proofsheet_set_description_lock = 37 };

// The parameters M_ARENA_MAX and M_MMAP_THRESHOLD of mallopt(3), whose header no module has.
enum { proofsheet_most_arenas = -8, proofsheet_least_mapped_size = -3 };
int mallopt(int parameter, int value);
