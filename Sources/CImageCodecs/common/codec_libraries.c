// Names the libraries that the codecs were built with.

#include "CImageCodecs.h"

#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#if defined(CODEC_WEBP)
#include <webp/decode.h>
#endif
#if defined(CODEC_AVIF)
#include <avif/avif.h>
#endif
#if defined(CODEC_DEFLATE)
#include <libdeflate.h>
#endif

#define TEXT_OF(tokens) #tokens
#define TEXT(tokens) TEXT_OF(tokens)

bool codec_webp_is_built_in(void) {
#if defined(CODEC_WEBP)
    return true;
#else
    return false;
#endif
}

/// libjpeg-turbo tells its version only to the compiler, and libjpeg's own begins a message.
static struct codec_library jpeg_library(void) {
    struct codec_library library = {.name = "libjpeg"};
#if defined(LIBJPEG_TURBO_VERSION)
    library.name = "libjpeg-turbo";
    snprintf(library.version, sizeof library.version, "%s", TEXT(LIBJPEG_TURBO_VERSION));
#else
    snprintf(library.version, sizeof library.version, "%d.%d", JPEG_LIB_VERSION / 10, JPEG_LIB_VERSION % 10);
#endif
    return library;
}

static struct codec_library png_library(void) {
    struct codec_library library = {.name = "libpng"};
    snprintf(library.version, sizeof library.version, "%s", png_get_libpng_ver(NULL));
    return library;
}

static struct codec_library zlib_library(void) {
    struct codec_library library = {.name = "zlib"};
    snprintf(library.version, sizeof library.version, "%s", zlibVersion());
    return library;
}

static struct codec_library webp_library(void) {
    struct codec_library library = {.name = "libwebp", .option = "webp"};
#if defined(CODEC_WEBP)
    int version = WebPGetDecoderVersion();
    snprintf(library.version, sizeof library.version, "%d.%d.%d", version >> 16 & 0xFF, version >> 8 & 0xFF,
             version & 0xFF);
#endif
    return library;
}

/// The one that this was built for: it is loaded when the first AVIF is decoded, and not to tell its version.
static struct codec_library libavif_library(void) {
    struct codec_library library = {.name = "libavif", .option = "avif"};
#if defined(CODEC_AVIF)
    snprintf(library.version, sizeof library.version, "%d.%d.%d", AVIF_VERSION_MAJOR, AVIF_VERSION_MINOR,
             AVIF_VERSION_PATCH);
#endif
    return library;
}

static struct codec_library deflate_library(void) {
    struct codec_library library = {.name = "libdeflate", .option = "deflate"};
#if defined(CODEC_DEFLATE)
    snprintf(library.version, sizeof library.version, "%s", LIBDEFLATE_VERSION_STRING);
#endif
    return library;
}

struct codec_library codec_library_at(size_t index) {
    static struct codec_library (*const libraries[])(void) = {
        jpeg_library, png_library, zlib_library, webp_library, libavif_library, deflate_library,
    };
    return index < sizeof libraries / sizeof *libraries ? libraries[index]() : (struct codec_library){0};
}
