// Finds damage in a JPEG by decoding it with libjpeg.

#include "CImageCodecs.h"
#include "picture_rows.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/// So many zeros in a row are no coded picture.
enum { FEWEST_ZEROS = 512 };

struct decoder {
    struct jpeg_decompress_struct codec;
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    const uint8_t *bytes;
    size_t count;
    struct codec_limits limits;
    struct codec_report report;
    /// What is to be filled, or null.
    struct codec_picture *picture;
    struct picture_rows rows;
    /// libjpeg asked for more bytes than there are.
    bool ran_out;
    /// Bit n is set once a scan has held component n.
    uint32_t components_seen;
};

static const uint8_t end_of_image[] = {0xFF, JPEG_EOI};

static struct decoder *decoder_of(j_common_ptr codec) {
    return codec->client_data;
}

/// Notes what happened and where, unless something was noted before: the first damage explains the rest.
static void note(struct decoder *decoder, enum codec_outcome outcome, const char *message) {
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
static void note_message(struct decoder *decoder, enum codec_outcome outcome) {
    static const char source[] = "libjpeg: ";
    char message[sizeof source + JMSG_LENGTH_MAX];
    memcpy(message, source, sizeof source);
    decoder->errors.format_message((j_common_ptr)&decoder->codec, message + sizeof source - 1);
    note(decoder, outcome, message);
}

static enum codec_outcome outcome_of_error(const struct decoder *decoder) {
    switch (decoder->errors.msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
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
    struct decoder *decoder = decoder_of(codec);
    note_message(decoder, outcome_of_error(decoder));
    longjmp(decoder->escape, 1);
}

static bool is_restart(int marker) {
    return marker >= JPEG_RST0 && marker < JPEG_RST0 + 8;
}

/// Counts the warnings that mean damage; a level of 0 or more is only tracing.
static void take_message(j_common_ptr codec, int level) {
    if (level >= 0) {
        return;
    }
    struct decoder *decoder = decoder_of(codec);
    enum codec_outcome outcome = CODEC_OUTCOME_CORRUPT;
    switch (codec->err->msg_code) {
    // Wrong only in what it declares: every decoder goes on without loss.
    case JWRN_ADOBE_XFORM:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
        return;
    // Stray bytes between the segments of the header harm nothing, and some cameras pad what comes before a restart
    // marker. (Where it is not the restart marker that is due, another warning follows.) Behind a scan, they are data
    // that it failed to read.
    case JWRN_EXTRANEOUS_DATA:
        if (decoder->codec.input_scan_number == 0 || is_restart(codec->err->msg_parm.i[1])) {
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

static void begin_source(j_decompress_ptr codec) {
    (void)codec;
}

/// Pretends that the image ends where the data do, so that libjpeg decodes what there is.
static boolean refill_source(j_decompress_ptr codec) {
    decoder_of((j_common_ptr)codec)->ran_out = true;
    codec->src->next_input_byte = end_of_image;
    codec->src->bytes_in_buffer = sizeof end_of_image;
    return TRUE;
}

static void skip_source(j_decompress_ptr codec, long count) {
    if (count <= 0) {
        return;
    }
    if ((size_t)count > codec->src->bytes_in_buffer) {
        refill_source(codec);
        return;
    }
    codec->src->next_input_byte += count;
    codec->src->bytes_in_buffer -= (size_t)count;
}

static void end_source(j_decompress_ptr codec) {
    (void)codec;
}

/// Watches over the scans: how many there are, and which components they hold.
static void watch_scans(j_common_ptr common) {
    struct decoder *decoder = decoder_of(common);
    j_decompress_ptr codec = &decoder->codec;
    uint64_t scans = codec->input_scan_number > 0 ? (uint64_t)codec->input_scan_number : 0;
    uint64_t pixels = (uint64_t)codec->image_width * codec->image_height;
    if (scans > decoder->limits.scans || scans * pixels > decoder->limits.scan_pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many scans");
        longjmp(decoder->escape, 1);
    }
    for (int index = 0; index < codec->comps_in_scan; index++) {
        decoder->components_seen |= 1u << codec->cur_comp_info[index]->component_index;
    }
}

static void prepare(struct decoder *decoder) {
    j_decompress_ptr codec = &decoder->codec;
    codec->err = jpeg_std_error(&decoder->errors);
    decoder->errors.error_exit = leave_with_error;
    decoder->errors.emit_message = take_message;
    decoder->errors.output_message = print_nothing;
    codec->client_data = decoder;
    decoder->source = (struct jpeg_source_mgr){
        .next_input_byte = decoder->bytes,
        .bytes_in_buffer = decoder->count,
        .init_source = begin_source,
        .fill_input_buffer = refill_source,
        .skip_input_data = skip_source,
        .resync_to_restart = jpeg_resync_to_restart,
        .term_source = end_source,
    };
    decoder->progress.progress_monitor = watch_scans;
}

/// Every component must have been in a scan and, where the end is missing, be complete to its last bit.
static bool has_all_scans(const struct decoder *decoder) {
    const struct jpeg_decompress_struct *codec = &decoder->codec;
    for (int component = 0; component < codec->num_components; component++) {
        if ((decoder->components_seen >> component & 1) == 0) {
            return false;
        }
        if (!decoder->ran_out || !codec->progressive_mode) {
            continue;
        }
        for (int coefficient = 0; coefficient < DCTSIZE2; coefficient++) {
            if (codec->coef_bits[component][coefficient] != 0) {
                return false;
            }
        }
    }
    return true;
}

static void decode(struct decoder *decoder) {
    j_decompress_ptr codec = &decoder->codec;
    if (setjmp(decoder->escape) != 0) {
        return;
    }
    prepare(decoder);
    jpeg_create_decompress(codec);
    codec->client_data = decoder;
    codec->src = &decoder->source;
    codec->progress = &decoder->progress;
    codec->mem->max_memory_to_use = (long)decoder->limits.memory;

    jpeg_read_header(codec, TRUE);
    if ((uint64_t)codec->image_width * codec->image_height > decoder->limits.pixels) {
        note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many pixels");
        return;
    }
    // An eighth of the size needs no more than the first coefficient of each block, but all of the data are read.
    codec->scale_num = 1;
    codec->scale_denom = DCTSIZE;
    codec->dct_method = JDCT_IFAST;
    codec->do_fancy_upsampling = FALSE;
    codec->do_block_smoothing = FALSE;
    codec->out_color_space = codec->jpeg_color_space;
    jpeg_start_decompress(codec);
    JDIMENSION row_size = codec->output_width * (JDIMENSION)codec->output_components;
    JSAMPARRAY rows = codec->mem->alloc_sarray((j_common_ptr)codec, JPOOL_IMAGE, row_size,
                                               (JDIMENSION)codec->rec_outbuf_height);
    while (codec->output_scanline < codec->output_height) {
        jpeg_read_scanlines(codec, rows, (JDIMENSION)codec->rec_outbuf_height);
    }
    watch_scans((j_common_ptr)codec);
    bool is_complete = has_all_scans(decoder);
    jpeg_finish_decompress(codec);

    if (!is_complete) {
        note(decoder, CODEC_OUTCOME_TRUNCATED, "scans are missing");
    } else if (decoder->ran_out) {
        // Arithmetic decoding takes what is missing for zeros, without a warning.
        note(decoder, codec->arith_code ? CODEC_OUTCOME_TRUNCATED : CODEC_OUTCOME_END_MISSING, "");
    }
}

/// Tells a file that was made at its full length, but never filled to its end, from one that is cut short.
static void look_for_zeros(struct decoder *decoder) {
    struct codec_report *report = &decoder->report;
    if (report->outcome != CODEC_OUTCOME_TRUNCATED || !decoder->ran_out) {
        return;
    }
    size_t end = decoder->count;
    while (end > 0 && decoder->bytes[end - 1] == 0) {
        end -= 1;
    }
    if (decoder->count - end >= FEWEST_ZEROS) {
        report->outcome = CODEC_OUTCOME_CORRUPT;
        report->offset = end;
        report->has_row = false;
        snprintf(report->message, sizeof report->message, "the last %zu bytes are zeros", decoder->count - end);
    }
}

struct codec_report codec_jpeg_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    struct decoder decoder;
    memset(&decoder, 0, sizeof decoder);
    decoder.bytes = bytes;
    decoder.count = count;
    decoder.limits = limits;
    decoder.picture = picture;
    decode(&decoder);
    look_for_zeros(&decoder);
    jpeg_destroy_decompress(&decoder.codec);
    return decoder.report;
}
