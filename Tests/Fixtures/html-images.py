#!/usr/bin/env python3
"""Prints the elements that name images in some pages, as html5lib and srcset read them.

Standard input is a JSON array of pages; standard output one of lists, each with [name, attributes, URLs] of its elements.
With --files, the arguments are files, and standard input is not read.
"""

import json
import sys

import html5lib
from html5lib.constants import namespaces

try:
    import srcset
except ImportError:  # Candidates are then compared by unit tests alone.
    srcset = None

LINKS = {"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "image_src"}
HTML = "{%s}" % namespaces["html"]


def filled(attributes, name):
    value = attributes.get(name, "")
    return value if value.strip("".join(map(chr, range(0x21)))) else None


def candidates(attributes, name, other):
    if srcset is None:
        return []
    own = filled(attributes, name)
    if other and (own is None or own.lstrip().lower().startswith("data:")):
        own = filled(attributes, other) or own
    return [candidate.url for candidate in srcset.parse(own)] if own else []


def urls(name, attributes):
    """The URLs of the images that an element names."""
    single = []
    if name == "img":
        source = filled(attributes, "src")
        if source is not None and source.lstrip().startswith("#"):
            source = None
        if source is None or source.lstrip().lower().startswith("data:"):
            source = filled(attributes, "data-src") or source
        return ([source] if source else []) + candidates(attributes, "srcset", "data-srcset")
    if name == "source":
        return candidates(attributes, "srcset", "data-srcset")
    if name == "video":
        single = [filled(attributes, "poster")]
    elif name == "input" and attributes.get("type", "").lower() == "image":
        single = [filled(attributes, "src")]
    elif name == "meta" and attributes.get("property", attributes.get("name", "")) == "twitter:image":
        single = [filled(attributes, "content")]
    elif name == "link" and LINKS & set(attributes.get("rel", "").lower().split()):
        single = [filled(attributes, "href")]
    return [url for url in single if url]


def elements(page):
    found = []

    def visit(node):
        if not isinstance(node.tag, str):
            return
        if node.tag == HTML + "template" and node.get("shadowrootmode", "").lower() not in ("open", "closed"):
            return
        if node.tag.startswith(HTML):
            attributes = {key: value for key, value in node.attrib.items() if not key.startswith("{http")}
            images = urls(node.tag[len(HTML):], attributes)
            if images:
                found.append([node.tag[len(HTML):], attributes, images])
        for child in node:
            visit(child)

    sys.setrecursionlimit(100_000)
    visit(html5lib.parse(page))
    return found


if sys.argv[1:2] == ["--files"]:
    pages = [open(name, encoding="utf-8", newline="").read() for name in sys.argv[2:]]
else:
    pages = json.load(sys.stdin)
json.dump([elements(page) for page in pages], sys.stdout)
