// Finds damage in a PNG by decoding it with libpng.

#include "CImageCodecs.h"
#include "picture_rows.h"
#include "png_inflate.h"
#include "png_proof.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct decoder {
    png_structp codec;
    png_infop info;
    /// One row, or all of them where `holds_all_rows`.
    png_bytep rows;
    size_t row_size;
    bool holds_all_rows;
    const uint8_t *bytes;
    size_t count;
    size_t position;
    struct codec_limits limits;
    struct codec_report report;
    /// What is to be filled, or null.
    struct codec_picture *picture;
    struct picture_rows boxes;
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

/// Whether a message is about a checksum, or about contents of IEND, that no pixel needs.
static bool is_about_needless_bytes(const char *message) {
    const uint8_t *type = (const uint8_t *)message;
    return strcmp(message, "IEND: invalid") == 0 ||
           (strlen(message) > 4 && strcmp(message + 4, ": CRC error") == 0 && !png_needs_checksum(png_number(type)));
}

/// Takes an error, with which libpng gives up.
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
    if (!decoder->has_all_rows || decoder->ran_out || !is_about_needless_bytes(message)) {
        note_message(decoder, outcome, message);
    }
    png_longjmp(codec, 1);
}

/// Whether a warning is about what no pixel needs, or what intact bytes say: more data than the image needs, or a palette
/// that breaks a rule.
static bool is_harmless(const char *message) {
    return is_about_needless_bytes(message) || strcmp(message, "IDAT: Extra compressed data") == 0 || strcmp(message, "IDAT: Too much image data") == 0 ||
           (strstr(message, "CRC error") == NULL &&
            (strncmp(message, "PLTE", 4) == 0 || strncmp(message, "tRNS", 4) == 0));
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
    // Chunks that are skipped need no memory, however long they are.
    png_set_chunk_malloc_max(codec, PNG_UINT_31_MAX);
    png_set_benign_errors(codec, 1);
    // Nothing but pixels is wanted, so that other chunks are only checked, and what they say wrongly is no damage.
    png_set_keep_unknown_chunks(codec, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_crc_action(codec, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
    // A palette index without a colour is shown as black, and a window size that zlib's header understates as meant.
    png_set_check_for_invalid_index(codec, -1);
    png_set_option(codec, PNG_MAXIMUM_INFLATE_WINDOW, PNG_OPTION_ON);
}

/// How expanded rows are laid out.
static enum row_layout layout_of(png_structp codec, png_infop info) {
    int colour_type = png_get_color_type(codec, info);
    // A tRNS that libpng ignores for its place counts as valid, but as empty.
    int transparent = 0;
    png_get_tRNS(codec, info, NULL, &transparent, NULL);
    bool has_alpha = (colour_type & PNG_COLOR_MASK_ALPHA) != 0 || transparent > 0;
    if ((colour_type & PNG_COLOR_MASK_COLOR) == 0) {
        return has_alpha ? ROW_GRAY_ALPHA : ROW_GRAY;
    }
    return has_alpha ? ROW_RGBA : ROW_RGB;
}

/// Makes libpng yield rows for a picture; false where they need more memory than there may be.
///
/// A picture is built from whole rows, from the top: an interlaced image has these only after its last pass, so that
/// all of its rows are held.
static bool begin_picture(struct decoder *decoder, uint32_t width, uint32_t height) {
    png_structp codec = decoder->codec;
    enum row_layout layout = layout_of(codec, decoder->info);
    bool holds_all = png_get_interlace_type(codec, decoder->info) != PNG_INTERLACE_NONE;
    uint64_t row_size = (uint64_t)width * layout;
    uint64_t held = holds_all ? height : 1;
    // libpng expands samples to 16 bits before it halves them.
    uint64_t per_row = 2 * PNG_ROWS_HELD * sizeof(uint32_t) * (uint64_t)width;
    size_t memory = decoder->limits.memory;
    if (per_row > memory || row_size > (memory - per_row) / held) {
        return false;
    }
    memory -= per_row + row_size * held;
    decoder->rows = malloc(row_size * held);
    if (decoder->rows == NULL ||
        !picture_rows_begin_within(&decoder->boxes, decoder->picture, width, height, layout, memory)) {
        free(decoder->rows);
        decoder->rows = NULL;
        return false;
    }
    decoder->row_size = row_size;
    decoder->holds_all_rows = holds_all;
    png_set_expand(codec);
    png_set_scale_16(codec);
    return true;
}

static void read_rows(struct decoder *decoder, int passes, uint32_t height) {
    bool holds_all = decoder->holds_all_rows;
    decoder->has_begun_rows = true;
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t row = 0; row < height; row++) {
            decoder->current_row = row;
            png_bytep target = holds_all ? decoder->rows + row * decoder->row_size : decoder->rows;
            png_read_row(decoder->codec, target, NULL);
            if (decoder->picture != NULL && !holds_all) {
                picture_rows_take(&decoder->boxes, target);
            }
        }
    }
    decoder->has_all_rows = true;
    for (uint32_t row = 0; holds_all && row < height; row++) {
        picture_rows_take(&decoder->boxes, decoder->rows + row * decoder->row_size);
    }
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
    if (row_size == 0 || row_size > decoder->limits.memory / PNG_ROWS_HELD) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too long rows");
        return;
    }
    if (decoder->picture != NULL && !begin_picture(decoder, width, height)) {
        decoder->picture = NULL;
    }
    int passes = png_set_interlace_handling(codec);
    png_read_update_info(codec, decoder->info);
    if (decoder->picture == NULL) {
        decoder->rows = malloc(row_size);
    }
    if (decoder->rows == NULL ||
        (decoder->picture != NULL && png_get_rowbytes(codec, decoder->info) != decoder->row_size)) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image needs too much memory");
        return;
    }
    read_rows(decoder, passes, height);
    png_read_end(codec, NULL);
}

/// Decodes with libpng, whose judgement counts.
static struct codec_report judge(const uint8_t *bytes, size_t count, struct codec_limits limits,
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
    free(decoder.rows);
    picture_rows_end(&decoder.boxes);
    enum codec_outcome outcome = decoder.report.outcome;
    if (picture != NULL && outcome != CODEC_OUTCOME_INTACT && outcome != CODEC_OUTCOME_END_MISSING) {
        picture_discard(picture);
    }
    return decoder.report;
}

struct codec_report codec_png_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                     struct codec_picture *picture) {
    if (picture == NULL) {
        if (png_is_proven_intact(bytes, count, limits)) {
            return (struct codec_report){.outcome = CODEC_OUTCOME_INTACT};
        }
        return judge(bytes, count, limits, NULL);
    }
    struct codec_report report = judge(bytes, count, limits, picture);
    // Expanded rows need more memory, which is no reason to refuse the image.
    return report.outcome == CODEC_OUTCOME_LIMIT ? judge(bytes, count, limits, NULL) : report;
}
