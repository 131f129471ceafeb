// libcurl loads libcrypto anyway, so that its SHA-256 costs no further library.
#include <openssl/sha.h>
