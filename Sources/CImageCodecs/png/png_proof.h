// Proves a PNG intact without decoding its pixels.

#ifndef PNG_PROOF_H
#define PNG_PROOF_H

#include "CImageCodecs.h"

/// libpng holds two rows beside the one that it is given.
enum { PNG_ROWS_HELD = 3 };

/// Whether a PNG is certainly intact, as decoding it with libpng would find; false says nothing.
///
/// Checks everything that libpng would, and leaves to it what is rare or forbidden.
bool png_is_proven_intact(const uint8_t *bytes, size_t count, struct codec_limits limits);

/// Whether a chunk of this type is damage where its checksum is wrong.
///
/// Browsers leave out an ancillary chunk with a wrong checksum, and show the pixels as they are; without its transparency
/// or the frames of its animation, a picture is another one. What IEND contains is looked at by nobody.
bool png_needs_checksum(uint32_t type);

#endif
