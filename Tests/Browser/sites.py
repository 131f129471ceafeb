"""Images and records that the checks of proof sheets make."""

import http.server
import json
import math
import pathlib
import random
import struct
import threading
import zlib


def png_of(width, height, rows):
    """A PNG of rows of RGB bytes."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png(width, height, color):
    """A PNG of one colour with a darker lower half, so that it is not blank."""
    rows = [bytes(c // (1 if y < height // 2 else 2) for c in color) * width for y in range(height)]
    return png_of(width, height, rows)


def scene(width, height, seed):
    """A picture of a sun over hills, another one for each seed."""
    lots = random.Random(seed)
    top, low = ([lots.randrange(90, 240) for _ in range(3)] for _ in range(2))
    land = [lots.randrange(20, 110) for _ in range(3)]
    radius, middle, level = height * lots.uniform(0.1, 0.25), width * lots.uniform(0.15, 0.85), height * lots.uniform(0.2, 0.55)
    hills = [(width * lots.random(), height * lots.uniform(0.45, 0.7), lots.uniform(0.4, 1.4)) for _ in range(4)]
    rows = []
    for y in range(height):
        sky = bytes(int(a + (b - a) * y / height) for a, b in zip(top, low))
        row = bytearray(sky * width)
        if abs(y - level) < radius:
            half = math.sqrt(radius ** 2 - (y - level) ** 2)
            start, end = max(0, int(middle - half)), min(width, int(middle + half))
            row[start * 3:end * 3] = bytes([252, 236, 190]) * max(0, end - start)
        for number, (peak, above, slope) in enumerate(hills):
            if y > above:
                start, end = max(0, int(peak - (y - above) / slope)), min(width, int(peak + (y - above) / slope))
                shade = bytes(min(255, c + number * 12) for c in land)
                row[start * 3:end * 3] = shade * max(0, end - start)
        rows.append(bytes(row))
    return png_of(width, height, rows)


def entry(url, width, height):
    return f"  - url: {json.dumps(url)}\n    width: {width}\n    height: {height}\n"


TITLES = ["The ferry that would not leave", "Winter light on the quay", "Twelve harbours in a day",
          "The last lighthouse keeper", "What the tide left behind", "A map of the old canals",
          "The market before six", "Storm over the breakwater", "How a rope is made", "The night train to the coast"]
# Of forty entries, four an article, the numbers of those with trouble.
WRONG, SCALED, GONE = {5, 6, 17, 18, 29, 30}, {9, 22}, {2, 13, 14}


def size_of(number):
    return (240, 360) if number % 3 == 0 else (360, 225)


class Pictures(http.server.BaseHTTPRequestHandler):
    """Sends the pictures of the harbour's site, but for those that are gone."""

    def do_GET(self):
        number = int("".join(c for c in self.path if c.isdigit()) or 0)
        body = b"" if number in GONE else scene(*size_of(number), number)
        self.send_response(404 if number in GONE else 200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def harbour_entry(number):
    width, height = size_of(number)
    if number in SCALED:
        width, height = width * 2, height * 2
    if number in WRONG:
        height += 75
    host = "photos.example" if number in GONE else "images.example" if number % 2 else "media.example"
    flag = "    isCached: true\n" if number < 20 else ""
    return entry(f"https://{host}/harbour-{number}.png", width, height) + flag


def harbour_site(directory, run, program):
    """Ten articles with four images each, fetched; of the flags, twenty are missing."""
    site = pathlib.Path(directory) / "harbour"
    (site / "articles").mkdir(parents=True)
    for number, title in enumerate(TITLES):
        name = f"articles/{number:02}-{title.lower().replace(' ', '-')}.md"
        entries = "".join(harbour_entry(number * 4 + place) for place in range(4))
        (site / name).write_text(f"---\ntitle: \"{title}\"\nimages:\n{entries}---\n", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    run(program, "warm", "--host-delay", "0", "--allow-private-hosts", "--remap", f"^https://[a-z]*.example {address}",
        directory=site)
    server.shutdown()
    return site
