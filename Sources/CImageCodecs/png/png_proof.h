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

#endif
