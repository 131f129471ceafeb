"""What AVIF files are made of."""

import struct

from .binary import FIXTURES, box, full_box

WIDTH, HEIGHT = 24, 16


def boxes(data, at=0):
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at : at + size]
        at += size


def inner(data, *path):
    """The first box at a path, whole."""
    for kind in path:
        data = next(whole for name, whole in boxes(data) if name == kind)[12 if kind == b"meta" else 8 :]
    return data


STILL = (FIXTURES / "codecs" / "still.avif").read_bytes()
SEQUENCE = (FIXTURES / "codecs" / "sequence.avif").read_bytes()
PICTURE = inner(STILL, b"mdat")
CODEC = box(b"av1C", inner(STILL, b"meta", b"iprp", b"ipco", b"av1C"))
COLORS = box(b"colr", inner(STILL, b"meta", b"iprp", b"ipco", b"colr"))
DEPTHS = full_box(b"pixi", 0, 0, b"\3\10\10\10")


def ispe(width=WIDTH, height=HEIGHT):
    return full_box(b"ispe", 0, 0, struct.pack(">II", width, height))


def irot(turns):
    return box(b"irot", bytes([turns]))


def imir(axis):
    return box(b"imir", bytes([axis]))


def clap(width, height, x=(0, 1), y=(0, 1)):
    """A clean aperture: sides and the offset of its centre, as numbers or fractions."""
    pairs = [side if isinstance(side, tuple) else (side, 1) for side in (width, height, x, y)]
    return box(b"clap", b"".join(struct.pack(">II", top & 0xFFFFFFFF, bottom & 0xFFFFFFFF) for top, bottom in pairs))


def ftyp(major=b"avif", compatible=b"avifmif1miafMA1B", kind=b"ftyp"):
    return box(kind, major, bytes(4), compatible)


def ipma(entries, version=0, flags=0):
    """Items and the numbers of their properties; negative ones are essential."""
    content = struct.pack(">I", len(entries))
    for item, numbers in entries:
        content += struct.pack(">H" if version == 0 else ">I", item) + bytes([len(numbers)])
        for number in numbers:
            content += (
                struct.pack(">H", abs(number) | (0x8000 if number < 0 else 0))
                if flags & 1
                else bytes([abs(number) | (0x80 if number < 0 else 0)])
            )
    return full_box(b"ipma", version, flags, content)


def infe(item, kind=b"av01", hidden=False, name=b"\0", extra=b"", version=2):
    return full_box(b"infe", version, 1 if hidden else 0, struct.pack(">HH", item, 0), kind, name, extra)


def iinf(*entries, version=0):
    return full_box(b"iinf", version, 0, struct.pack(">H" if version == 0 else ">I", len(entries)), *entries)


HANDLER = full_box(b"hdlr", 0, 0, bytes(4), b"pict", bytes(12), b"\0")
PRIMARY = full_box(b"pitm", 0, 0, struct.pack(">H", 1))


def file(
    extra=(),
    brands=None,
    properties=None,
    association=None,
    handler=HANDLER,
    primary=PRIMARY,
    items=None,
    references=b"",
    payloads=None,
    head=b"",
    tail=b"",
    order=None,
    meta_size=None,
    associations=None,
    offset_shift=0,
    length_shift=0,
    media_first=False,
    media_size=None,
    inline=False,
    methods=None,
):
    """A file of one picture with more properties, unless it is told otherwise."""
    properties = [ispe(), DEPTHS, CODEC, COLORS, *extra] if properties is None else properties
    if association is None:
        essential = {b"av1C", b"irot", b"imir", b"clap", b"lsel", b"ABCD"}
        association = [-(n + 1) if data[4:8] in essential else n + 1 for n, data in enumerate(properties)]
    associations = ipma([(1, association)]) if associations is None else associations
    items = items or [infe(1)]
    payloads = payloads or [(1, PICTURE)]
    brands = ftyp() if brands is None else brands
    media = b"".join(data for _, data in payloads)
    idat = box(b"idat", media) if inline else b""

    def meta(at):
        content = b""
        for item, data in payloads:
            method = struct.pack(">H", 1) if inline else b"\0\0"
            content += (
                struct.pack(">H", item)
                + method
                + struct.pack(">HHII", 0, 1, at + offset_shift, len(data) + length_shift)
            )
            at += len(data)
        iloc = full_box(b"iloc", 1, 0, b"\x44\0", struct.pack(">H", len(payloads)), content)
        parts = {
            "hdlr": handler,
            "pitm": primary,
            "iloc": iloc,
            "iinf": iinf(*items),
            "iref": references,
            "iprp": box(b"iprp", box(b"ipco", *properties), associations),
            "idat": idat,
        }
        return full_box(b"meta", 0, 0, *(parts[name] for name in order or parts))

    size = len(meta(0))
    if inline:
        made = [head, brands, meta(0), tail]
    elif media_first:
        made = [head, brands, box(b"mdat", media), meta(len(head) + len(brands) + 8), tail]
    else:
        made = [head, brands, meta(len(head) + len(brands) + size + 8), box(b"mdat", media), tail]
    data = b"".join(made)
    if meta_size is not None:
        at = data.index(b"meta") - 4
        data = data[:at] + struct.pack(">I", meta_size) + data[at + 4 :]
    if media_size is not None:
        at = data.index(b"mdat") - 4
        data = data[:at] + struct.pack(">I", media_size) + data[at + 4 :]
    return data
