// libavif, which is loaded when the first AVIF is decoded: it brings along some fifty libraries, and few runs meet one.

#ifndef AVIF_LIBRARY_H
#define AVIF_LIBRARY_H

#if defined(CODEC_AVIF)

#include <avif/avif.h>

#define AVIF_FUNCTIONS(USE)                                                                                            \
    USE(avifCodecName)                                                                                                 \
    USE(avifDecoderCreate)                                                                                             \
    USE(avifDecoderDestroy)                                                                                            \
    USE(avifDecoderNextImage)                                                                                          \
    USE(avifDecoderParse)                                                                                              \
    USE(avifDecoderSetIO)                                                                                              \
    USE(avifImageCreateEmpty)                                                                                          \
    USE(avifImageDestroy)                                                                                              \
    USE(avifImageSetViewRect)                                                                                          \
    USE(avifImageYUVToRGB)                                                                                             \
    USE(avifRGBImageSetDefaults)                                                                                       \
    USE(avifResultToString)

/// Its functions, by their own names.
struct avif_library {
#define AVIF_MEMBER(name) __typeof__(&name) name;
    AVIF_FUNCTIONS(AVIF_MEMBER)
#undef AVIF_MEMBER
};

/// The library whose header this was built with; null where the system does not have it.
const struct avif_library *avif_library(void);

#endif

#endif
