"""AVIF: properties that turn and cut, boxes twice, missing or in other orders, and sequences with sound."""

import struct

from .avif_parts import (
    CODEC,
    COLORS,
    DEPTHS,
    HEIGHT,
    PICTURE,
    PRIMARY,
    WIDTH,
    clap,
    file,
    ftyp,
    imir,
    infe,
    ipma,
    irot,
    ispe,
)
from .avif_sequences import sequences
from .binary import LONG, ORIENTATION, box, field, full_box, tiff

RULES = [
    ("clap-short", "-"),
    ("plain media-first inline irot-? imir-? irot-imir imir-irot clap-* irot-clap pasp thumbnail", "whole"),
    ("exif-* associations-two* association-wide meta-size-0 media-size-0 properties-first two-pictures", "whole"),
    ("sequence sequence-sound* sequence-text sequence-brand-avif tail-zeros", "whole"),
    ("cut* half-zeros second-cut sequence-cut*", "broken"),
]


def transforms():
    """Turns, mirrors and apertures. The picture is 24 × 16."""
    for turns in range(4):
        yield f"irot-{turns}", file([irot(turns)])
    yield "irot-high-bits", file([irot(0xFD)])
    yield "irot-plain", file([irot(1)], association=[1, 2, -3, 4, 5])
    yield "irot-unassociated", file([irot(1)], association=[1, 2, -3, 4])
    yield "irot-twice", file([irot(1), irot(1)])
    yield "irot-twice-different", file([irot(1), irot(2)])
    yield "irot-associated-twice", file([irot(1)], association=[1, 2, -3, 4, -5, -5])
    yield "irot-long", file([box(b"irot", b"\1\0\0\0")])
    yield "irot-empty", file([box(b"irot")])
    for axis in range(2):
        yield f"imir-{axis}", file([imir(axis)])
    yield "irot-imir", file([irot(1), imir(0)])
    yield "imir-irot", file([imir(0), irot(1)])
    yield "imir-plain", file([imir(1)], association=[1, 2, -3, 4, 5])
    yield "clap-centre", file([clap(12, 8)])
    yield "clap-whole", file([clap(24, 16)])
    yield "clap-wide", file([clap(24, 8)])
    yield "clap-plain", file([clap(12, 8)], association=[1, 2, -3, 4, 5])
    yield "clap-off-centre", file([clap(12, 8, 4, 2)])
    yield "clap-off-centre-corner", file([clap(12, 8, -6, -4)])
    yield "clap-off-centre-x", file([clap(12, 8, 2, 0)])
    yield "clap-off-centre-half", file([clap(13, 9, (-11, 2), (-7, 2))])
    yield "clap-odd", file([clap(13, 9)])
    yield "clap-half-pixel", file([clap(13, 9, (1, 2), (1, 2))])
    yield "clap-fraction", file([clap((25, 2), (17, 2))])
    yield "clap-outside", file([clap(12, 8, 20, 20)])
    yield "clap-larger", file([clap(40, 30)])
    yield "clap-zero", file([clap(0, 0)])
    yield "clap-zero-denominator", file([clap((12, 0), (8, 0))])
    yield "clap-negative", file([clap(-12, -8)])
    yield "clap-short", file([box(b"clap", bytes(16))])
    yield "clap-irot", file([clap(12, 8), irot(1)])
    yield "clap-off-centre-irot", file([clap(12, 8, 4, 2), irot(1)])
    yield "irot-clap", file([irot(1), clap(8, 12)])
    yield "clap-all", file([clap(12, 8), irot(1), imir(1)])
    yield "pasp", file([box(b"pasp", struct.pack(">II", 2, 1))])
    yield "exif-turned", file(
        items=[infe(1), infe(2, b"Exif")],
        payloads=[(1, PICTURE), (2, bytes(4) + tiff([field(ORIENTATION, 6)]))],
        references=full_box(b"iref", 0, 0, box(b"cdsc", struct.pack(">HHH", 2, 1, 1))),
    )
    yield "exif-long", file(
        items=[infe(1), infe(2, b"Exif")],
        payloads=[(1, PICTURE), (2, bytes(4) + tiff([field(ORIENTATION, 6, LONG)]))],
        references=full_box(b"iref", 0, 0, box(b"cdsc", struct.pack(">HHH", 2, 1, 1))),
    )


def properties():
    yield "ispe-missing", file(properties=[DEPTHS, CODEC, COLORS])
    yield "ispe-twice", file([ispe()])
    yield "ispe-twice-different", file([ispe(12, 8)])
    yield "ispe-larger", file(properties=[ispe(48, 32), DEPTHS, CODEC, COLORS])
    yield "ispe-smaller", file(properties=[ispe(12, 8), DEPTHS, CODEC, COLORS])
    yield "ispe-zero", file(properties=[ispe(0, 0), DEPTHS, CODEC, COLORS])
    yield "ispe-highest", file(properties=[ispe(0xFFFFFFFF, 0xFFFFFFFF), DEPTHS, CODEC, COLORS])
    yield "ispe-65536", file(properties=[ispe(65536, 65536), DEPTHS, CODEC, COLORS])
    yield "ispe-unassociated", file(association=[2, -3, 4])
    yield "ispe-essential", file(association=[-1, 2, -3, 4])
    yield "ispe-version-1", file(
        properties=[full_box(b"ispe", 1, 0, struct.pack(">II", WIDTH, HEIGHT)), DEPTHS, CODEC, COLORS]
    )
    yield "pixi-missing", file(properties=[ispe(), CODEC, COLORS])
    yield "pixi-other", file(properties=[ispe(), full_box(b"pixi", 0, 0, b"\3\12\12\12"), CODEC, COLORS])
    yield "pixi-one", file(properties=[ispe(), full_box(b"pixi", 0, 0, b"\1\10"), CODEC, COLORS])
    yield "av1C-missing", file(properties=[ispe(), DEPTHS, COLORS])
    yield "av1C-plain", file(association=[1, 2, 3, 4])
    yield "av1C-other-depth", file(properties=[ispe(), DEPTHS, box(b"av1C", b"\x81\x20\x40\0"), COLORS])
    yield "av1C-version-2", file(properties=[ispe(), DEPTHS, box(b"av1C", b"\x82\0\x0c\0"), COLORS])
    yield "colr-missing", file(properties=[ispe(), DEPTHS, CODEC])
    yield "colr-twice", file([COLORS])
    yield "unknown-plain", file([box(b"abcd", bytes(4))])
    yield "unknown-essential", file([box(b"ABCD", bytes(4))])
    yield "association-missing", file(associations=b"")
    yield "association-of-other", file(associations=ipma([(2, [1, 2, -3, 4])]))
    yield "association-beyond", file(association=[1, 2, -3, 4, 99])
    yield "association-zero", file(association=[0, 1, 2, -3, 4])
    yield "association-wide", file(associations=ipma([(1, [1, 2, -3, 4])], flags=1))
    yield "association-version-1", file(associations=ipma([(1, [1, 2, -3, 4])], version=1))
    yield "association-item-twice", file(associations=ipma([(1, [1, 2, -3]), (1, [4])]))
    yield "association-unsorted", file(associations=ipma([(3, [1]), (1, [1, 2, -3, 4])]))
    yield "associations-two", file([irot(1)], associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(1, [-5])]))
    yield "associations-two-same", file(associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(1, [1, 2, -3, 4])]))
    yield "associations-two-items", file(associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(2, [1])]))
    yield "associations-two-flags", file(associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(2, [1])], flags=1))
    yield "associations-two-versions", file(associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(2, [1])], version=1))
    yield "associations-two-items-flags", file(
        items=[infe(1), infe(2)],
        payloads=[(1, PICTURE), (2, PICTURE)],
        associations=ipma([(1, [1, 2, -3, 4])]) + ipma([(2, [1, 2, -3, 4])], flags=1),
    )


def structures():
    yield "plain", file()
    yield "media-first", file(media_first=True)
    yield "inline", file(inline=True)
    yield "meta-size-0", file(media_first=True, meta_size=0)
    yield "meta-size-0-not-last", file(meta_size=0)
    yield "meta-size-small", file(meta_size=40)
    yield "meta-size-large", file(meta_size=90000)
    yield "media-size-0", file(media_size=0)
    yield "media-size-large", file(media_size=90000)
    yield "media-size-7", file(media_size=7)
    yield "offset-beyond", file(offset_shift=90000)
    yield "offset-later", file(offset_shift=8)
    yield "length-more", file(length_shift=20)
    yield "length-less", file(length_shift=-20)
    yield "length-0", file(length_shift=-len(PICTURE))
    yield "length-odd-tail", file(length_shift=9, tail=box(b"free", bytes(20)))
    yield "free-first", file(head=box(b"free", bytes(4)))
    yield "zeros-before", b"\0\0" + file()
    yield "brand-mif1", file(brands=ftyp(b"mif1", b"mif1avifmiaf"))
    yield "brand-mif1-alone", file(brands=ftyp(b"mif1", b"mif1miaf"))
    yield "brand-mif1-of-hevc", file(brands=ftyp(b"mif1", b"mif1heic"))
    yield "brand-heic", file(brands=ftyp(b"heic", b"mif1heic"))
    yield "brand-heic-avif", file(brands=ftyp(b"heic", b"mif1avif"))
    yield "brand-avis", file(brands=ftyp(b"avis", b"avisavifmif1"))
    yield "brand-avis-alone", file(brands=ftyp(b"avis", b"avis"))
    yield "brand-avif-alone", file(brands=ftyp(b"avif", b""))
    yield "brand-avif-compatible-none", file(brands=ftyp(b"avif", b"mif1"))
    yield "brand-isom", file(brands=ftyp(b"isom", b"avif"))
    yield "brand-avio", file(brands=ftyp(b"avif", b"avifaviomif1"))
    yield "brand-upper", file(brands=ftyp(b"AVIF", b"AVIF"))
    yield "brand-many", file(brands=ftyp(b"mif1", b"abcd" * 60 + b"avif"))
    yield "brand-styp", file(brands=ftyp(kind=b"styp"))
    yield "brand-long-size", file(brands=struct.pack(">I4sQ", 1, b"ftyp", 32) + b"avif\0\0\0\0avifmif1")
    yield "handler-missing", file(handler=b"")
    yield "handler-other", file(handler=full_box(b"hdlr", 0, 0, bytes(4), b"vide", bytes(12), b"\0"))
    yield "handler-late", file(order=["pitm", "hdlr", "iloc", "iinf", "iprp"])
    yield "primary-missing", file(primary=b"")
    yield "primary-other", file(primary=full_box(b"pitm", 0, 0, struct.pack(">H", 9)))
    yield "primary-zero", file(primary=full_box(b"pitm", 0, 0, struct.pack(">H", 0)))
    yield "primary-version-1", file(primary=full_box(b"pitm", 1, 0, struct.pack(">I", 1)))
    yield "primary-twice", file(primary=PRIMARY + PRIMARY)
    yield "primary-hidden", file(items=[infe(1, hidden=True)])
    yield "primary-of-jpeg", file(items=[infe(1, b"jpeg")])
    yield "primary-of-hevc", file(items=[infe(1, b"hvc1")])
    yield "primary-exif", file(items=[infe(1, b"Exif"), infe(2)], payloads=[(1, bytes(20)), (2, PICTURE)])
    yield "items-missing", file(order=["hdlr", "pitm", "iloc", "iprp"])
    yield "items-empty", file(items=[b""])
    yield "items-twice", file(items=[infe(1), infe(1)])
    yield "items-version-3", file(items=[full_box(b"infe", 3, 0, struct.pack(">IH", 1, 0), b"av01", b"\0")])
    yield "items-version-0", file(items=[full_box(b"infe", 0, 0, struct.pack(">HH", 1, 0), b"av01\0")])
    yield "items-unnamed", file(items=[infe(1, name=b"")])
    yield "places-missing", file(order=["hdlr", "pitm", "iinf", "iprp"])
    yield "places-twice", file(order=["hdlr", "pitm", "iloc", "iloc", "iinf", "iprp"])
    yield "properties-missing", file(order=["hdlr", "pitm", "iloc", "iinf"])
    yield "properties-twice", file(order=["hdlr", "pitm", "iloc", "iinf", "iprp", "iprp"])
    yield "properties-first", file(order=["hdlr", "iprp", "iinf", "iloc", "pitm"])
    yield "meta-missing", ftyp() + box(b"mdat", PICTURE)
    yield "meta-twice", file(tail=file()[len(ftyp()) : -len(PICTURE) - 8])
    yield "two-pictures", file(
        items=[infe(1), infe(2)],
        payloads=[(1, PICTURE), (2, PICTURE)],
        associations=ipma([(1, [1, 2, -3, 4]), (2, [1, 2, -3, 4])]),
    )
    thumbnail = full_box(b"iref", 0, 0, box(b"thmb", struct.pack(">HHH", 2, 1, 1)))
    yield "thumbnail", file(
        [ispe(12, 8)],
        items=[infe(1), infe(2)],
        payloads=[(1, PICTURE), (2, PICTURE)],
        references=thumbnail,
        associations=ipma([(1, [1, 2, -3, 4]), (2, [5, 2, -3])]),
    )
    grid = b"\0\0\0\1" + struct.pack(">HH", 48, 16)
    reference = full_box(b"iref", 0, 0, box(b"dimg", struct.pack(">HHHH", 1, 2, 2, 3)))
    for name, sides in (("", (48, 16)), ("-larger", (60, 16)), ("-smaller", (40, 12))):
        yield f"grid{name}", file(
            [ispe(*sides)],
            items=[infe(1, b"grid"), infe(2, hidden=True), infe(3, hidden=True)],
            payloads=[(1, grid[:4] + struct.pack(">HH", *sides)), (2, PICTURE), (3, PICTURE)],
            references=reference,
            associations=ipma([(1, [5, 2]), (2, [1, 2, -3, 4]), (3, [1, 2, -3, 4])]),
        )
    yield "grid-turned", file(
        [ispe(48, 16), irot(1)],
        items=[infe(1, b"grid"), infe(2, hidden=True), infe(3, hidden=True)],
        payloads=[(1, grid), (2, PICTURE), (3, PICTURE)],
        references=reference,
        associations=ipma([(1, [5, 2, -6]), (2, [1, 2, -3, 4]), (3, [1, 2, -3, 4])]),
    )
    yield "grid-ispe-other", file(
        [ispe(40, 10)],
        items=[infe(1, b"grid"), infe(2, hidden=True), infe(3, hidden=True)],
        payloads=[(1, grid), (2, PICTURE), (3, PICTURE)],
        references=reference,
        associations=ipma([(1, [5, 2]), (2, [1, 2, -3, 4]), (3, [1, 2, -3, 4])]),
    )
    yield "grid-tile-missing", file(
        [ispe(48, 16)],
        items=[infe(1, b"grid"), infe(2, hidden=True)],
        payloads=[(1, grid), (2, PICTURE)],
        references=full_box(b"iref", 0, 0, box(b"dimg", struct.pack(">HHH", 1, 1, 2))),
        associations=ipma([(1, [5, 2]), (2, [1, 2, -3, 4])]),
    )
    yield "cut", file()[:-40]
    yield "cut-one-byte", file()[:-1]
    yield "cut-in-meta", file()[:150]
    yield "half-zeros", file()[:-70] + bytes(70)
    yield "tail-zeros", file() + bytes(100)
    yield "trailing-bytes", file() + b"more"
    yield "bit-flipped", file()[:-60] + bytes([file()[-60] ^ 0x10]) + file()[-59:]
    other = full_box(b"iref", 0, 0, box(b"cdsc", struct.pack(">HHH", 2, 1, 1)))
    yield "second-cut", file(
        items=[infe(1), infe(2, b"mime", name=b"\0application/rdf+xml\0")],
        references=other,
        payloads=[(1, PICTURE), (2, b"<x/>" * 30)],
    )[:-60]


def images():
    """Name and bytes of each image."""
    for makes in (transforms, properties, structures, sequences):
        for name, data in makes():
            yield f"{name}.avif", data
