// An empty package of data for ICU, which Foundation brings along, instead of 34 MB of languages and calendars that the
// program makes no use of. ICU's own documents call this stub data: what is not in it is reported as missing.
// The linker is told that Foundation's name for its data means these (ICU_DATA_FLAGS in the Makefile); it then drops the
// true ones, to which nothing leads any more.
//
// The layout is that of a common data file: a header of 32 bytes, then the number of its entries.
// Source: https://unicode-org.github.io/icu/userguide/icu_data/, UDataInfo of ICU's udata.h

#include <stdint.h>

struct icu_data {
    uint16_t header_size;
    uint8_t magic[2];
    uint16_t info_size, info_reserved;
    uint8_t is_big_endian, charset, size_of_character, reserved;
    uint8_t format[4], format_version[4], data_version[4];
    uint8_t padding[8];
    uint32_t number_of_entries;
    uint32_t end_of_names;
};

const struct icu_data proofsheet_icu_data __attribute__((aligned(16))) = {
    .header_size = 32,
    .magic = {0xda, 0x27},
    .info_size = 20,
    .size_of_character = 2,
    .format = {'C', 'm', 'n', 'D'},
    .format_version = {1},
    .number_of_entries = 0,
};
