// The filter bytes of inflated PNG image data.

#ifndef PNG_FILTERS_H
#define PNG_FILTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What decides on the size of the image data (ISO/IEC 15948 §11.2.2).
struct png_shape {
    uint32_t width;
    uint32_t height;
    /// From 1 to 64.
    uint32_t bits_per_pixel;
    bool is_interlaced;
};

/// Walks over the rows of image data, which come piece by piece.
struct png_filters {
    struct png_shape shape;
    /// The pass of an interlaced image, from 0; others have but one.
    uint32_t pass;
    /// Number of rows of the pass that have not begun yet.
    uint32_t rows_left;
    /// Number of bytes of a row of the pass, with its filter byte.
    uint64_t row_size;
    /// Number of bytes up to the next filter byte.
    uint64_t before_next;
};

/// Number of bytes of all rows of all passes with their filter bytes; `width` × `height` is at most 2⁴⁸.
uint64_t png_data_size(struct png_shape shape);

void png_filters_begin(struct png_filters *filters, struct png_shape shape);

/// Whether every filter byte in the next piece is one that exists (ISO/IEC 15948 §9.2); false beyond the last row.
bool png_filters_take(struct png_filters *filters, const uint8_t *bytes, size_t count);

#endif
