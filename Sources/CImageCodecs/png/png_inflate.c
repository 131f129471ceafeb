#include "png_inflate.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>
#if defined(CODEC_DEFLATE)
#include <libdeflate.h>
#endif

enum {
    /// Length and type, and the checksum.
    CHUNK_HEAD = 8,
    CHUNK_TAIL = 4,
    /// So much is inflated at a time: small enough to stay in the processor's cache.
    PIECE = 1 << 16,
    /// Larger data are inflated piece by piece rather than as a whole.
    LARGEST_WHOLE = 64 << 20,
};

uint32_t png_checksum(const uint8_t *bytes, size_t count) {
#if defined(CODEC_DEFLATE)
    return libdeflate_crc32(0, bytes, count);
#else
    return (uint32_t)crc32_z(0, bytes, count);
#endif
}

/// Inflates what zlib has been given, and checks it piece by piece; false where anything is wrong.
static bool inflate_chunk(z_stream *stream, struct png_filters *filters, uint8_t *piece, bool *has_ended) {
    while (!*has_ended && stream->avail_in > 0) {
        stream->next_out = piece;
        stream->avail_out = PIECE;
        int result = inflate(stream, Z_NO_FLUSH);
        *has_ended = result == Z_STREAM_END;
        if ((result != Z_OK && !*has_ended) || !png_filters_take(filters, piece, PIECE - stream->avail_out)) {
            return false;
        }
    }
    return true;
}

/// Inflates a run with zlib, chunk by chunk.
static bool stream_is_intact(struct png_data_run run, struct png_shape shape) {
    uint8_t *piece = malloc(PIECE);
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (piece == NULL || inflateInit(&stream) != Z_OK) {
        free(piece);
        return false;
    }
    struct png_filters filters;
    png_filters_begin(&filters, shape);
    bool is_sound = true;
    bool has_ended = false;
    uint64_t inflated = 0;
    const uint8_t *chunk = run.first;
    for (size_t index = 0; index < run.chunks && is_sound && !has_ended; index++) {
        // zlib takes its input through a pointer that is not const, and only reads it.
        stream.next_in = (Bytef *)(chunk + CHUNK_HEAD);
        stream.avail_in = png_number(chunk);
        is_sound = inflate_chunk(&stream, &filters, piece, &has_ended);
        chunk += CHUNK_HEAD + png_number(chunk) + CHUNK_TAIL;
    }
    inflated = stream.total_out;
    inflateEnd(&stream);
    free(piece);
    return is_sound && has_ended && inflated == png_data_size(shape);
}

#if defined(CODEC_DEFLATE)

/// The contents of all chunks, one behind the other; null where memory ran out.
static uint8_t *joined(struct png_data_run run) {
    uint8_t *bytes = malloc(run.size > 0 ? run.size : 1);
    if (bytes == NULL) {
        return NULL;
    }
    size_t count = 0;
    const uint8_t *chunk = run.first;
    for (size_t index = 0; index < run.chunks; index++) {
        size_t length = png_number(chunk);
        memcpy(bytes + count, chunk + CHUNK_HEAD, length);
        count += length;
        chunk += CHUNK_HEAD + length + CHUNK_TAIL;
    }
    return bytes;
}

/// Inflates a run as a whole with libdeflate, which takes a fraction of zlib's time.
///
/// It gives a meaning to some codes that RFC 1951 leaves without one and zlib refuses. No compressor writes them, and
/// damage that became one would not keep both checksums.
static bool whole_is_intact(struct png_data_run run, struct png_shape shape) {
    size_t size = (size_t)png_data_size(shape);
    uint8_t *copy = run.chunks > 1 ? joined(run) : NULL;
    const uint8_t *source = run.chunks > 1 ? copy : run.first + CHUNK_HEAD;
    uint8_t *inflated = malloc(size);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    bool is_intact = false;
    if (source != NULL && inflated != NULL && decompressor != NULL) {
        struct png_filters filters;
        png_filters_begin(&filters, shape);
        // Without a place for the size, anything but exactly this size is an error.
        is_intact = libdeflate_zlib_decompress(decompressor, source, run.size, inflated, size, NULL) ==
                        LIBDEFLATE_SUCCESS &&
                    png_filters_take(&filters, inflated, size);
    }
    libdeflate_free_decompressor(decompressor);
    free(inflated);
    free(copy);
    return is_intact;
}

#endif

bool png_run_is_intact(struct png_data_run run, struct png_shape shape, size_t memory) {
#if defined(CODEC_DEFLATE)
    uint64_t size = png_data_size(shape);
    size_t room = memory < LARGEST_WHOLE ? memory : LARGEST_WHOLE;
    if (run.size <= room && size <= room - run.size) {
        return whole_is_intact(run, shape);
    }
#endif
    return memory >= PIECE && stream_is_intact(run, shape);
}
