#include "codec_output.h"

#include <stdlib.h>
#include <string.h>

void codec_buffer_free(struct codec_buffer buffer) {
    free(buffer.bytes);
}

bool codec_output_reserve(struct codec_output *output, size_t extra) {
    if (extra <= output->capacity - output->count) {
        return true;
    }
    if (extra > SIZE_MAX / 2 - output->capacity) {
        return false;
    }
    size_t capacity = 2 * (output->capacity + extra);
    uint8_t *bytes = realloc(output->bytes, capacity);
    if (bytes == NULL) {
        return false;
    }
    output->bytes = bytes;
    output->capacity = capacity;
    return true;
}

bool codec_output_append(struct codec_output *output, const uint8_t *bytes, size_t count) {
    if (!codec_output_reserve(output, count)) {
        return false;
    }
    memcpy(output->bytes + output->count, bytes, count);
    output->count += count;
    return true;
}
