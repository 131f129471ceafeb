"""JPEG: Exif data, segments out of the ordinary, headers of sizes, and what stands behind the picture."""

import struct

from .binary import fixture
from .jpeg_exif import densities, orientations
from .jpeg_parts import EOI, SOI, TURNED, Picture, exif, segment, tiny

RULES = [
    ("orientation-* exif-* two-exif-* xmp-* density-* turned-*", "whole"),
    ("app*-length-* comment-length-* tables-length-2 fill-bytes* stray-after-jfif stray-late", "whole"),
    ("two-pictures jfif-thumbnail no-jfif", "whole"),
    # Where the mark of the end is missing, more may be.
    ("*end-missing *end-zeros-missing *end-half *end-scan-again", "-"),
    ("half-* progressive-half* multi-picture-cut", "broken"),
    ("end-* progressive-end-* restarts-end-*", "whole"),
    ("restarts-*", "broken"),
]


def structures(picture):
    """Segments and frame headers that are not as the standard has them."""
    head, scan = picture.head, picture.scan
    yield "app-length-0", picture.with_first(segment(0xE5, b"", 0))
    yield "app-length-1", picture.with_first(segment(0xE5, b"", 1))
    yield "app-length-2", picture.with_first(segment(0xE5))
    yield "comment-length-0", picture.with_first(segment(0xFE, b"", 0))
    yield "comment-length-1", picture.with_first(segment(0xFE, b"", 1))
    yield "app0-length-0", SOI + segment(0xE0, b"", 0) + head[18:] + scan
    yield "app1-length-0", picture.with_first(segment(0xE1, b"", 0))
    yield "app14-length-1", picture.with_first(segment(0xEE, b"", 1))
    yield "tables-length-0", picture.with_first(segment(0xDB, b"", 0))
    yield "tables-length-2", picture.with_first(segment(0xDB))
    yield "codes-length-1", picture.with_first(segment(0xC4, b"", 1))
    yield "restart-length-0", picture.with_first(segment(0xDD, b"", 0))
    yield "restart-length-6", picture.with_first(segment(0xDD, bytes(4)))
    yield "stray-zeros", picture.with_first(b"\0\0\0\0")
    yield "stray-text", picture.with_first(b"more")
    yield "stray-late", picture.with_late(b"\0\0\0\0")
    yield "stray-after-jfif", SOI + head[:18] + b"stray" + head[18:] + scan
    yield "fill-bytes", picture.with_first(b"\xff\xff\xff\xff")
    yield "fill-bytes-late", picture.with_late(b"\xff" * 7)
    yield "fill-zero", picture.with_first(b"\xff\0")
    yield "start-twice", picture.with_first(SOI)
    yield "start-twice-late", picture.with_late(SOI)
    yield "start-after-thumbnail", picture.with_first(SOI + head + scan)
    yield "end-first", picture.with_first(EOI)
    yield "zeros-before", b"\0\0" + picture.data
    yield "line-before", b"\r\n" + picture.data
    yield "mark-before", b"\xef\xbb\xbf" + picture.data
    yield "third-byte-zero", SOI + b"\0" + head + scan
    yield "temporary-marker", picture.with_first(b"\xff\x01")
    yield "restart-marker-before", picture.with_first(b"\xff\xd0")
    yield "reserved-marker", picture.with_first(segment(0x02, b"\0\0"))
    yield "jpeg-ls-marker", picture.with_frame(lambda marker, content: (0xF7, content))
    for marker in (0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF):
        yield f"frame-{marker:x}", picture.with_frame(lambda _, content, marker=marker: (marker, content))
    for precision in (0, 1, 2, 7, 9, 10, 12, 16, 255):
        yield f"precision-{precision}", picture.with_frame(
            lambda marker, content, precision=precision: (marker, bytes([precision]) + content[1:])
        )
    yield "precision-12-extended", picture.with_frame(lambda _, content: (0xC1, b"\x0c" + content[1:]))
    yield "precision-12-progressive", picture.with_frame(lambda _, content: (0xC2, b"\x0c" + content[1:]))
    for count in (0, 1, 2, 4, 5):
        yield f"components-{count}", picture.with_frame(
            lambda marker, content, count=count: (
                marker,
                content[:5] + bytes([count]) + (content[6:] + b"\4\x11\1\5\x11\1")[: 3 * count],
            )
        )
    yield "frame-cut", picture.with_frame(lambda marker, content: (marker, content[:-3]))
    yield "frame-long", picture.with_frame(lambda marker, content: (marker, content + b"\0\0"))
    yield "frame-empty", picture.with_frame(lambda marker, content: (marker, b""))
    yield "sampling-0", picture.with_frame(lambda marker, content: (marker, content[:7] + b"\0" + content[8:]))
    yield "sampling-5", picture.with_frame(lambda marker, content: (marker, content[:7] + b"\x55" + content[8:]))
    yield "components-same", picture.with_frame(lambda marker, content: (marker, content[:9] + b"\1" + content[10:]))
    yield "table-missing", picture.with_frame(lambda marker, content: (marker, content[:8] + b"\3" + content[9:]))
    frame = next(data for marker, data in picture.segments if marker == 0xC0)
    small = frame[:5] + struct.pack(">HH", 8, 9) + frame[9:]
    yield "two-frames", picture.with_late(small)
    yield "two-frames-first", picture.with_first(small)
    yield "no-tables", picture.without(0xDB)
    yield "no-codes", picture.without(0xC4)
    yield "no-frame", picture.without(0xC0)
    yield "no-jfif", picture.without(0xE0)
    yield "no-scan", SOI + head + EOI
    yield "frame-last", SOI + head
    yield "scan-header-last", SOI + head + scan[:14]
    yield "scan-cut", SOI + head + scan[:40]
    yield "scan-first", SOI + scan
    yield "scan-length-0", SOI + head + b"\xff\xda\0\0" + scan[4:]
    yield "scan-components-0", SOI + head + segment(0xDA, b"\0\0\x3f\0") + scan[14:]
    yield "scan-one-component", SOI + head + segment(0xDA, b"\1\1\0\0\x3f\0") + scan[14:]
    yield "zero-width", picture.of_size(0, 16)
    yield "zero-height", picture.of_size(24, 0)
    yield "lines-behind", picture.of_size(24, 0)[:-2] + b"\xff\xdc\0\4\0\x10" + EOI
    yield "lines-behind-other", picture.data[:-2] + b"\xff\xdc\0\4\0\x08" + EOI
    yield "size-65500", picture.of_size(65500, 65500)
    yield "size-65535", picture.of_size(65535, 65535)
    yield "size-65535-1", picture.of_size(65535, 1)
    yield "size-40000", picture.of_size(40000, 40000)
    yield "size-larger", picture.of_size(24, 400)
    yield "adobe-ycck", picture.with_first(segment(0xEE, b"Adobe\0\x64\0\0\0\0\2"))
    yield "adobe-unknown", picture.with_first(segment(0xEE, b"Adobe\0\x64\0\0\0\0\7"))
    yield "restart-interval", picture.with_first(segment(0xDD, b"\0\1"))
    yield "jfif-thumbnail", SOI + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1\1\2\3") + head[18:] + scan
    yield "two-pictures", picture.data + tiny(8, 8)


def ends(picture):
    """What stands behind the last block: all of it is whole to the eye, but for what is said."""
    whole, progressive, restarts = fixture("baseline.jpg"), fixture("progressive.jpg"), fixture("restarts.jpg")
    for name, data in (("", whole), ("progressive-", progressive), ("restarts-", restarts)):
        yield f"{name}end-zeros", data[:-2] + bytes(100) + EOI
        yield f"{name}end-bytes", data[:-2] + b"stray bytes" * 9 + EOI
        yield f"{name}end-ones", data[:-2] + b"\xff" * 50 + EOI
        yield f"{name}end-restart", data[:-2] + b"\xff\xd0" + EOI
        yield f"{name}end-restarts", data[:-2] + b"".join(bytes([0xFF, 0xD0 + i % 8]) for i in range(20)) + EOI
        yield f"{name}end-restart-zeros", data[:-2] + b"\xff\xd3" + bytes(30) + EOI
        yield f"{name}end-missing", data[:-2]
        yield f"{name}end-zeros-missing", data[:-2] + bytes(100)
        yield f"{name}end-half", data[:-1]
        yield f"{name}end-twice", data + EOI
        yield f"{name}end-comment", data[:-2] + segment(0xFE, b"made by hand") + EOI
        yield f"{name}end-app", data[:-2] + segment(0xE5, b"made by hand") + EOI
        yield f"{name}end-tables", data[:-2] + segment(0xDD, b"\0\0") + EOI
        yield f"{name}end-scan-again", data[:-2] + picture.scan if name == "" else data[:-2] + segment(0xFE) + EOI
        yield f"{name}end-trailing-zeros", data + bytes(4096)
    at = restarts.index(b"\xff\xd1")
    yield "restarts-stray", restarts[:at] + b"stray" + restarts[at:]
    yield "restarts-lost", restarts[:at] + restarts[at + 2 :]
    yield "restarts-wrong", restarts[: at + 1] + b"\xd4" + restarts[at + 2 :]
    half = len(progressive) // 2
    yield "progressive-half", progressive[:half]
    yield "progressive-half-end", progressive[:half] + EOI
    last = progressive.rindex(b"\xff\xda")
    yield "progressive-scan-missing", progressive[:last] + EOI
    middle = (whole.index(b"\xff\xda") + len(whole)) // 2
    yield "half-zeros", whole[:middle] + bytes(len(whole) - middle)
    yield "half-zeros-end", whole[:middle] + bytes(len(whole) - middle - 2) + EOI
    yield "half-end", whole[:middle] + EOI
    pictures = fixture("multi-picture.jpg")
    yield "multi-picture-cut", pictures[:-300]
    yield "multi-picture-first", pictures[: pictures.rindex(SOI)]


def images():
    picture = Picture()
    for makes in (orientations, densities, structures, ends):
        for name, data in makes(picture):
            yield f"{name}.jpg", data
    for name in ("arithmetic.jpg", "cmyk.jpg", "progressive.jpg", "gray.jpg"):
        other = Picture(fixture(name))
        yield f"turned-{name}", other.with_first(exif([TURNED]))
        yield f"lines-{name}", other.of_size(24, 0)
