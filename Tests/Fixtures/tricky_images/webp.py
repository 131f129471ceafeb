"""WebP: Exif data, canvases and frames of other sizes, chunks out of order, and what is missing."""

import struct

from .binary import LONG, ORIENTATION, field, fixture, riff_chunk, tiff

RULES = [
    # So few zeros could be a flat picture.
    ("tail-zeros-lossy", "-"),
    ("exif-cut exif-missing", "-"),
    ("exif-* canvas-same-* trailing-* chunk-first-extended-* chunk-behind-* xmp", "whole"),
    ("frames-lossy frames-lossless frames-one-* frames-canvas-larger-*", "whole"),
    ("half-zeros-* tail-zeros-* cut-* frames-cut frames-zeros frames-second-*", "broken"),
]

TURNED = tiff([field(ORIENTATION, 6)])
EXIF_FLAG, ALPHA_FLAG, ANIMATION_FLAG, XMP_FLAG, ICC_FLAG = 0x08, 0x10, 0x02, 0x04, 0x20


def riff(*chunks, size=None):
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content) if size is None else size) + content


def chunks(data):
    at, found = 12, []
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append(data[at : at + 8 + size + size % 2])
        at += 8 + size + size % 2
    return found


def extended(width, height, flags=0):
    return riff_chunk(
        b"VP8X", struct.pack("<I", flags) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    )


def animation(count=0):
    return riff_chunk(b"ANIM", struct.pack("<IH", 0, count))


def frame(picture, width, height, x=0, y=0):
    sides = b"".join(number.to_bytes(3, "little") for number in (x // 2, y // 2, width - 1, height - 1, 40))
    return riff_chunk(b"ANMF", sides + b"\0" + picture)


def images():
    """Name and bytes of each image."""
    for name, data in everything():
        yield f"{name}.webp", data


def everything():
    lossy, lossless = chunks(fixture("lossy.webp"))[0], chunks(fixture("lossless.webp"))[0]
    moving = chunks(fixture("animated-lossy.webp"))
    frames = [chunk for chunk in moving if chunk[:4] == b"ANMF"]
    exif = riff_chunk(b"EXIF", TURNED)
    for kind, picture in (("lossy", lossy), ("lossless", lossless)):
        yield f"exif-{kind}", riff(extended(62, 37, EXIF_FLAG), picture, exif)
        yield f"exif-no-flag-{kind}", riff(extended(62, 37), picture, exif)
        yield f"exif-before-{kind}", riff(extended(62, 37, EXIF_FLAG), exif, picture)
        yield f"exif-named-{kind}", riff(
            extended(62, 37, EXIF_FLAG), picture, riff_chunk(b"EXIF", b"Exif\0\0" + TURNED)
        )
        yield f"exif-simple-{kind}", riff(picture, exif)
        yield f"canvas-larger-{kind}", riff(extended(80, 60), picture)
        yield f"canvas-smaller-{kind}", riff(extended(40, 20), picture)
        yield f"canvas-same-{kind}", riff(extended(62, 37), picture)
        yield f"half-zeros-{kind}", riff(picture)[:150] + bytes(len(riff(picture)) - 150)
        yield f"tail-zeros-{kind}", riff(picture)[:-60] + bytes(60)
        yield f"cut-{kind}", riff(picture)[:-40]
        yield f"cut-one-byte-{kind}", riff(picture)[:-1]
        yield f"cut-and-counted-{kind}", riff(picture[:-40])
        yield f"size-zero-{kind}", riff(picture, size=0)
        yield f"size-less-{kind}", riff(picture, size=100)
        yield f"size-more-{kind}", riff(picture, size=5000)
        yield f"size-highest-{kind}", riff(picture, size=0xFFFFFFFF)
        yield f"size-odd-{kind}", riff(picture, size=len(picture) + 3)
        yield f"chunk-longer-{kind}", riff(picture[:4] + struct.pack("<I", len(picture)) + picture[8:] + b"\0" * 8)
        yield f"chunk-beyond-{kind}", riff(picture[:4] + struct.pack("<I", 90000) + picture[8:])
        yield f"chunk-first-{kind}", riff(riff_chunk(b"ABCD", b"more"), picture)
        yield f"chunk-first-extended-{kind}", riff(extended(62, 37), riff_chunk(b"ABCD", b"more"), picture)
        yield f"chunk-odd-unpadded-{kind}", riff(extended(62, 37), riff_chunk(b"ABCD", b"odd", pad=False), picture)
        yield f"chunk-behind-{kind}", riff(picture, riff_chunk(b"ABCD", b"more"))
        yield f"trailing-bytes-{kind}", riff(picture) + b"more"
        yield f"trailing-zeros-{kind}", riff(picture) + bytes(300)
        yield f"trailing-file-{kind}", riff(picture) + riff(picture)
        yield f"picture-twice-{kind}", riff(picture, picture)
        yield f"extended-twice-{kind}", riff(extended(62, 37), extended(30, 20), picture)
        yield f"extended-late-{kind}", riff(picture, extended(62, 37))
        yield f"profile-{kind}", riff(extended(62, 37, ICC_FLAG), riff_chunk(b"ICCP", b"none"), picture)
        yield f"profile-flag-alone-{kind}", riff(extended(62, 37, ICC_FLAG), picture)
        yield f"animation-flag-{kind}", riff(extended(62, 37, ANIMATION_FLAG), picture)
        yield f"alpha-flag-{kind}", riff(extended(62, 37, ALPHA_FLAG), picture)
        yield f"reserved-flags-{kind}", riff(extended(62, 37, 0xFFFFFFC1), picture)
        yield f"alpha-chunk-{kind}", (
            riff(extended(62, 37, ALPHA_FLAG), riff_chunk(b"ALPH", b"\0" + b"\x80" * 2294), picture)
            if kind == "lossy"
            else riff(extended(62, 37), picture)
        )
        yield f"alpha-cut-{kind}", riff(
            extended(62, 37, ALPHA_FLAG), riff_chunk(b"ALPH", b"\0" + b"\x80" * 20), picture
        )
        yield f"form-lower-{kind}", riff(picture).replace(b"WEBP", b"webp", 1)
        yield f"form-other-{kind}", riff(picture).replace(b"WEBP", b"WAVE", 1)
        yield f"riff-big-{kind}", riff(picture).replace(b"RIFF", b"RIFX", 1)
        yield f"frames-{kind}", riff(
            extended(62, 37, ANIMATION_FLAG), animation(), frame(picture, 62, 37), frame(picture, 62, 37)
        )
        yield f"frames-one-{kind}", riff(extended(62, 37, ANIMATION_FLAG), animation(), frame(picture, 62, 37))
        yield f"frames-canvas-larger-{kind}", riff(
            extended(90, 70, ANIMATION_FLAG), animation(), frame(picture, 62, 37, 4, 6)
        )
        yield f"frames-canvas-smaller-{kind}", riff(
            extended(40, 20, ANIMATION_FLAG), animation(), frame(picture, 62, 37)
        )
        yield f"frames-outside-{kind}", riff(
            extended(62, 37, ANIMATION_FLAG), animation(), frame(picture, 62, 37, 10, 10)
        )
        yield f"frames-other-size-{kind}", riff(extended(62, 37, ANIMATION_FLAG), animation(), frame(picture, 30, 20))
        yield f"frames-no-flag-{kind}", riff(extended(62, 37), animation(), frame(picture, 62, 37))
        yield f"frames-no-anim-{kind}", riff(extended(62, 37, ANIMATION_FLAG), frame(picture, 62, 37))
        yield f"frames-anim-late-{kind}", riff(extended(62, 37, ANIMATION_FLAG), frame(picture, 62, 37), animation())
        yield f"frames-and-picture-{kind}", riff(
            extended(62, 37, ANIMATION_FLAG), animation(), picture, frame(picture, 62, 37)
        )
        yield f"frames-none-{kind}", riff(extended(62, 37, ANIMATION_FLAG), animation())
    yield "exif-animated", riff(extended(62, 37, ANIMATION_FLAG | EXIF_FLAG), animation(), *frames, exif)
    yield "exif-animated-no-flag", riff(extended(62, 37, ANIMATION_FLAG), animation(), *frames, exif)
    yield "exif-long", riff(
        extended(62, 37, EXIF_FLAG), lossy, riff_chunk(b"EXIF", tiff([field(ORIENTATION, 6, LONG)]))
    )
    yield "exif-broken", riff(extended(62, 37, EXIF_FLAG), lossy, riff_chunk(b"EXIF", b"II*\0\xff\xff"))
    yield "exif-cut", riff(extended(62, 37, EXIF_FLAG), lossy, exif)[:-12]
    yield "exif-missing", riff(extended(62, 37, EXIF_FLAG), lossy)
    yield "xmp", riff(extended(62, 37, XMP_FLAG), lossy, riff_chunk(b"XMP ", b"<x/>"))
    yield "extended-alone", riff(extended(62, 37))
    yield "extended-largest", riff(extended(16384, 16384), lossy)
    yield "extended-beyond", riff(extended(1 << 24, 1 << 24), lossy)
    yield "extended-short", riff(riff_chunk(b"VP8X", extended(62, 37)[8:16]), lossy)
    yield "extended-long", riff(riff_chunk(b"VP8X", extended(62, 37)[8:] + bytes(4)), lossy)
    yield "frames-second-damaged", riff(
        extended(62, 37, ANIMATION_FLAG), animation(), frames[0], frame(lossy[:40] + b"\x55" * 90, 62, 37)
    )
    yield "frames-second-missing", riff(extended(62, 37, ANIMATION_FLAG), animation(), *frames)[
        : -len(frames[-1]) - len(frames[-2])
    ]
    yield "frames-cut", riff(extended(62, 37, ANIMATION_FLAG), animation(), *frames)[:-20]
    yield "frames-zeros", riff(extended(62, 37, ANIMATION_FLAG), animation(), *frames)[:-200] + bytes(200)
    yield "empty", riff()
    yield "picture-empty", riff(riff_chunk(b"VP8 ", b""))
    yield "lossless-empty", riff(riff_chunk(b"VP8L", b""))
    start = lossy[8:]

    def changed(at, *values):
        return riff(riff_chunk(b"VP8 ", start[:at] + bytes(values) + start[at + len(values) :]))

    yield "lossy-scaled", changed(6, 62, 0x40, 37, 0x80)
    yield "lossy-zero", changed(6, 0, 0)
    yield "lossy-zero-height", changed(8, 0, 0)
    yield "lossy-wider", changed(6, 200, 0)
    yield "lossy-largest", changed(6, 0xFF, 0x3F, 0xFF, 0x3F)
    yield "lossy-no-key-frame", changed(0, start[0] | 1)
    yield "lossy-hidden", changed(0, start[0] & ~0x10)
    yield "lossy-profile-3", changed(0, start[0] | 0x06)
    yield "lossy-profile-7", changed(0, start[0] | 0x0E)
    yield "lossy-start-code", changed(3, 0x9D, 0x01, 0x2B)
    yield "lossy-partition-beyond", changed(0, start[0], 0xFF, 0xFF)
    code = lossless[8:]

    def packed(at, *values):
        return riff(riff_chunk(b"VP8L", code[:at] + bytes(values) + code[at + len(values) :]))

    yield "lossless-signature", packed(0, 0x2E)
    yield "lossless-version", packed(4, code[4] | 0x20)
    yield "lossless-alpha-hint", packed(4, code[4] ^ 0x10)
    yield "lossless-wider", packed(1, 0x80, code[2])
    yield "kind-lossless-in-lossy", riff(riff_chunk(b"VP8 ", code))
    yield "kind-lossy-in-lossless", riff(riff_chunk(b"VP8L", start))
    yield "zeros-before", bytes(2) + riff(lossy)
