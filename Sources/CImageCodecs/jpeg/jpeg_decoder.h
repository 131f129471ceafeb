// What the parts of the JPEG verifier share.

#ifndef JPEG_DECODER_H
#define JPEG_DECODER_H

#include "CImageCodecs.h"
#include "picture_rows.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

struct jpeg_decoder {
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
    struct picture_rows boxes;
    /// libjpeg asked for more bytes than there are.
    bool ran_out;
    /// libjpeg wanted more memory than it may have.
    bool lacks_memory;
    /// Number of the last scan behind whose blocks strays were found.
    int scan_with_strays;
    /// How far the file has been searched for segments, and the marker of the last one; 0 before the first.
    size_t segments_end;
    int last_segment;
    /// Bit n is set once a scan has held component n.
    uint32_t components_seen;
};

static inline struct jpeg_decoder *jpeg_decoder_of(j_common_ptr codec) {
    return codec->client_data;
}

/// Notes what happened and where, unless something was noted before: the first damage explains the rest.
void jpeg_decoder_note(struct jpeg_decoder *decoder, enum codec_outcome outcome, const char *message);

/// Makes libjpeg report to the decoder what is wrong; it jumps to `escape` where it can't go on.
void jpeg_decoder_take_messages(struct jpeg_decoder *decoder);

/// Prepares for the picture, before decompression starts: its scale, its colours and its memory.
///
/// False where the image has no colours that could be shown, or the memory does not suffice; nothing is changed then
/// that would matter to a decode without a picture.
bool jpeg_picture_begin(struct jpeg_decoder *decoder);

/// Adds rows to the picture; their contents are overwritten.
void jpeg_picture_take(struct jpeg_decoder *decoder, JSAMPARRAY rows, JDIMENSION count);

#endif
