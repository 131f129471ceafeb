// Builds a reduced picture from rows, as a decoder yields them.

#ifndef PICTURE_ROWS_H
#define PICTURE_ROWS_H

#include "CImageCodecs.h"

/// How the samples of a row are laid out, one byte each.
enum row_layout {
    ROW_GRAY = 1,
    ROW_GRAY_ALPHA = 2,
    ROW_RGB = 3,
    ROW_RGBA = 4,
};

/// Averages boxes of `step` × `step` pixels; sums are weighted by opacity.
struct picture_rows {
    struct codec_picture *picture;
    enum row_layout layout;
    uint32_t width;
    uint32_t height;
    uint32_t step;
    /// Number of rows taken so far.
    uint32_t row;
    /// For each column of the picture: red, green and blue times opacity, and opacity; where the layout has none, each
    /// pixel counts as one.
    uint64_t *sums;
};

/// Prepares for `height` rows of `width` pixels; false where memory ran out.
///
/// The picture gets its size, and pixels that are all transparent until their rows have been taken.
bool picture_rows_begin(struct picture_rows *rows, struct codec_picture *picture, uint32_t width, uint32_t height,
                        enum row_layout layout);

/// The same within `memory` bytes; where they do not suffice or memory ran out, nothing is left to be freed.
bool picture_rows_begin_within(struct picture_rows *rows, struct codec_picture *picture, uint32_t width,
                               uint32_t height, enum row_layout layout, size_t memory);

/// Takes the next row; rows beyond the last are ignored.
void picture_rows_take(struct picture_rows *rows, const uint8_t *samples);

/// Frees what the rows hold, but not the picture. May be called on zeroed rows.
void picture_rows_end(struct picture_rows *rows);

/// Frees the pixels of a picture that is not to be handed over.
void picture_discard(struct codec_picture *picture);

#endif
