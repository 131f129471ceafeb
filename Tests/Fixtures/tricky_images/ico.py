"""ICO and CUR: which of several icons is the natural one, and directories that differ from the icons."""

import struct

from . import png
from .binary import fixture, png_chunk

# Nothing in it is decoded.
RULES = []


def bitmap(width, height, depth=1, double=True, compression=0, top_down=False):
    palette = bytes(4 << depth) if depth <= 8 else b""
    row, mask = (width * depth + 31) // 32 * 4, (width + 31) // 32 * 4
    stored = height * 2 if double else height
    return (
        struct.pack("<IiiHHIIiiII", 40, width, -stored if top_down else stored, 1, depth, compression, 0, 0, 0, 0, 0)
        + palette
        + b"\x80" * (row * height)
        + bytes(mask * height)
    )


def portable(width, height, depth=8, color=2):
    channels = {2: 3, 6: 4, 0: 1}[color]
    return (
        png.SIGNATURE
        + png.header(width, height, depth, color)
        + png_chunk(b"IDAT", png.rows(height, width * channels * depth // 8))
        + png.END
    )


def icon(*entries, kind=1, count=None, reserved=0, tail=b""):
    """Entries are (width, height, data) and what else the directory says of them."""
    count = len(entries) if count is None else count
    at = 6 + 16 * len(entries)
    directory, body = struct.pack("<HHH", reserved, kind, count), b""
    for entry in entries:
        width, height, data, *more = entry
        options = more[0] if more else {}
        directory += struct.pack(
            "<BBBBHHII",
            width % 256,
            height % 256,
            options.get("colors", 0),
            0,
            options.get("planes", 1),
            options.get("depth", 32),
            options.get("size", len(data)),
            options.get("at", at + len(body)),
        )
        body += data
    return directory + body + tail


def images():
    """Name and bytes of each image."""
    for name, data in everything():
        yield f"{name}{'' if name.endswith('.cur') else '.ico'}", data


def everything():
    sixteen, large = bitmap(16, 16), bitmap(32, 32)
    yield "one", icon((16, 16, sixteen))
    yield "one-wide", icon((24, 8, bitmap(24, 8)))
    yield "lies-larger", icon((48, 48, large))
    yield "lies-smaller", icon((16, 16, large))
    yield "lies-one-side", icon((32, 48, large))
    yield "lies-0", icon((0, 0, sixteen))
    yield "lies-png-larger", icon((48, 48, portable(32, 32)))
    yield "lies-png-smaller", icon((16, 16, portable(32, 32)))
    yield "lies-png-0", icon((0, 0, portable(32, 32)))
    yield "png", icon((32, 32, portable(32, 32)))
    yield "png-256", icon((0, 0, portable(256, 256)))
    yield "png-300", icon((0, 0, portable(300, 300)))
    yield "png-512", icon((0, 0, portable(512, 512)))
    yield "png-gray", icon((32, 32, portable(32, 32, color=0)))
    yield "png-turned", icon(
        (
            24,
            8,
            png.SIGNATURE
            + png.header(24, 8)
            + png_chunk(b"eXIf", png.TURNED)
            + png_chunk(b"IDAT", png.rows(8, 72))
            + png.END,
        )
    )
    yield "png-cut", icon((32, 32, portable(32, 32)[:50]))
    yield "png-damaged", icon((32, 32, portable(32, 32)[:40] + bytes(30)))
    yield "single-height", icon((16, 16, bitmap(16, 16, double=False)))
    yield "single-height-16-32", icon((16, 16, bitmap(16, 32, double=False)))
    yield "height-odd", icon((16, 16, struct.pack("<Iii", 40, 16, 31) + sixteen[12:]))
    yield "top-down", icon((16, 16, bitmap(16, 16, top_down=True)))
    for depth in (4, 24, 32):
        yield f"depth-{depth}", icon((16, 16, bitmap(16, 16, depth), {"depth": depth}))
    # The order, the size and the depth.
    yield "two-rising", icon((16, 16, sixteen), (32, 32, large))
    yield "two-falling", icon((32, 32, large), (16, 16, sixteen))
    yield "two-256-first", icon((0, 0, portable(256, 256)), (16, 16, sixteen))
    yield "two-256-last", icon((16, 16, sixteen), (0, 0, portable(256, 256)))
    yield "two-wide-and-tall", icon((24, 8, bitmap(24, 8)), (8, 25, bitmap(8, 25)))
    yield "two-same-area", icon((24, 8, bitmap(24, 8)), (8, 24, bitmap(8, 24)))
    yield "two-same-area-depth", icon((24, 8, bitmap(24, 8, 24), {"depth": 24}), (8, 24, bitmap(8, 24, 32)))
    yield "two-depth", icon((32, 32, bitmap(32, 32, 4), {"depth": 4}), (16, 16, bitmap(16, 16, 32)))
    yield "two-lies", icon((16, 16, large), (32, 32, sixteen))
    yield "two-lies-larger", icon((16, 16, sixteen), (48, 48, large))
    yield "two-lies-0", icon((0, 0, sixteen), (32, 32, large))
    yield "two-lies-png", icon((16, 16, portable(64, 64)), (32, 32, large))
    yield "two-lies-png-last", icon((32, 32, large), (16, 16, portable(64, 64)))
    yield "two-first-broken", icon((32, 32, b"\x55" * 60), (16, 16, sixteen))
    yield "two-second-broken", icon((16, 16, sixteen), (32, 32, b"\x55" * 60))
    yield "two-large-beyond", icon((16, 16, sixteen), (32, 32, large, {"at": 90000}))
    yield "two-small-beyond", icon((16, 16, sixteen, {"at": 90000}), (32, 32, large))
    yield "two-large-empty", icon((16, 16, sixteen), (32, 32, b""))
    yield "two-large-cut", icon((16, 16, sixteen), (32, 32, large))[:-100]
    yield "two-sizes-0", icon((16, 16, sixteen, {"size": 0}), (32, 32, large, {"size": 0}))
    yield "two-sharing", icon((16, 16, sixteen, {"at": 38}), (16, 16, b"", {"at": 38, "size": len(sixteen)}))
    yield "two-colors", icon((32, 32, bitmap(32, 32, 4), {"depth": 0, "colors": 16}), (32, 32, large, {"depth": 0}))
    yield "several", icon(*((side, side, bitmap(side, side, 1), {"depth": 1}) for side in (16, 24, 32, 48, 20)))
    yield "several-png", icon(*((side, side, portable(side, side)) for side in (16, 64, 128, 96)))
    # The directory.
    yield "count-0", icon((16, 16, sixteen), count=0)
    yield "count-more", icon((16, 16, sixteen), count=5)
    yield "count-highest", icon((16, 16, sixteen), count=65535)
    yield "count-less", icon((16, 16, sixteen), (32, 32, large), count=1)
    yield "kind-0", icon((16, 16, sixteen), kind=0)
    yield "kind-3", icon((16, 16, sixteen), kind=3)
    yield "reserved-1", icon((16, 16, sixteen), reserved=1)
    yield "planes-9", icon((16, 16, sixteen, {"planes": 9, "depth": 77}))
    yield "at-0", icon((16, 16, sixteen, {"at": 0}))
    yield "at-directory", icon((16, 16, sixteen, {"at": 10}))
    yield "at-later", icon((16, 16, b"more" + sixteen, {"at": 26}))
    yield "size-beyond", icon((16, 16, sixteen, {"size": 90000}))
    yield "directory-alone", icon((16, 16, b"", {"size": 1000}))
    yield "directory-cut", icon((16, 16, sixteen))[:14]
    yield "header-cut", icon((16, 16, sixteen))[:40]
    yield "pixels-cut", icon((16, 16, sixteen))[:100]
    yield "mask-missing", icon((16, 16, sixteen[:-64]))
    yield "bmp-inside", icon((16, 16, b"BM" + struct.pack("<IHHI", len(sixteen) + 14, 0, 0, 54) + sixteen))
    yield "jpeg-inside", icon((62, 37, fixture("baseline.jpg")))
    yield "compressed", icon((16, 16, bitmap(16, 16, 24, compression=3)))
    yield "trailing-bytes", icon((16, 16, sixteen), tail=b"more")
    # A pointer has the place of its tip where an icon has planes and depth.
    yield "pointer.cur", icon((16, 16, sixteen, {"planes": 3, "depth": 4}), kind=2)
    yield "pointer-two.cur", icon(
        (16, 16, sixteen, {"planes": 3, "depth": 30}), (32, 32, large, {"planes": 0, "depth": 0}), kind=2
    )
    yield "pointer-two-falling.cur", icon(
        (32, 32, large, {"planes": 0, "depth": 1}), (16, 16, sixteen, {"planes": 3, "depth": 30}), kind=2
    )
    yield "pointer-lies.cur", icon((48, 48, large, {"planes": 1, "depth": 1}), kind=2)
    yield "pointer-tip-outside.cur", icon((16, 16, sixteen, {"planes": 99, "depth": 99}), kind=2)
    yield "pointer-as-icon", icon((16, 16, sixteen), kind=2)
    yield "icon-as-pointer.cur", icon((16, 16, sixteen))
