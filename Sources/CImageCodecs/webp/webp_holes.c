#include "webp_holes.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_HEADER_SIZE = 8,
    FEWEST_ZEROS = 64,
    /// Fewer than these are not held against the size of a lossy picture.
    FEWEST_ZEROS_OF_LOSSY = 512,
    BLOCK_SIDE = 16,
};

static size_t little_endian(const uint8_t *bytes) {
    return bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
}

/// The contents of the first chunk.
static struct webp_run first_contents(struct webp_run chunks) {
    size_t left = chunks.count - CHUNK_HEADER_SIZE;
    size_t size = little_endian(chunks.bytes + 4);
    return (struct webp_run){chunks.bytes + CHUNK_HEADER_SIZE, size < left ? size : left};
}

/// The chunks behind the first.
static struct webp_run behind_first(struct webp_run chunks) {
    size_t size = CHUNK_HEADER_SIZE + first_contents(chunks).count;
    size += size % 2 < chunks.count - size ? size % 2 : chunks.count - size;
    return (struct webp_run){chunks.bytes + size, chunks.count - size};
}

struct webp_run webp_find_chunk(struct webp_run chunks, const char *type) {
    for (; chunks.count >= CHUNK_HEADER_SIZE; chunks = behind_first(chunks)) {
        if (memcmp(chunks.bytes, type, 4) == 0) {
            return first_contents(chunks);
        }
    }
    return (struct webp_run){0};
}

struct webp_run webp_find_zeroed_chunks(struct webp_run chunks) {
    for (; chunks.count >= CHUNK_HEADER_SIZE; chunks = behind_first(chunks)) {
        size_t zeros = 0;
        while (zeros < chunks.count && chunks.bytes[zeros] == 0) {
            zeros += 1;
        }
        if (zeros >= FEWEST_ZEROS) {
            return (struct webp_run){chunks.bytes, zeros};
        }
    }
    return (struct webp_run){0};
}

struct webp_run webp_find_zeros(struct webp_run contents) {
    const uint8_t *bytes = contents.bytes;
    struct webp_run longest = {0};
    // A run that long covers one of these offsets, or begins right behind it.
    for (size_t offset = FEWEST_ZEROS - 1; offset < contents.count; offset += FEWEST_ZEROS) {
        if (bytes[offset] != 0) {
            continue;
        }
        size_t start = offset, end = offset;
        while (start > 0 && bytes[start - 1] == 0) {
            start -= 1;
        }
        while (end < contents.count && bytes[end] == 0) {
            end += 1;
        }
        if (end - start >= FEWEST_ZEROS && end - start > longest.count) {
            longest = (struct webp_run){bytes + start, end - start};
        }
        offset = end - end % FEWEST_ZEROS - 1;
    }
    return longest;
}

bool webp_zeros_exceed_lossy(size_t zeros, uint32_t width, uint32_t height) {
    // A macroblock is 8 bits of zeros where an encoder leaves the probabilities as they are, and less than one otherwise.
    uint64_t columns = ((uint64_t)width + BLOCK_SIDE - 1) / BLOCK_SIDE;
    uint64_t rows = ((uint64_t)height + BLOCK_SIDE - 1) / BLOCK_SIDE;
    return zeros >= FEWEST_ZEROS_OF_LOSSY && zeros > columns * rows;
}

bool webp_zeros_exceed_lossless(size_t zeros, uint32_t width, uint32_t height) {
    // A pixel that is like many others is one bit for each channel at most.
    return zeros > (uint64_t)width * height / 2;
}

struct webp_run webp_alpha_as_lossless(struct webp_run alpha, uint32_t width, uint32_t height) {
    enum { METHOD = 3, LOSSLESS = 1, SIGNATURE = 0x2F, HEADER_SIZE = 5, LONGEST_SIDE = 1 << 14 };
    if (alpha.count == 0 || (alpha.bytes[0] & METHOD) != LOSSLESS || width - 1 >= LONGEST_SIDE ||
        height - 1 >= LONGEST_SIDE) {
        return (struct webp_run){0};
    }
    // The image header takes the place of the byte that says how the opacity is stored (RFC 9649 §3.4).
    size_t size = HEADER_SIZE + alpha.count - 1;
    uint8_t *chunk = calloc(CHUNK_HEADER_SIZE + size + size % 2, 1);
    if (chunk == NULL) {
        return (struct webp_run){0};
    }
    uint32_t sides = (width - 1) | (height - 1) << 14;
    memcpy(chunk, "VP8L", 4);
    for (int index = 0; index < 4; index++) {
        chunk[4 + index] = (uint8_t)(size >> 8 * index);
        chunk[CHUNK_HEADER_SIZE + 1 + index] = (uint8_t)(sides >> 8 * index);
    }
    chunk[CHUNK_HEADER_SIZE] = SIGNATURE;
    memcpy(chunk + CHUNK_HEADER_SIZE + HEADER_SIZE, alpha.bytes + 1, alpha.count - 1);
    return (struct webp_run){chunk, CHUNK_HEADER_SIZE + size + size % 2};
}
