#include "BareLoops.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>
#include <png.h>

long bare_read_start(const char *path) {
    char buffer[512];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return -1;
    }
    long count = read(file, buffer, sizeof buffer);
    close(file);
    return count;
}

struct jpeg_failure {
    struct jpeg_error_mgr errors;
    jmp_buf escape;
};

static void leave_jpeg(j_common_ptr codec) {
    longjmp(((struct jpeg_failure *)codec->err)->escape, 1);
}

static void print_nothing(j_common_ptr codec) {
    (void)codec;
}

uint32_t bare_jpeg_decode(const uint8_t *bytes, size_t count) {
    struct jpeg_decompress_struct codec;
    struct jpeg_failure failure;
    codec.err = jpeg_std_error(&failure.errors);
    failure.errors.error_exit = leave_jpeg;
    failure.errors.output_message = print_nothing;
    jpeg_create_decompress(&codec);
    if (setjmp(failure.escape) != 0) {
        jpeg_destroy_decompress(&codec);
        return 0;
    }
    jpeg_mem_src(&codec, bytes, count);
    jpeg_read_header(&codec, TRUE);
    codec.scale_num = 1;
    codec.scale_denom = 8;
    jpeg_start_decompress(&codec);
    JSAMPARRAY row = codec.mem->alloc_sarray((j_common_ptr)&codec, JPOOL_IMAGE,
                                             codec.output_width * (JDIMENSION)codec.output_components, 1);
    while (codec.output_scanline < codec.output_height) {
        jpeg_read_scanlines(&codec, row, 1);
    }
    uint32_t rows = codec.output_scanline;
    jpeg_finish_decompress(&codec);
    jpeg_destroy_decompress(&codec);
    return rows;
}

struct png_input {
    const uint8_t *bytes;
    size_t left;
};

static void read_png(png_structp codec, png_bytep target, size_t count) {
    struct png_input *input = png_get_io_ptr(codec);
    if (count > input->left) {
        png_error(codec, "no more data");
    }
    memcpy(target, input->bytes, count);
    input->bytes += count;
    input->left -= count;
}

static void drop_message(png_structp codec, png_const_charp message) {
    (void)codec;
    (void)message;
}

static void leave_png(png_structp codec, png_const_charp message) {
    (void)message;
    png_longjmp(codec, 1);
}

uint32_t bare_png_decode(const uint8_t *bytes, size_t count) {
    struct png_input input = {bytes, count};
    png_structp codec = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave_png, drop_message);
    png_infop info = png_create_info_struct(codec);
    png_bytep volatile row = NULL;
    uint32_t volatile rows = 0;
    if (setjmp(png_jmpbuf(codec)) == 0) {
        png_set_read_fn(codec, &input, read_png);
        png_read_info(codec, info);
        int passes = png_set_interlace_handling(codec);
        png_read_update_info(codec, info);
        row = malloc(png_get_rowbytes(codec, info));
        uint32_t height = png_get_image_height(codec, info);
        for (int pass = 0; pass < passes; pass++) {
            for (uint32_t index = 0; index < height; index++) {
                png_read_row(codec, row, NULL);
                rows += 1;
            }
        }
        png_read_end(codec, NULL);
    }
    free(row);
    png_destroy_read_struct(&codec, &info, NULL);
    return rows;
}
