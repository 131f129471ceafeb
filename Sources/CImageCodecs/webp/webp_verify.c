// Finds damage in a WebP by decoding it with libwebp.

#include "CImageCodecs.h"
#include "picture_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(CODEC_WEBP)

#include <webp/decode.h>
#include <webp/demux.h>

/// Bytes that the decoder gets at a time, so that it is known how far it came.
enum { PIECE = 16384 };

enum { RIFF_HEADER_SIZE = 8, CHANNELS = 4 };

struct decoder {
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
struct part {
    const uint8_t *bytes;
    size_t count;
    /// The frame, counted from 1, or 0 for a still image.
    int frame;
    uint32_t x;
    uint32_t y;
    uint32_t width;
    uint32_t height;
};

static void note(struct decoder *decoder, enum codec_outcome outcome, size_t offset, const char *message) {
    struct codec_report *report = &decoder->report;
    report->outcome = outcome;
    report->offset = offset;
    snprintf(report->message, sizeof report->message, "%s", message);
}

/// Notes why a part could not be decoded, and how far it could.
static void note_status(struct decoder *decoder, const struct part *part, VP8StatusCode status, size_t consumed,
                        int rows) {
    size_t offset = (size_t)(part->bytes - decoder->bytes) + consumed;
    char name[32] = "the image";
    if (part->frame > 0) {
        snprintf(name, sizeof name, "frame %d", part->frame);
    }
    char message[96];
    switch (status) {
    case VP8_STATUS_OUT_OF_MEMORY:
        note(decoder, CODEC_OUTCOME_LIMIT, offset, "the image needs too much memory");
        return;
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
        snprintf(message, sizeof message, "libwebp: the data of %s end early", name);
        note(decoder, CODEC_OUTCOME_TRUNCATED, offset, message);
        break;
    default:
        snprintf(message, sizeof message, "libwebp: the data of %s are damaged", name);
        note(decoder, CODEC_OUTCOME_CORRUPT, offset, message);
        break;
    }
    decoder->report.has_row = true;
    decoder->report.row = rows > 0 && (uint32_t)rows < part->height ? (uint32_t)rows : 0;
}

/// Decodes a part into the output of `config`; false, with the reason noted, where it is not whole.
static bool decode_part(struct decoder *decoder, const struct part *part, WebPDecoderConfig *config) {
    WebPIDecoder *codec = WebPIDecode(NULL, 0, config);
    if (codec == NULL) {
        note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image needs too much memory");
        return false;
    }
    size_t consumed = 0;
    VP8StatusCode status = VP8_STATUS_SUSPENDED;
    while (status == VP8_STATUS_SUSPENDED && consumed < part->count) {
        size_t left = part->count - consumed;
        consumed += left < PIECE ? left : PIECE;
        status = WebPIUpdate(codec, part->bytes, consumed);
    }
    if (status != VP8_STATUS_OK) {
        int rows = 0;
        WebPIDecodedArea(codec, NULL, NULL, NULL, &rows);
        note_status(decoder, part, status, consumed, rows);
    }
    WebPIDelete(codec);
    return status == VP8_STATUS_OK;
}

/// Fills the picture with a part in its place on a transparent canvas; false where memory ran out.
static bool fill_picture(struct decoder *decoder, const struct part *part, const WebPRGBABuffer *pixels) {
    struct picture_rows rows = {0};
    uint8_t *row = calloc(decoder->width, CHANNELS);
    bool has_memory =
        picture_rows_begin(&rows, decoder->picture, decoder->width, decoder->height, ROW_RGBA) && row != NULL;
    for (uint32_t y = 0; has_memory && y < decoder->height; y++) {
        bool is_inside = y >= part->y && y - part->y < part->height;
        if (is_inside) {
            memcpy(row + (size_t)part->x * CHANNELS, pixels->rgba + (size_t)(y - part->y) * (size_t)pixels->stride,
                   (size_t)part->width * CHANNELS);
        } else {
            memset(row, 0, (size_t)decoder->width * CHANNELS);
        }
        picture_rows_take(&rows, row);
    }
    picture_rows_end(&rows);
    free(row);
    return has_memory;
}

/// Decodes a part and, where it is the first and a picture is wanted, makes the picture.
static bool verify_part(struct decoder *decoder, const struct part *part) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) {
        note(decoder, CODEC_OUTCOME_UNSUPPORTED, 0, "libwebp is not the version that this was built for");
        return false;
    }
    bool makes_picture = decoder->picture != NULL && part->frame <= 1;
    // With it, rows come later as RGB than otherwise, and the same damage would be reported at another row.
    config.options.no_fancy_upsampling = 1;
    config.output.colorspace = makes_picture ? MODE_RGBA : MODE_YUV;
    bool is_whole = decode_part(decoder, part, &config);
    if (is_whole && makes_picture && !fill_picture(decoder, part, &config.output.u.RGBA)) {
        // A verdict does not depend on what is wanted beside it.
        picture_discard(decoder->picture);
    }
    WebPFreeDecBuffer(&config.output);
    return is_whole;
}

static void verify_frames(struct decoder *decoder, const WebPDemuxer *container, bool is_animation) {
    uint64_t pixels = 0;
    WebPIterator frame;
    if (!WebPDemuxGetFrame(container, 1, &frame)) {
        note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: there are no frames");
        return;
    }
    bool goes_on = true;
    do {
        struct part part = {
            .bytes = frame.fragment.bytes,
            .count = frame.fragment.size,
            .frame = is_animation ? frame.frame_num : 0,
            .x = (uint32_t)frame.x_offset,
            .y = (uint32_t)frame.y_offset,
            .width = (uint32_t)frame.width,
            .height = (uint32_t)frame.height,
        };
        pixels += (uint64_t)part.width * part.height;
        if (pixels > decoder->limits.scan_pixels) {
            note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image has too many frames");
            break;
        }
        goes_on = verify_part(decoder, &part);
    } while (goes_on && WebPDemuxNextFrame(&frame));
    WebPDemuxReleaseIterator(&frame);
}

/// Goes through the container, as browsers do: each frame is decoded from its own chunks, so that one that is damaged
/// takes no data from its neighbours.
static void verify_container(struct decoder *decoder, bool is_animation) {
    WebPData data = {.bytes = decoder->bytes, .size = decoder->count};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    WebPDemuxer *container = WebPDemuxPartial(&data, &state);
    if (container == NULL || state == WEBP_DEMUX_PARSE_ERROR) {
        note(decoder, CODEC_OUTCOME_CORRUPT, decoder->count, "libwebp: the chunks are damaged");
    } else if (state != WEBP_DEMUX_DONE) {
        note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: the chunks end early");
    } else {
        verify_frames(decoder, container, is_animation);
    }
    WebPDemuxDelete(container);
}

/// Finds the end of the RIFF container (RFC 9649 §2.4); false where the file ends before it.
static bool find_end(struct decoder *decoder) {
    const uint8_t *bytes = decoder->bytes;
    size_t count = decoder->count;
    uint64_t end = RIFF_HEADER_SIZE;
    if (count >= RIFF_HEADER_SIZE) {
        end += bytes[4] | (uint64_t)bytes[5] << 8 | (uint64_t)bytes[6] << 16 | (uint64_t)bytes[7] << 24;
    }
    if (end > count) {
        note(decoder, CODEC_OUTCOME_TRUNCATED, count, "");
        decoder->report.at_end = true;
        return false;
    }
    decoder->count = (size_t)end;
    return true;
}

static void decode(struct decoder *decoder) {
    if (!find_end(decoder)) {
        return;
    }
    WebPBitstreamFeatures features;
    VP8StatusCode status = WebPGetFeatures(decoder->bytes, decoder->count, &features);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA) {
        note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: the container has no image");
        return;
    }
    if (status != VP8_STATUS_OK || features.width <= 0 || features.height <= 0) {
        note(decoder, CODEC_OUTCOME_CORRUPT, RIFF_HEADER_SIZE, "libwebp: the header of the image is damaged");
        return;
    }
    decoder->width = (uint32_t)features.width;
    decoder->height = (uint32_t)features.height;
    uint64_t pixels = (uint64_t)decoder->width * decoder->height;
    if (pixels > decoder->limits.pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image has too many pixels");
    } else if (pixels > decoder->limits.memory / CHANNELS) {
        note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image needs too much memory");
    } else {
        verify_container(decoder, features.has_animation != 0);
    }
}

struct codec_report codec_webp_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    struct decoder decoder = {.bytes = bytes, .count = count, .limits = limits, .picture = picture};
    decode(&decoder);
    // The first frame was whole, but the animation is not.
    if (picture != NULL && decoder.report.outcome != CODEC_OUTCOME_INTACT) {
        picture_discard(picture);
    }
    return decoder.report;
}

#else

struct codec_report codec_webp_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    (void)bytes, (void)count, (void)limits, (void)picture;
    return (struct codec_report){
        .outcome = CODEC_OUTCOME_UNSUPPORTED, .message = "no decoder for webp is built in"};
}

#endif
