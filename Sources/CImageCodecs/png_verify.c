// Finds damage in a PNG by decoding it with libpng.

#include "CImageCodecs.h"
#include "picture_rows.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct decoder {
    png_structp codec;
    png_infop info;
    png_bytep row;
    const uint8_t *bytes;
    size_t count;
    size_t position;
    struct codec_limits limits;
    struct codec_report report;
    /// What is to be filled, or null.
    struct codec_picture *picture;
    struct picture_rows rows;
    bool has_begun_rows;
    bool has_all_rows;
    uint32_t current_row;
    /// libpng asked for more bytes than there are.
    bool ran_out;
};

/// Notes what happened and where, unless something was noted before: the first damage explains the rest.
static void note(struct decoder *decoder, enum codec_outcome outcome, const char *message) {
    struct codec_report *report = &decoder->report;
    if (report->outcome != CODEC_OUTCOME_INTACT) {
        return;
    }
    report->outcome = outcome;
    report->at_end = decoder->ran_out;
    report->offset = decoder->position;
    report->has_row = decoder->has_begun_rows && !decoder->has_all_rows;
    report->row = decoder->current_row;
    snprintf(report->message, sizeof report->message, "%s", message);
}

/// Notes what libpng has to say.
static void note_message(struct decoder *decoder, enum codec_outcome outcome, const char *text) {
    char message[sizeof decoder->report.message];
    snprintf(message, sizeof message, "libpng: %s", text);
    note(decoder, outcome, message);
}

static void leave_with_error(png_structp codec, png_const_charp message) {
    struct decoder *decoder = png_get_error_ptr(codec);
    enum codec_outcome outcome = CODEC_OUTCOME_CORRUPT;
    if (decoder->ran_out) {
        outcome = decoder->has_all_rows ? CODEC_OUTCOME_END_MISSING : CODEC_OUTCOME_TRUNCATED;
    } else if (strcmp(message, "Not enough image data") == 0) {
        outcome = CODEC_OUTCOME_TRUNCATED;
    } else if (strcmp(message, "Out of memory") == 0) {
        outcome = CODEC_OUTCOME_LIMIT;
    } else if (strstr(message, "unhandled critical chunk") != NULL) {
        outcome = CODEC_OUTCOME_UNSUPPORTED;
    }
    note_message(decoder, outcome, message);
    png_longjmp(codec, 1);
}

/// Whether a warning is about what intact bytes say: more data than the image needs, or a palette that breaks a rule.
static bool is_harmless(const char *message) {
    return strcmp(message, "IDAT: Extra compressed data") == 0 || strcmp(message, "IDAT: Too much image data") == 0 ||
           (strstr(message, "CRC error") == NULL &&
            (strncmp(message, "PLTE:", 5) == 0 || strncmp(message, "tRNS:", 5) == 0));
}

static void take_warning(png_structp codec, png_const_charp message) {
    if (is_harmless(message)) {
        return;
    }
    struct decoder *decoder = png_get_error_ptr(codec);
    decoder->report.warnings += 1;
    note_message(decoder, CODEC_OUTCOME_CORRUPT, message);
}

static void read_bytes(png_structp codec, png_bytep target, size_t count) {
    struct decoder *decoder = png_get_io_ptr(codec);
    if (count > decoder->count - decoder->position) {
        decoder->position = decoder->count;
        decoder->ran_out = true;
        png_error(codec, "no more data");
    }
    memcpy(target, decoder->bytes + decoder->position, count);
    decoder->position += count;
}

static void prepare(struct decoder *decoder) {
    png_structp codec = decoder->codec;
    png_set_read_fn(codec, decoder, read_bytes);
    png_set_user_limits(codec, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_benign_errors(codec, 1);
    // Nothing but pixels is wanted, so that other chunks are only checked, and what they say wrongly is no damage.
    png_set_keep_unknown_chunks(codec, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_crc_action(codec, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
    // A palette index without a colour is shown as black, and a window size that zlib's header understates as meant.
    png_set_check_for_invalid_index(codec, -1);
    png_set_option(codec, PNG_MAXIMUM_INFLATE_WINDOW, PNG_OPTION_ON);
}

static void decode(struct decoder *decoder) {
    png_structp codec = decoder->codec;
    if (setjmp(png_jmpbuf(codec)) != 0) {
        return;
    }
    prepare(decoder);
    png_read_info(codec, decoder->info);
    uint32_t width = png_get_image_width(codec, decoder->info);
    uint32_t height = png_get_image_height(codec, decoder->info);
    if ((uint64_t)width * height > decoder->limits.pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many pixels");
        return;
    }
    size_t row_size = png_get_rowbytes(codec, decoder->info);
    // libpng holds two rows beside this one.
    if (row_size == 0 || row_size > decoder->limits.memory / 3) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too long rows");
        return;
    }
    int passes = png_set_interlace_handling(codec);
    png_read_update_info(codec, decoder->info);
    decoder->row = malloc(row_size);
    if (decoder->row == NULL) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image needs too much memory");
        return;
    }
    decoder->has_begun_rows = true;
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t row = 0; row < height; row++) {
            decoder->current_row = row;
            png_read_row(codec, decoder->row, NULL);
        }
    }
    decoder->has_all_rows = true;
    png_read_end(codec, NULL);
}

struct codec_report codec_png_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                     struct codec_picture *picture) {
    struct decoder decoder;
    memset(&decoder, 0, sizeof decoder);
    decoder.bytes = bytes;
    decoder.count = count;
    decoder.limits = limits;
    decoder.picture = picture;
    decoder.codec = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, leave_with_error, take_warning);
    if (decoder.codec != NULL) {
        decoder.info = png_create_info_struct(decoder.codec);
    }
    if (decoder.info != NULL) {
        decode(&decoder);
    } else {
        note(&decoder, CODEC_OUTCOME_LIMIT, "the image needs too much memory");
    }
    png_destroy_read_struct(&decoder.codec, &decoder.info, NULL);
    free(decoder.row);
    return decoder.report;
}
