// Finds damage in an AVIF by decoding it with libavif and libaom.

#include "CImageCodecs.h"
#include "av1_frames.h"
#include "avif_library.h"
#include "picture_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(CODEC_AVIF)

#include <avif/avif.h>

#if AVIF_VERSION < 110000
#error "libavif 0.11.0 or newer is needed; PROOFSHEET_WITHOUT=avif builds without it"
#endif

enum {
    CHANNELS = 4,
    /// Rows that are turned into RGB at once; even, as chroma rows may be shared by two.
    STRIP_ROWS = 64,
    /// The longest side that AV1 has (AV1 specification §5.5.1).
    LONGEST_SIDE = 65536,
    BOX_HEADER_SIZE = 8,
};

struct decoder {
    const struct avif_library *library;
    avifDecoder *codec;
    avifIO io;
    const uint8_t *bytes;
    size_t count;
    struct codec_limits limits;
    struct codec_report report;
    /// What is to be filled, or null.
    struct codec_picture *picture;
    /// The boxes have been read, and what is read now is AV1.
    bool reads_frames;
    struct av1_frames frames;
    /// Number of bytes that had been read.
    size_t position;
    /// libavif asked for more bytes than there are.
    bool ran_out;
};

bool codec_avif_is_built_in(void) {
    const struct avif_library *library = avif_library();
    return library != NULL && library->avifCodecName(AVIF_CODEC_CHOICE_AOM, AVIF_CODEC_FLAG_CAN_DECODE) != NULL;
}

static void note(struct decoder *decoder, enum codec_outcome outcome, const char *message) {
    struct codec_report *report = &decoder->report;
    report->outcome = outcome;
    report->at_end = outcome == CODEC_OUTCOME_TRUNCATED && decoder->ran_out;
    report->offset = report->at_end ? decoder->count : decoder->position;
    snprintf(report->message, sizeof report->message, "%s", message);
}

static enum codec_outcome outcome_of(avifResult result, const char *detail) {
    switch (result) {
    case AVIF_RESULT_OK:
        return CODEC_OUTCOME_INTACT;
    case AVIF_RESULT_TRUNCATED_DATA:
        return CODEC_OUTCOME_TRUNCATED;
    case AVIF_RESULT_NO_CODEC_AVAILABLE:
    case AVIF_RESULT_NOT_IMPLEMENTED:
    case AVIF_RESULT_UNSUPPORTED_DEPTH:
        return CODEC_OUTCOME_UNSUPPORTED;
    // Without a primary item it is no image at all; with one, it is of a kind that this libavif does not know.
    case AVIF_RESULT_NO_AV1_ITEMS_FOUND:
        return strstr(detail, "not found") != NULL ? CODEC_OUTCOME_CORRUPT : CODEC_OUTCOME_UNSUPPORTED;
    case AVIF_RESULT_OUT_OF_MEMORY:
        return CODEC_OUTCOME_LIMIT;
    default:
        break;
    }
    // One result stands for all that is wrong with boxes.
    bool is_size = strstr(detail, "dimensions") != NULL && strstr(detail, "too large") != NULL;
    if (is_size || strstr(detail, "imageCountLimit") != NULL) {
        return CODEC_OUTCOME_LIMIT;
    }
    return strstr(detail, "runcated") != NULL ? CODEC_OUTCOME_TRUNCATED : CODEC_OUTCOME_CORRUPT;
}

/// Notes what libavif has to say; `frame` is counted from 1, or 0 where there is only one or none yet.
static void note_result(struct decoder *decoder, avifResult result, int frame) {
    if (decoder->frames.is_over_limit) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many pixels");
        return;
    }
    const char *detail = decoder->codec->diag.error;
    enum codec_outcome outcome = outcome_of(result, detail);
    // Of items that lie beyond the end, some libavif versions only say it in words.
    decoder->ran_out |= outcome == CODEC_OUTCOME_TRUNCATED && strstr(detail, "size hint") != NULL;
    char message[sizeof decoder->report.message];
    char place[32] = "";
    if (frame > 0) {
        snprintf(place, sizeof place, "frame %d: ", frame);
    }
    // With failed decoding, what follows are names of functions.
    bool has_detail =
        detail[0] != 0 && result != AVIF_RESULT_DECODE_COLOR_FAILED && result != AVIF_RESULT_DECODE_ALPHA_FAILED;
    snprintf(message, sizeof message, "libavif: %s%s%s%s", place, decoder->library->avifResultToString(result),
             has_detail ? ": " : "", has_detail ? detail : "");
    note(decoder, outcome, message);
}

/// Gives libavif the bytes it asks for, or those that there are of them.
static avifResult read_bytes(avifIO *io, uint32_t flags, uint64_t offset, size_t size, avifROData *data) {
    struct decoder *decoder = io->data;
    if (flags != 0 || offset > decoder->count) {
        decoder->ran_out |= decoder->reads_frames;
        return AVIF_RESULT_IO_ERROR;
    }
    size_t left = decoder->count - (size_t)offset;
    if (size > left) {
        decoder->ran_out |= decoder->reads_frames;
        size = left;
    }
    *data = (avifROData){.data = decoder->bytes + offset, .size = size};
    if (offset + size > decoder->position) {
        decoder->position = (size_t)offset + size;
    }
    if (decoder->reads_frames) {
        av1_frames_take(&decoder->frames, data->data, data->size);
    }
    return decoder->frames.is_over_limit ? AVIF_RESULT_OUT_OF_MEMORY : AVIF_RESULT_OK;
}

/// The contents of the first box of a type among those that fill `data`; empty where there is none.
static avifROData find_box(avifROData data, const char *type) {
    while (data.size >= BOX_HEADER_SIZE) {
        size_t size = (size_t)data.data[0] << 24 | (size_t)data.data[1] << 16 | (size_t)data.data[2] << 8 | data.data[3];
        if (size < BOX_HEADER_SIZE || size > data.size) {
            size = data.size;
        }
        if (memcmp(data.data + 4, type, 4) == 0) {
            return (avifROData){.data = data.data + BOX_HEADER_SIZE, .size = size - BOX_HEADER_SIZE};
        }
        data = (avifROData){.data = data.data + size, .size = data.size - size};
    }
    return (avifROData){0};
}

/// Looks through the data that lie among the boxes, which libavif does not ask for once more.
static void look_into_idat(struct decoder *decoder) {
    avifROData meta = find_box((avifROData){.data = decoder->bytes, .size = decoder->count}, "meta");
    // Version and flags.
    if (meta.size > 4) {
        avifROData idat = find_box((avifROData){.data = meta.data + 4, .size = meta.size - 4}, "idat");
        av1_frames_search(&decoder->frames, idat.data, idat.size);
    }
}

static void prepare(struct decoder *decoder) {
    struct codec_limits *limits = &decoder->limits;
    decoder->frames.pixels_limit = limits->pixels;
    decoder->frames.total_limit = limits->scan_pixels;
    decoder->io = (avifIO){.read = read_bytes, .sizeHint = decoder->count, .persistent = AVIF_TRUE, .data = decoder};
    avifDecoder *codec = decoder->codec;
    // libaom reads to the end of each tile whether its arithmetic code ends as it must, which nearly every flipped bit
    // upsets; the other decoders show noise instead, and some write to stderr.
    codec->codecChoice = AVIF_CODEC_CHOICE_AOM;
    // Images are verified side by side already.
    codec->maxThreads = 1;
    codec->ignoreExif = AVIF_TRUE;
    codec->ignoreXMP = AVIF_TRUE;
    // What these check are properties that older encoders left out or got wrong, and that no pixel needs. Chromium
    // does without those on `pixi` and `clap` too.
    codec->strictFlags = AVIF_STRICT_DISABLED;
    uint64_t pixels = limits->pixels < AVIF_DEFAULT_IMAGE_SIZE_LIMIT ? limits->pixels : AVIF_DEFAULT_IMAGE_SIZE_LIMIT;
    codec->imageSizeLimit = pixels > 0 ? (uint32_t)pixels : 1;
    codec->imageDimensionLimit = LONGEST_SIDE;
    decoder->library->avifDecoderSetIO(codec, &decoder->io);
}

/// Whether the image may be decoded within the limits.
static bool fits_limits(struct decoder *decoder) {
    const avifImage *image = decoder->codec->image;
    uint64_t pixels = (uint64_t)image->width * image->height;
    uint64_t frames = decoder->codec->imageCount > 0 ? (uint64_t)decoder->codec->imageCount : 0;
    size_t pixel_size = CHANNELS * (image->depth > 8 ? 2 : 1);
    if (pixels > decoder->limits.pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many pixels");
    } else if (pixels > decoder->limits.memory / pixel_size) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image needs too much memory");
    } else if (frames > 1 && frames * pixels > decoder->limits.scan_pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many frames");
    } else {
        return true;
    }
    return false;
}

/// Turns the rows of an image into RGB, strip by strip.
static bool take_rows(const struct avif_library *library, struct picture_rows *rows, const avifImage *image,
                      avifImage *strip, uint8_t *pixels) {
    for (uint32_t top = 0; top < image->height; top += STRIP_ROWS) {
        uint32_t left = image->height - top;
        avifCropRect rectangle = {
            .y = top, .width = image->width, .height = left < STRIP_ROWS ? left : STRIP_ROWS};
        if (library->avifImageSetViewRect(strip, image, &rectangle) != AVIF_RESULT_OK) {
            return false;
        }
        avifRGBImage target;
        library->avifRGBImageSetDefaults(&target, strip);
        target.depth = 8;
        target.format = AVIF_RGB_FORMAT_RGBA;
        target.pixels = pixels;
        target.rowBytes = image->width * CHANNELS;
        if (library->avifImageYUVToRGB(strip, &target) != AVIF_RESULT_OK) {
            return false;
        }
        for (uint32_t row = 0; row < rectangle.height; row++) {
            picture_rows_take(rows, pixels + (size_t)row * target.rowBytes);
        }
    }
    return true;
}

/// Makes the picture, or none where libavif cannot turn the colours of the image into RGB.
static void fill_picture(struct decoder *decoder) {
    const avifImage *image = decoder->codec->image;
    struct picture_rows rows = {0};
    avifImage *strip = decoder->library->avifImageCreateEmpty();
    uint8_t *pixels = malloc((size_t)image->width * CHANNELS * STRIP_ROWS);
    bool is_made = picture_rows_begin(&rows, decoder->picture, image->width, image->height, ROW_RGBA) &&
                   strip != NULL && pixels != NULL && take_rows(decoder->library, &rows, image, strip, pixels);
    picture_rows_end(&rows);
    if (strip != NULL) {
        decoder->library->avifImageDestroy(strip);
    }
    free(pixels);
    if (!is_made) {
        picture_discard(decoder->picture);
    }
}

static void decode(struct decoder *decoder) {
    prepare(decoder);
    avifResult result = decoder->library->avifDecoderParse(decoder->codec);
    if (result != AVIF_RESULT_OK) {
        note_result(decoder, result, 0);
        return;
    }
    if (!fits_limits(decoder)) {
        return;
    }
    look_into_idat(decoder);
    decoder->reads_frames = true;
    int count = decoder->codec->imageCount;
    for (int index = 0; index < count; index++) {
        result = decoder->frames.is_over_limit ? AVIF_RESULT_OUT_OF_MEMORY
                                               : decoder->library->avifDecoderNextImage(decoder->codec);
        if (result != AVIF_RESULT_OK) {
            note_result(decoder, result, count > 1 ? index + 1 : 0);
            return;
        }
        if (index == 0 && decoder->picture != NULL) {
            fill_picture(decoder);
        }
    }
}

struct codec_report codec_avif_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    struct decoder decoder = {
        .library = avif_library(), .bytes = bytes, .count = count, .limits = limits, .picture = picture};
    if (decoder.library == NULL) {
        note(&decoder, CODEC_OUTCOME_UNSUPPORTED, "libavif, by which AVIF is decoded, is not installed");
        return decoder.report;
    }
    decoder.codec = decoder.library->avifDecoderCreate();
    if (decoder.codec == NULL) {
        note(&decoder, CODEC_OUTCOME_LIMIT, "the image needs too much memory");
        return decoder.report;
    }
    decode(&decoder);
    decoder.library->avifDecoderDestroy(decoder.codec);
    av1_frames_end(&decoder.frames);
    // The first frame was whole, but the sequence is not.
    if (picture != NULL && decoder.report.outcome != CODEC_OUTCOME_INTACT) {
        picture_discard(picture);
    }
    return decoder.report;
}

#else

bool codec_avif_is_built_in(void) {
    return false;
}

struct codec_report codec_avif_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    (void)bytes, (void)count, (void)limits, (void)picture;
    return (struct codec_report){
        .outcome = CODEC_OUTCOME_UNSUPPORTED, .message = "no decoder for avif is built in"};
}

#endif
