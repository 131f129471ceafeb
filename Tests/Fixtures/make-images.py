#!/usr/bin/env python3
"""Makes the images of this directory with the encoders that people use.

    python3 Tests/Fixtures/make-images.py [TARGET]

Needs Pillow 11.3 or later and the programs cjpeg, jpegtran, cwebp, img2webp, webpmux, avifenc, heif-enc, cjxl and
ImageMagick's convert; on Debian: libjpeg-turbo-progs webp libavif-bin libheif-examples libjxl-tools imagemagick.

Beside the images it writes `expected.tsv`, which says what was asked of the encoders, never what a reader found:
path, format, coded width and height, orientation, width and height as displayed, frames, and the verdict of a full
decode: `intact`, `truncated`, `corrupt`, or `-` where that format has no decoder.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 62, 37
DECODED = {"jpeg", "png", "gif", "webp", "avif"}


class Fixtures:
    """The images made so far, and what is expected of each."""

    def __init__(self, target):
        self.target = target
        self.rows = []

    def path(self, name):
        return os.path.join(self.target, name)

    def expect(self, name, kind, size=(WIDTH, HEIGHT), orientation=1, frames=1, verdict="intact", display=None):
        shown = display or (size[::-1] if orientation >= 5 else size)
        if kind not in DECODED:
            verdict = "-"
        self.rows.append([name, kind, *size, orientation, *shown, frames, verdict])

    def save(self, name, kind, picture, *, orientation=None, expect=None, **options):
        """Saves a picture with Pillow."""
        if orientation is not None:
            exif = Image.Exif()
            exif[0x0112] = orientation
            options["exif"] = exif
        picture.save(self.path(name), **options)
        self.expect(name, kind, picture.size, orientation or 1, **(expect or {}))

    def run(self, name, kind, *command, **expect):
        """Makes an image with a program."""
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.expect(name, kind, **expect)

    def write(self, name, kind, data, **expect):
        with open(self.path(name), "wb") as file:
            file.write(data)
        self.expect(name, kind, **expect)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def finish(self):
        with open(self.path("expected.tsv"), "w", encoding="utf-8") as file:
            for row in sorted(self.rows):
                file.write("\t".join(map(str, row)) + "\n")


def picture(width=WIDTH, height=HEIGHT, shift=0):
    """A gradient with two shapes: it has a right way up, and compresses well."""
    image = Image.new("RGB", (width, height))
    image.putdata(
        [
            (255 * x // width, 255 * y // height, (128 + 4 * shift) % 256)
            for y in range(height)
            for x in range(width)
        ]
    )
    draw = ImageDraw.Draw(image)
    draw.rectangle((4 + shift, 4, 14 + shift, 12), fill=(250, 240, 20))
    draw.ellipse((30, 15, 50, 33), fill=(10, 60, 200))
    return image


def transparent(width=WIDTH, height=HEIGHT):
    image = picture(width, height).convert("RGBA")
    alpha = Image.new("L", image.size, 255)
    ImageDraw.Draw(alpha).rectangle((20, 10, 44, 24), fill=90)
    image.putalpha(alpha)
    return image


def pages(count=3, size=(WIDTH, HEIGHT)):
    return [picture(*size, shift=6 * index) for index in range(count)]


def make_jpegs(made, ppm):
    for orientation in range(1, 9):
        made.save(f"orientation-{orientation}.jpg", "jpeg", picture(), orientation=orientation)
    for name, options in {
        "baseline": ["-optimize"],
        "progressive": ["-progressive"],
        "arithmetic": ["-arithmetic"],
        "restarts": ["-restart", "1"],
        "gray": ["-grayscale"],
        "rgb": ["-rgb"],
        "subsampled-4x1": ["-sample", "4x1"],
    }.items():
        path = made.path(f"{name}.jpg")
        made.run(f"{name}.jpg", "jpeg", "cjpeg", *options, "-outfile", path, ppm)
    made.save("cmyk.jpg", "jpeg", picture().convert("CMYK"))
    made.run(
        "transposed.jpg", "jpeg", "jpegtran", "-transpose", "-outfile", made.path("transposed.jpg"),
        made.path("baseline.jpg"), size=(HEIGHT, WIDTH),
    )
    made.save("multi-picture.jpg", "jpeg", picture(), format="MPO", save_all=True, append_images=pages(1))
    whole = made.read("baseline.jpg")
    made.write("cut-short.jpg", "jpeg", whole[: len(whole) * 2 // 3], verdict="truncated")
    made.write("end-missing.jpg", "jpeg", whole[:-2], verdict="truncated")
    made.write("trailing-bytes.jpg", "jpeg", whole + b"\0" * 40 + b"more")
    scan = whole.index(b"\xff\xda")
    middle = (scan + len(whole)) // 2
    made.write("damaged.jpg", "jpeg", whole[:middle] + b"\xff\xd8\xff\x10" * 8 + whole[middle + 32 :], verdict="corrupt")


def make_pngs(made, ppm):
    rgb, rgba = picture(), transparent()
    made.save("rgb.png", "png", rgb)
    made.save("rgba.png", "png", rgba)
    made.save("gray.png", "png", rgb.convert("L"))
    made.save("gray-alpha.png", "png", rgba.convert("LA"))
    made.save("palette.png", "png", rgb.quantize(16))
    made.save("bilevel.png", "png", rgb.convert("1"))
    made.save("gray-16.png", "png", rgb.convert("L").convert("I;16"))
    made.save("orientation-6.png", "png", rgb, orientation=6)
    made.save("animated.png", "png", pages()[0], expect={"frames": 3}, save_all=True, append_images=pages()[1:])
    for name, options in {
        "interlaced": ["-interlace", "PNG"],
        "interlaced-palette": ["-interlace", "PNG", "-colors", "8", "-type", "Palette"],
        "rgb-16": ["-depth", "16", "-define", "png:color-type=2", "-define", "png:bit-depth=16"],
    }.items():
        made.run(f"{name}.png", "png", "/usr/bin/convert", ppm, *options, f"PNG:{made.path(f'{name}.png')}")
    whole = made.read("rgb.png")
    data = whole.index(b"IDAT")
    made.write("cut-short.png", "png", whole[: len(whole) // 2], verdict="truncated")
    made.write("end-missing.png", "png", whole[:-12], verdict="truncated")
    made.write("trailing-bytes.png", "png", whole + b"more")
    at = data + 4 + (len(whole) - data) // 2
    made.write("damaged.png", "png", whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :], verdict="corrupt")


def make_gifs(made):
    made.save("still.gif", "gif", picture().quantize(64))
    made.save("interlaced.gif", "gif", picture().quantize(64), interlace=1)
    made.save("transparent.gif", "gif", transparent())
    made.save(
        "animated.gif", "gif", pages()[0], expect={"frames": 3}, save_all=True, append_images=pages()[1:], duration=50
    )
    whole = made.read("still.gif")
    # Where the end is missing, nobody knows how many frames there were.
    made.write("cut-short.gif", "gif", whole[: len(whole) // 2], verdict="truncated", frames="-")
    made.write("end-missing.gif", "gif", whole[:-1], verdict="truncated", frames="-")
    made.write("trailing-bytes.gif", "gif", whole + b"more")


def make_webps(made, png, work):
    for name, options in {
        "lossy": ["-q", "70"],
        "lossless": ["-lossless"],
        "near-lossless": ["-near_lossless", "60"],
        "partitions": ["-q", "60", "-partition_limit", "50", "-segments", "2"],
    }.items():
        made.run(f"{name}.webp", "webp", "cwebp", "-quiet", *options, png, "-o", made.path(f"{name}.webp"))
    alpha = os.path.join(work, "alpha.png")
    transparent().save(alpha)
    for name, options in {"lossy-alpha": ["-q", "70"], "lossless-alpha": ["-lossless"]}.items():
        made.run(f"{name}.webp", "webp", "cwebp", "-quiet", *options, alpha, "-o", made.path(f"{name}.webp"))
    made.save("orientation-8.webp", "webp", picture(), orientation=8)
    frames = []
    for index, page in enumerate(pages()):
        frames.append(os.path.join(work, f"page-{index}.png"))
        page.save(frames[-1])
    for name, options in {"animated-lossy": ["-lossy"], "animated-lossless": ["-lossless"]}.items():
        made.run(
            f"{name}.webp", "webp", "img2webp", options[0], "-d", "40", *frames, "-o", made.path(f"{name}.webp"),
            frames=3,
        )
    for source in ("lossy", "lossless", "animated-lossy"):
        whole = made.read(f"{source}.webp")
        frames = "-" if source.startswith("animated") else 1
        made.write(
            f"cut-short-{source}.webp", "webp", whole[: len(whole) * 2 // 3], verdict="truncated", frames=frames
        )
    made.write("trailing-bytes.webp", "webp", made.read("lossy.webp") + b"more")


def make_iso(made, png):
    """AVIF and HEIC: files of ISO base media boxes."""
    speed = ["--speed", "8"]
    for name, options in {
        "still": [],
        "lossless": ["--lossless"],
        "10-bit": ["--depth", "10"],
        "gray": ["--yuv", "400"],
    }.items():
        made.run(f"{name}.avif", "avif", "avifenc", *speed, *options, png, made.path(f"{name}.avif"))
    # irot counts quarter turns against the clock: one turn is EXIF orientation 8, three are 6.
    for turns, orientation in ((1, 8), (2, 3), (3, 6)):
        name = f"rotated-{turns}.avif"
        made.run(name, "avif", "avifenc", *speed, "--irot", turns, png, made.path(name), orientation=orientation)
    made.run(
        "mirrored-0.avif", "avif", "avifenc", *speed, "--imir", 0, png, made.path("mirrored-0.avif"), orientation=4
    )
    made.run(
        "mirrored-1.avif", "avif", "avifenc", *speed, "--imir", 1, png, made.path("mirrored-1.avif"), orientation=2
    )
    made.save("alpha.avif", "avif", transparent(64, 40))
    made.save("animated.avif", "avif", pages()[0], expect={"frames": 3}, save_all=True, append_images=pages()[1:])
    whole = made.read("still.avif")
    made.write("cut-short.avif", "avif", whole[:-40], verdict="truncated")
    # HEVC codes whole blocks, and heif-enc makes both sides even.
    even = os.path.join(os.path.dirname(png), "even.png")
    picture(64, 48).save(even)
    made.run("still.heic", "heic", "heif-enc", "-q", "40", even, "-o", made.path("still.heic"), size=(64, 48))


def make_jxls(made, png, jpeg):
    for name, options in {
        "lossy": ["-d", "2"],
        "lossless": ["-d", "0"],
        "boxed": ["-d", "2", "--container=1"],
        "progressive": ["-d", "2", "-p"],
    }.items():
        made.run(f"{name}.jxl", "jxl", "cjxl", png, made.path(f"{name}.jxl"), *options)
    made.run("from-jpeg.jxl", "jxl", "cjxl", jpeg, made.path("from-jpeg.jxl"))


def make_others(made, ppm):
    rgb, rgba = picture(), transparent()
    made.save("rgb.bmp", "bmp", rgb)
    made.save("palette.bmp", "bmp", rgb.quantize(16))
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        made.save(f"{compression}.tif", "tiff", rgb, compression=compression)
    made.save("orientation-7.tif", "tiff", rgb, tiffinfo={274: 7})
    made.rows[-1][4:7] = [7, HEIGHT, WIDTH]
    made.save("big.tif", "tiff", rgb, big_tiff=True)
    made.run("big-endian.tif", "tiff", "/usr/bin/convert", ppm, "-endian", "MSB", f"TIFF:{made.path('big-endian.tif')}")
    made.save(
        "pages.tif", "tiff", pages()[0], expect={"frames": 3}, save_all=True, append_images=pages()[1:],
        compression="tiff_lzw",
    )
    made.save("several.ico", "ico", picture(64, 64), sizes=[(16, 16), (48, 48), (32, 32)])
    made.rows[-1][2:7] = [48, 48, 1, 48, 48]
    made.rows[-1][7] = "-"
    made.save("bitmap.ico", "ico", picture(32, 32), sizes=[(32, 32)], bitmap_format="bmp")
    # Pillow makes all sizes up to that of retina displays.
    made.save("icon.icns", "icns", picture(64, 64))
    made.rows[-1][2:8] = [1024, 1024, 1, 1024, 1024, 1]
    made.save("still.jp2", "jp2", rgb)
    made.save("still.j2k", "j2k", rgb)
    made.save("rgb.tga", "tga", rgb)
    made.save("rgba-packed.tga", "tga", rgba, compression="tga_rle")
    made.save("rgb.ppm", "pnm", rgb)
    made.save("gray.pgm", "pnm", rgb.convert("L"))
    made.save("bilevel.pbm", "pnm", rgb.convert("1"))
    made.save("rgb.dds", "dds", rgb)
    made.save("rgba.qoi", "qoi", rgba)
    for name, kind in (("layers.psd", "psd"), ("layers.psb", "psd"), ("light.hdr", "hdr"), ("mask.xbm", "xbm")):
        prefix = os.path.splitext(name)[1][1:].upper()
        made.run(name, kind, "/usr/bin/convert", ppm, f"{prefix}:{made.path(name)}")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path d="M0 0h9v9z"/></svg>\n'.encode()
    made.write("view-box.svg", "svg", svg)
    made.write("packed.svgz", "svgz", gzip.compress(svg, mtime=0))


def main():
    target = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "images")
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    made = Fixtures(target)
    with tempfile.TemporaryDirectory() as work:
        ppm, png = os.path.join(work, "picture.ppm"), os.path.join(work, "picture.png")
        picture().save(ppm)
        picture().save(png)
        make_jpegs(made, ppm)
        make_pngs(made, ppm)
        make_gifs(made)
        make_webps(made, png, work)
        make_iso(made, png)
        make_jxls(made, png, made.path("baseline.jpg"))
        make_others(made, ppm)
    made.finish()
    total = sum(os.path.getsize(made.path(name)) for name in os.listdir(target))
    print(f"{len(made.rows)} images, {total} bytes")


if __name__ == "__main__":
    main()
