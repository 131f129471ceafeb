// Judges bytes of a JPEG that stand where a marker was due.

#ifndef JPEG_STRAYS_H
#define JPEG_STRAYS_H

#include "jpeg_decoder.h"

/// Whether the bytes that libjpeg has just skipped harm nothing: `count` of them, up to its position, where `marker`
/// follows.
bool jpeg_strays_are_harmless(struct jpeg_decoder *decoder, size_t count, int marker);

/// Whether the codes of all zeros are blocks like the one before, in a sequential scan with Huffman codes.
bool jpeg_zeros_are_flat_blocks(const struct jpeg_decompress_struct *codec);

/// Whether a scan behind which bytes are left holds codes that no encoder wrote, or goes on with more blocks to the last
/// bit before the next marker.
///
/// The decoder has read the whole scan, and no marker behind it. `end` is an offset behind the scan's data. With
/// `may_be_blocks` false, what is left is not looked at. False where nothing can be told: of progressive and of
/// arithmetically coded scans.
bool jpeg_scan_went_astray(const struct jpeg_decoder *decoder, size_t end, bool may_be_blocks);

#endif
