#include "png_proof.h"
#include "png_inflate.h"

#include <string.h>

/// Chunk types (ISO/IEC 15948 §11.2).
enum {
    IHDR = 0x49484452,
    PLTE = 0x504C5445,
    IDAT = 0x49444154,
    IEND = 0x49454E44,
    tRNS = 0x74524E53,
    acTL = 0x6163544C,
    fcTL = 0x6663544C,
    fdAT = 0x66644154,
};

enum {
    SIGNATURE_SIZE = 8,
    HEADER_SIZE = 13,
    /// The length, the type and the checksum of a chunk.
    CHUNK_FRAME = 12,
    LARGEST_LENGTH = 0x7FFFFFFF,
    LARGEST_PALETTE = 3 * 256,
    COLOUR_MASK = 2,
    INDEXED = 3,
};

/// Keeps products of pixels and their sizes below 2⁶⁴.
static const uint64_t most_pixels = (uint64_t)1 << 48;

struct chunk {
    uint32_t type;
    uint32_t length;
    const uint8_t *contents;
};

/// A file, and how far it has been read.
struct reader {
    const uint8_t *bytes;
    size_t count;
    size_t position;
};

/// Whether a chunk type is of four letters (ISO/IEC 15948 §5.3).
static bool is_chunk_type(const uint8_t *type) {
    for (int index = 0; index < 4; index++) {
        uint8_t letter = type[index] | 0x20;
        if (letter < 'a' || letter > 'z') {
            return false;
        }
    }
    return true;
}

/// Decoders may leave out a chunk with this bit in its type (ISO/IEC 15948 §5.4).
static bool is_ancillary(uint32_t type) {
    return (type & 0x20000000) != 0;
}

bool png_needs_checksum(uint32_t type) {
    switch (type) {
    case tRNS:
    case acTL:
    case fcTL:
    case fdAT: return true;
    default: return !is_ancillary(type) && type != IEND;
    }
}

/// The next chunk, if it lies within the file and its checksum is right or does not matter.
static bool read_chunk(struct reader *reader, struct chunk *chunk) {
    size_t left = reader->count - reader->position;
    if (left < CHUNK_FRAME) {
        return false;
    }
    const uint8_t *start = reader->bytes + reader->position;
    uint32_t length = png_number(start);
    uint32_t type = png_number(start + 4);
    if (length > LARGEST_LENGTH || length > left - CHUNK_FRAME || !is_chunk_type(start + 4) ||
        (png_needs_checksum(type) &&
         png_checksum(start + 4, 4 + (size_t)length) != png_number(start + 8 + length))) {
        return false;
    }
    *chunk = (struct chunk){.type = type, .length = length, .contents = start + 8};
    reader->position += CHUNK_FRAME + (size_t)length;
    return true;
}

/// Number of samples of a pixel; 0 where the colour type does not exist or can't have this depth (ISO/IEC 15948
/// table 11.1).
static uint32_t samples_per_pixel(uint8_t colour_type, uint8_t depth) {
    bool is_low = depth == 1 || depth == 2 || depth == 4;
    bool is_high = depth == 8 || depth == 16;
    switch (colour_type) {
    case 0: return is_low || is_high ? 1 : 0;
    case 2: return is_high ? 3 : 0;
    case 3: return is_low || depth == 8 ? 1 : 0;
    case 4: return is_high ? 2 : 0;
    case 6: return is_high ? 4 : 0;
    default: return 0;
    }
}

/// Whether the pixels and the rows of an image lie within the limits, as the decoder measures them.
static bool is_within(struct codec_limits limits, struct png_shape shape) {
    uint64_t pixels = (uint64_t)shape.width * shape.height;
    uint64_t row_size = ((uint64_t)shape.width * shape.bits_per_pixel + 7) / 8;
    return pixels <= limits.pixels && pixels <= most_pixels && row_size <= limits.memory / PNG_ROWS_HELD;
}

/// Reads IHDR, which must keep all rules and lie within the limits.
static bool read_header(struct reader *reader, struct codec_limits limits, struct png_shape *shape,
                        uint8_t *colour_type) {
    struct chunk chunk;
    if (!read_chunk(reader, &chunk) || chunk.type != IHDR || chunk.length != HEADER_SIZE) {
        return false;
    }
    const uint8_t *fields = chunk.contents + 8;
    *colour_type = fields[1];
    *shape = (struct png_shape){
        .width = png_number(chunk.contents),
        .height = png_number(chunk.contents + 4),
        .bits_per_pixel = fields[0] * samples_per_pixel(fields[1], fields[0]),
        .is_interlaced = fields[4] == 1,
    };
    return shape->width > 0 && shape->height > 0 && shape->width <= LARGEST_LENGTH &&
           shape->height <= LARGEST_LENGTH && is_within(limits, *shape) && shape->bits_per_pixel > 0 &&
           fields[2] == 0 && fields[3] == 0 && fields[4] <= 1;
}

/// Whether PLTE keeps the rules (ISO/IEC 15948 §11.2.3).
static bool is_palette(struct chunk chunk, uint8_t colour_type) {
    return (colour_type & COLOUR_MASK) != 0 && chunk.length > 0 && chunk.length % 3 == 0 &&
           chunk.length <= LARGEST_PALETTE;
}

/// Reads all chunks behind IHDR, up to IEND, and finds the image data among them.
static bool read_chunks(struct reader *reader, uint8_t colour_type, struct png_data_run *run) {
    bool has_palette = false;
    uint32_t previous = IHDR;
    struct chunk chunk;
    while (read_chunk(reader, &chunk)) {
        switch (chunk.type) {
        case PLTE:
            if (has_palette || run->chunks > 0 || !is_palette(chunk, colour_type)) {
                return false;
            }
            has_palette = true;
            break;
        case IDAT:
            if (run->chunks == 0) {
                run->first = chunk.contents - 8;
            } else if (previous != IDAT) {
                return false;
            }
            run->chunks += 1;
            run->size += chunk.length;
            break;
        case IEND: return run->chunks > 0 && (has_palette || colour_type != INDEXED);
        default:
            if (!is_ancillary(chunk.type)) {
                return false;
            }
        }
        previous = chunk.type;
    }
    return false;
}

bool png_is_proven_intact(const uint8_t *bytes, size_t count, struct codec_limits limits) {
    static const uint8_t signature[SIGNATURE_SIZE] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (count < SIGNATURE_SIZE || memcmp(bytes, signature, SIGNATURE_SIZE) != 0) {
        return false;
    }
    struct reader reader = {.bytes = bytes, .count = count, .position = SIGNATURE_SIZE};
    struct png_shape shape;
    uint8_t colour_type;
    struct png_data_run run = {0};
    return read_header(&reader, limits, &shape, &colour_type) && read_chunks(&reader, colour_type, &run) &&
           png_run_is_intact(run, shape, limits.memory);
}
