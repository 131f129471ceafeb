// Finds holes of zeros in the data of a WebP.
//
// Neither of its codes has a checksum, and any bytes are codes of something: a file that was made at its full length, but
// not filled, or that lost a piece, decodes without an error. Runs of zeros alone are no sign of that, since flat pictures
// have them too. But zeros stand for more or less of a picture than what they replaced, so that data are left over.

#ifndef WEBP_HOLES_H
#define WEBP_HOLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes that stand together.
struct webp_run {
    const uint8_t *bytes;
    size_t count;
};

/// So many bytes that a decoder does without are data left over: encoders write no more than 6, and one reads 8 at a time.
enum { WEBP_FEWEST_LEFT = 12 };

/// The contents of a chunk in a run of whole chunks (RFC 9649 §2.3); empty where there is none of this type.
struct webp_run webp_find_chunk(struct webp_run chunks, const char *type);

/// The longest run of zeros, if it is so long that no photograph has one; otherwise empty.
struct webp_run webp_find_zeros(struct webp_run contents);

/// The zeros that stand where a chunk should, if they are as many; otherwise empty.
struct webp_run webp_find_zeroed_chunks(struct webp_run chunks);

/// Whether so many zeros can't be data of a lossy picture of this size, however flat it is.
bool webp_zeros_exceed_lossy(size_t zeros, uint32_t width, uint32_t height);

/// Whether so many zeros can't be data of a lossless picture of this size, however flat it is.
bool webp_zeros_exceed_lossless(size_t zeros, uint32_t width, uint32_t height);

/// A chunk of type VP8L with the data of an ALPH chunk's contents, which have the same code (RFC 9649 §2.7.1.2); the caller
/// frees its bytes. Empty where they have another, or memory ran out.
struct webp_run webp_alpha_as_lossless(struct webp_run alpha, uint32_t width, uint32_t height);

#endif
