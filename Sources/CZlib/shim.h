#include <zlib.h>

// Both are macros, which Swift does not see; 15 bits are the largest window, and 16 more stand for gzip.

static inline int zlib_inflate_init_gzip(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

// For the tests, which make svgz images.
static inline int zlib_deflate_init_gzip(z_stream *stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}
