#!/usr/bin/env python3
"""Checks proof sheets (--format html) in headless Chromium.

It needs chromium, chromedriver and python3-selenium, and uses axe-core where Tests/Browser/fetch-axe has fetched it.
Exits with 0 where all is right, 1 where something is not, and 2 where it could not be looked at.
"""

import argparse
import os
import sys
import tempfile

from browser import failures, open_browser
from demo_sheet import check_demo
from hostile_sheet import check_hostile
from large_sheet import check_large
from page_checks import axe_source


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the program proofsheet")
    parser.add_argument("--entries", type=int, default=100_000, help="entries of the large sheet; 0 for none")
    parser.add_argument("--images", type=int, default=1_000, help="images of the large sheet, more than 300")
    parser.add_argument("--longest-task", type=int, default=0, help="milliseconds that no task may take longer than")
    parser.add_argument("--screenshot", help="a directory for pictures of the demo's sheet: desktop, phone, dark, large, print")
    parser.add_argument("--axe", help="axe.min.js, in place of the one that Tests/Browser/fetch-axe fetches")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    axe = axe_source(options.axe)
    with tempfile.TemporaryDirectory(prefix="proofsheet-browser-") as directory:
        browser = open_browser(directory)
        try:
            check_demo(browser, program, directory, axe, options.screenshot)
            check_hostile(browser, program, directory, axe)
            if options.entries:
                check_large(browser, program, directory, options.entries, options.images, options.longest_task)
        finally:
            browser.quit()
    if failures:
        sys.exit("\n".join(["these are not right:"] + failures))


if __name__ == "__main__":
    main()
