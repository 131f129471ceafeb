#include "png_filters.h"

enum { PASSES = 7, LAST_FILTER = 4 };

/// Where the pixels of a pass lie: the first column and row, and how far it is to the next (ISO/IEC 15948 §8.2).
struct pass {
    uint32_t column, row, column_step, row_step;
};

static const struct pass passes[PASSES] = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2},
};

static const struct pass whole = {0, 0, 1, 1};

/// Number of columns or rows of a pass; a pass may have none.
static uint32_t extent(uint32_t side, uint32_t first, uint32_t step) {
    return side > first ? (side - first - 1) / step + 1 : 0;
}

/// Number of rows of a pass, and their size in bytes; no rows where it has no columns.
static uint32_t rows_of(struct png_shape shape, struct pass pass, uint64_t *row_size) {
    uint64_t columns = extent(shape.width, pass.column, pass.column_step);
    *row_size = 1 + (columns * shape.bits_per_pixel + 7) / 8;
    return columns > 0 ? extent(shape.height, pass.row, pass.row_step) : 0;
}

uint64_t png_data_size(struct png_shape shape) {
    uint64_t row_size;
    if (!shape.is_interlaced) {
        uint64_t rows = rows_of(shape, whole, &row_size);
        return rows * row_size;
    }
    uint64_t size = 0;
    for (uint32_t pass = 0; pass < PASSES; pass++) {
        uint64_t rows = rows_of(shape, passes[pass], &row_size);
        size += rows * row_size;
    }
    return size;
}

void png_filters_begin(struct png_filters *filters, struct png_shape shape) {
    *filters = (struct png_filters){.shape = shape};
    filters->rows_left = rows_of(shape, shape.is_interlaced ? passes[0] : whole, &filters->row_size);
}

/// Goes on to the next pass that has rows; false behind the last one.
static bool find_rows(struct png_filters *filters) {
    while (filters->rows_left == 0) {
        filters->pass += 1;
        if (!filters->shape.is_interlaced || filters->pass >= PASSES) {
            return false;
        }
        filters->rows_left = rows_of(filters->shape, passes[filters->pass], &filters->row_size);
    }
    return true;
}

bool png_filters_take(struct png_filters *filters, const uint8_t *bytes, size_t count) {
    while (count > filters->before_next) {
        bytes += filters->before_next;
        count -= filters->before_next;
        if (!find_rows(filters) || *bytes > LAST_FILTER) {
            return false;
        }
        filters->rows_left -= 1;
        filters->before_next = filters->row_size;
    }
    filters->before_next -= count;
    return true;
}
