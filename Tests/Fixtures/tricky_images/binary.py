"""What files of several formats are made of."""

import pathlib
import struct
import zlib

FIXTURES = pathlib.Path(__file__).resolve().parent.parent

# Types of TIFF fields.
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SIGNED_SHORT, SIGNED_LONG = 1, 2, 3, 4, 5, 7, 8, 9
TYPE_SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1, SIGNED_SHORT: 2, SIGNED_LONG: 4}

# Tags of TIFF fields.
ORIENTATION, X_RESOLUTION, Y_RESOLUTION, UNIT, EXIF, GPS = 0x0112, 0x011A, 0x011B, 0x0128, 0x8769, 0x8825
PIXEL_X, PIXEL_Y = 0xA002, 0xA003


def fixture(name):
    return (FIXTURES / "images" / name).read_bytes()


def field(tag, value, kind=SHORT, count=None):
    """A field of a TIFF directory: numbers, pairs of numbers for RATIONAL, or bytes."""
    if isinstance(value, int):
        value = [value]
    return tag, kind, count, value


def tiff(first, exif=None, second=None, order="<", magic=42, counted=None, start=8, pointer=EXIF):
    """Directories as Exif and eXIf have them: the first with its sub-directory, and the second, of a thumbnail."""

    def packed(kind, value):
        if isinstance(value, bytes):
            return value
        if kind == RATIONAL:
            return b"".join(struct.pack(order + "II", *pair) for pair in value)
        code = {BYTE: "B", SHORT: "H", LONG: "I", SIGNED_SHORT: "h", SIGNED_LONG: "i", UNDEFINED: "B", ASCII: "B"}[kind]
        return b"".join(struct.pack(order + code, number) for number in value)

    def size(fields):
        return (
            6
            + 12 * len(fields)
            + sum(len(data) for _, kind, _, value in fields if len(data := packed(kind, value)) > 4)
        )

    def directory(fields, at, following):
        head, tail = struct.pack(order + "H", len(fields) if counted is None else counted), b""
        rest = at + 6 + 12 * len(fields)
        for tag, kind, count, value in fields:
            data = packed(kind, value)
            count = len(data) // TYPE_SIZES.get(kind, 1) if count is None else count
            inline = data.ljust(4, b"\0")
            if len(data) > 4:
                inline = struct.pack(order + "I", rest + len(tail))
                tail += data
            head += struct.pack(order + "HHI", tag, kind, count) + inline
        return head + struct.pack(order + "I", following) + tail

    fields = list(first) + ([field(pointer, 0, LONG)] if exif is not None else [])
    exif_at = start + size(fields)
    second_at = exif_at + (size(exif) if exif is not None else 0)
    if exif is not None:
        fields[-1] = field(pointer, exif_at, LONG)
    data = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", magic, start) + bytes(start - 8)
    data += directory(fields, start, second_at if second is not None else 0)
    if exif is not None:
        data += directory(exif, exif_at, 0)
    if second is not None:
        data += directory(second, second_at, 0)
    return data


def png_chunk(kind, content=b"", check=None):
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content) if check is None else check)
    )


def riff_chunk(kind, content, pad=True):
    return kind + struct.pack("<I", len(content)) + content + (b"\0" if pad and len(content) % 2 else b"")


def box(kind, *contents):
    content = b"".join(contents)
    return struct.pack(">I", 8 + len(content)) + kind + content


def full_box(kind, version, flags, *contents):
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)
