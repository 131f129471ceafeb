// Finds out whether a Huffman decoder lost its way in a scan behind which bytes are left.
//
// A flipped bit makes it read other codes than were written. It falls into step again soon, but often with some blocks
// too many, so that the last ones find no place. Such data end as they were written: at the end of a block, whose last
// byte is filled up with ones. What a scanner left there does so hardly ever.

#include "jpeg_strays.h"

#include <string.h>

/// The entropy-coded bytes of an interval, bit by bit, without the zeros stuffed behind each FF (T.81 §F.2.2.5).
struct bits {
    const uint8_t *next;
    const uint8_t *end;
    unsigned byte;
    unsigned left;
};

/// What comes of reading a code or a block.
enum { RAN_OUT = -1, NO_SUCH_CODE = -2, TOO_LONG = -3, WHOLE = 0 };

static bool take(struct bits *bits, unsigned count, unsigned *value) {
    *value = 0;
    while (count > 0) {
        if (bits->left == 0) {
            if (bits->next >= bits->end) {
                return false;
            }
            bits->byte = *bits->next;
            bits->next += bits->byte == 0xFF ? 2 : 1;
            bits->left = 8;
        }
        unsigned taken = count < bits->left ? count : bits->left;
        bits->left -= taken;
        count -= taken;
        *value = *value << taken | (bits->byte >> bits->left & ((1u << taken) - 1));
    }
    return true;
}

/// The symbol of the next code (T.81 §F.2.2.3), or why there is none.
static int next_symbol(struct bits *bits, const JHUFF_TBL *table) {
    unsigned code = 0, first = 0, index = 0;
    for (int length = 1; length <= 16; length++) {
        unsigned bit;
        if (!take(bits, 1, &bit)) {
            return RAN_OUT;
        }
        code = code << 1 | bit;
        unsigned count = table->bits[length];
        if (code - first < count) {
            return table->huffval[(index + code - first) % sizeof table->huffval];
        }
        index += count;
        first = (first + count) << 1;
    }
    return NO_SUCH_CODE;
}

/// Reads a block (T.81 §F.2.2). libjpeg says nothing of coefficients behind the last one, nor always of codes that do not
/// exist. Zeros behind the last one are no more than clumsy.
static int read_block(struct bits *bits, const JHUFF_TBL *first, const JHUFF_TBL *others) {
    unsigned ignored;
    int symbol = next_symbol(bits, first);
    if (symbol < 0 || !take(bits, (unsigned)symbol & 15, &ignored)) {
        return symbol < 0 ? symbol : RAN_OUT;
    }
    int position = 1;
    while (position < DCTSIZE2) {
        symbol = next_symbol(bits, others);
        if (symbol < 0) {
            return symbol;
        }
        int zeros = symbol >> 4, size = symbol & 15;
        if (size == 0 && zeros != 15) {
            return WHOLE;
        }
        position += zeros + 1;
        if (size > 0 && position > DCTSIZE2) {
            return TOO_LONG;
        }
        if (!take(bits, (unsigned)size, &ignored)) {
            return RAN_OUT;
        }
    }
    return WHOLE;
}

/// Reads the block with a number within its MCU.
static int read_block_of_scan(const struct jpeg_decompress_struct *codec, struct bits *bits, int number) {
    const jpeg_component_info *component = codec->cur_comp_info[codec->MCU_membership[number]];
    const JHUFF_TBL *first = codec->dc_huff_tbl_ptrs[component->dc_tbl_no];
    const JHUFF_TBL *others = codec->ac_huff_tbl_ptrs[component->ac_tbl_no];
    return first == NULL || others == NULL ? NO_SUCH_CODE : read_block(bits, first, others);
}

/// Whether nothing is left but the ones that fill up the last byte.
static bool is_at_end(const struct bits *bits) {
    unsigned mask = (1u << bits->left) - 1;
    return bits->next >= bits->end && (bits->byte & mask) == mask;
}

/// Where the data of the scan begin, whose header is the last in front of `end`; null where none is found.
static const uint8_t *start_of_scan(const struct jpeg_decoder *decoder, size_t end) {
    enum { SOS = 0xDA };
    for (size_t offset = end; offset >= 4; offset--) {
        const uint8_t *marker = decoder->bytes + offset - 4;
        if (marker[0] == 0xFF && marker[1] == SOS) {
            size_t length = (size_t)marker[2] << 8 | marker[3];
            return length <= end - (offset - 2) ? marker + 2 + length : NULL;
        }
    }
    return NULL;
}

/// The next marker of a scan's data, at its FF; null where there is none.
static const uint8_t *next_marker(const uint8_t *bytes, const uint8_t *end) {
    while (bytes < end) {
        bytes = memchr(bytes, 0xFF, (size_t)(end - bytes));
        if (bytes == NULL || bytes + 1 >= end) {
            return NULL;
        }
        if (bytes[1] != 0) {
            return bytes;
        }
        bytes += 2;
    }
    return NULL;
}

bool jpeg_scan_went_astray(const struct jpeg_decoder *decoder, size_t end) {
    const struct jpeg_decompress_struct *codec = &decoder->codec;
    uint64_t left = (uint64_t)codec->MCUs_per_row * codec->MCU_rows_in_scan;
    const uint8_t *start = start_of_scan(decoder, end);
    const uint8_t *limit = decoder->bytes + decoder->count;
    if (codec->progressive_mode || codec->arith_code || start == NULL || left == 0) {
        return false;
    }
    // Intervals before the last one ended where they had to, or something else would have been wrong before.
    while (codec->restart_interval > 0 && left > codec->restart_interval) {
        start = next_marker(start, limit);
        if (start == NULL) {
            return false;
        }
        start += 2;
        left -= codec->restart_interval;
    }
    const uint8_t *marker = next_marker(start, limit);
    struct bits bits = {.next = start, .end = marker != NULL ? marker : limit};
    for (; left > 0; left--) {
        for (int number = 0; number < codec->blocks_in_MCU; number++) {
            int result = read_block_of_scan(codec, &bits, number);
            if (result != WHOLE) {
                return result != RAN_OUT;
            }
        }
    }
    for (int number = 0; !is_at_end(&bits); number = (number + 1) % codec->blocks_in_MCU) {
        if (read_block_of_scan(codec, &bits, number) != WHOLE) {
            return false;
        }
    }
    return true;
}
