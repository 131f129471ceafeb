// Inflates the image data of a PNG for the sake of checking them.

#ifndef PNG_INFLATE_H
#define PNG_INFLATE_H

#include "png_filters.h"

/// A run of IDAT chunks, one directly behind the other, whose lengths have been checked.
struct png_data_run {
    /// The length field of the first chunk.
    const uint8_t *first;
    size_t chunks;
    /// Number of bytes that the chunks contain, all together.
    size_t size;
};

/// A big-endian number (ISO/IEC 15948 §7.1).
static inline uint32_t png_number(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Whether a run is one zlib stream with a right checksum, which holds exactly the rows of an image of this shape.
///
/// False also where memory ran out. Holds no more than `memory` bytes beside what the zlib library needs.
bool png_run_is_intact(struct png_data_run run, struct png_shape shape, size_t memory);

/// The CRC-32 of bytes (ISO/IEC 15948 annex D).
uint32_t png_checksum(const uint8_t *bytes, size_t count);

#endif
