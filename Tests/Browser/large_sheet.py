"""A proof sheet of very many entries in headless Chromium."""

import os
import pathlib
import shutil
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import check, choose_rule, load, place_of_focus, press, run, set_value, status, wait, wait_status
from page_checks import check_quiet
from sites import entry, png

def large_site(directory, entries, images):
    """Records with a hundred entries each, some of images of the site, some of images that are not cached."""
    site = pathlib.Path(directory) / "large"
    (site / "img").mkdir(parents=True)
    for number in range(images):
        color = (number * 37 % 200 + 50, number * 91 % 200 + 50, number * 53 % 200 + 50)
        (site / "img" / f"{number}.png").write_bytes(png(120 + number % 80, 80 + number // 7 % 60, color))
    for first in range(0, entries, 100):
        lines = ["---\nimages:\n"]
        for number in range(first, min(first + 100, entries)):
            if number % 4:
                image = (number // 4 * 3 + number % 4) % images
                height = 80 + image // 7 % 60 + (25 if number % 3 == 0 else 0)
                lines.append(entry(f"/img/{image}.png", 120 + image % 80, height))
            else:
                lines.append(entry(f"https://host-{number % 97}.example/archive/2024/{number}/picture-of-the-day.jpg?w=800", 800, 600))
        (site / f"{first // 100:06}-an-article-of-the-archive.md").write_text("".join(lines) + "---\n")
    return site


def check_large(browser, program, directory, entries, images, longest):
    site = large_site(directory, entries, images)
    start = time.monotonic()
    run(program, "audit", "--format", "html", "--output", "sheet.html", directory=site)
    made = time.monotonic() - start
    page = site / "sheet.html"
    files = list((site / "sheet-thumbnails").iterdir())
    check(len(files) == images, f"large: {len(files)} thumbnails in a directory beside the page")
    seconds = load(browser, page)
    total = f"{entries:,}"
    browser.find_element(By.ID, "reset").click()
    check(wait_status(browser, f"Showing {total} of {total} entries"), f"large: every entry is there ({status(browser)})")
    cards = browser.execute_script("return document.querySelectorAll('.card').length")
    check(cards < 100, f"large: {cards} cards in the document")
    wait(browser, "return [...document.images].some(i => i.complete && i.naturalWidth > 0)")
    check(True, "large: thumbnails load from the directory")
    height = "return document.documentElement.scrollHeight"
    before = browser.execute_script(height)
    browser.execute_script("scrollTo(0, document.documentElement.scrollHeight / 2)")
    time.sleep(0.5)
    check(browser.execute_script(height) == before, "large: the height stays while it is scrolled")
    seen = """const list = [...document.querySelectorAll('.card')].filter(c => c.getBoundingClientRect().bottom > 160);
      return Math.min(...list.map(c => Number(c.dataset.position)))"""
    middle = browser.execute_script(seen)
    browser.set_window_size(700, 900)
    wait(browser, f"return document.documentElement.scrollHeight > {before}")
    time.sleep(0.5)
    moved = browser.execute_script(seen)
    browser.set_window_size(1280, 900)
    wait(browser, f"return document.documentElement.scrollHeight === {before}")
    time.sleep(0.5)
    check(abs(moved - middle) < 16 and abs(browser.execute_script(seen) - middle) < 16,
          f"large: a window of another width shows the same entries {middle, moved}")
    shown = browser.execute_script(
        "return [...document.querySelectorAll('.card')].filter(c => { const r = c.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }).map(c => Number(c.dataset.position))")
    check(shown and min(shown) > entries / 4, f"large: shows what is in the middle {shown[:3]}")
    overflow = browser.execute_script("return [...document.querySelectorAll('.card')].filter(c => c.scrollHeight > c.clientHeight + 1).length")
    check(overflow == 0, "large: no card is cut off")
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    press(browser, Keys.END)
    check(place_of_focus(browser) == entries - 1, "large: End leads to the last entry")
    last = browser.execute_script("const r = document.activeElement.getBoundingClientRect(); return r.bottom <= innerHeight + 1 && r.top >= 0")
    check(last, "large: and it is seen")
    # In a narrow window the list is several times as high.
    browser.set_window_size(560, 900)
    wait(browser, f"return document.documentElement.scrollHeight !== {before}")
    time.sleep(0.5)
    seen = "const r = document.activeElement.getBoundingClientRect(); return [Number(document.activeElement.closest('.card').dataset.position), r.top >= 0 && r.bottom <= innerHeight + 1]"
    places = []
    for key in [Keys.HOME, Keys.END, "k", "k", Keys.HOME, "j", "j"]:
        press(browser, key)
        time.sleep(0.1)
        places.append(browser.execute_script(seen))
    wanted = [0, entries - 1, entries - 2, entries - 3, 0, 1, 2]
    check(places == [[place, True] for place in wanted], f"large: keys lead to entries in a narrow window {places}")
    browser.set_window_size(1280, 900)
    wait(browser, f"return document.documentElement.scrollHeight === {before}")
    set_value(browser, "search", "picture-of-the-day")
    check(wait_status(browser, f"Showing {-(-entries // 4):,} of {total} entries"), f"large: a search ({status(browser)})")
    set_value(browser, "search", "")
    wait_status(browser, f"Showing {total} of {total} entries")
    choose_rule(browser, "dimensions-mismatch")
    wait(browser, f"return document.getElementById('status').textContent !== 'Showing {total} of {total} entries'")
    for order in ["shift", "record-shift", "order", "worst"]:
        set_value(browser, "sort", order)
        time.sleep(0.5)
    browser.find_element(By.ID, "reset").click()
    check(wait_status(browser, f"Showing {total} of {total} entries"), "large: all again")
    set_value(browser, "mark-all", "2")
    wait(browser, "return document.getElementById('marked').textContent.endsWith(' accepted')")
    time.sleep(1)
    browser.find_element(By.ID, "unmark").click()
    browser.execute_script("document.querySelector('.tile').click()")
    for step in range(20):
        browser.find_element(By.ID, "next").click()
    browser.execute_script("document.getElementById('large').close()")
    for step in range(40):
        browser.execute_script("scrollBy(0, 700)")
    time.sleep(0.3)
    tasks = browser.execute_script("return watched.tasks")
    browser.execute_script("setTimeout(() => { const end = performance.now() + 120; while (performance.now() < end); })")
    wait(browser, f"return watched.tasks.length > {len(tasks)}")
    print(f"large: {entries} entries, page {page.stat().st_size / 1e6:.1f} MB, made in {made:.1f} s, loaded in {seconds:.2f} s; "
          f"{len(tasks)} tasks over 50 ms, the longest {max(tasks, default=0)} ms")
    if longest:
        check(max(tasks, default=0) <= longest, f"large: no task over {longest} ms")
    check_quiet(browser, "large")

    # What lies in the directory: what is not the program's stays, what no page shows any more goes.
    (site / "sheet-thumbnails" / "mine.jpg").write_bytes(b"mine")
    (site / "sheet-thumbnails" / ("0" * 64 + "-240.jpg")).write_bytes(b"old")
    shutil.rmtree(site / "img")
    run(program, "audit", "--format", "html", "--output", "sheet.html", directory=site)
    left = os.listdir(site / "sheet-thumbnails")
    check(left == ["mine.jpg"], f"large: old thumbnails go, other files stay {left[:3]}")
