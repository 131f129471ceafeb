// Takes what libjpeg has to say.

#include "jpeg_decoder.h"

#include <string.h>

#include <jerror.h>

void jpeg_decoder_note(struct jpeg_decoder *decoder, enum codec_outcome outcome, const char *message) {
    struct codec_report *report = &decoder->report;
    if (report->outcome != CODEC_OUTCOME_INTACT) {
        return;
    }
    report->outcome = outcome;
    report->at_end = decoder->ran_out;
    report->offset = decoder->ran_out ? decoder->count : (size_t)(decoder->source.next_input_byte - decoder->bytes);
    if (decoder->codec.input_scan_number > 0) {
        report->has_row = true;
        report->row = decoder->codec.input_iMCU_row * (JDIMENSION)decoder->codec.max_v_samp_factor * DCTSIZE;
        if (report->row >= decoder->codec.image_height) {
            report->row = decoder->codec.image_height - 1;
        }
    }
    snprintf(report->message, sizeof report->message, "%s", message);
}

/// Notes what libjpeg has to say.
static void note_message(struct jpeg_decoder *decoder, enum codec_outcome outcome) {
    static const char source[] = "libjpeg: ";
    char message[sizeof source + JMSG_LENGTH_MAX];
    memcpy(message, source, sizeof source);
    decoder->errors.format_message((j_common_ptr)&decoder->codec, message + sizeof source - 1);
    jpeg_decoder_note(decoder, outcome, message);
}

static enum codec_outcome outcome_of_error(struct jpeg_decoder *decoder) {
    switch (decoder->errors.msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
        decoder->lacks_memory = true;
        return CODEC_OUTCOME_LIMIT;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CCIR601_NOTIMPL:
    case JERR_COMPONENT_COUNT:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_IMAGE_TOO_BIG:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
        return CODEC_OUTCOME_UNSUPPORTED;
    default:
        return decoder->ran_out ? CODEC_OUTCOME_TRUNCATED : CODEC_OUTCOME_CORRUPT;
    }
}

static void leave_with_error(j_common_ptr codec) {
    struct jpeg_decoder *decoder = jpeg_decoder_of(codec);
    note_message(decoder, outcome_of_error(decoder));
    longjmp(decoder->escape, 1);
}

static bool is_restart(int marker) {
    return marker >= JPEG_RST0 && marker < JPEG_RST0 + 8;
}

/// Whether the stray bytes that libjpeg has just skipped are nothing but padding.
static bool is_padding(const struct jpeg_decoder *decoder, size_t count) {
    const uint8_t *end = decoder->source.next_input_byte;
    if (decoder->ran_out || count > (size_t)(end - decoder->bytes)) {
        return false;
    }
    for (const uint8_t *byte = end - count; byte < end; byte++) {
        if (*byte != 0x00 && *byte != 0xFF) {
            return false;
        }
    }
    return true;
}

/// The marker of the header segment that ends at an offset (T.81 §B.1.1.4); 0 where none is found to.
static int segment_ending_at(const struct jpeg_decoder *decoder, size_t offset) {
    const uint8_t *bytes = decoder->bytes;
    size_t position = 2;
    while (position + 4 <= offset && bytes[position] == 0xFF) {
        while (position + 4 <= offset && bytes[position + 1] == 0xFF) {
            position += 1;
        }
        int marker = bytes[position + 1];
        position += 2 + ((size_t)bytes[position + 2] << 8 | bytes[position + 3]);
        if (position == offset) {
            return marker;
        }
    }
    return 0;
}

/// Whether a segment holds what the picture is decoded with: tables, and the frame header.
static bool holds_tables(int marker) {
    enum { SOF0 = 0xC0, SOF15 = 0xCF, DQT = 0xDB, DRI = 0xDD };
    return (marker >= SOF0 && marker <= SOF15) || marker == DQT || marker == DRI;
}

/// Whether stray bytes before a marker harm nothing.
///
/// Some cameras pad what comes before a restart marker. (Where it is not the restart marker that is due, another
/// warning follows.) Between segments of the header, they are of no use to anybody, unless they are what a table was
/// shifted by. Behind a scan, they are data that it failed to read.
static bool is_harmless_stray(const struct jpeg_decoder *decoder, size_t count, int marker) {
    if (decoder->codec.input_scan_number > 0) {
        return is_restart(marker) && is_padding(decoder, count);
    }
    size_t position = (size_t)(decoder->source.next_input_byte - decoder->bytes);
    if (decoder->ran_out || count > position || is_padding(decoder, count)) {
        return true;
    }
    return !holds_tables(segment_ending_at(decoder, position - count));
}

/// Counts the warnings that mean damage; a level of 0 or more is only tracing.
static void take_message(j_common_ptr codec, int level) {
    if (level >= 0) {
        return;
    }
    struct jpeg_decoder *decoder = jpeg_decoder_of(codec);
    enum codec_outcome outcome = CODEC_OUTCOME_CORRUPT;
    switch (codec->err->msg_code) {
    // Wrong only in what it declares: every decoder goes on without loss.
    case JWRN_ADOBE_XFORM:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
        return;
    case JWRN_EXTRANEOUS_DATA:
        if (is_harmless_stray(decoder, (size_t)codec->err->msg_parm.i[0], codec->err->msg_parm.i[1])) {
            return;
        }
        break;
    // The data of a scan stop at a marker: at the end marker, because the rest is missing.
    case JWRN_HIT_MARKER:
        if (decoder->codec.unread_marker == JPEG_EOI) {
            outcome = CODEC_OUTCOME_TRUNCATED;
        }
        break;
    default:
        break;
    }
    decoder->report.warnings += 1;
    if (decoder->report.outcome == CODEC_OUTCOME_INTACT) {
        note_message(decoder, outcome);
    }
}

static void print_nothing(j_common_ptr codec) {
    (void)codec;
}

void jpeg_decoder_take_messages(struct jpeg_decoder *decoder) {
    decoder->codec.err = jpeg_std_error(&decoder->errors);
    decoder->errors.error_exit = leave_with_error;
    decoder->errors.emit_message = take_message;
    decoder->errors.output_message = print_nothing;
}
