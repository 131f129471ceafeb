// Makes a picture from the rows that libjpeg yields.

#include "jpeg_decoder.h"

/// The smallest of 1, 2, 4 and 8 eighths of the size at which the longer side is at least as long as wanted, or 8.
///
/// The other eighths, which libjpeg has slower code for, would be no faster.
static unsigned int eighths_for(const struct jpeg_decompress_struct *codec, uint32_t wanted_side) {
    uint64_t longer = codec->image_width > codec->image_height ? codec->image_width : codec->image_height;
    unsigned int eighths = 1;
    while (eighths < DCTSIZE && (longer * eighths + DCTSIZE - 1) / DCTSIZE < wanted_side) {
        eighths *= 2;
    }
    return eighths;
}

/// The colour space to ask libjpeg for; unknown where no colours could be made of the samples.
static J_COLOR_SPACE space_for(J_COLOR_SPACE stored) {
    switch (stored) {
    case JCS_GRAYSCALE: return JCS_GRAYSCALE;
    case JCS_YCbCr:
    case JCS_RGB: return JCS_RGB;
    case JCS_CMYK:
    case JCS_YCCK: return JCS_CMYK;
    default: return JCS_UNKNOWN;
    }
}

/// Number of bytes that the coefficients of all scans need: two each, and no component has more of them than pixels.
static uint64_t size_of_coefficients(j_decompress_ptr codec) {
    uint64_t pixels = (uint64_t)codec->image_width * codec->image_height;
    return jpeg_has_multiple_scans(codec) ? 2 * pixels * (uint64_t)codec->num_components : 0;
}

bool jpeg_picture_begin(struct jpeg_decoder *decoder) {
    j_decompress_ptr codec = &decoder->codec;
    J_COLOR_SPACE space = space_for(codec->jpeg_color_space);
    uint64_t coefficients = size_of_coefficients(codec);
    if (space == JCS_UNKNOWN || coefficients > decoder->limits.memory) {
        return false;
    }
    codec->scale_num = eighths_for(codec, decoder->picture->wanted_side);
    codec->scale_denom = DCTSIZE;
    codec->out_color_space = space;
    jpeg_calc_output_dimensions(codec);
    return picture_rows_begin_within(&decoder->boxes, decoder->picture, codec->output_width, codec->output_height,
                                     space == JCS_GRAYSCALE ? ROW_GRAY : ROW_RGB,
                                     decoder->limits.memory - (size_t)coefficients);
}

/// Turns samples of CMYK into RGB, in place.
///
/// They are taken to be inverted, so that 255 is no ink: Adobe's programs write them so, and browsers show all CMYK
/// JPEGs so. What one ink lets through, black ink lets through in part: no colour profile is applied.
static void convert_inks(JSAMPROW row, JDIMENSION width) {
    const JSAMPLE *inks = row;
    for (JDIMENSION column = 0; column < width; column++, inks += 4, row += 3) {
        unsigned int black = inks[3];
        for (int channel = 0; channel < 3; channel++) {
            row[channel] = (JSAMPLE)((inks[channel] * black + 127) / 255);
        }
    }
}

void jpeg_picture_take(struct jpeg_decoder *decoder, JSAMPARRAY rows, JDIMENSION count) {
    for (JDIMENSION row = 0; row < count; row++) {
        if (decoder->codec.out_color_space == JCS_CMYK) {
            convert_inks(rows[row], decoder->codec.output_width);
        }
        picture_rows_take(&decoder->boxes, rows[row]);
    }
}
