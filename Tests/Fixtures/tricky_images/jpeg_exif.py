"""JPEG: Exif data with and without an orientation or a density that holds."""

import struct

from .binary import (
    ASCII,
    BYTE,
    GPS,
    LONG,
    ORIENTATION,
    PIXEL_X,
    PIXEL_Y,
    RATIONAL,
    SHORT,
    SIGNED_LONG,
    SIGNED_SHORT,
    UNDEFINED,
    UNIT,
    X_RESOLUTION,
    Y_RESOLUTION,
    field,
    tiff,
)
from .jpeg_parts import EOI, EXIF_NAME, SOI, TURNED, Picture, exif, segment, tiny


def density(x, y, width, height, unit=2, more=(), kind=LONG, **options):
    """Exif data with a resolution and the width and height of the picture."""
    first = [*more]
    if x:
        first.append(field(X_RESOLUTION, [x if isinstance(x, tuple) else (x, 1)], RATIONAL))
    if y:
        first.append(field(Y_RESOLUTION, [y if isinstance(y, tuple) else (y, 1)], RATIONAL))
    if unit is not None:
        first.append(field(UNIT, unit))
    inner = [field(tag, side, kind) for tag, side in ((PIXEL_X, width), (PIXEL_Y, height)) if side is not None]
    return exif(first, inner, **options)


def orientations(picture):
    """Exif data with and without an orientation that holds. The picture is 24 × 16; turned, it is 16 × 24."""
    broken = segment(0xE1, EXIF_NAME + b"II*\0" + b"\xff" * 12)
    plain = exif([field(UNIT, 2)])
    turned = exif([TURNED])
    for name, kind in {
        "byte": BYTE,
        "ascii": ASCII,
        "long": LONG,
        "signed-short": SIGNED_SHORT,
        "signed-long": SIGNED_LONG,
        "undefined": UNDEFINED,
    }.items():
        for order, label in (("<", ""), (">", "-big")):
            yield f"orientation-{name}{label}", picture.with_first(exif([field(ORIENTATION, 6, kind)], order=order))
    yield "orientation-rational", picture.with_first(exif([field(ORIENTATION, [(6, 1)], RATIONAL)]))
    yield "orientation-float", picture.with_first(exif([field(ORIENTATION, struct.pack("<f", 6), 11)]))
    yield "orientation-type-0", picture.with_first(exif([field(ORIENTATION, b"\6\0\0\0", 0)]))
    yield "orientation-0", picture.with_first(exif([field(ORIENTATION, 0)]))
    yield "orientation-9", picture.with_first(exif([field(ORIENTATION, 9)]))
    yield "orientation-256", picture.with_first(exif([field(ORIENTATION, 0x0106)]))
    yield "orientation-count-0", picture.with_first(exif([field(ORIENTATION, 6, count=0)]))
    yield "orientation-count-2", picture.with_first(exif([field(ORIENTATION, [6, 1])]))
    yield "orientation-count-3", picture.with_first(exif([field(ORIENTATION, [6, 6, 6])]))
    yield "orientation-count-many", picture.with_first(exif([field(ORIENTATION, 6, count=1000)]))
    yield "orientation-twice", picture.with_first(exif([field(ORIENTATION, 1), TURNED]))
    yield "orientation-twice-turned", picture.with_first(exif([TURNED, field(ORIENTATION, 1)]))
    yield "orientation-long-then-short", picture.with_first(exif([field(ORIENTATION, 6, LONG), TURNED]))
    yield "orientation-unsorted", picture.with_first(exif([field(0x9003, 1), field(UNIT, 2), TURNED]))
    yield "orientation-in-exif", picture.with_first(exif([field(UNIT, 2)], [TURNED]))
    yield "orientation-in-exif-too", picture.with_first(exif([field(ORIENTATION, 1)], [TURNED]))
    yield "orientation-in-exif-upright", picture.with_first(exif([TURNED], [field(ORIENTATION, 1)]))
    yield "orientation-in-exif-long", picture.with_first(exif([field(UNIT, 2)], [field(ORIENTATION, 6, LONG)]))
    yield "orientation-in-gps", picture.with_first(exif([field(UNIT, 2)], [TURNED], pointer=GPS))
    yield "orientation-in-second", picture.with_first(exif([field(UNIT, 2)], second=[TURNED]))
    yield "orientation-in-second-too", picture.with_first(exif([TURNED], second=[field(ORIENTATION, 1)]))
    yield "exif-directory-later", picture.with_first(exif([TURNED], start=20))
    yield "exif-directory-odd", picture.with_first(exif([TURNED], start=9))
    yield "exif-magic", picture.with_first(exif([TURNED], magic=43))
    yield "exif-counts-less", picture.with_first(exif([field(UNIT, 2), TURNED], counted=1))
    yield "exif-counts-more", picture.with_first(exif([TURNED], counted=3))
    yield "exif-counts-many", picture.with_first(exif([TURNED], counted=0xFFFF))
    yield "exif-counts-0", picture.with_first(exif([TURNED], counted=0))
    yield "exif-order-mixed", picture.with_first(segment(0xE1, EXIF_NAME + b"IM" + tiff([TURNED])[2:]), b"")
    yield "exif-order-lower", picture.with_first(segment(0xE1, EXIF_NAME + b"ii" + tiff([TURNED])[2:]))
    yield "exif-order-wrong", picture.with_first(segment(0xE1, EXIF_NAME + b"MM" + tiff([TURNED])[2:]))
    yield "exif-end-cut", picture.with_first(segment(0xE1, EXIF_NAME + tiff([TURNED])[:-4]))
    yield "exif-value-cut", picture.with_first(segment(0xE1, EXIF_NAME + tiff([TURNED])[:-7]))
    yield "exif-value-edge", picture.with_first(segment(0xE1, EXIF_NAME + tiff([TURNED])[:-6]))
    yield "exif-second-byte", picture.with_first(exif([TURNED], name=b"Exif\0\xff"))
    yield "exif-second-letter", picture.with_first(exif([TURNED], name=b"Exif\0M"))
    yield "exif-name-short", picture.with_first(exif([TURNED], name=b"Exif\0"))
    yield "exif-name-lower", picture.with_first(exif([TURNED], name=b"exif\0\0"))
    yield "exif-name-upper", picture.with_first(exif([TURNED], name=b"EXIF\0\0"))
    yield "exif-name-spaces", picture.with_first(exif([TURNED], name=b"Exif  "))
    yield "exif-no-name", picture.with_first(exif([TURNED], name=b""))
    yield "exif-app2", picture.with_first(segment(0xE2, EXIF_NAME + tiff([TURNED])))
    yield "exif-before-jfif", picture.with_first(turned)
    yield "exif-after-tables", picture.with_late(turned)
    yield "exif-after-frame", SOI + picture.head + turned + picture.scan
    yield "exif-after-scan-header", SOI + picture.head + picture.scan[:-2] + turned + EOI
    yield "exif-after-end", picture.data + turned
    yield "exif-then-xmp", picture.with_first(turned, xmp(1))
    yield "xmp-alone", picture.with_first(xmp(6))
    yield "xmp-then-exif", picture.with_first(xmp(1), turned)
    yield "two-exif-broken-first", picture.with_first(broken, turned)
    yield "two-exif-plain-first", picture.with_first(plain, turned)
    yield "two-exif-empty-first", picture.with_first(segment(0xE1, EXIF_NAME), turned)
    yield "two-exif-bare-first", picture.with_first(segment(0xE1, b"Exif\0"), turned)
    yield "two-exif-cut-first", picture.with_first(segment(0xE1, EXIF_NAME + b"II"), turned)
    yield "two-exif-long-first", picture.with_first(exif([field(ORIENTATION, 6, LONG)]), turned)
    yield "two-exif-upright-first", picture.with_first(exif([field(ORIENTATION, 1)]), turned)
    yield "two-exif-turned-first", picture.with_first(turned, exif([field(ORIENTATION, 1)]))
    yield "two-exif-turned-broken", picture.with_first(turned, broken)
    yield "two-exif-lower-first", picture.with_first(exif([field(ORIENTATION, 1)], name=b"exif\0\0"), turned)
    yield "two-exif-density-first", picture.with_first(density(144, 144, 12, 8), turned)
    yield "two-exif-continued", picture.with_first(
        segment(0xE1, EXIF_NAME + tiff([TURNED])[:12]), segment(0xE1, EXIF_NAME + tiff([TURNED])[12:])
    )
    yield "exif-apart", picture.with_first(segment(0xFE, b"a" * 40), segment(0xE2, b"b" * 300), turned)
    yield "exif-pointer-self", picture.with_first(segment(0xE1, EXIF_NAME + tiff([field(0x8769, 8, LONG)])))


def xmp(orientation):
    return segment(
        0xE1,
        b"http://ns.adobe.com/xap/1.0/\0"
        + (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" '
            f'tiff:Orientation="{orientation}"/></rdf:RDF></x:xmpmeta>'
        ).encode(),
    )


def densities(_):
    """The density-corrected natural size (HTML §4.8.4.3)."""
    even, odd = tiny(64, 40), Picture(tiny(62, 37))

    def put(*segments):
        return SOI + b"".join(segments) + even[2:]

    yield "density-half", put(density(144, 144, 32, 20))
    yield "density-half-short", put(density(144, 144, 32, 20, kind=SHORT))
    yield "density-half-big", put(density(144, 144, 32, 20, order=">"))
    yield "density-double", put(density(36, 36, 128, 80))
    yield "density-quarter", put(density(288, 288, 16, 10))
    yield "density-72", put(density(72, 72, 64, 40))
    yield "density-72-other", put(density(72, 72, 32, 20))
    yield "density-uneven", put(density(144, 72, 32, 40))
    yield "density-uneven-upright", put(density(72, 144, 64, 20))
    yield "density-disagrees", put(density(144, 144, 64, 40))
    yield "density-disagrees-little", put(density(144, 144, 33, 20))
    yield "density-disagrees-ratio", put(density(144, 144, 32, 21))
    yield "density-other-size", put(density(300, 300, 4000, 3000))
    yield "density-cm", put(density(144, 144, 32, 20, unit=3))
    yield "density-cm-converted", put(density((5669, 100), (5669, 100), 32, 20, unit=3))
    yield "density-no-unit", put(density(144, 144, 32, 20, unit=None))
    yield "density-unit-1", put(density(144, 144, 32, 20, unit=1))
    yield "density-unit-long", put(
        exif(
            [
                field(X_RESOLUTION, [(144, 1)], RATIONAL),
                field(Y_RESOLUTION, [(144, 1)], RATIONAL),
                field(UNIT, 2, LONG),
            ],
            [field(PIXEL_X, 32, LONG), field(PIXEL_Y, 20, LONG)],
        )
    )
    yield "density-x-alone", put(density(144, None, 32, 20))
    yield "density-y-alone", put(density(None, 144, 32, 20))
    yield "density-no-height", put(density(144, 144, 32, None))
    yield "density-no-width", put(density(144, 144, None, 20))
    yield "density-zero", put(density((0, 1), (0, 1), 32, 20))
    yield "density-zero-denominator", put(density((144, 0), (144, 0), 32, 20))
    yield "density-zero-pixels", put(density(144, 144, 0, 0))
    yield "density-fraction", put(density((1440, 10), (288, 2), 32, 20))
    yield "density-96", put(density(96, 96, 48, 30))
    yield "density-rounds-up", put(density(100, 100, 46, 29))
    yield "density-rounds-down", put(density(100, 100, 46, 28))
    yield "density-rounds-half", odd.with_first(density(144, 144, 31, 18))
    yield "density-rounds-half-up", odd.with_first(density(144, 144, 31, 19))
    yield "density-turned", put(density(144, 144, 32, 20, more=[TURNED]))
    yield "density-turned-swapped", put(density(144, 144, 20, 32, more=[TURNED]))
    yield "density-turned-uneven", put(density(144, 72, 32, 40, more=[TURNED]))
    yield "density-turned-uneven-swapped", put(density(72, 144, 40, 32, more=[TURNED]))
    yield "density-in-exif", put(
        exif(
            [field(0x0100, 64)],
            [
                field(X_RESOLUTION, [(144, 1)], RATIONAL),
                field(Y_RESOLUTION, [(144, 1)], RATIONAL),
                field(UNIT, 2),
                field(PIXEL_X, 32, LONG),
                field(PIXEL_Y, 20, LONG),
            ],
        )
    )
    yield "density-pixels-in-first", put(
        exif(
            [
                field(X_RESOLUTION, [(144, 1)], RATIONAL),
                field(Y_RESOLUTION, [(144, 1)], RATIONAL),
                field(UNIT, 2),
                field(PIXEL_X, 32, LONG),
                field(PIXEL_Y, 20, LONG),
            ]
        )
    )
    yield "density-mixed-types", put(
        exif(
            [field(X_RESOLUTION, [(144, 1)], RATIONAL), field(Y_RESOLUTION, [(144, 1)], RATIONAL), field(UNIT, 2)],
            [field(PIXEL_X, 32, SHORT), field(PIXEL_Y, 20, LONG)],
        )
    )
    yield "density-resolution-long", put(
        exif(
            [field(X_RESOLUTION, 144, LONG), field(Y_RESOLUTION, 144, LONG), field(UNIT, 2)],
            [field(PIXEL_X, 32, LONG), field(PIXEL_Y, 20, LONG)],
        )
    )
    yield "density-image-width", put(
        exif(
            [
                field(0x0100, 32),
                field(0x0101, 20),
                field(X_RESOLUTION, [(144, 1)], RATIONAL),
                field(Y_RESOLUTION, [(144, 1)], RATIONAL),
                field(UNIT, 2),
            ]
        )
    )
    yield "density-exif-first", put(
        exif(
            [],
            [field(PIXEL_X, 32, LONG), field(PIXEL_Y, 20, LONG)],
            second=[
                field(X_RESOLUTION, [(144, 1)], RATIONAL),
                field(Y_RESOLUTION, [(144, 1)], RATIONAL),
                field(UNIT, 2),
            ],
        )
    )
    yield "density-exif-cut", put(segment(0xE1, density(144, 144, 32, 20)[4:-8]))
    yield "density-jfif", SOI + segment(0xE0, b"JFIF\0\1\1\1\0\x90\0\x90\0\0") + even[2:]
    yield "density-pixel-type-byte", put(density(144, 144, 32, 20, kind=BYTE))
    yield "density-pixel-type-signed", put(density(144, 144, 32, 20, kind=SIGNED_LONG))
