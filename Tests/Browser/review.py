#!/usr/bin/env python3
"""Checks a review (proofsheet review) in headless Chromium, from the first mark to the last change undone.

It needs chromium, chromedriver and python3-selenium, and uses axe-core where Tests/Browser/fetch-axe has fetched it.
Exits with 0 where all is right, 1 where something is not, and 2 where it could not be looked at.
"""

import argparse
import os
import sys
import tempfile

from browser import failures, open_browser
from page_checks import axe_source
from reviewing import check_review


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the program proofsheet")
    parser.add_argument("--screenshot", help="a directory for pictures: marks, what changed, both on a phone")
    parser.add_argument("--axe", help="axe.min.js, in place of the one that Tests/Browser/fetch-axe fetches")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="proofsheet-browser-") as directory:
        browser = open_browser(directory)
        try:
            check_review(browser, os.path.abspath(options.program), directory, axe_source(options.axe), options.screenshot)
        finally:
            browser.quit()
    if failures:
        sys.exit("\n".join(["these are not right:"] + failures))


if __name__ == "__main__":
    main()
