#!/usr/bin/env python3
"""Measures how much memory the program takes at most, whatever servers send.

usage: memory.py PROOFSHEET [CASE...] [--limit MB]

Serves images and answers of all kinds from 127.0.0.1 to 127.0.0.200, each address a host of its own, and runs the
program on them with its standard options, in a directory of its own below TMPDIR. Prints the peak of each case as
/usr/bin/time (Debian: time) says it, and ends with status 1 where one is beyond the limit. The images are made here: PNGs
of stored noise, and JPEGs where cjpeg (Debian: libjpeg-turbo-progs) is found.
"""
import argparse
import gzip
import os
import random
import re
import shutil
import socket
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

MEGABYTE = 1_000_000
IMAGE = 40 * MEGABYTE
PIECE = 1 << 16


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_start(width, height, number):
    """All of a PNG up to its picture; the number makes it differ from others."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tEXt", b"Comment\0%d" % number)


def noise(width, height):
    """Rows of random pixels, each behind the number of its filter."""
    source = random.Random(16)
    return b"".join(b"\0" + source.randbytes(3 * width) for _ in range(height))


class Images:
    """The bodies, made when they are first wanted."""

    def __init__(self):
        side = int((IMAGE / 3) ** 0.5)
        self.side = side
        rows = noise(side, side)
        self.rest = chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND")
        small = noise(140, 140)
        self.small = chunk(b"IDAT", zlib.compress(small, 0)) + chunk(b"IEND")
        # gzip makes a thousandth of zeros; what comes is less than a refused body may have to be read to its end.
        zeros = bytes(IMAGE)
        self.bomb = gzip.compress(zeros, 6)
        start = png_start(8_000, 8_000, 0) + struct.pack(">I", IMAGE) + b"IDAT"
        self.picture_bomb = gzip.compress(start + zeros, 6)
        self.jpeg = self.make_jpeg([])
        self.progressive = self.make_jpeg(["-progressive"])

    @staticmethod
    def make_jpeg(options):
        if not shutil.which("cjpeg"):
            return None
        width, height = 6_000, 4_000
        pixels = random.Random(3).randbytes(3 * width * height)
        command = ["cjpeg", "-quality", "92", *options]
        return subprocess.run(
            command, input=b"P6 %d %d 255\n" % (width, height) + pixels, stdout=subprocess.PIPE, check=True).stdout

    def png(self, number):
        return [png_start(self.side, self.side, number), self.rest]

    def small_png(self, number):
        return [png_start(140, 140, number), self.small]

    def jpeg_with_number(self, number, progressive):
        whole = self.progressive if progressive else self.jpeg
        comment = b"%09d" % number
        return [whole[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment, whole[2:]]


class Handler(socketserver.StreamRequestHandler):
    """Answers GET /KIND/NUMBER, one connection after the other requests of it."""

    def handle(self):
        while True:
            line = self.rfile.readline()
            if not line:
                return
            fields = {}
            while (field := self.rfile.readline().strip()):
                name, _, value = field.partition(b":")
                fields[name.lower()] = value.strip()
            kind, _, name = line.split()[1].decode().strip("/").partition("/")
            try:
                if not self.answer(kind, int(re.sub(r"\D", "", name) or 0), fields):
                    return
            except OSError:
                return

    def answer(self, kind, number, fields):
        images = self.server.images
        if kind in ("bomb", "picture-bomb"):
            body = images.bomb if kind == "bomb" else images.picture_bomb
            return self.send([body], ["Content-Encoding: gzip"])
        if kind == "same":
            return self.send(images.png(0))
        if kind in ("jpeg", "progressive"):
            return self.send(images.jpeg_with_number(number, kind == "progressive"))
        if kind == "small":
            return self.send(images.small_png(number))
        return self.send(images.png(number), kind=kind)

    def send(self, parts, fields=(), kind=""):
        lines = ["HTTP/1.1 200 OK", "Content-Type: image/png", "Cache-Control: max-age=86400", *fields]
        chunked = kind == "chunked"
        lines.append("Transfer-Encoding: chunked" if chunked else f"Content-Length: {sum(map(len, parts))}")
        self.wfile.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        pause = 0.02 if kind == "slow" else 0
        for part in parts:
            view = memoryview(part)
            for start in range(0, len(view), PIECE):
                piece = view[start:start + PIECE]
                if chunked:
                    self.wfile.write(b"%x\r\n" % len(piece))
                self.wfile.write(piece)
                if chunked:
                    self.wfile.write(b"\r\n")
                if pause:
                    time.sleep(pause)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 512
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass


def urls(port, kind, count):
    return [f"http://127.0.0.{number % 200 + 1}:{port}/{kind}/{number}.png" for number in range(count)]


def record(addresses):
    lines = "".join(f"  - url: {address}\n    width: 10\n    height: 10\n" for address in addresses)
    return f"---\nimages:\n{lines}---\n"


class Case:
    """A run of the program in a fresh directory."""

    def __init__(self, name, kind, count, command=("warm",), prepared=None, listed=True):
        self.name, self.kind, self.count, self.command = name, kind, count, list(command)
        # What is run before, and not measured.
        self.prepared = prepared
        self.listed = listed

    def run(self, program, port):
        directory = tempfile.mkdtemp(prefix="memory-")
        addresses = urls(port, self.kind, self.count)
        with open(f"{directory}/list", "w") as file:
            file.write("\n".join(addresses) + "\n")
        os.mkdir(f"{directory}/records")
        with open(f"{directory}/records/post.md", "w") as file:
            file.write(record(addresses))
        try:
            for command in [self.prepared] if self.prepared else []:
                self.execute(program, command, directory)
            return self.execute(program, self.command, directory)
        finally:
            shutil.rmtree(directory)

    @staticmethod
    def execute(program, command, directory):
        started = time.monotonic()
        result = subprocess.run(
            ["/usr/bin/time", "-v", program, *command], cwd=directory, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, check=False)
        peak = re.search(r"Maximum resident set size \(kbytes\): (\d+)", result.stderr)
        if not peak:
            sys.exit(result.stderr)
        return int(peak[1]) / 1000, time.monotonic() - started, result.returncode


NETWORK = ["--allow-private-hosts", "--fail-on", "never"]
WARM = ["warm", "--urls-from", "list", *NETWORK]


def cases():
    verify = ["cache", "verify", "--decode"]
    return [
        Case("small", "small", 400, WARM),
        Case("large", "large", 24, WARM),
        Case("chunked", "chunked", 24, WARM),
        Case("many", "large", 48, WARM),
        Case("same", "same", 24, WARM),
        Case("slow", "slow", 48, WARM),
        Case("jpeg", "jpeg", 24, WARM),
        Case("progressive", "progressive", 12, WARM),
        Case("bombs", "bomb", 160, WARM),
        Case("picture-bombs", "picture-bomb", 160, WARM),
        Case("sync", "large", 24, ["sync", "records", *NETWORK]),
        Case("online", "large", 48, ["audit", "--online", "records", *NETWORK]),
        Case("online-bombs", "picture-bomb", 160, ["audit", "--online", "records", *NETWORK]),
        Case("probe", "large", 24, ["probe", "--allow-private-hosts", "--verify", "--files-from", "list"]),
        Case("verify", "large", 24, ["cache", "verify"], WARM),
        Case("verify-decode", "large", 24, verify, WARM),
        Case("verify-jpeg", "jpeg", 24, verify, WARM),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--limit", type=float, default=150, metavar="MB")
    options = parser.parse_args()
    wanted = [case for case in cases() if not options.cases or case.name in options.cases]
    images = Images()
    server = Server(("", 0), Handler)
    server.images = images
    threading.Thread(target=server.serve_forever, daemon=True).start()
    is_beyond = False
    for case in wanted:
        if case.kind in ("jpeg", "progressive") and not images.jpeg:
            continue
        peak, seconds, status = case.run(os.path.abspath(options.program), server.server_address[1])
        is_beyond = is_beyond or peak > options.limit
        print(f"{case.name:14} {case.count:4} {peak:7.0f} MB {seconds:6.1f} s, status {status}", flush=True)
    server.shutdown()
    sys.exit(1 if is_beyond else 0)


if __name__ == "__main__":
    main()
