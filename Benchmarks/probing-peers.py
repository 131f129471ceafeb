#!/usr/bin/env python3
"""How fast, and how right, peers read the sizes of images. Run it beside probing-benchmark on the same directory.

    apt-get install ruby-fastimage librust-imagesize-dev jpeginfo pngcheck; pip install Pillow imagesize
    python3 Benchmarks/probing-peers.py DIRECTORY [--program PATH] [--truth FILE]

Prints the medians of several rounds in microseconds an image, for JPEG and PNG also of decoding. `--truth` names a
table as of a collection of test images (path, format, coded width and height, orientation, displayed width and height,
and `ok` or `error`), relative to whose directory the score of each peer is counted instead: an `ok` is right with the
displayed size, and with the coded one it is right but for the orientation; an `error` is right without a size.
`--program` adds the built proofsheet to the score.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import imagesize
from PIL import Image, ImageOps

warnings.simplefilter("ignore")

RUST = """
use std::io::BufRead;
fn main() {
    let paths: Vec<String> = std::io::stdin().lock().lines().map(|line| line.unwrap()).collect();
    let rounds: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    if rounds == 0 {
        for path in &paths {
            match imagesize::size(path) {
                Ok(size) => println!("{} {}", size.width, size.height),
                Err(_) => println!("-"),
            }
        }
    }
    for _ in 0..rounds {
        let start = std::time::Instant::now();
        for path in &paths { let _ = imagesize::size(path); }
        println!("{}", start.elapsed().as_secs_f64());
    }
}
"""
RUBY = """
require "stringio"
require "fastimage"
paths = STDIN.read.split("\\n")
rounds = ARGV[0].to_i
if rounds == 0
  paths.each { |path| size = FastImage.size(path) rescue nil; puts(size ? size.join(" ") : "-") }
end
rounds.times do
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  paths.each { |path| FastImage.size(path) rescue nil }
  puts Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
end
"""


def build_rust(directory):
    """Builds a program around the imagesize crate of the system; None where either is missing."""
    crates = [path for path in Path("/usr/share/cargo/registry").glob("imagesize-*")]
    if not crates:
        return None
    source = Path(directory, "src")
    source.mkdir()
    (source / "main.rs").write_text(RUST)
    Path(directory, "Cargo.toml").write_text(
        f'[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nimagesize = {{ path = "{crates[0]}" }}\n'
    )
    command = ["cargo", "build", "--release", "--offline", "--quiet"]
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if result.returncode:
        print(result.stderr, file=sys.stderr)
        return None
    return str(Path(directory, "target/release/peer"))


def pillow_size(path):
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).size


def pillow_open(path):
    with Image.open(path) as image:
        return image.size


def python_rounds(function, paths, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for path in paths:
            try:
                function(path)
            except Exception:
                pass
        times.append(time.perf_counter() - start)
    return times


def command_lines(command, paths, rounds):
    result = subprocess.run([*command, str(rounds)], input="\n".join(paths), capture_output=True, text=True)
    return result.stdout.split("\n")[:-1]


def report(name, times, count, unit=1e6):
    print(f"  {name}: {statistics.median(times) / count * unit:.1f}")


def measure(directory, helpers, rounds=11):
    paths = sorted(str(path) for path in Path(directory).rglob("*") if path.is_file())
    print(f"headers of {len(paths)} files, microseconds an image")
    report("imagesize (Python)", python_rounds(imagesize.get, paths, rounds), len(paths))
    report("Pillow", python_rounds(pillow_open, paths, rounds), len(paths))
    for name, command in helpers.items():
        report(name, [float(line) for line in command_lines(command, paths, rounds)], len(paths))
    for suffixes, tool in (((".jpg", ".jpeg"), ["jpeginfo", "-c"]), ((".png",), ["pngcheck", "-q"])):
        chosen = [path for path in paths if path.lower().endswith(suffixes)]
        if not chosen:
            continue
        print(f"decoding {len(chosen)} files ending in {suffixes[0]}, milliseconds an image")
        report("Pillow load", python_rounds(lambda path: Image.open(path).load(), chosen, 5), len(chosen), 1e3)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([*tool, *chosen], capture_output=True)
            times.append(time.perf_counter() - start)
        report(" ".join(tool), times, len(chosen), 1e3)


def size_of(function, path):
    try:
        size = function(path)
    except Exception:
        return None
    return tuple(size) if size and min(size) > 0 else None


def line_sizes(lines):
    return [tuple(round(float(side)) for side in line.split()) if line[:1].isdigit() else None for line in lines]


def proofsheet_sizes(program, paths):
    result = subprocess.run([program, "probe", "--format", "tsv", *paths], capture_output=True, text=True)
    rows = [line.split("\t") for line in result.stdout.split("\n")[1:-1]]
    return [(int(row[2]), int(row[3])) if row[2] else None for row in rows]


def score(truth, helpers, program):
    base = os.path.dirname(os.path.abspath(truth))
    with open(truth, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    rows = [row for row in rows if row[7] in ("ok", "error")]
    paths = [os.path.join(base, row[0]) for row in rows]
    answers = {
        "imagesize (Python)": [size_of(imagesize.get, path) for path in paths],
        "Pillow, turned": [size_of(pillow_size, path) for path in paths],
    }
    for name, command in helpers.items():
        answers[name] = line_sizes(command_lines(command, paths, 0))
    if program:
        answers["proofsheet"] = proofsheet_sizes(program, paths)
    groups = {"all": None, "web": {"jpeg", "png", "apng", "gif", "webp", "avif", "svg", "ico", "bmp"}}
    for group, formats in groups.items():
        chosen = [index for index, row in enumerate(rows) if formats is None or row[1] in formats]
        print(f"{group}: {len(chosen)} files; right, and right but for the orientation, in per cent")
        for name, sizes in answers.items():
            right = loose = 0
            for index in chosen:
                row, size = rows[index], sizes[index]
                if row[7] == "error":
                    right += size is None
                    loose += size is None
                    continue
                shown, coded = tuple(map(int, row[5:7])), tuple(map(int, row[2:4]))
                right += size == shown
                loose += size in (shown, coded)
            print(f"  {name}: {100 * right / len(chosen):.1f} {100 * loose / len(chosen):.1f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--program")
    parser.add_argument("--truth")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        helpers = {}
        rust = build_rust(work)
        if rust:
            helpers["imagesize (Rust)"] = [rust]
        script = Path(work, "peer.rb")
        script.write_text(RUBY)
        if subprocess.run(["ruby", "-e", 'require "fastimage"'], capture_output=True).returncode == 0:
            helpers["fastimage"] = ["ruby", str(script)]
        if arguments.truth:
            score(arguments.truth, helpers, arguments.program)
        else:
            measure(arguments.directory, helpers)


main()
