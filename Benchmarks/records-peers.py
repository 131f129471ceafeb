#!/usr/bin/env python3
"""How fast peers read the front matter of the Markdown records below a directory, and how many lines they change when
one flag is flipped. Run it beside records-benchmark on the same directory.

    pip install PyYAML ruamel.yaml python-frontmatter
    python3 Benchmarks/records-peers.py DIRECTORY
"""

import difflib
import io
import statistics
import sys
import time
from pathlib import Path

import frontmatter
import ruamel.yaml
import yaml


def rounds(name, texts, load, count):
    size = sum(len(text.encode()) for text in texts)
    rates = []
    for _ in range(count):
        start = time.process_time()
        for text in texts:
            load(text)
        rates.append(size / 1e6 / (time.process_time() - start))
    print(f"  {name}: {statistics.median(rates):.2f} MB/s")


def changed_lines(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return sum(1 for line in lines if line.startswith("-") and not line.startswith("---"))


def flip(node):
    """Flips the first true flag below a node."""
    if isinstance(node, dict):
        if node.get("isCached") is True:
            node["isCached"] = False
            return True
        return any(flip(value) for value in node.values())
    return isinstance(node, list) and any(flip(item) for item in node)


def main():
    paths = sorted(Path(sys.argv[1]).rglob("*.md"))
    files = [path.read_text(encoding="utf-8") for path in paths]
    files = [text for text in files if text.startswith("---\n")]
    fronts = [text[4 : text.index("\n---", 4) + 1] for text in files]
    print(f"{len(fronts)} records")
    rounds("PyYAML CSafeLoader", fronts, lambda text: yaml.load(text, yaml.CSafeLoader), 5)
    round_trip = ruamel.yaml.YAML()
    round_trip.preserve_quotes = True
    rounds("ruamel.yaml", fronts[:40], round_trip.load, 3)

    counts = {"python-frontmatter": [], "PyYAML": [], "ruamel.yaml": []}
    flagged = [(text, front) for text, front in zip(files, fronts) if "isCached: true" in front]
    for text, front in flagged[:60]:
        post = frontmatter.loads(text)
        if not flip(post.metadata):
            continue
        counts["python-frontmatter"].append(changed_lines(text, frontmatter.dumps(post)))
        data = yaml.load(front, yaml.CSafeLoader)
        flip(data)
        counts["PyYAML"].append(changed_lines(front, yaml.safe_dump(data)))
        tree = round_trip.load(front)
        flip(tree)
        out = io.StringIO()
        round_trip.dump(tree, out)
        counts["ruamel.yaml"].append(changed_lines(front, out.getvalue()))
    for name, values in counts.items():
        if values:
            print(f"  {name}: flipping one flag changes {statistics.median(values):.0f} lines")


main()
