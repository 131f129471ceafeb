// Reduces rows that a decoder outside of C yields.

#include "picture_rows.h"

#include <stdlib.h>

struct codec_reducer {
    struct codec_picture picture;
    struct picture_rows rows;
};

struct codec_reducer *codec_reducer_create(uint32_t width, uint32_t height, uint32_t wanted_side) {
    struct codec_reducer *reducer = calloc(1, sizeof *reducer);
    if (reducer == NULL) {
        return NULL;
    }
    reducer->picture.wanted_side = wanted_side;
    if (picture_rows_begin(&reducer->rows, &reducer->picture, width, height, ROW_RGBA)) {
        return reducer;
    }
    codec_picture_free(codec_reducer_finish(reducer));
    return NULL;
}

void codec_reducer_take(struct codec_reducer *reducer, const uint8_t *row) {
    picture_rows_take(&reducer->rows, row);
}

struct codec_picture codec_reducer_finish(struct codec_reducer *reducer) {
    struct codec_picture picture = reducer->picture;
    picture_rows_end(&reducer->rows);
    free(reducer);
    return picture;
}
