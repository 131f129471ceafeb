#include "picture_rows.h"

#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 4 };

/// The largest whole number by which the longer side can be divided without falling below the wanted side.
static uint32_t step_for(uint32_t width, uint32_t height, uint32_t wanted_side) {
    uint32_t longer = width > height ? width : height;
    uint32_t step = wanted_side > 0 ? longer / wanted_side : longer;
    return step > 0 ? step : 1;
}

bool picture_rows_begin(struct picture_rows *rows, struct codec_picture *picture, uint32_t width, uint32_t height,
                        enum row_layout layout) {
    uint32_t step = step_for(width, height, picture->wanted_side);
    *rows = (struct picture_rows){
        .picture = picture, .layout = layout, .width = width, .height = height, .step = step};
    picture->width = (width - 1) / step + 1;
    picture->height = (height - 1) / step + 1;
    rows->sums = calloc(picture->width, CHANNELS * sizeof *rows->sums);
    picture->pixels = calloc((size_t)picture->width * picture->height, CHANNELS);
    return rows->sums != NULL && picture->pixels != NULL;
}

bool picture_rows_begin_within(struct picture_rows *rows, struct codec_picture *picture, uint32_t width,
                               uint32_t height, enum row_layout layout, size_t memory) {
    uint32_t step = step_for(width, height, picture->wanted_side);
    uint64_t columns = (width - 1) / step + 1;
    uint64_t lines = (height - 1) / step + 1;
    if (columns * (lines + sizeof *rows->sums) > memory / CHANNELS) {
        return false;
    }
    if (!picture_rows_begin(rows, picture, width, height, layout)) {
        picture_rows_end(rows);
        picture_discard(picture);
        return false;
    }
    return true;
}

static bool is_gray(enum row_layout layout) {
    return layout == ROW_GRAY || layout == ROW_GRAY_ALPHA;
}

static bool has_alpha(enum row_layout layout) {
    return layout == ROW_GRAY_ALPHA || layout == ROW_RGBA;
}

/// Adds a row of a box to its sums; called with a constant layout, for which the compiler makes a loop of its own.
static inline void add_to_box(uint64_t *sums, const uint8_t *samples, uint32_t count, enum row_layout layout) {
    uint64_t red = 0, green = 0, blue = 0, opacity = 0;
    for (uint32_t column = 0; column < count; column++, samples += layout) {
        uint32_t weight = has_alpha(layout) ? samples[layout - 1] : 1;
        red += weight * samples[0];
        if (!is_gray(layout)) {
            green += weight * samples[1];
            blue += weight * samples[2];
        }
        opacity += weight;
    }
    sums[0] += red;
    sums[1] += is_gray(layout) ? red : green;
    sums[2] += is_gray(layout) ? red : blue;
    sums[3] += opacity;
}

static inline void add_to_boxes(struct picture_rows *rows, const uint8_t *samples, enum row_layout layout) {
    uint64_t *sums = rows->sums;
    uint32_t left = rows->width;
    while (left > 0) {
        uint32_t count = left < rows->step ? left : rows->step;
        add_to_box(sums, samples, count, layout);
        samples += (size_t)count * layout;
        sums += CHANNELS;
        left -= count;
    }
}

/// Adds the pixels of a row to the sums of their boxes.
static void add_row(struct picture_rows *rows, const uint8_t *samples) {
    switch (rows->layout) {
    case ROW_GRAY: return add_to_boxes(rows, samples, ROW_GRAY);
    case ROW_GRAY_ALPHA: return add_to_boxes(rows, samples, ROW_GRAY_ALPHA);
    case ROW_RGB: return add_to_boxes(rows, samples, ROW_RGB);
    case ROW_RGBA: return add_to_boxes(rows, samples, ROW_RGBA);
    }
}

/// Turns the sums into a row of the picture, and begins anew.
static void write_row(struct picture_rows *rows) {
    struct codec_picture *picture = rows->picture;
    uint32_t target = rows->row / rows->step;
    uint64_t box_height = rows->row % rows->step + 1;
    uint8_t *pixel = picture->pixels + (size_t)target * picture->width * CHANNELS;
    for (uint32_t column = 0; column < picture->width; column++, pixel += CHANNELS) {
        uint64_t *sum = rows->sums + (size_t)column * CHANNELS;
        uint64_t left = rows->width - (uint64_t)column * rows->step;
        uint64_t count = box_height * (left < rows->step ? left : rows->step);
        uint64_t weight = sum[3] > 0 ? sum[3] : 1;
        for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = (uint8_t)((sum[channel] + weight / 2) / weight);
        }
        pixel[3] = has_alpha(rows->layout) ? (uint8_t)((sum[3] + count / 2) / count) : 255;
    }
    memset(rows->sums, 0, (size_t)picture->width * CHANNELS * sizeof *rows->sums);
}

/// Writes a row of a picture that is not reduced: boxes of one pixel need no sums.
static void copy_row(struct picture_rows *rows, const uint8_t *samples) {
    enum row_layout layout = rows->layout;
    uint8_t *pixel = rows->picture->pixels + (size_t)rows->row * rows->width * CHANNELS;
    int green = is_gray(layout) ? 0 : 1;
    int blue = is_gray(layout) ? 0 : 2;
    for (uint32_t column = 0; column < rows->width; column++, pixel += CHANNELS, samples += layout) {
        uint8_t opacity = has_alpha(layout) ? samples[layout - 1] : 255;
        if (opacity > 0) {
            pixel[0] = samples[0];
            pixel[1] = samples[green];
            pixel[2] = samples[blue];
            pixel[3] = opacity;
        }
    }
}

void picture_rows_take(struct picture_rows *rows, const uint8_t *samples) {
    if (rows->row >= rows->height) {
        return;
    }
    if (rows->step == 1) {
        copy_row(rows, samples);
    } else {
        add_row(rows, samples);
        if (rows->row % rows->step == rows->step - 1 || rows->row == rows->height - 1) {
            write_row(rows);
        }
    }
    rows->row += 1;
}

void picture_rows_end(struct picture_rows *rows) {
    free(rows->sums);
    rows->sums = NULL;
}

void codec_picture_free(struct codec_picture picture) {
    free(picture.pixels);
}

void picture_discard(struct codec_picture *picture) {
    free(picture->pixels);
    picture->pixels = NULL;
    picture->width = 0;
    picture->height = 0;
}
