// What the benchmarks compare with: the least that a program must do, and the plainest use of a library.

#ifndef BARELOOPS_H
#define BARELOOPS_H

#include <stddef.h>
#include <stdint.h>

/// Opens a file, reads its first 512 bytes and closes it; the number of bytes, or -1.
long bare_read_start(const char *path);

/// Decodes a JPEG with libjpeg at an eighth of its size; the number of rows.
uint32_t bare_jpeg_decode(const uint8_t *bytes, size_t count);

/// Decodes a PNG with libpng row by row, without any conversion; the number of rows.
uint32_t bare_png_decode(const uint8_t *bytes, size_t count);

/// Reads files, and looks at the lines of their front matter: indentation, keys, values, quotes, and no more; the number
/// of keys, with a sum of all places.
uint64_t bare_front_matter(const char *const *paths, size_t count, size_t threads, uint64_t *sum);

/// Number of blocks of memory that this thread has asked for so far.
uint64_t bare_allocation_count(void);

#endif
