// Linux interfaces that the Glibc module leaves out. Declared without their headers, whose types would belong now to
// this module and now to Glibc, by which of the two the compiler happened to read first.

// xattr(7)
__PTRDIFF_TYPE__ getxattr(const char *path, const char *name, void *value, __SIZE_TYPE__ size);
__PTRDIFF_TYPE__ lgetxattr(const char *path, const char *name, void *value, __SIZE_TYPE__ size);
__PTRDIFF_TYPE__ llistxattr(const char *path, char *list, __SIZE_TYPE__ size);
int setxattr(const char *path, const char *name, const void *value, __SIZE_TYPE__ size, int flags);
int fsetxattr(int fd, const char *name, const void *value, __SIZE_TYPE__ size, int flags);

// syncfs(2); unistd.h has it for _GNU_SOURCE only.
int syncfs(int fd);

// The command F_OFD_SETLK of fcntl_locking(2), the same on every architecture; fcntl.h has it for _GNU_SOURCE only.
enum { proofsheet_set_description_lock = 37 };
