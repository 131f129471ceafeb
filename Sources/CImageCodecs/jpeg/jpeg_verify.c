// Finds damage in a JPEG by decoding it with libjpeg.

#include "jpeg_decoder.h"

#include <string.h>

/// So many zeros in a row are no coded picture.
enum { FEWEST_ZEROS = 512 };

static const uint8_t end_of_image[] = {0xFF, JPEG_EOI};

static void begin_source(j_decompress_ptr codec) {
    (void)codec;
}

/// Pretends that the image ends where the data do, so that libjpeg decodes what there is.
static boolean refill_source(j_decompress_ptr codec) {
    jpeg_decoder_of((j_common_ptr)codec)->ran_out = true;
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
    struct jpeg_decoder *decoder = jpeg_decoder_of(common);
    j_decompress_ptr codec = &decoder->codec;
    uint64_t scans = codec->input_scan_number > 0 ? (uint64_t)codec->input_scan_number : 0;
    uint64_t pixels = (uint64_t)codec->image_width * codec->image_height;
    if (scans > decoder->limits.scans || scans * pixels > decoder->limits.scan_pixels) {
        jpeg_decoder_note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many scans");
        longjmp(decoder->escape, 1);
    }
    for (int index = 0; index < codec->comps_in_scan; index++) {
        decoder->components_seen |= 1u << codec->cur_comp_info[index]->component_index;
    }
}

static void prepare(struct jpeg_decoder *decoder) {
    j_decompress_ptr codec = &decoder->codec;
    jpeg_decoder_take_messages(decoder);
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

/// Every component must have been in a scan and, where the end is missing or strays may have taken the place of a scan,
/// be complete to its last bit.
static bool has_all_scans(const struct jpeg_decoder *decoder) {
    const struct jpeg_decompress_struct *codec = &decoder->codec;
    for (int component = 0; component < codec->num_components; component++) {
        if ((decoder->components_seen >> component & 1) == 0) {
            return false;
        }
        bool may_lack_scans = decoder->ran_out || decoder->scan_with_strays > 0;
        if (!may_lack_scans || !codec->progressive_mode) {
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

/// Decodes at an eighth of the size, which needs no more than the first coefficient of each block, but reads all data.
static void choose_cheapest(j_decompress_ptr codec) {
    codec->scale_num = 1;
    codec->scale_denom = DCTSIZE;
    codec->dct_method = JDCT_IFAST;
    codec->do_fancy_upsampling = FALSE;
    codec->out_color_space = codec->jpeg_color_space;
}

static void read_rows(struct jpeg_decoder *decoder) {
    j_decompress_ptr codec = &decoder->codec;
    JDIMENSION row_size = codec->output_width * (JDIMENSION)codec->output_components;
    JSAMPARRAY rows = codec->mem->alloc_sarray((j_common_ptr)codec, JPOOL_IMAGE, row_size,
                                               (JDIMENSION)codec->rec_outbuf_height);
    while (codec->output_scanline < codec->output_height) {
        JDIMENSION count = jpeg_read_scanlines(codec, rows, (JDIMENSION)codec->rec_outbuf_height);
        if (decoder->picture != NULL) {
            jpeg_picture_take(decoder, rows, count);
        }
    }
}

static void decode(struct jpeg_decoder *decoder) {
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
        jpeg_decoder_note(decoder, CODEC_OUTCOME_LIMIT, "the image has too many pixels");
        return;
    }
    codec->do_block_smoothing = FALSE;
    if (decoder->picture == NULL || !jpeg_picture_begin(decoder)) {
        decoder->picture = NULL;
        choose_cheapest(codec);
    }
    jpeg_start_decompress(codec);
    read_rows(decoder);
    watch_scans((j_common_ptr)codec);
    bool is_complete = has_all_scans(decoder);
    jpeg_finish_decompress(codec);

    if (!is_complete) {
        jpeg_decoder_note(decoder, CODEC_OUTCOME_TRUNCATED, "scans are missing");
    } else if (decoder->ran_out) {
        // Arithmetic decoding takes what is missing for zeros, without a warning.
        jpeg_decoder_note(decoder, codec->arith_code ? CODEC_OUTCOME_TRUNCATED : CODEC_OUTCOME_END_MISSING, "");
    }
}

/// Tells a file that was made at its full length, but never filled to its end, from one that is cut short.
static void look_for_zeros(struct jpeg_decoder *decoder) {
    struct codec_report *report = &decoder->report;
    bool ends_early = report->outcome == CODEC_OUTCOME_TRUNCATED || report->outcome == CODEC_OUTCOME_END_MISSING;
    if (!ends_early || !decoder->ran_out) {
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

/// Decodes once, and leaves a picture only where all of it was decoded.
static void attempt(struct jpeg_decoder *decoder, const uint8_t *bytes, size_t count, struct codec_limits limits,
                    struct codec_picture *picture) {
    memset(decoder, 0, sizeof *decoder);
    decoder->bytes = bytes;
    decoder->count = count;
    decoder->limits = limits;
    decoder->picture = picture;
    decode(decoder);
    look_for_zeros(decoder);
    jpeg_destroy_decompress(&decoder->codec);
    picture_rows_end(&decoder->boxes);
    enum codec_outcome outcome = decoder->report.outcome;
    if (picture != NULL && outcome != CODEC_OUTCOME_INTACT && outcome != CODEC_OUTCOME_END_MISSING) {
        picture_discard(picture);
    }
}

struct codec_report codec_jpeg_verify(const uint8_t *bytes, size_t count, struct codec_limits limits,
                                      struct codec_picture *picture) {
    struct jpeg_decoder decoder;
    attempt(&decoder, bytes, count, limits, picture);
    if (picture != NULL && decoder.lacks_memory) {
        // A larger scale needs more memory, which is no reason to refuse the image.
        attempt(&decoder, bytes, count, limits, NULL);
    }
    return decoder.report;
}
