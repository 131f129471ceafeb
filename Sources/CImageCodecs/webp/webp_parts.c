// Decodes the parts of a WebP, the still image or the frames of an animation, with libwebp, and finds damage in them.

#include "picture_rows.h"
#include "webp_decoder.h"
#include "webp_holes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(CODEC_WEBP)

#include <webp/decode.h>

/// Bytes that the decoder gets at a time, so that it is known how far it came.
enum { PIECE = 16384 };

enum { CHANNELS = 4 };

void webp_note(struct webp_decoder *decoder, enum codec_outcome outcome, size_t offset, const char *message) {
    struct codec_report *report = &decoder->report;
    report->outcome = outcome;
    report->offset = offset;
    snprintf(report->message, sizeof report->message, "%s", message);
}

/// How a decoder took its bytes.
struct feeding {
    VP8StatusCode status;
    /// Number of bytes that it was given.
    size_t consumed;
    /// Number of rows that it decoded.
    int rows;
    /// It had the whole image before it was given all bytes.
    bool leaves_some;
};

/// Decodes chunks into the output of `config`; false where memory ran out.
///
/// The last bytes are given by themselves, so that it shows whether they were needed.
static bool feed(struct webp_run chunks, WebPDecoderConfig *config, struct feeding *feeding) {
    WebPIDecoder *codec = WebPIDecode(NULL, 0, config);
    if (codec == NULL) {
        return false;
    }
    *feeding = (struct feeding){.status = VP8_STATUS_SUSPENDED};
    size_t last = chunks.count > WEBP_FEWEST_LEFT ? chunks.count - WEBP_FEWEST_LEFT : 0;
    while (feeding->status == VP8_STATUS_SUSPENDED && feeding->consumed < chunks.count) {
        size_t left = (feeding->consumed < last ? last : chunks.count) - feeding->consumed;
        feeding->consumed += left < PIECE ? left : PIECE;
        feeding->status = WebPIUpdate(codec, chunks.bytes, feeding->consumed);
    }
    WebPIDecodedArea(codec, NULL, NULL, NULL, &feeding->rows);
    feeding->leaves_some = feeding->status == VP8_STATUS_OK && feeding->consumed <= last;
    WebPIDelete(codec);
    return true;
}

/// Whether opacity was decoded without some of its data.
static bool alpha_leaves_some(struct webp_run alpha, const struct webp_part *part) {
    struct webp_run lossless = webp_alpha_as_lossless(alpha, part->width, part->height);
    WebPDecoderConfig config;
    if (lossless.bytes == NULL || !WebPInitDecoderConfig(&config)) {
        free((void *)lossless.bytes);
        return false;
    }
    config.output.colorspace = MODE_YUV;
    struct feeding feeding = {0};
    bool leaves_some = feed(lossless, &config, &feeding) && feeding.leaves_some;
    WebPFreeDecBuffer(&config.output);
    free((void *)lossless.bytes);
    return leaves_some;
}

/// The zeros among the data of a part that are a hole in them; empty where none are.
static struct webp_run find_hole(const struct webp_part *part, bool leaves_some) {
    struct webp_run chunks = {part->bytes, part->count};
    struct webp_run lossless = webp_find_zeros(webp_find_chunk(chunks, "VP8L"));
    if (lossless.count > 0 &&
        (leaves_some || webp_zeros_exceed_lossless(lossless.count, part->width, part->height))) {
        return lossless;
    }
    struct webp_run lossy = webp_find_zeros(webp_find_chunk(chunks, "VP8 "));
    if (lossy.count > 0 && (leaves_some || webp_zeros_exceed_lossy(lossy.count, part->width, part->height))) {
        return lossy;
    }
    struct webp_run alpha = webp_find_chunk(chunks, "ALPH");
    struct webp_run transparent = webp_find_zeros(alpha);
    return transparent.count > 0 && alpha_leaves_some(alpha, part) ? transparent : (struct webp_run){0};
}

static void name_part(const struct webp_part *part, char *name, size_t size) {
    if (part->frame > 0) {
        snprintf(name, size, "frame %d", part->frame);
    } else {
        snprintf(name, size, "the image");
    }
}

/// Notes why a part could not be decoded, and how far it could.
static void note_status(struct webp_decoder *decoder, const struct webp_part *part, const struct feeding *feeding) {
    size_t offset = (size_t)(part->bytes - decoder->bytes) + feeding->consumed;
    char name[32];
    name_part(part, name, sizeof name);
    char message[96];
    switch (feeding->status) {
    case VP8_STATUS_OUT_OF_MEMORY:
        webp_note(decoder, CODEC_OUTCOME_LIMIT, offset, "the image needs too much memory");
        return;
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
        snprintf(message, sizeof message, "libwebp: the data of %s end early", name);
        webp_note(decoder, CODEC_OUTCOME_TRUNCATED, offset, message);
        break;
    default:
        snprintf(message, sizeof message, "libwebp: the data of %s are damaged", name);
        webp_note(decoder, CODEC_OUTCOME_CORRUPT, offset, message);
        break;
    }
    decoder->report.has_row = true;
    decoder->report.row = feeding->rows > 0 && (uint32_t)feeding->rows < part->height ? (uint32_t)feeding->rows : 0;
}

void webp_note_hole(struct webp_decoder *decoder, struct webp_run hole, const char *place) {
    char message[96];
    snprintf(message, sizeof message, "%zu zeros in a row stand among the data of %s", hole.count, place);
    webp_note(decoder, CODEC_OUTCOME_CORRUPT, (size_t)(hole.bytes - decoder->bytes), message);
}

/// Decodes a part into the output of `config`; false, with the reason noted, where it is not whole.
static bool decode_part(struct webp_decoder *decoder, const struct webp_part *part, WebPDecoderConfig *config) {
    struct feeding feeding;
    if (!feed((struct webp_run){part->bytes, part->count}, config, &feeding)) {
        webp_note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image needs too much memory");
        return false;
    }
    if (feeding.status != VP8_STATUS_OK) {
        note_status(decoder, part, &feeding);
        return false;
    }
    struct webp_run hole = find_hole(part, feeding.leaves_some);
    if (hole.count > 0) {
        char name[32];
        name_part(part, name, sizeof name);
        webp_note_hole(decoder, hole, name);
    }
    return hole.count == 0;
}

/// Fills the picture with a part in its place on a transparent canvas; false where memory ran out.
static bool fill_picture(struct webp_decoder *decoder, const struct webp_part *part, const WebPRGBABuffer *pixels) {
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

bool webp_verify_part(struct webp_decoder *decoder, const struct webp_part *part) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) {
        webp_note(decoder, CODEC_OUTCOME_UNSUPPORTED, 0, "libwebp is not the version that this was built for");
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

#endif
