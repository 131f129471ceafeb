// Encodes RGB pixels with libjpeg.

#include "codec_output.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

enum { FIRST_RESERVE = 16384 };

struct encoder {
    struct jpeg_compress_struct codec;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr destination;
    jmp_buf escape;
    struct codec_output output;
    bool failed;
};

static struct encoder *encoder_of(j_common_ptr codec) {
    return codec->client_data;
}

static void leave_with_error(j_common_ptr codec) {
    struct encoder *encoder = encoder_of(codec);
    encoder->failed = true;
    longjmp(encoder->escape, 1);
}

static void print_nothing(j_common_ptr codec) {
    (void)codec;
}

/// Lets libjpeg write behind the bytes that are there.
static void offer_room(j_compress_ptr codec) {
    struct codec_output *output = &encoder_of((j_common_ptr)codec)->output;
    if (!codec_output_reserve(output, FIRST_RESERVE)) {
        ERREXIT1(codec, JERR_OUT_OF_MEMORY, 0);
    }
    codec->dest->next_output_byte = output->bytes + output->count;
    codec->dest->free_in_buffer = output->capacity - output->count;
}

/// Called when all the room is filled, whatever `free_in_buffer` says.
static boolean empty_output(j_compress_ptr codec) {
    struct codec_output *output = &encoder_of((j_common_ptr)codec)->output;
    output->count = output->capacity;
    offer_room(codec);
    return TRUE;
}

static void end_output(j_compress_ptr codec) {
    struct codec_output *output = &encoder_of((j_common_ptr)codec)->output;
    output->count = output->capacity - codec->dest->free_in_buffer;
}

static void encode(struct encoder *encoder, const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                   const uint8_t *app1, size_t app1_count) {
    j_compress_ptr codec = &encoder->codec;
    if (setjmp(encoder->escape) != 0) {
        return;
    }
    codec->err = jpeg_std_error(&encoder->errors);
    encoder->errors.error_exit = leave_with_error;
    encoder->errors.output_message = print_nothing;
    codec->client_data = encoder;
    jpeg_create_compress(codec);
    encoder->destination = (struct jpeg_destination_mgr){
        .init_destination = offer_room,
        .empty_output_buffer = empty_output,
        .term_destination = end_output,
    };
    codec->dest = &encoder->destination;

    codec->image_width = width;
    codec->image_height = height;
    codec->input_components = 3;
    codec->in_color_space = JCS_RGB;
    jpeg_set_defaults(codec);
    jpeg_set_quality(codec, quality, TRUE);
    jpeg_start_compress(codec, TRUE);
    if (app1_count > 0) {
        jpeg_write_marker(codec, JPEG_APP0 + 1, app1, (unsigned int)app1_count);
    }
    while (codec->next_scanline < codec->image_height) {
        // libjpeg takes its input through pointers that are not const, and only reads it.
        JSAMPROW row = (JSAMPROW)(pixels + (size_t)codec->next_scanline * width * 3);
        jpeg_write_scanlines(codec, &row, 1);
    }
    jpeg_finish_compress(codec);
}

struct codec_buffer codec_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                                      const uint8_t *app1, size_t app1_count) {
    struct encoder encoder;
    memset(&encoder, 0, sizeof encoder);
    encode(&encoder, pixels, width, height, quality, app1, app1_count);
    jpeg_destroy_compress(&encoder.codec);
    if (encoder.failed) {
        free(encoder.output.bytes);
        return (struct codec_buffer){0};
    }
    return (struct codec_buffer){.bytes = encoder.output.bytes, .count = encoder.output.count};
}
