"""PNG and APNG: checksums, orientations, chunks out of order, headers that break a rule."""

import struct
import zlib

from .binary import LONG, ORIENTATION, field, fixture, png_chunk, tiff

RULES = [
    (
        "exif-before-header exif-between exif-upper checksum-of-header checksum-end checksum-all-zero checksum-acTL checksum-tRNS",
        "-",
    ),
    (
        "checksum-pixels* pixels-cut pixels-zeros pixels-garbage rows-fewer frames-cut frames-checksum "
        "interlaced-cut end-missing end-cut*",
        "broken",
    ),
    ("exif* physical-size checksum-* end-* pixels-apart pixels-empty-* chunk-ancillary", "whole"),
    ("frames frames-hidden-first frames-one frames-turned interlaced-turned", "whole"),
]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TURNED = tiff([field(ORIENTATION, 6)], order=">")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
)


def chunks(data):
    at, found = 8, []
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : end - 4]))
        at = end
    return found


def header(width=62, height=37, depth=8, color=2, compression=0, filtering=0, interlace=0, check=None):
    return png_chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, compression, filtering, interlace), check
    )


def rows(count, size, filtering=0):
    return zlib.compress((bytes([filtering]) + bytes(size)) * count, 9)


END = png_chunk(b"IEND")


class Picture:
    def __init__(self, name="rgb.png"):
        self.whole = fixture(name)
        self.parts = chunks(self.whole)
        self.pixels = b"".join(png_chunk(kind, content) for kind, content in self.parts if kind == b"IDAT")
        self.header = png_chunk(*self.parts[0])

    def file(self, first=b"", late=b"", head=None, pixels=None, end=END):
        return SIGNATURE + (head or self.header) + first + (pixels or self.pixels) + late + end


def sizes():
    """Headers, with pixels where they are few."""
    yield "size-1", header(1, 1), rows(1, 3)
    yield "size-flat", header(100000, 1), rows(1, 300000)
    yield "size-million", header(1000000, 1), rows(1, 3000000)
    yield "size-million-more", header(1000001, 1), rows(1, 3000003)
    yield "size-tall", header(1, 70000), rows(70000, 3)
    yield "size-40000", header(40000, 40000), rows(1, 3)
    yield "size-65535", header(65535, 65535), rows(1, 3)
    yield "size-10000-bilevel", header(10000, 10000, 1, 0), rows(10, 1250)
    yield "size-largest", header(0x7FFFFFFF, 1), rows(1, 3)
    yield "size-beyond", header(0x80000000, 1), rows(1, 3)
    yield "zero-width", header(0, 37), rows(1, 3)
    yield "zero-height", header(62, 0), rows(1, 3)
    for depth, color in ((0, 2), (4, 2), (3, 0), (16, 3), (1, 4), (2, 6), (32, 2), (8, 1), (8, 5), (8, 7), (8, 8)):
        yield f"depth-{depth}-color-{color}", header(depth=depth, color=color), rows(37, 248)
    yield "compression-1", header(compression=1), rows(37, 186)
    yield "filtering-1", header(filtering=1), rows(37, 186)
    yield "filtering-64", header(filtering=64), rows(37, 186)
    yield "interlace-2", header(interlace=2), rows(37, 186)
    yield "filter-type-5", header(), rows(37, 186, 5)
    yield "palette-missing", header(color=3), rows(37, 62)
    yield "checksum-of-header", header(check=1), rows(37, 186)
    yield "header-longer", png_chunk(b"IHDR", header()[8:21] + b"\0"), rows(37, 186)
    yield "header-shorter", png_chunk(b"IHDR", header()[8:20]), rows(37, 186)
    yield "header-twice", header() + header(20, 10), rows(37, 186)
    yield "header-late", png_chunk(b"tEXt", b"a\0b") + header(), rows(37, 186)
    yield "header-lower", png_chunk(b"iHDR", header()[8:21]), rows(37, 186)
    yield "header-apple", png_chunk(b"CgBI", b"\x50\0\x20\2") + header(), rows(37, 186)


def orientations(picture):
    """Orientations, which count where eXIf has them."""
    wrong = png_chunk(b"eXIf", TURNED, 1)
    upright = tiff([field(ORIENTATION, 1)], order=">")
    yield "exif", picture.file(png_chunk(b"eXIf", TURNED))
    yield "exif-little", picture.file(png_chunk(b"eXIf", tiff([field(ORIENTATION, 6)])))
    yield "exif-late", picture.file(late=png_chunk(b"eXIf", TURNED))
    yield "exif-checksum", picture.file(wrong)
    yield "exif-checksum-late", picture.file(late=wrong)
    yield "exif-checksum-then-right", picture.file(wrong + png_chunk(b"eXIf", TURNED))
    yield "exif-named", picture.file(png_chunk(b"eXIf", b"Exif\0\0" + TURNED))
    yield "exif-twice", picture.file(png_chunk(b"eXIf", upright) + png_chunk(b"eXIf", TURNED))
    yield "exif-twice-turned", picture.file(png_chunk(b"eXIf", TURNED) + png_chunk(b"eXIf", upright))
    yield "exif-broken-then-turned", picture.file(png_chunk(b"eXIf", b"II*\0\xff\xff") + png_chunk(b"eXIf", TURNED))
    yield "exif-early-and-late", picture.file(png_chunk(b"eXIf", upright), png_chunk(b"eXIf", TURNED))
    yield "exif-long", picture.file(png_chunk(b"eXIf", tiff([field(ORIENTATION, 6, LONG)], order=">")))
    yield "exif-inner", picture.file(png_chunk(b"eXIf", tiff([field(0x0128, 2)], [field(ORIENTATION, 6)])))
    yield "exif-upper", picture.file(png_chunk(b"EXIF", TURNED))
    yield "exif-lower", picture.file(png_chunk(b"exIf", TURNED))
    yield "exif-between", picture.file(pixels=halves(picture, png_chunk(b"eXIf", TURNED)))
    yield "exif-before-header", SIGNATURE + png_chunk(b"eXIf", TURNED) + picture.header + picture.pixels + END
    yield "exif-old-chunk", picture.file(png_chunk(b"zxIf", TURNED))
    yield "exif-density", picture.file(
        png_chunk(
            b"eXIf",
            tiff(
                [field(0x011A, [(144, 1)], 5), field(0x011B, [(144, 1)], 5), field(0x0128, 2)],
                [field(0xA002, 31, LONG), field(0xA003, 19, LONG)],
                order=">",
            ),
        )
    )
    yield "exif-raw-profile", picture.file(
        png_chunk(
            b"tEXt",
            b"Raw profile type exif\0\nexif\n%8d\n" % (len(TURNED) + 6) + (b"Exif\0\0" + TURNED).hex().encode() + b"\n",
        )
    )
    yield "exif-xmp", picture.file(png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
    yield "physical-size", picture.file(png_chunk(b"pHYs", struct.pack(">IIB", 5669, 2834, 1)))


def halves(picture, between):
    """The pixels in two chunks."""
    content = b"".join(content for kind, content in picture.parts if kind == b"IDAT")
    return png_chunk(b"IDAT", content[:50]) + between + png_chunk(b"IDAT", content[50:])


def checksums(picture):
    """Checksums and chunks of no picture: the pixels are whole, but for what is said."""
    text, content = b"Comment\0made by hand", b"".join(c for k, c in picture.parts if k == b"IDAT")
    for kind, data in {
        b"tEXt": text,
        b"tIME": b"\x07\xea\1\1\0\0\0",
        b"gAMA": b"\0\0\xb1\x8f",
        b"pHYs": bytes(9),
        b"iCCP": b"a\0\0" + zlib.compress(b"profile"),
        b"sRGB": b"\0",
        b"cHRM": bytes(32),
        b"bKGD": bytes(6),
        b"tRNS": bytes(6),
        b"sBIT": b"\x08\x08\x08",
        b"iTXt": b"a\0\0\0\0\0b",
        b"zTXt": b"a\0\0" + zlib.compress(b"b"),
        b"vpAg": bytes(9),
        b"acTL": b"\0\0\0\1\0\0\0\0",
    }.items():
        yield f"checksum-{kind.decode()}", picture.file(png_chunk(kind, data, 1))
    yield "checksum-late", picture.file(late=png_chunk(b"tEXt", text, 1))
    yield "checksum-pixels", picture.file(pixels=png_chunk(b"IDAT", content, 1))
    yield "checksum-pixels-zero", picture.file(pixels=png_chunk(b"IDAT", content, 0))
    yield "checksum-end", picture.file(end=png_chunk(b"IEND", b"", 1))
    yield "checksum-all-zero", picture.file(png_chunk(b"tEXt", text, 0), end=png_chunk(b"IEND", b"", 0))
    yield "end-data", picture.file(end=png_chunk(b"IEND", b"more"))
    yield "end-data-checksum", picture.file(end=png_chunk(b"IEND", b"more", 1))
    yield "end-missing", picture.file(end=b"")
    yield "end-cut", picture.file(end=END[:8])
    yield "end-cut-checksum", picture.file(end=END[:10])
    yield "end-zeros", picture.file() + bytes(200)
    yield "end-two-files", picture.file() + picture.file()
    yield "end-text-behind", picture.file() + png_chunk(b"tEXt", text)
    yield "chunk-critical", picture.file(png_chunk(b"ABCD", b"a"))
    yield "chunk-critical-late", picture.file(late=png_chunk(b"ABCD", b"a"))
    yield "chunk-ancillary", picture.file(png_chunk(b"abCd", b"a"))
    yield "chunk-reserved", picture.file(png_chunk(b"abcd", b"a"))
    yield "chunk-digits", picture.file(png_chunk(b"a1b2", b"a"))
    yield "chunk-control", picture.file(png_chunk(b"\0\0\0\0", b""))
    yield "chunk-beyond", picture.file(b"\0\xff\0\0tEXt" + text)
    yield "chunk-beyond-late", picture.file(late=b"\0\xff\0\0tEXt" + text)
    yield "chunk-length-highest", picture.file(b"\xff\xff\xff\xfftEXt" + text)
    yield "palette-of-rgb", picture.file(png_chunk(b"PLTE", bytes(9)))
    yield "palette-long", picture.file(png_chunk(b"PLTE", bytes(771)))
    yield "palette-odd", picture.file(png_chunk(b"PLTE", bytes(10)))
    yield "palette-late", picture.file(late=png_chunk(b"PLTE", bytes(9)))
    yield "pixels-apart", picture.file(pixels=halves(picture, b""))
    yield "pixels-with-text-between", picture.file(pixels=halves(picture, png_chunk(b"tEXt", text)))
    yield "pixels-empty-first", picture.file(png_chunk(b"IDAT"))
    yield "pixels-empty-last", picture.file(late=png_chunk(b"IDAT"))
    yield "pixels-more", picture.file(pixels=png_chunk(b"IDAT", content + b"more"))
    yield "pixels-adler", picture.file(pixels=png_chunk(b"IDAT", content[:-4] + bytes(4)))
    yield "pixels-adler-missing", picture.file(pixels=png_chunk(b"IDAT", content[:-4]))
    yield "pixels-cut", picture.file(pixels=png_chunk(b"IDAT", content[:200]))
    yield "pixels-none", picture.file(pixels=png_chunk(b"IDAT", b""))
    yield "pixels-missing", SIGNATURE + picture.header + END
    yield "pixels-garbage", picture.file(pixels=png_chunk(b"IDAT", b"\x55" * 60))
    yield "pixels-zeros", picture.file(pixels=png_chunk(b"IDAT", content[:100] + bytes(len(content) - 100)))
    yield "header-alone", SIGNATURE + picture.header
    yield "rows-more", picture.file(head=header(62, 30))
    yield "rows-fewer", picture.file(head=header(62, 60))
    yield "columns-fewer", picture.file(head=header(60, 37))
    yield "zeros-before", b"\0\0" + picture.file()
    yield "line-before", b"\n" + picture.file()
    yield "signature-line", picture.file().replace(SIGNATURE, b"\x89PNG\n\x1a\n", 1)
    yield "signature-text", picture.file().replace(SIGNATURE, b"\x89PNG\r\n\x1a\r\n", 1)
    yield "signature-bit", b"\x09" + picture.file()[1:]
    yield "signature-half", SIGNATURE[:4] + bytes(4) + picture.file()[8:]
    yield "mng", b"\x8aMNG\r\n\x1a\n" + picture.file()[8:]
    yield "jng", b"\x8bJNG\r\n\x1a\n" + picture.file()[8:]


def frame(number, width=62, height=37, x=0, y=0):
    return png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, width, height, x, y, 1, 10, 0, 0))


def animations(picture):
    small = rows(10, 60)

    def count(frames):
        return png_chunk(b"acTL", struct.pack(">II", frames, 0))

    def later(number, width=20, height=10, x=0, y=0, data=small):
        return frame(number, width, height, x, y) + png_chunk(b"fdAT", struct.pack(">I", number + 1) + data)

    yield "frames", picture.file(count(2) + frame(0), later(1))
    yield "frames-hidden-first", picture.file(count(1), later(0))
    yield "frames-first-smaller", picture.file(count(2) + frame(0, 30, 20), later(1))
    yield "frames-first-larger", picture.file(count(2) + frame(0, 100, 80), later(1))
    yield "frames-first-moved", picture.file(count(2) + frame(0, 62, 37, 5, 5), later(1))
    yield "frames-later-larger", picture.file(count(2) + frame(0), later(1, 100, 80))
    yield "frames-later-outside", picture.file(count(2) + frame(0), later(1, 20, 10, 60, 30))
    yield "frames-zero", picture.file(count(0) + frame(0), later(1))
    yield "frames-one", picture.file(count(1) + frame(0))
    yield "frames-fewer", picture.file(count(5) + frame(0), later(1))
    yield "frames-more", picture.file(count(1) + frame(0), later(1))
    yield "frames-many", picture.file(count(0x7FFFFFFF) + frame(0), later(1))
    yield "frames-late", picture.file(frame(0), count(2) + later(1))
    yield "frames-order", picture.file(count(2) + frame(0), later(5))
    yield "frames-no-control", picture.file(count(2), later(1))
    yield "frames-control-checksum", picture.file(png_chunk(b"acTL", struct.pack(">II", 2, 0), 1) + frame(0), later(1))
    yield "frames-checksum", picture.file(count(2) + frame(0), later(1)[:-1] + b"\0")
    yield "frames-cut", picture.file(count(2) + frame(0), later(1)[:-30], end=b"")
    yield "frames-damaged", picture.file(count(2) + frame(0), later(1, data=b"\x55" * 30))
    yield "frames-turned", picture.file(count(2) + frame(0) + png_chunk(b"eXIf", TURNED), later(1))
    yield "frames-end-missing", picture.file(count(2) + frame(0), later(1), end=b"")


def images():
    picture = Picture()
    for name, head, pixels in sizes():
        if len(pixels) < 3000:
            yield f"{name}.png", picture.file(head=head, pixels=png_chunk(b"IDAT", pixels))
    for makes in (orientations, checksums, animations):
        for name, data in makes(picture):
            yield f"{name}.png", data
    interlaced = Picture("interlaced.png")
    yield "interlaced-turned.png", interlaced.file(png_chunk(b"eXIf", TURNED))
    yield "interlaced-cut.png", interlaced.whole[:400]
