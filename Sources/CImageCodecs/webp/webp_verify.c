// Goes through the container of a WebP, and has each of its parts decoded.

#include "picture_rows.h"
#include "webp_decoder.h"
#include "webp_holes.h"

#if defined(CODEC_WEBP)

#include <webp/decode.h>
#include <webp/demux.h>

enum { RIFF_HEADER_SIZE = 8, FILE_HEADER_SIZE = 12, CHANNELS = 4 };

static void verify_frames(struct webp_decoder *decoder, const WebPDemuxer *container, bool is_animation) {
    uint64_t pixels = 0;
    WebPIterator frame;
    if (!WebPDemuxGetFrame(container, 1, &frame)) {
        webp_note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: there are no frames");
        return;
    }
    bool goes_on = true;
    do {
        struct webp_part part = {
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
            webp_note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image has too many frames");
            break;
        }
        goes_on = webp_verify_part(decoder, &part);
    } while (goes_on && WebPDemuxNextFrame(&frame));
    WebPDemuxReleaseIterator(&frame);
}

/// Looks for frames of an animation that are zeros, chunk and all: the others are whole without them.
static void look_for_lost_frames(struct webp_decoder *decoder) {
    struct webp_run chunks = {decoder->bytes + FILE_HEADER_SIZE, decoder->count - FILE_HEADER_SIZE};
    struct webp_run hole = webp_find_zeroed_chunks(chunks);
    if (hole.count > 0 && decoder->report.outcome == CODEC_OUTCOME_INTACT) {
        webp_note_hole(decoder, hole, "the animation");
    }
}

/// Goes through the container, as browsers do: each frame is decoded from its own chunks, so that one that is damaged
/// takes no data from its neighbours.
static void verify_container(struct webp_decoder *decoder, bool is_animation) {
    WebPData data = {.bytes = decoder->bytes, .size = decoder->count};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    WebPDemuxer *container = WebPDemuxPartial(&data, &state);
    if (container == NULL || state == WEBP_DEMUX_PARSE_ERROR) {
        webp_note(decoder, CODEC_OUTCOME_CORRUPT, decoder->count, "libwebp: the chunks are damaged");
    } else if (state != WEBP_DEMUX_DONE) {
        webp_note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: the chunks end early");
    } else {
        verify_frames(decoder, container, is_animation);
        if (is_animation) {
            look_for_lost_frames(decoder);
        }
    }
    WebPDemuxDelete(container);
}

/// Finds the end of the RIFF container (RFC 9649 §2.4); false where the file ends before it.
static bool find_end(struct webp_decoder *decoder) {
    const uint8_t *bytes = decoder->bytes;
    size_t count = decoder->count;
    uint64_t end = RIFF_HEADER_SIZE;
    if (count >= RIFF_HEADER_SIZE) {
        end += bytes[4] | (uint64_t)bytes[5] << 8 | (uint64_t)bytes[6] << 16 | (uint64_t)bytes[7] << 24;
    }
    if (end > count) {
        webp_note(decoder, CODEC_OUTCOME_TRUNCATED, count, "");
        decoder->report.at_end = true;
        return false;
    }
    decoder->count = (size_t)end;
    return true;
}

static void decode(struct webp_decoder *decoder) {
    if (!find_end(decoder)) {
        return;
    }
    WebPBitstreamFeatures features;
    VP8StatusCode status = WebPGetFeatures(decoder->bytes, decoder->count, &features);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA) {
        webp_note(decoder, CODEC_OUTCOME_TRUNCATED, decoder->count, "libwebp: the container has no image");
        return;
    }
    if (status != VP8_STATUS_OK || features.width <= 0 || features.height <= 0) {
        webp_note(decoder, CODEC_OUTCOME_CORRUPT, RIFF_HEADER_SIZE, "libwebp: the header of the image is damaged");
        return;
    }
    decoder->width = (uint32_t)features.width;
    decoder->height = (uint32_t)features.height;
    uint64_t pixels = (uint64_t)decoder->width * decoder->height;
    if (pixels > decoder->limits.pixels) {
        webp_note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image has too many pixels");
    } else if (pixels > decoder->limits.memory / CHANNELS) {
        webp_note(decoder, CODEC_OUTCOME_LIMIT, 0, "the image needs too much memory");
    } else {
        verify_container(decoder, features.has_animation != 0);
    }
}

struct codec_report codec_webp_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    struct webp_decoder decoder = {.bytes = bytes, .count = count, .limits = limits, .picture = picture};
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
