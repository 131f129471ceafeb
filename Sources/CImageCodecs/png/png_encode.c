// Encodes RGB pixels with libpng.

#include "codec_output.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct encoder {
    png_structp codec;
    png_infop info;
    struct codec_output output;
    bool failed;
};

static void leave_with_error(png_structp codec, png_const_charp message) {
    (void)message;
    struct encoder *encoder = png_get_error_ptr(codec);
    encoder->failed = true;
    png_longjmp(codec, 1);
}

static void drop_warning(png_structp codec, png_const_charp message) {
    (void)codec;
    (void)message;
}

static void write_bytes(png_structp codec, png_bytep bytes, size_t count) {
    struct encoder *encoder = png_get_io_ptr(codec);
    if (!codec_output_append(&encoder->output, bytes, count)) {
        png_error(codec, "Out of memory");
    }
}

static void flush_nothing(png_structp codec) {
    (void)codec;
}

static void encode(struct encoder *encoder, const uint8_t *pixels, uint32_t width, uint32_t height) {
    png_structp codec = encoder->codec;
    if (setjmp(png_jmpbuf(codec)) != 0) {
        return;
    }
    png_set_write_fn(codec, encoder, write_bytes, flush_nothing);
    png_set_IHDR(codec, encoder->info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(codec, encoder->info);
    for (uint32_t row = 0; row < height; row++) {
        png_write_row(codec, pixels + (size_t)row * width * 3);
    }
    png_write_end(codec, NULL);
}

struct codec_buffer codec_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height) {
    struct encoder encoder;
    memset(&encoder, 0, sizeof encoder);
    encoder.failed = true;
    encoder.codec = png_create_write_struct(PNG_LIBPNG_VER_STRING, &encoder, leave_with_error, drop_warning);
    if (encoder.codec != NULL) {
        encoder.info = png_create_info_struct(encoder.codec);
    }
    if (encoder.info != NULL) {
        encoder.failed = false;
        encode(&encoder, pixels, width, height);
    }
    png_destroy_write_struct(&encoder.codec, &encoder.info);
    if (encoder.failed) {
        free(encoder.output.bytes);
        return (struct codec_buffer){0};
    }
    return (struct codec_buffer){.bytes = encoder.output.bytes, .count = encoder.output.count};
}
