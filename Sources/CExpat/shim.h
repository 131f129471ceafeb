#include <expat.h>

/// For an encoding in which bytes below 128 are ASCII, whatever the others stand for: each of those becomes a letter of
/// its own, which may stand in text and names alike.
static inline int expat_take_any_encoding(void *data, const XML_Char *name, XML_Encoding *encoding) {
    (void)data;
    (void)name;
    for (int byte = 0; byte < 256; byte++) {
        // 0x1B begins the shift sequences of ISO-2022-JP.
        encoding->map[byte] = byte < 128 && byte != 0x1B ? byte : 0x4E00 + byte;
    }
    encoding->data = 0;
    encoding->convert = 0;
    encoding->release = 0;
    return XML_STATUS_OK;
}
