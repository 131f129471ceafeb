"""Pictures that nobody has yet, and a server of its own for them."""

import http.server
import random
import re
import struct
import threading
import zlib


def png(seed, side=16):
    """A small picture that no other seed gives."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(3 * side) for _ in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server(http.server.ThreadingHTTPServer):
    """Serves a picture of its own under each path, and counts the requests for it."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.counts = {}
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, name):
        return f"http://127.0.0.1:{self.server_address[1]}/{name}.png"

    def handle_error(self, request, address):
        pass  # clients are killed


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.lock:
            self.server.counts[self.path] = self.server.counts.get(self.path, 0) + 1
        # Two paths share a picture, so that objects are shared.
        body = png(re.sub(r"-copy\.png$", ".png", self.path))
        self.send_response(200)
        for name, value in [
            ("Content-Type", "image/png"), ("Content-Length", str(len(body))), ("Cache-Control", "max-age=86400"),
            ("ETag", f'"{zlib.crc32(body)}"'),
        ]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
