#!/usr/bin/env python3
"""Holds the sizes that Proofsheet reads against those that Chromium and Firefox show.

    Tests/Browser/image_sizes.py --program .build/debug/proofsheet [--record] [--fixtures-only]

Every image of Tests/Fixtures, and of the collection of real images where it is there, is loaded as `<img>` and probed.
Prints how many images there are of each class and all that differ. Exits with 0 where all is right, 1 where a
difference has no reason in known-differences.tsv, or one that has is none, and 2 where a browser is missing.
With --record, what the browsers say of the fixtures is written to Tests/Fixtures/browsers.tsv.
"""

import argparse
import collections
import concurrent.futures
import csv
import json
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import image_browsers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FIXTURES = ROOT / "Tests" / "Fixtures"
RECORD = FIXTURES / "browsers.tsv"
KNOWN = HERE / "known-differences.tsv"

# Neither browser is expected to show these.
FOREIGN_FORMATS = set("heic tiff psd tga pnm qoi dds hdr ktx icns xbm jp2 j2k jxl".split())

SAME, RATIO = "same size", "same ratio, and no size of its own"
NO_SIZE, REFUSED = "no size of its own, and ours gives none", "all refuse"
DAMAGED = "both refuse, ours gives a size and finds damage"
FOREIGN = "ours gives a size, of a format that is not for browsers"
OTHER, OURS_ALONE = "other size", "ours gives a size, both refuse"
THEIRS_ALONE = "ours refuses, both display"
SPLIT, SPLIT_NEITHER = "browsers differ, ours is as one of them", "browsers differ, ours is as neither"
CLASSES = [SAME, RATIO, NO_SIZE, REFUSED, DAMAGED, FOREIGN, SPLIT, SPLIT_NEITHER, OTHER, OURS_ALONE, THEIRS_ALONE]
# What is in one of these needs a reason.
FAULTS = {OTHER, OURS_ALONE, THEIRS_ALONE}
# Of these there is nothing to tell.
AGREEMENTS = {SAME, RATIO, NO_SIZE, REFUSED, DAMAGED, FOREIGN}

# What Proofsheet says where browsers show an image, but no size is in it.
NO_SIZE_ERROR = re.compile(r"\bno size\b|\bdepends on\b")


def shared_images():
    """The collection of real images; nothing where it is not there."""
    directory = pathlib.Path(os.environ.get("PROOFSHEET_SHARED") or ROOT.parent / "shared") / "images"
    return directory if (directory / "truth.tsv").exists() else None


def images_below(directory, label):
    """The images below a directory by the names that they have in tables."""
    return {
        f"{label}/{path.relative_to(directory).as_posix()}": path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.suffix not in (".tsv", ".md", ".py") and not path.name.startswith("make-")
    }


def probe(program, paths):
    """What Proofsheet says of each file: format, size in the words of `what_is_shown`, and verdict or error."""
    result = subprocess.run(
        [program, "probe", "--verify", "--format", "json", "--files-from", "-", "--null"],
        capture_output=True,
        text=True,
        input="\0".join(map(str, paths)),
    )
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    if len(lines) != len(paths):
        sys.exit(f"{len(lines)} answers to {len(paths)} images: {result.stderr}")
    answers = []
    for line in lines:
        if line["width"]:
            answers.append((line["format"], f"{line['width']}x{line['height']}", line["verdict"] or ""))
        else:
            error = line["error"] or ""
            answers.append((line["format"], "no size" if NO_SIZE_ERROR.search(error) else "error", error))
    return answers


def is_size(text):
    return "x" in text


def shows_nothing(text):
    """Whether a browser refuses an image, or has no pixel to show of it."""
    return text in ("error", "timeout") or is_size(text) and "0" in text.split("x")


def has_same_size(ours, theirs):
    """Whether our size is that of a browser, or has its ratio where that is all it has."""
    if theirs.startswith("ratio "):
        if not is_size(ours):
            return ours == "no size"
        width, height = map(int, ours.split("x"))
        # Each of our sides may be rounded by half a pixel, and the browser's ratio is of four digits.
        ratio = float(theirs.split()[1])
        return (width - 0.5) / (height + 0.5) - 1e-4 <= ratio <= (width + 0.5) / (height - 0.5) + 1e-4
    if shows_nothing(theirs):
        return not is_size(ours)
    if not is_size(theirs):
        return ours == "no size"
    return ours == theirs


def do_agree(chromium, firefox):
    if chromium.startswith("ratio ") and firefox.startswith("ratio "):
        first, second = (float(text.split()[1]) for text in (chromium, firefox))
        return abs(first - second) <= 1e-3 * first
    return chromium == firefox or shows_nothing(chromium) and shows_nothing(firefox)


def class_of(ours, chromium, firefox):
    """The class of an image, by the triple that `probe` gives of it and by what the browsers show."""
    kind, ours, verdict = ours
    if not do_agree(chromium, firefox):
        return SPLIT if has_same_size(ours, chromium) or has_same_size(ours, firefox) else SPLIT_NEITHER
    if shows_nothing(chromium):
        if not is_size(ours):
            return REFUSED
        if verdict in ("corrupt", "truncated"):
            return DAMAGED
        return FOREIGN if kind in FOREIGN_FORMATS else OURS_ALONE
    if ours == "error":
        return THEIRS_ALONE
    if not has_same_size(ours, chromium):
        return OTHER if is_size(ours) else THEIRS_ALONE
    if is_size(chromium):
        return SAME
    return RATIO if is_size(ours) else NO_SIZE


def read_table(path):
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def write_record(names, answers):
    lines = [
        f"{name.partition('/')[2]}\t{chromium}\t{firefox}\n"
        for name, (chromium, firefox) in zip(names, answers)
        if name.startswith("fixtures/")
    ]
    RECORD.write_text("".join(lines), encoding="utf-8")


def changes_of_record(names, answers):
    """Fixtures of which a browser says something else than is recorded."""
    recorded = {f"fixtures/{row[0]}": tuple(row[1:]) for row in read_table(RECORD)}
    return [
        f"{name}: was {' and '.join(recorded.get(name, ['not there']))}, is {' and '.join(answer)}"
        for name, answer in zip(names, answers)
        if name.startswith("fixtures/") and recorded.get(name) != answer
    ]


def print_table(classes):
    labels = sorted({name.partition("/")[0] for name in classes})
    counts = collections.Counter((kind, name.partition("/")[0]) for name, kind in classes.items())
    print(f"{'':58}" + "".join(f"{label:>10}" for label in labels))
    for kind in CLASSES:
        print(f"{kind:58}" + "".join(f"{counts[kind, label]:>10}" for label in labels))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--record", action="store_true", help="write what the browsers say of the fixtures")
    parser.add_argument("--fixtures-only", action="store_true")
    parser.add_argument("--also", type=pathlib.Path, help="a directory of further images")
    arguments = parser.parse_args()

    images = images_below(FIXTURES, "fixtures")
    shared = None if arguments.fixtures_only else shared_images()
    if shared:
        images |= images_below(shared, "shared")
    if arguments.also:
        images |= images_below(arguments.also, "also")
    names, paths = list(images), list(images.values())
    with concurrent.futures.ThreadPoolExecutor() as pool:
        measured = dict(
            zip(
                image_browsers.BROWSERS,
                pool.map(lambda browser: image_browsers.measure(browser, paths), image_browsers.BROWSERS),
            )
        )
    for browser, found in measured.items():
        if found is None:
            print(f"{browser} is missing: '.ci/packages browser' installs it", file=sys.stderr)
            sys.exit(2)
    answers = list(zip(measured["chromium"], measured["firefox"]))
    ours = probe(arguments.program, paths)

    classes = {name: class_of(own, *answer) for name, own, answer in zip(names, ours, answers)}
    print_table(classes)
    known = {row[0]: row[1:] for row in read_table(KNOWN)}
    faults = []
    for name, (_, size, verdict), answer in zip(names, ours, answers):
        if classes[name] in AGREEMENTS:
            continue
        is_known = known.get(name, [None])[0] == classes[name]
        reason = f": {known[name][1]}" if is_known else ""
        print(
            f"{classes[name]}: {name}: Chromium {answer[0]}, Firefox {answer[1]}, " f"ours {size} ({verdict}){reason}"
        )
        if classes[name] in FAULTS and not is_known:
            faults.append(f"{name} is a difference that {KNOWN.name} gives no reason for")
    faults += [
        f"{name} is in {KNOWN.name} as '{row[0]}', and is '{classes[name]}'"
        for name, row in known.items()
        if name in classes and classes[name] != row[0]
    ]
    faults += [
        f"{name} is in {KNOWN.name}, and is not there"
        for name in known
        if name not in classes and name.partition("/")[0] in {n.partition("/")[0] for n in names}
    ]
    if arguments.record:
        write_record(names, answers)
    else:
        for change in changes_of_record(names, answers):
            print(f"note: {change} ('make browser-sizes RECORD=yes' writes {RECORD.name} anew)")
    for fault in faults:
        print(f"WRONG {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
