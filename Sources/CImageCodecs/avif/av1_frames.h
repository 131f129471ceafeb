// Looks into AV1 data for the size of the frames, before anything is decoded.

#ifndef AV1_FRAMES_H
#define AV1_FRAMES_H

#include "codec_output.h"

/// Adds up the pixels that decoding would make.
///
/// libaom takes the size of a frame from the AV1 data, whatever the file around them says, and libavif before 1.4 sets
/// it no limit.
struct av1_frames {
    /// The largest width × height.
    uint64_t pixels_limit;
    /// The largest number of pixels of all frames together.
    uint64_t total_limit;
    /// Width × height of the sequence that the next frame belongs to.
    uint64_t pixels;
    uint64_t total;
    /// One of the limits is exceeded, or memory ran out.
    bool is_over_limit;
    /// Data that end within a unit, which the next piece completes.
    struct codec_output pending;
};

/// Takes the next piece of the data in the order in which they will be decoded.
void av1_frames_take(struct av1_frames *frames, const uint8_t *bytes, size_t count);

/// Takes data whose beginnings are not known: those that may lie anywhere in `bytes`, from a sequence header on.
///
/// Only a frame that is over a limit counts.
void av1_frames_search(struct av1_frames *frames, const uint8_t *bytes, size_t count);

/// Frees what is pending.
void av1_frames_end(struct av1_frames *frames);

#endif
