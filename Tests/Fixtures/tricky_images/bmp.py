"""BMP: all sizes of headers, depths and compressions, and sides that are negative."""

import struct

from .binary import fixture

# Nothing in it is decoded.
RULES = []


def rows(width, height, depth):
    return bytes([0x50]) * (((width * depth + 31) // 32 * 4) * height)


def info(width, height, depth=24, compression=0, planes=1, size=40, colors=0, image_size=0, more=b"", fill=None):
    """A BITMAPINFOHEADER, and what later versions add to it."""
    head = struct.pack(
        "<IiiHHIIiiII", size, width, height, planes, depth, compression, image_size, 2835, 2835, colors, 0
    )
    return (head + more).ljust(size, b"\0") if fill is None else head + more


def bmp(head, palette=b"", pixels=b"", offset=None, signature=b"BM", size=None):
    start = 14 + len(head) + len(palette)
    return (
        signature
        + struct.pack("<IHHI", start + len(pixels) if size is None else size, 0, 0, start if offset is None else offset)
        + head
        + palette
        + pixels
    )


def core(width, height, depth=24, planes=1):
    return struct.pack("<IHHHH", 12, width, height, planes, depth)


GRAY = bytes(value for level in range(256) for value in (level, level, level, 0))
MASKS = struct.pack("<III", 0xF800, 0x07E0, 0x001F)
WIDE_MASKS = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)


def images():
    """Name and bytes of each image."""
    for name, data in everything():
        yield f"{name}.bmp", data


def everything():
    pixels = rows(13, 7, 24)
    for size in (40, 52, 56, 64, 108, 124):
        yield f"header-{size}", bmp(info(13, 7, size=size), pixels=pixels)
    for size in (16, 20, 24, 41, 48, 60, 128, 200):
        yield f"header-{size}", bmp(info(13, 7, size=size)[:size].ljust(size, b"\0"), pixels=pixels)
    yield "header-0", bmp(info(13, 7)[:0] + struct.pack("<I", 0) + info(13, 7)[4:], pixels=pixels)
    yield "header-highest", bmp(struct.pack("<I", 0xFFFFFFFF) + info(13, 7)[4:], pixels=pixels)
    yield "core", bmp(core(13, 7), pixels=pixels)
    yield "core-high", bmp(core(60000, 2), pixels=rows(60000, 2, 24)[:600])
    yield "core-4", bmp(core(13, 7, 4), GRAY[:48], rows(13, 7, 4))
    yield "core-16", bmp(core(13, 7, 16), pixels=rows(13, 7, 16))
    yield "core-32", bmp(core(13, 7, 32), pixels=rows(13, 7, 32))
    for depth in (0, 1, 2, 3, 4, 8, 16, 24, 32, 48, 64):
        palette = GRAY[: 4 << depth] if depth in (1, 2, 4, 8) else b""
        if depth != 8:
            yield f"depth-{depth}", bmp(info(13, 7, depth), palette, rows(13, 7, depth or 24))
    yield "depth-8", bmp(info(13, 7, 8, colors=4), GRAY[:16], bytes(16 * 7))
    yield "top-down", bmp(info(13, -7), pixels=pixels)
    yield "top-down-108", bmp(info(13, -7, size=108), pixels=pixels)
    yield "width-negative", bmp(info(-13, 7), pixels=pixels)
    yield "both-negative", bmp(info(-13, -7), pixels=pixels)
    yield "height-lowest", bmp(info(13, -0x80000000), pixels=pixels)
    yield "width-0", bmp(info(0, 7), pixels=pixels)
    yield "height-0", bmp(info(13, 0), pixels=pixels)
    yield "high-20000", bmp(info(20000, 20000), pixels=pixels)
    yield "high-32767", bmp(info(32767, 1), pixels=pixels)
    yield "high-32768", bmp(info(32768, 1), pixels=pixels)
    yield "high-65535", bmp(info(65535, 1), pixels=pixels)
    yield "high-65536", bmp(info(65536, 1), pixels=pixels)
    yield "high-70000", bmp(info(1, 70000), pixels=pixels)
    yield "high-1000000", bmp(info(1000000, 1), pixels=pixels)
    yield "high-1000-bilevel", bmp(info(100000, 1, 1), GRAY[:8], rows(100000, 1, 1)[:900])
    for planes in (0, 2, 3):
        yield f"planes-{planes}", bmp(info(13, 7, planes=planes), pixels=pixels)
    packed = b"\x0d\x01\0\0" * 7 + b"\0\1"
    yield "packed-8", bmp(info(13, 7, 8, 1, colors=4, image_size=len(packed)), GRAY[:16], packed)
    yield "packed-4", bmp(info(13, 7, 4, 2, colors=4, image_size=len(packed)), GRAY[:16], packed)
    yield "packed-8-top-down", bmp(info(13, -7, 8, 1, colors=4), GRAY[:16], packed)
    yield "packed-8-no-end", bmp(info(13, 7, 8, 1, colors=4), GRAY[:16], packed[:-2])
    yield "packed-24", bmp(info(13, 7, 24, 4, size=64), pixels=b"\x0d\1\1\1\0\0" * 7 + b"\0\1")
    yield "packed-24-of-windows", bmp(info(13, 7, 24, 4), pixels=b"\x0d\1\1\1\0\0" * 7 + b"\0\1")
    yield "huffman", bmp(info(13, 7, 1, 3, size=64), GRAY[:8], rows(13, 7, 1))
    yield "packed-of-depth-4", bmp(info(13, 7, 4, 1, colors=4), GRAY[:16], packed)
    yield "fields-16", bmp(info(13, 7, 16, 3), MASKS, rows(13, 7, 16))
    yield "fields-32", bmp(info(13, 7, 32, 3, size=108, more=WIDE_MASKS), pixels=rows(13, 7, 32))
    yield "fields-32-top-down", bmp(info(13, -7, 32, 3, size=108, more=WIDE_MASKS), pixels=rows(13, 7, 32))
    yield "fields-24", bmp(info(13, 7, 24, 3), MASKS, pixels)
    yield "fields-8", bmp(info(13, 7, 8, 3, colors=4), MASKS + GRAY[:16], bytes(16 * 7))
    yield "fields-missing", bmp(info(13, 7, 32, 3), pixels=b"")
    yield "fields-zero", bmp(info(13, 7, 32, 3), bytes(12), rows(13, 7, 32))
    yield "fields-overlap", bmp(info(13, 7, 32, 3), struct.pack("<III", 0xFF, 0xFF, 0xFF), rows(13, 7, 32))
    yield "fields-apart", bmp(info(13, 7, 32, 3), struct.pack("<III", 0xF0F0, 0xFF0000, 0xFF), rows(13, 7, 32))
    yield "fields-with-alpha", bmp(info(13, 7, 32, 6), WIDE_MASKS, rows(13, 7, 32))
    for compression in (5, 4, 7, 11, 12, 13, 99):
        yield f"compression-{compression}", bmp(info(13, 7, 24, compression), pixels=pixels)
    yield "jpeg-inside", bmp(info(62, 37, 0, 4, image_size=898), pixels=fixture("baseline.jpg"))
    yield "png-inside", bmp(info(62, 37, 0, 5, image_size=415), pixels=fixture("rgb.png"))
    yield "jpeg-inside-other", bmp(info(30, 20, 0, 4), pixels=fixture("baseline.jpg"))
    yield "png-inside-24", bmp(info(62, 37, 24, 5), pixels=fixture("rgb.png"))
    yield "offset-0", bmp(info(13, 7), pixels=pixels, offset=0)
    yield "offset-in-header", bmp(info(13, 7), pixels=pixels, offset=20)
    yield "offset-beyond", bmp(info(13, 7), pixels=pixels, offset=5000)
    yield "offset-highest", bmp(info(13, 7), pixels=pixels, offset=0xFFFFFFFF)
    yield "size-0", bmp(info(13, 7), pixels=pixels, size=0)
    yield "size-small", bmp(info(13, 7), pixels=pixels, size=20)
    yield "size-highest", bmp(info(13, 7), pixels=pixels, size=0xFFFFFFFF)
    yield "colors-many", bmp(info(13, 7, 8, colors=100000), GRAY[:16], bytes(16 * 7))
    yield "colors-more", bmp(info(13, 7, 4, colors=40), GRAY[:160], rows(13, 7, 4))
    yield "colors-none", bmp(info(13, 7, 4, colors=0), b"", rows(13, 7, 4))
    yield "pixels-cut", bmp(info(13, 7), pixels=pixels[:40])
    yield "pixels-none", bmp(info(13, 7))
    yield "header-alone", bmp(info(13, 7))[:30]
    yield "header-cut", bmp(info(13, 7))[:26]
    for signature in (b"BA", b"CI", b"CP", b"IC", b"PT", b"bm"):
        yield f"signature-{signature.decode()}", bmp(info(13, 7), pixels=pixels, signature=signature)
    yield "text", b"BM is how this text starts, and it goes on for a while, so that a header could be there.\n" * 2
    yield "zeros-before", b"\0\0" + bmp(info(13, 7), pixels=pixels)
    yield "profile", bmp(info(13, 7, size=124), pixels=pixels + b"more")
    yield "trailing-bytes", bmp(info(13, 7), pixels=pixels) + b"more" * 20
