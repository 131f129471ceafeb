#!/usr/bin/env python3
"""Makes random images with Pillow and prints what Pillow reads back of each, for a test that compares.

    Tests/Fixtures/pillow-images.py DIRECTORY COUNT SEED

Prints for each image: file name, Pillow's name of the format, coded width and height, EXIF orientation, width and
height after ImageOps.exif_transpose, number of frames, and the mean red, green and blue of the first frame laid on
white.
"""

import os
import random
import sys

from PIL import Image, ImageOps, ImageStat, features

MODES = {
    "JPEG": ["RGB", "L", "CMYK"],
    "PNG": ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"],
    "GIF": ["P", "L", "1", "RGB", "RGBA"],
    "WEBP": ["RGB", "RGBA"],
    "AVIF": ["RGB", "RGBA", "L"],
    "BMP": ["RGB", "L", "P", "1"],
    "TIFF": ["RGB", "RGBA", "L", "P", "1", "I;16", "CMYK"],
    "PPM": ["RGB", "L", "1"],
    "TGA": ["RGB", "RGBA", "L", "P"],
    "JPEG2000": ["RGB", "RGBA", "L"],
    "ICO": ["RGBA"],
    "DDS": ["RGB", "RGBA", "L"],
    "QOI": ["RGB", "RGBA"],
    "XBM": ["1"],
}
ANIMATED = {"PNG", "GIF", "WEBP", "AVIF"}
ORIENTED = {"JPEG", "PNG", "WEBP", "TIFF"}


def is_there(kind):
    needed = {"WEBP": "webp", "AVIF": "avif", "JPEG2000": "jpg_2000"}.get(kind)
    return kind in Image.SAVE and (needed is None or features.check(needed))


def side(choose):
    return choose.choice([1, 2, 7, 8, 9, 15, 16, 17, choose.randint(1, 64), choose.randint(1, 700)])


def draw(choose, size, mode):
    """Blots of colour: a few random pixels, enlarged smoothly."""
    small = Image.frombytes("RGBA", (3, 3), bytes(choose.randrange(256) for _ in range(36)))
    image = small.resize(size, Image.Resampling.BICUBIC)
    if mode == "I;16":
        return image.convert("L").convert("I").point(lambda level: level * 257).convert("I;16")
    if mode == "P":
        return image.convert("RGB").quantize(choose.choice([2, 4, 16, 200]))
    return image.convert(mode)


def options(choose, kind, mode):
    chosen = {}
    if kind == "JPEG":
        chosen = {"progressive": choose.random() < 0.4, "quality": choose.randint(20, 95)}
        chosen["subsampling"] = choose.choice([0, 1, 2])
    elif kind == "PNG":
        chosen = {"compress_level": choose.randint(0, 9)}
    elif kind == "GIF":
        chosen = {"interlace": choose.randint(0, 1)}
    elif kind in ("WEBP", "AVIF"):
        chosen = {"quality": choose.randint(20, 100)}
        if kind == "WEBP":
            chosen["lossless"] = choose.random() < 0.4
        else:
            chosen["speed"] = 10
    elif kind == "TIFF":
        compressions = ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"]
        chosen = {"compression": "raw" if mode == "I;16" else choose.choice(compressions)}
    elif kind == "TGA":
        chosen = {"compression": choose.choice([None, "tga_rle"])}
    elif kind == "ICO":
        chosen = {"bitmap_format": choose.choice(["bmp", "png"])}
    if kind in ORIENTED and choose.random() < 0.5:
        exif = Image.Exif()
        exif[0x0112] = choose.randint(1, 8)
        chosen["exif"] = exif
    return chosen


def make(choose, kind, path):
    mode = choose.choice(MODES[kind])
    size = (side(choose), side(choose))
    if kind == "ICO":
        size = (min(size[0], 200), min(size[1], 200))
    chosen = options(choose, kind, mode)
    if kind == "ICO":
        chosen["sizes"] = [size]
    frames = choose.randint(2, 4) if kind in ANIMATED and choose.random() < 0.3 else 1
    if frames > 1:
        # Older versions save animations of other modes wrongly, or not at all.
        mode = choose.choice(["RGB", "RGBA"])
    images = [draw(choose, size, mode) for _ in range(frames)]
    if frames > 1:
        chosen |= {"save_all": True, "append_images": images[1:], "duration": 40}
    images[0].save(path, kind, **chosen)


def describe(path):
    with Image.open(path) as image:
        kind = image.format
        # Of a TIFF, some versions say the size as displayed.
        size = [image.tag_v2[256], image.tag_v2[257]] if kind == "TIFF" else image.size
        # No browser turns a WebP.
        is_turned = kind in ORIENTED and kind != "WEBP"
        orientation = image.getexif().get(0x0112, 1) if is_turned else 1
        frames = getattr(image, "n_frames", 1)
        image.seek(0)
        shown = ImageOps.exif_transpose(image).size if is_turned else size
        if kind == "TIFF":
            # Pillow forgets to turn uncompressed files that it maps into memory.
            shown = size[::-1] if orientation >= 5 else size
        return [kind, *size, orientation, *shown, frames, *mean(image)]


def mean(image):
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda level: level / 257).convert("L")
    rgba = image.convert("RGBA")
    white = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
    white.alpha_composite(rgba)
    return [round(level, 2) for level in ImageStat.Stat(white.convert("RGB")).mean]


def main():
    target, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    Image.init()
    choose = random.Random(seed)
    kinds = [kind for kind in MODES if is_there(kind)]
    for index in range(count):
        kind = kinds[index % len(kinds)]
        name = f"{index:04d}.{kind.lower()}"
        path = os.path.join(target, name)
        make(choose, kind, path)
        print("\t".join(map(str, [name, *describe(path)])))


if __name__ == "__main__":
    main()
