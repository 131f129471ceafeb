"""GIF: screens and frames of other sizes, and what stands in place of the trailer."""

import struct

from .binary import fixture

RULES = [
    ("plain version-87a screen-smaller screen-larger palette-local aspect interlaced loop code-size-8", "whole"),
    ("end-missing end-zero end-zeros end-zeros-missing end-frames-missing end-frames-zeros end-trailing-*", "whole"),
    ("end-frames-cut end-frames-half rows-missing* animated-cut half-zeros", "broken"),
]

TRAILER = b"\x3b"
PALETTE = bytes([0, 0, 0, 255, 255, 255])
# Nine by four white pixels, and the same as a frame of any size whose rows end early.
PIXELS = b"\x02\x03\x84\x8f\x09\x05\x00"


def screen(width, height, palette=PALETTE, version=b"GIF89a", flags=None, background=0, aspect=0):
    flags = (0x80 if palette else 0) if flags is None else flags
    return version + struct.pack("<HHBBB", width, height, flags, background, aspect) + palette


def lzw(codes, size=2):
    """Codes of the smallest width, cleared so often that it does not grow."""
    clear, end = 1 << size, (1 << size) + 1
    bits = (
        "".join(
            format(code, f"0{size + 1}b")[::-1] for i in range(0, len(codes), 2) for code in (clear, *codes[i : i + 2])
        )
        + format(end, f"0{size + 1}b")[::-1]
    )
    data = bytes(int(bits[i : i + 8].ljust(8, "0")[::-1], 2) for i in range(0, len(bits), 8))
    blocks = b"".join(bytes([len(data[i : i + 255])]) + data[i : i + 255] for i in range(0, len(data), 255))
    return bytes([size]) + blocks + b"\0"


def frame(width, height, x=0, y=0, flags=0, palette=b"", pixels=None):
    return (
        b"\x2c"
        + struct.pack("<HHHHB", x, y, width, height, flags)
        + palette
        + (lzw([1] * (width * height)) if pixels is None else pixels)
    )


CONTROL = b"\x21\xf9\x04\x00\x05\x00\x00\x00"
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
COMMENT = b"\x21\xfe\x05hello\0"


def sizes():
    plain = frame(12, 9)
    yield "plain", screen(12, 9) + plain + TRAILER
    yield "version-87a", screen(12, 9, version=b"GIF87a") + plain + TRAILER
    yield "version-88a", screen(12, 9, version=b"GIF88a") + plain + TRAILER
    yield "version-lower", screen(12, 9, version=b"gif89a") + plain + TRAILER
    yield "version-upper", screen(12, 9, version=b"GIF89A") + plain + TRAILER
    yield "screen-0", screen(0, 0) + plain + TRAILER
    yield "screen-0-wide", screen(0, 9) + plain + TRAILER
    yield "screen-0-two-frames", screen(0, 0) + plain + frame(20, 20) + TRAILER
    yield "screen-0-moved", screen(0, 0) + frame(12, 9, 5, 6) + TRAILER
    yield "screen-smaller", screen(6, 5) + plain + TRAILER
    yield "screen-smaller-one-side", screen(6, 20) + plain + TRAILER
    yield "screen-larger", screen(40, 30) + plain + TRAILER
    yield "screen-highest", screen(65535, 65535) + plain + TRAILER
    yield "screen-high", screen(20000, 20000) + plain + TRAILER
    yield "frame-moved", screen(12, 9) + frame(12, 9, 4, 3) + TRAILER
    yield "frame-outside", screen(12, 9) + frame(12, 9, 40, 40) + TRAILER
    yield "frame-second-larger", screen(12, 9) + plain + frame(30, 20) + TRAILER
    yield "frame-second-moved", screen(12, 9) + plain + frame(12, 9, 9, 9) + TRAILER
    yield "frame-zero", screen(12, 9) + frame(0, 0) + TRAILER
    yield "frame-zero-wide", screen(12, 9) + frame(0, 9) + TRAILER
    yield "frame-zero-first", screen(12, 9) + frame(0, 0) + plain + TRAILER
    yield "frame-none", screen(12, 9) + TRAILER
    yield "frame-none-comment", screen(12, 9) + COMMENT + TRAILER
    yield "screen-alone", screen(12, 9)
    yield "palette-none", screen(12, 9, b"") + plain + TRAILER
    yield "palette-local", screen(12, 9, b"") + frame(12, 9, flags=0x80, palette=PALETTE) + TRAILER
    yield "palette-cut", screen(12, 9, PALETTE, flags=0xF7)[:200]
    yield "aspect", screen(12, 9, aspect=200) + plain + TRAILER
    yield "background-beyond", screen(12, 9, background=99) + plain + TRAILER
    yield "code-size-0", screen(12, 9) + frame(12, 9, pixels=b"\0\1\0\0") + TRAILER
    yield "code-size-1", screen(12, 9) + frame(12, 9, pixels=lzw([1] * 108, 1)) + TRAILER
    yield "code-size-8", screen(12, 9) + frame(12, 9, pixels=lzw([1] * 108, 8)) + TRAILER
    yield "code-size-9", screen(12, 9) + frame(12, 9, pixels=lzw([1] * 108, 9)) + TRAILER
    yield "code-size-12", screen(12, 9) + frame(12, 9, pixels=lzw([1] * 108, 12)) + TRAILER
    yield "code-size-99", screen(12, 9) + frame(12, 9, pixels=b"\x63\1\0\0") + TRAILER
    yield "interlaced", screen(12, 9) + frame(12, 9, flags=0x40) + TRAILER
    yield "loop", screen(12, 9) + LOOP + CONTROL + plain + CONTROL + plain + TRAILER


def ends():
    """All are whole to the eye, but for what is said."""
    start, plain = screen(12, 9), frame(12, 9)
    half = frame(12, 9, pixels=lzw([1] * 54))
    more = frame(12, 9, pixels=lzw([1] * 150))
    two = start + LOOP + CONTROL + plain + CONTROL + plain
    yield "end-missing", start + plain
    yield "end-zero", start + plain + b"\0" + TRAILER
    yield "end-zeros", start + plain + bytes(50) + TRAILER
    yield "end-zeros-missing", start + plain + bytes(50)
    yield "end-text", start + plain + b"more" + TRAILER
    yield "end-comment-cut", start + plain + COMMENT[:5]
    yield "end-control", start + plain + CONTROL + TRAILER
    yield "end-control-missing", start + plain + CONTROL
    yield "end-separator", start + plain + b"\x2c"
    yield "end-frame-header", start + plain + b"\x2c" + bytes(9)
    yield "end-trailing-bytes", start + plain + TRAILER + b"more"
    yield "end-trailing-zeros", start + plain + TRAILER + bytes(300)
    yield "end-block-missing", start + plain[:-1]
    yield "end-block-missing-trailer", start + plain[:-1] + TRAILER
    yield "end-code-missing", start + plain[:-4]
    yield "end-frames-missing", two
    yield "end-frames-zeros", two + bytes(20) + TRAILER
    yield "end-frames-cut", two[:-9]
    yield "end-frames-half", two[: -len(plain) - 4]
    yield "rows-missing", start + half + TRAILER
    yield "rows-missing-no-code", start + half[:-3] + b"\0" + TRAILER
    yield "rows-more", start + more + TRAILER
    yield "between-zeros", start + plain + bytes(9) + plain + TRAILER
    yield "between-text", start + b"more" + plain + TRAILER
    yield "extension-unknown", start + b"\x21\x42\1a\0" + plain + TRAILER
    yield "extension-text", start + b"\x21\x01\x0c" + bytes(12) + b"\1a\0" + plain + TRAILER
    yield "control-length", start + b"\x21\xf9\x05" + bytes(5) + b"\0" + plain + TRAILER
    yield "control-unended", start + b"\x21\xf9\x04\0\0\0\0" + plain + TRAILER
    yield "zeros-before", bytes(2) + start + plain + TRAILER
    whole = fixture("animated.gif")
    yield "animated-cut", whole[: len(whole) // 2]
    yield "half-zeros", fixture("still.gif")[:500] + bytes(504)
    yield "bit-flipped", fixture("still.gif")[:500] + b"\x55" + fixture("still.gif")[501:]


def images():
    for makes in (sizes, ends):
        for name, data in makes():
            yield f"{name}.gif", data
