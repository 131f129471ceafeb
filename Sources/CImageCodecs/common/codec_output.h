// A buffer that grows while an encoder writes to it.

#ifndef CODEC_OUTPUT_H
#define CODEC_OUTPUT_H

#include "CImageCodecs.h"

struct codec_output {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
};

/// Makes room for `extra` more bytes; false where memory ran out, with the buffer as it was.
bool codec_output_reserve(struct codec_output *output, size_t extra);

/// Appends bytes; false where memory ran out.
bool codec_output_append(struct codec_output *output, const uint8_t *bytes, size_t count);

#endif
