// Decoding for the sake of finding damage, and small encoders, over libjpeg, libpng, zlib and, where they were found
// when this was built, libdeflate, libwebp and libavif.
//
// Every function takes plain values and returns a plain value. What libjpeg and libpng report through longjmp stays
// inside these functions, and whatever they allocate is freed before they return. Nothing is written to stderr.

#ifndef CIMAGECODECS_H
#define CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CODEC_SWIFT_NAME(name) __attribute__((swift_name(name)))

/// How a decode ended.
enum __attribute__((enum_extensibility(closed))) codec_outcome {
    /// Every pixel was decoded, and nothing was damaged.
    CODEC_OUTCOME_INTACT CODEC_SWIFT_NAME("intact"),
    /// The data, or one of their parts, end before the image does.
    CODEC_OUTCOME_TRUNCATED CODEC_SWIFT_NAME("truncated"),
    /// Every pixel was decoded; only the mark at the end of the file is missing.
    CODEC_OUTCOME_END_MISSING CODEC_SWIFT_NAME("endMissing"),
    /// Something inside is damaged.
    CODEC_OUTCOME_CORRUPT CODEC_SWIFT_NAME("corrupt"),
    /// The library has no decoder for this kind of image.
    CODEC_OUTCOME_UNSUPPORTED CODEC_SWIFT_NAME("unsupported"),
    /// Decoding would go beyond one of the limits, or memory ran out.
    CODEC_OUTCOME_LIMIT CODEC_SWIFT_NAME("limit"),
};

/// How far a decode may go.
struct codec_limits {
    /// The largest width × height.
    uint64_t pixels;
    /// The largest number of scans of a JPEG.
    uint32_t scans;
    /// The largest number of pixels of all scans together.
    uint64_t scan_pixels;
    /// The largest number of bytes for coefficients and rows.
    size_t memory;
};

/// What a decode found.
struct codec_report {
    enum codec_outcome outcome;
    /// Number of warnings that mean damage.
    uint64_t warnings;
    /// Whether `row` says where the first damage is.
    bool has_row;
    /// Whether the file had ended by then.
    bool at_end;
    /// Number of bytes of the file that had been read by then: the damage lies at or shortly before this offset.
    size_t offset;
    /// The image row, counted from 0, that was being decoded.
    uint32_t row;
    /// What happened, null-terminated; empty where the outcome says all.
    char message[256];
};

/// An image at a reduced size, as it is stored: orientation is not applied.
struct codec_picture {
    /// What is asked for: the longer side is at least this many pixels, and less than twice as many where the decoder
    /// can reduce the image by any whole number; an image with shorter sides keeps its size.
    uint32_t wanted_side;
    uint32_t width;
    uint32_t height;
    /// Rows of red, green, blue and opacity from the top, one byte each, not premultiplied. They belong to the caller,
    /// who gives them to `codec_picture_free`; null where the image could not be decoded as a whole.
    uint8_t *pixels;
};

void codec_picture_free(struct codec_picture picture);

/// Bytes that belong to the caller, who gives them back to `codec_buffer_free`; null where memory ran out.
struct codec_buffer {
    uint8_t *bytes;
    size_t count;
};

void codec_buffer_free(struct codec_buffer buffer);

/// Decodes a JPEG at an eighth of its size, which reads and checks all of its data.
///
/// Where `picture` is not null it is filled, from a larger scale where an eighth is less than the wanted side. It stays
/// empty where its memory would go beyond the limits, or where the components of the image are no known colours.
struct codec_report codec_jpeg_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture);

/// Decodes a PNG row by row and checks every chunk.
///
/// Where `picture` is not null it is filled; it stays empty where its memory would go beyond the limits. Where it is
/// null, and everything that a decode would check can be checked without one, no pixels are decoded.
struct codec_report codec_png_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                     struct codec_picture *picture);

/// Decodes a WebP, all frames of an animation one by one; fills `picture` from the first where it is not null.
///
/// Unsupported where libwebp was not found when this was built.
struct codec_report codec_webp_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture);

/// Decodes an AVIF, all frames of a sequence; fills `picture` from the first where it is not null and libavif can turn
/// its colours into RGB. What `irot`, `imir` and `clap` say is not applied.
///
/// Unsupported where libavif was not found when this was built or is not found now, or has no libaom.
struct codec_report codec_avif_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture);

/// Whether `codec_webp_verify` decodes anything.
bool codec_webp_is_built_in(void);

/// Whether `codec_avif_verify` decodes anything, for which libavif is loaded.
bool codec_avif_is_built_in(void);

/// A library that the codecs use.
struct codec_library {
    /// Null behind the last library.
    const char *name;
    /// What the build calls it where it can do without it, otherwise null.
    const char *option;
    /// The version in use, null-terminated; empty where the library is not built in.
    char version[32];
};

/// The libraries in a fixed order, counted from 0.
struct codec_library codec_library_at(size_t index);

/// Encodes RGB rows of 3 × width bytes as a JPEG of a quality from 1 to 100.
///
/// Where `app1_count` is not 0, the bytes at `app1` become an APP1 segment; 65,533 at most.
struct codec_buffer codec_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                                      const uint8_t *app1, size_t app1_count);

/// Encodes RGB rows of 3 × width bytes as a PNG.
struct codec_buffer codec_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height);

/// Reduces an image that Swift decodes to a picture, row by row.
struct codec_reducer;

/// Prepares for `height` rows of `width` pixels, both at least 1; null where memory ran out.
struct codec_reducer *codec_reducer_create(uint32_t width, uint32_t height, uint32_t wanted_side);

/// Takes the next row of red, green, blue and opacity, one byte each, not premultiplied.
void codec_reducer_take(struct codec_reducer *reducer, const uint8_t *row);

/// Hands over the picture, and frees the reducer.
struct codec_picture codec_reducer_finish(struct codec_reducer *reducer);

#endif
