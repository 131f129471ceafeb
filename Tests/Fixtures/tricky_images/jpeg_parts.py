"""What JPEG files are made of."""

import struct

from .binary import ORIENTATION, field, tiff

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
EXIF_NAME = b"Exif\0\0"
TURNED = field(ORIENTATION, 6)


def segment(marker, content=b"", length=None):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2 if length is None else length) + content


def exif(*arguments, name=EXIF_NAME, **options):
    return segment(0xE1, name + tiff(*arguments, **options))


def split(data):
    """The segments up to the scan, by marker, and the rest from SOS on."""
    at, segments = 2, []
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segments.append((data[at + 1], data[at:end]))
        at = end
    return segments, data[at:]


def tiny(width=24, height=16):
    """A whole picture of few bytes: each block has one colour, and all but the first table of codes are needless."""
    tables = segment(0xDB, b"\0" + b"\x10" * 64)
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + b"\1\x11\0\2\x11\0\3\x11\0")
    # Differences of no bits and of four, and the end of a block.
    codes = segment(0xC4, b"\0\1\1" + bytes(14) + b"\0\4") + segment(0xC4, b"\x10\1" + bytes(15) + b"\0")
    scan = segment(0xDA, b"\3\1\0\2\0\3\0\0\x3f\0")
    blocks = (width + 7) // 8 * ((height + 7) // 8)
    bits = "".join("10" + ("1010" if block % 2 else "0101") + "0" + "00" * 2 for block in range(blocks))
    bits = bits.ljust((len(bits) + 7) // 8 * 8, "1")
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
    return SOI + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + tables + frame + codes + scan + data + EOI


class Picture:
    """A picture into which segments are put."""

    def __init__(self, data=None):
        self.data = tiny() if data is None else data
        self.segments, self.scan = split(self.data)
        self.head = self.data[2 : -len(self.scan)]

    def with_first(self, *inserted):
        return SOI + b"".join(inserted) + self.head + self.scan

    def with_late(self, *inserted):
        """Put before the scan."""
        return SOI + self.head + b"".join(inserted) + self.scan

    def without(self, *markers):
        return SOI + b"".join(data for marker, data in self.segments if marker not in markers) + self.scan

    def with_frame(self, change, drop=()):
        """The frame header, changed by a function of its bytes from the precision on."""
        changed = b""
        for marker, data in self.segments:
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                marker, content = change(marker, bytearray(data[4:]))
                changed += segment(marker, bytes(content))
            elif marker not in drop:
                changed += data
        return SOI + changed + self.scan

    def of_size(self, width, height):
        def change(marker, content):
            content[1:5] = struct.pack(">HH", height, width)
            return marker, content

        return self.with_frame(change)
