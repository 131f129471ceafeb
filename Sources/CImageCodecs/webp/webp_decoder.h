// What the decoding of a WebP's parts and the walk through its container share.

#ifndef WEBP_DECODER_H
#define WEBP_DECODER_H

#include "CImageCodecs.h"
#include "webp_holes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct webp_decoder {
    const uint8_t *bytes;
    /// Where the RIFF container ends: what lies behind it is not read.
    size_t count;
    struct codec_limits limits;
    struct codec_report report;
    /// What is to be filled, or null.
    struct codec_picture *picture;
    uint32_t width;
    uint32_t height;
};

/// A still image, or a frame of an animation, as it lies in the file.
struct webp_part {
    const uint8_t *bytes;
    size_t count;
    /// The frame, counted from 1, or 0 for a still image.
    int frame;
    uint32_t x;
    uint32_t y;
    uint32_t width;
    uint32_t height;
};

/// Takes down what was found, and where in the file.
void webp_note(struct webp_decoder *decoder, enum codec_outcome outcome, size_t offset, const char *message);

/// Takes down that zeros stand where data should.
void webp_note_hole(struct webp_decoder *decoder, struct webp_run hole, const char *place);

/// Decodes a part and, where it is the first and a picture is wanted, makes the picture; false, with the reason noted,
/// where it is not whole.
bool webp_verify_part(struct webp_decoder *decoder, const struct webp_part *part);

#endif
