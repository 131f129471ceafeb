// libcurl loads libcrypto anyway, so that its SHA-256 costs no further library.
#include <openssl/sha.h>

// OpenSSL 3 marks these as deprecated for EVP, which allocates a context and can fail. The marks would stop the build.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

static inline void ccrypto_sha256_begin(SHA256_CTX *context) { SHA256_Init(context); }

static inline void ccrypto_sha256_add(SHA256_CTX *context, const void *bytes, size_t count) {
    SHA256_Update(context, bytes, count);
}

static inline void ccrypto_sha256_end(SHA256_CTX *context, unsigned char *digest) { SHA256_Final(digest, context); }

#pragma clang diagnostic pop
