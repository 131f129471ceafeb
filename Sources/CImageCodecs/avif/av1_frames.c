#include "av1_frames.h"

#include <stdlib.h>
#include <string.h>

// AV1 Bitstream & Decoding Process Specification §6.2.2.
enum { SEQUENCE_HEADER = 1, FRAME_HEADER = 3, FRAME = 6 };

/// One open bitstream unit.
struct unit {
    unsigned type;
    const uint8_t *payload;
    size_t count;
    /// Size of the unit as a whole.
    size_t size;
};

enum reading { READING_WHOLE, READING_CUT, READING_INVALID };

/// Reads the header of a unit, which must say its size, as it does in AVIF (§5.3.2, §4.10.5).
static enum reading read_unit(const uint8_t *bytes, size_t count, struct unit *unit) {
    if (count == 0) {
        return READING_CUT;
    }
    unsigned header = bytes[0];
    bool has_size = (header & 0x02) != 0;
    if ((header & 0x80) != 0 || !has_size) {
        return READING_INVALID;
    }
    size_t start = (header & 0x04) != 0 ? 2 : 1;
    uint64_t size = 0;
    for (unsigned place = 0;; place++, start++) {
        if (place == 8) {
            return READING_INVALID;
        }
        if (start >= count) {
            return READING_CUT;
        }
        size |= (uint64_t)(bytes[start] & 0x7F) << (7 * place);
        if ((bytes[start] & 0x80) == 0) {
            start += 1;
            break;
        }
    }
    *unit = (struct unit){.type = header >> 3 & 0x0F, .payload = bytes + start};
    if (size > count - start) {
        return READING_CUT;
    }
    unit->count = (size_t)size;
    unit->size = start + (size_t)size;
    return READING_WHOLE;
}

/// Bits from the highest on; behind the end there are zeros.
struct bits {
    const uint8_t *bytes;
    size_t count;
    size_t position;
};

static uint32_t take(struct bits *bits, unsigned count) {
    uint32_t value = 0;
    for (; count > 0; count--, bits->position++) {
        size_t index = bits->position / 8;
        unsigned bit = index < bits->count ? bits->bytes[index] >> (7 - bits->position % 8) & 1u : 0;
        value = value << 1 | bit;
    }
    return value;
}

/// §5.5.3 and §5.5.4; the result is the size of the delay fields in bits, or 0 where there is no decoder model.
static unsigned skip_timing(struct bits *bits) {
    take(bits, 32);
    take(bits, 32);
    if (take(bits, 1) != 0) {
        unsigned zeros = 0;
        while (zeros < 32 && take(bits, 1) == 0) {
            zeros += 1;
        }
        take(bits, zeros < 32 ? zeros : 0);
    }
    if (take(bits, 1) == 0) {
        return 0;
    }
    unsigned size = take(bits, 5) + 1;
    take(bits, 32);
    take(bits, 5);
    take(bits, 5);
    return size;
}

/// §5.5.1, up to the size of a frame.
static void skip_operating_points(struct bits *bits) {
    unsigned delay_size = take(bits, 1) != 0 ? skip_timing(bits) : 0;
    bool has_display_delay = take(bits, 1) != 0;
    for (unsigned left = take(bits, 5) + 1; left > 0; left--) {
        take(bits, 12);
        if (take(bits, 5) > 7) {
            take(bits, 1);
        }
        if (delay_size > 0 && take(bits, 1) != 0) {
            take(bits, delay_size);
            take(bits, delay_size);
            take(bits, 1);
        }
        if (has_display_delay && take(bits, 1) != 0) {
            take(bits, 4);
        }
    }
}

/// Width × height of the largest frame of a sequence (§5.5.1).
static uint64_t sequence_pixels(const uint8_t *bytes, size_t count) {
    struct bits bits = {.bytes = bytes, .count = count};
    take(&bits, 4);
    bool is_reduced = take(&bits, 1) != 0;
    if (is_reduced) {
        take(&bits, 5);
    } else {
        skip_operating_points(&bits);
    }
    unsigned width_size = take(&bits, 4) + 1;
    unsigned height_size = take(&bits, 4) + 1;
    uint64_t width = (uint64_t)take(&bits, width_size) + 1;
    return width * ((uint64_t)take(&bits, height_size) + 1);
}

static void take_unit(struct av1_frames *frames, const struct unit *unit) {
    if (unit->type == SEQUENCE_HEADER) {
        frames->pixels = sequence_pixels(unit->payload, unit->count);
    } else if (unit->type == FRAME_HEADER || unit->type == FRAME) {
        // No sum overflows: the sides have 16 bits, and no file has 2 to the 32 units.
        frames->total += frames->pixels;
    } else {
        return;
    }
    frames->is_over_limit |= frames->pixels > frames->pixels_limit || frames->total > frames->total_limit;
}

/// Takes the units that are whole; the result is where the one begins that is not.
static size_t take_units(struct av1_frames *frames, const uint8_t *bytes, size_t count) {
    size_t index = 0;
    while (index < count && !frames->is_over_limit) {
        struct unit unit;
        switch (read_unit(bytes + index, count - index, &unit)) {
        case READING_WHOLE:
            take_unit(frames, &unit);
            index += unit.size;
            break;
        case READING_CUT:
            return index;
        case READING_INVALID:
            // What follows is not decoded either.
            return count;
        }
    }
    return count;
}

void av1_frames_take(struct av1_frames *frames, const uint8_t *bytes, size_t count) {
    struct codec_output *pending = &frames->pending;
    if (pending->count == 0) {
        size_t used = take_units(frames, bytes, count);
        if (used < count && !codec_output_append(pending, bytes + used, count - used)) {
            frames->is_over_limit = true;
        }
    } else if (!codec_output_append(pending, bytes, count)) {
        frames->is_over_limit = true;
    } else {
        size_t used = take_units(frames, pending->bytes, pending->count);
        pending->count -= used;
        memmove(pending->bytes, pending->bytes + used, pending->count);
    }
}

void av1_frames_search(struct av1_frames *frames, const uint8_t *bytes, size_t count) {
    for (size_t start = 0; start < count && !frames->is_over_limit; start++) {
        struct unit unit;
        if (read_unit(bytes + start, count - start, &unit) != READING_WHOLE || unit.type != SEQUENCE_HEADER ||
            sequence_pixels(unit.payload, unit.count) <= frames->pixels_limit) {
            continue;
        }
        // By chance any byte may look like this one, but hardly those behind it like more units up to a frame.
        for (size_t index = start + unit.size; index < count; index += unit.size) {
            if (read_unit(bytes + index, count - index, &unit) != READING_WHOLE) {
                break;
            }
            if (unit.type == FRAME || unit.type == FRAME_HEADER) {
                frames->is_over_limit = true;
                break;
            }
        }
    }
}

void av1_frames_end(struct av1_frames *frames) {
    free(frames->pending.bytes);
    frames->pending = (struct codec_output){0};
}
