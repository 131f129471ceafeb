// Judges bytes of a JPEG that stand where a marker was due.

#ifndef JPEG_STRAYS_H
#define JPEG_STRAYS_H

#include "jpeg_decoder.h"

/// Whether the bytes that libjpeg has just skipped harm nothing: `count` of them, up to its position, where `marker`
/// follows.
bool jpeg_strays_are_harmless(struct jpeg_decoder *decoder, size_t count, int marker);

/// Whether a scan behind which bytes are left holds codes that no encoder wrote, or goes on with more blocks to the last
/// bit before the next marker.
///
/// The decoder has read the whole scan, and no marker behind it. `end` is an offset behind the scan's data. False where
/// that can't be told: of progressive and of arithmetically coded scans.
bool jpeg_scan_went_astray(const struct jpeg_decoder *decoder, size_t end);

#endif
