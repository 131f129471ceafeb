"""AVIF sequences: the picture of the item beside the frames of a track, and a track of sound."""

import struct

from .avif_parts import SEQUENCE, ispe
from .binary import box, full_box


def sequences():
    """The picture of the item beside the frames of a track, and a track of sound."""
    movie_at, media_at = SEQUENCE.index(b"moov") - 4, SEQUENCE.index(b"mdat") - 4
    movie = SEQUENCE[movie_at:media_at]

    def with_movie(movie):
        """The parts are further on where the movie is longer."""
        shift = len(movie) - (media_at - movie_at)
        head = bytearray(SEQUENCE[:movie_at])
        at = head.index(b"iloc") + 4 + 4 + 2 + 2 + 2 + 2 + 2 + 2
        head[at : at + 4] = struct.pack(">I", int.from_bytes(head[at : at + 4], "big") + shift)
        movie = bytearray(movie)
        place = movie.index(b"stco") + 12
        movie[place : place + 4] = struct.pack(">I", int.from_bytes(movie[place : place + 4], "big") + shift)
        return bytes(head) + bytes(movie) + SEQUENCE[media_at:]

    def changed(kind, at, data):
        place = movie.index(kind) + 4 + at
        return with_movie(movie[:place] + data + movie[place + len(data) :])

    def grown(*more):
        return with_movie(struct.pack(">I", len(movie) + len(b"".join(more))) + movie[4:] + b"".join(more))

    def sound(codec=b"Opus", handler=b"soun", track=2):
        opus = box(b"dOps", struct.pack(">BBHIhB", 0, 2, 0, 48000, 0, 0)) if codec == b"Opus" else b""
        entry = box(
            codec, bytes(6), struct.pack(">H", 1), bytes(8), struct.pack(">HHHHI", 2, 16, 0, 0, 48000 << 16), opus
        )
        table = box(
            b"stbl",
            full_box(b"stsd", 0, 0, struct.pack(">I", 1), entry),
            full_box(b"stts", 0, 0, bytes(4)),
            full_box(b"stsc", 0, 0, bytes(4)),
            full_box(b"stsz", 0, 0, bytes(8)),
            full_box(b"stco", 0, 0, bytes(4)),
        )
        media = box(
            b"minf",
            full_box(b"smhd", 0, 0, bytes(4)),
            box(b"dinf", full_box(b"dref", 0, 0, struct.pack(">I", 1), full_box(b"url ", 0, 1))),
            table,
        )
        return box(
            b"trak",
            full_box(
                b"tkhd",
                0,
                3,
                struct.pack(">IIIII", 0, 0, track, 0, 400),
                bytes(8),
                struct.pack(">HHHH", 0, 0, 0x0100, 0),
                struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
                bytes(8),
            ),
            box(
                b"mdia",
                full_box(b"mdhd", 0, 0, struct.pack(">IIIIHH", 0, 0, 1000, 400, 0x55C4, 0)),
                full_box(b"hdlr", 0, 0, bytes(4), handler, bytes(12), b"\0"),
                media,
            ),
        )

    yield "sequence", SEQUENCE
    yield "sequence-sound", grown(sound())
    yield "sequence-sound-mp4a", grown(sound(b"mp4a"))
    yield "sequence-text", grown(sound(b"wvtt", b"text"))
    track = movie[8 + 120 :]
    yield "sequence-sound-first", with_movie(
        struct.pack(">I", len(movie) + len(sound())) + movie[4:128] + sound(track=1) + track
    )
    yield "sequence-brand-avif", b"".join([SEQUENCE[:8], b"avif", SEQUENCE[12:]])
    yield "sequence-no-movie", SEQUENCE[:movie_at] + box(b"free", movie[8:]) + SEQUENCE[media_at:]
    yield "sequence-movie-empty", SEQUENCE[:movie_at] + box(b"moov") + box(b"free", movie[16:]) + SEQUENCE[media_at:]
    yield "sequence-track-larger", changed(b"tkhd", 92, struct.pack(">II", 48 << 16, 32 << 16))
    yield "sequence-track-zero", changed(b"tkhd", 92, bytes(8))
    yield "sequence-track-matrix", changed(
        b"tkhd", 52, struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 16 << 16, 0, 0x40000000)
    )
    yield "sequence-entry-larger", changed(b"av01", 24, struct.pack(">HH", 48, 32))
    yield "sequence-entry-zero", changed(b"av01", 24, bytes(4))
    yield "sequence-item-larger", SEQUENCE.replace(ispe(), ispe(48, 32), 1)
    yield "sequence-disabled", changed(b"tkhd", 0, bytes(4))
    yield "sequence-samples-0", changed(b"stsz", 8, bytes(4))
    yield "sequence-cut", SEQUENCE[:-200]
    yield "sequence-cut-first", SEQUENCE[:-500]
    yield "sequence-meta-missing", SEQUENCE[:44] + box(b"free", SEQUENCE[52:movie_at]) + SEQUENCE[movie_at:]
