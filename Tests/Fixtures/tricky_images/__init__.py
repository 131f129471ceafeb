"""Images that are tricky to read, made byte by byte of small ones: no encoder makes most of them."""

import fnmatch
import importlib
import pathlib
import shutil

KINDS = ["avif", "bmp", "gif", "ico", "jpeg", "png", "svg", "webp"]

# What is known of a picture by how it was made, whatever a reader says of it:
# `whole`: no part of it is missing or damaged; `broken`: one is; `-`: it breaks a rule, and who knows.
STATES = ("whole", "broken", "-")


def state(kind, name):
    """The first rule of a module whose pattern the name has."""
    for patterns, verdict in kind.RULES:
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns.split()):
            assert verdict in STATES
            return verdict
    return "-"


def make(target):
    """Writes all below a directory, each format in one of its own, with a table of their states; gives how many."""
    target = pathlib.Path(target)
    shutil.rmtree(target, ignore_errors=True)
    lines = []
    for label in KINDS:
        kind = importlib.import_module(f".{label}", __name__)
        (target / label).mkdir(parents=True)
        made = dict(kind.images())
        for name, data in made.items():
            (target / label / name).write_bytes(data)
            lines.append(f"{label}/{name}\t{state(kind, name.rpartition('.')[0])}\n")
    (target / "expected.tsv").write_text("".join(sorted(lines)), encoding="utf-8")
    return len(lines)
