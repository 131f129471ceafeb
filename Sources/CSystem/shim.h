// Linux interfaces that the Glibc module leaves out.
#include <sys/xattr.h>
