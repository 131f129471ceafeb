// Takes what libjpeg has to say.

#include "jpeg_decoder.h"
#include "jpeg_strays.h"

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
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
        return;
    // The same, unless strays took the place of a scan.
    case JWRN_BOGUS_PROGRESSION:
        if (decoder->scan_with_strays == 0) {
            return;
        }
        break;
    case JWRN_EXTRANEOUS_DATA:
        if (jpeg_strays_are_harmless(decoder, (size_t)codec->err->msg_parm.i[0], codec->err->msg_parm.i[1])) {
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
