#include "jpeg_strays.h"

#include <string.h>

enum {
    /// libjpeg reads so many bytes of a scan before it needs them.
    READ_AHEAD = 8,
    /// So many zeros in front of others say that blocks were decoded from a hole in the file.
    FEWEST_DECODED_ZEROS = 16,
};

static bool is_restart(int marker) {
    return marker >= JPEG_RST0 && marker < JPEG_RST0 + 8;
}

/// Where the bytes end that libjpeg has just skipped.
static size_t end_of_strays(const struct jpeg_decoder *decoder) {
    return (size_t)(decoder->source.next_input_byte - decoder->bytes);
}

/// Whether the bytes are nothing but padding.
static bool is_padding(const struct jpeg_decoder *decoder, size_t count) {
    size_t end = end_of_strays(decoder);
    for (size_t offset = end - count; offset < end; offset++) {
        if (decoder->bytes[offset] != 0x00 && decoder->bytes[offset] != 0xFF) {
            return false;
        }
    }
    return true;
}

/// The offset of the next marker behind the data of a scan, or `end` (T.81 §B.1.1.3): neither a stuffed zero nor one of
/// those without a segment.
static size_t find_segment(const uint8_t *bytes, size_t position, size_t end) {
    enum { FIRST_MARKER = 0xC0 };
    while (position < end) {
        const uint8_t *found = memchr(bytes + position, 0xFF, end - position);
        if (found == NULL) {
            return end;
        }
        position = (size_t)(found - bytes);
        if (position + 1 < end && found[1] >= FIRST_MARKER && found[1] < 0xFF &&
            (found[1] < JPEG_RST0 || found[1] > JPEG_EOI)) {
            return position;
        }
        position += 1;
    }
    return end;
}

/// The marker of the segment that ends at an offset, which is beyond that of the call before (T.81 §B.1.1.4); 0 where
/// none is found to, as behind other strays.
static int segment_ending_at(struct jpeg_decoder *decoder, size_t offset) {
    enum { SOS = 0xDA };
    const uint8_t *bytes = decoder->bytes;
    size_t position = decoder->segments_end > 0 ? decoder->segments_end : 2;
    while (position < offset) {
        if (decoder->last_segment == SOS) {
            position = find_segment(bytes, position, offset);
        }
        while (position + 1 < offset && bytes[position] == 0xFF && bytes[position + 1] == 0xFF) {
            position += 1;
        }
        if (position + 4 > offset || bytes[position] != 0xFF) {
            decoder->segments_end = offset;
            return 0;
        }
        decoder->last_segment = bytes[position + 1];
        position += 2 + ((size_t)bytes[position + 2] << 8 | bytes[position + 3]);
        decoder->segments_end = position;
    }
    return position == offset ? decoder->last_segment : 0;
}

/// Whether a segment holds what the picture is decoded with: tables, and the frame header.
static bool holds_tables(int marker) {
    enum { SOF0 = 0xC0, SOF15 = 0xCF, DQT = 0xDB, DRI = 0xDD };
    return (marker >= SOF0 && marker <= SOF15) || marker == DQT || marker == DRI;
}

/// Whether strays that begin at an offset go on with zeros that blocks were decoded from: where data end, their last
/// byte is filled up with ones (T.81 §F.1.2.3), so that padding does not.
static bool begins_in_hole(const struct jpeg_decoder *decoder, size_t offset) {
    size_t zeros = 0;
    while (zeros < offset && zeros < READ_AHEAD + FEWEST_DECODED_ZEROS &&
           decoder->bytes[offset - zeros - 1] == 0) {
        zeros += 1;
    }
    return zeros == READ_AHEAD + FEWEST_DECODED_ZEROS && decoder->bytes[offset] == 0;
}

/// Whether strays that begin at an offset say that the scan before them lost its way.
///
/// Of arithmetic coding, nothing else than what is left does.
static bool is_sign_of_damage(struct jpeg_decoder *decoder, size_t offset, bool is_padding) {
    if (decoder->scan_with_strays == decoder->codec.input_scan_number) {
        return false;
    }
    decoder->scan_with_strays = decoder->codec.input_scan_number;
    return begins_in_hole(decoder, offset) || (decoder->codec.arith_code && !is_padding) ||
           jpeg_scan_went_astray(decoder, offset);
}

/// Some cameras pad what comes before a restart marker. (Where it is not the restart marker that is due, another
/// warning follows.) Other bytes there are data that the blocks before the marker failed to read.
///
/// Behind the last block of a scan, scanners and cameras leave bytes and restart markers that no browser minds. Between
/// segments, strays are of no use to anybody, unless they are what a table was shifted by.
bool jpeg_strays_are_harmless(struct jpeg_decoder *decoder, size_t count, int marker) {
    const struct jpeg_decompress_struct *codec = &decoder->codec;
    bool is_in_scan = codec->input_scan_number > 0 && codec->input_iMCU_row < codec->total_iMCU_rows;
    if (decoder->ran_out || count > end_of_strays(decoder)) {
        return !is_in_scan;
    }
    size_t end = end_of_strays(decoder);
    bool is_filler = is_padding(decoder, count);
    if (is_in_scan) {
        return is_restart(marker) && is_filler;
    }
    if (codec->input_scan_number == 0) {
        return is_filler || !holds_tables(segment_ending_at(decoder, end - count));
    }
    return !holds_tables(segment_ending_at(decoder, end - count)) &&
           !is_sign_of_damage(decoder, end - count, is_filler);
}
