"""A review (proofsheet review) in headless Chromium: by keys alone, from the address to the last change undone."""

import json
import re
import signal
import subprocess
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import PATIENCE, check, place_of_focus, press, run, shot, status, wait
from page_checks import check_axe, check_contrast, check_markup, check_quiet
from sites import harbour_site

MARKS = "return [...document.querySelectorAll('.card .mark')].map(m => m.textContent)"
FOCUS = "return document.activeElement.id"


def texts(site):
    return {path.name: path.read_text(encoding="utf-8") for path in (site / "articles").iterdir()}


def changed_files(before, after):
    return sorted(name for name in before if before[name] != after[name])


class Review:
    """The program, and the page that it serves."""

    def __init__(self, browser, program, site, *options):
        self.browser, self.site = browser, site
        self.process = subprocess.Popen([program, "review", *options, "articles"], cwd=site, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.address = self.process.stdout.readline().strip()
        if not re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/", self.address):
            raise RuntimeError(f"no address: {self.address} {self.process.stderr.read()}")

    def open(self, state=""):
        self.browser.get("about:blank")
        self.browser.get(self.address + state)
        wait(self.browser, "return document.documentElement.dataset.ready === 'yes'")

    def told(self):
        """What the page tells, once it does."""
        wait(self.browser, "return document.readyState === 'complete' && document.getElementById('told').open")
        return self.browser.find_element(By.ID, "told").text

    def close(self):
        press(self.browser, Keys.ENTER)
        wait(self.browser, "return !document.getElementById('told').open")

    def change(self, key):
        """Presses the key of a change, and gives what the page tells of it."""
        self.browser.execute_script("window.isOld = true")
        press(self.browser, key)
        wait(self.browser, "return !window.isOld || document.getElementById('told').open")
        return self.told()

    def end(self):
        output, error = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, output, error


def check_apply(review, pictures, axe):
    browser, before = review.browser, texts(review.site)
    review.open("#rule=dimensions-mismatch")
    check(status(browser) == "Showing 6 of 40 entries", f"review: the same page as a file ({status(browser)})")
    wait(browser, "return [...document.images].every(i => i.complete)")
    check(browser.execute_script("return document.images.length > 0 && [...document.images].every(i => i.naturalWidth > 0)"),
          "review: pictures come through the page")
    press(browser, "w")
    check("Nothing is marked" in browser.find_element(By.ID, "said").text, "review: without a mark, says what to do")
    press(browser, "jfjfja")
    check(browser.find_element(By.ID, "said").text == "", "review: with marks, the advice to make some is gone")
    check(browser.execute_script(MARKS) == ["Fix", "Fix", "Accept"], f"review: marks by keys {browser.execute_script(MARKS)}")
    check(browser.find_element(By.ID, "apply").is_displayed() and not browser.find_element(By.ID, "carry-out").is_displayed(),
          "review: offers to apply them, and no command")
    check_contrast(browser, "review")
    check_axe(browser, "review", axe)
    shot(browser, pictures, "review-marks.png")
    said = review.change("w")
    after = texts(review.site)
    names = changed_files(before, after)
    name = "01-winter-light-on-the-quay.md"
    check(names == [name] and after[name] == before[name].replace("height: 300", "height: 225").replace("height: 435", "height: 360"),
          f"review: w writes the marks, in these bytes only {names}")
    check("Changed 2 values in" in said and "accepted 1 finding" in said, f"review: says what was done {said}")
    check("height: 300" in said and "+    height: 225" in said and all(name in said for name in names), f"review: shows the difference {said}")
    accepted = json.loads((review.site / "baseline.json").read_text(encoding="utf-8"))["findings"]
    check(len(accepted) == 1, "review: what is accepted goes to the baseline")
    check(browser.execute_script(FOCUS) == "told-close", "review: the keyboard goes on from there")
    check(browser.find_element(By.ID, "said").get_attribute("aria-live") == "polite" and
          "Changed 2 values" in browser.execute_script("return document.getElementById('said').textContent"), "review: is read out")
    check_contrast(browser, "review, told")
    check_axe(browser, "review, told", axe)
    check_markup(browser, "review")
    shot(browser, pictures, "review.png")
    review.close()
    check(status(browser) == "Showing 3 of 40 entries" and place_of_focus(browser) == 2,
          f"review: goes on at the same place, with the same filters ({status(browser)}, {place_of_focus(browser)})")
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    check(outline == "solid", f"review: and the focus is to be seen {outline}")
    press(browser, "d")
    check("Changed 2 values" in review.told(), "review: d shows the last change again")
    review.close()
    check("Undone" in review.change("u") and texts(review.site) == before and not (review.site / "baseline.json").exists(),
          "review: u gives every file its old bytes")
    review.close()
    check(status(browser) == "Showing 6 of 40 entries", "review: and the entries are there again")


def check_stale(review):
    """Records that another program changes meanwhile, before a change and after it."""
    browser = review.browser
    review.open("#rule=dimensions-mismatch")
    press(browser, "jf")
    name = browser.execute_script("return document.querySelector('.card .article .path').textContent")
    article = review.site / name
    own = article.read_text(encoding="utf-8")
    article.write_text(own + "Written meanwhile.\n", encoding="utf-8")
    said = review.change("w")
    check("Nothing was changed" in said and name in said and "has changed since the page was made" in said, f"review: refuses a stale record {said}")
    check(article.read_text(encoding="utf-8") == own + "Written meanwhile.\n", "review: and what was written meanwhile stays")
    review.close()
    check(browser.execute_script(MARKS) == ["Fix"], f"review: the mark stays {browser.execute_script(MARKS)}")
    said = review.change("w")
    fixed = article.read_text(encoding="utf-8")
    check("Changed 1 value in 1 record" in said and fixed == own.replace("height: 300", "height: 225", 1) + "Written meanwhile.\n",
          f"review: and can be applied once it was seen {said}")
    article.write_text(fixed + "And again.\n", encoding="utf-8")
    # In the large view, too.
    press(browser, Keys.ESCAPE)
    wait(browser, "return !document.getElementById('told').open")
    press(browser, Keys.ENTER)
    wait(browser, "return document.getElementById('large').open")
    said = review.change("u")
    check("Nothing was undone" in said and name in said and article.read_text(encoding="utf-8") == fixed + "And again.\n",
          f"review: undoes nothing where the file has changed since {said}")
    review.close()
    article.write_text(fixed, encoding="utf-8")
    check("Undone" in review.change("u") and article.read_text(encoding="utf-8") == own + "Written meanwhile.\n",
          "review: and does once it is as it was")
    review.close()
    article.write_text(own, encoding="utf-8")


def check_windows(review):
    """A second window, of which the first knows nothing."""
    browser = review.browser
    review.open("#rule=dimensions-mismatch")
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    review.open("#rule=dimensions-mismatch")
    press(browser, "jf")
    check("Changed 1 value" in review.change("w"), "review: a second window changes something")
    browser.switch_to.window(first)
    press(browser, "jjjf")
    said = review.change("w")
    check("out of date" in said, f"review: the first is told that it is out of date {said}")
    review.close()
    check(status(browser) == "Showing 5 of 40 entries" and len(browser.execute_script(MARKS)) == 1, "review: shows what has changed, and keeps its marks")
    press(browser, "u")
    wait(browser, "return document.getElementById('told').open")
    browser.switch_to.window([handle for handle in browser.window_handles if handle != first][0])
    browser.close()
    browser.switch_to.window(first)
    review.close()


def check_phone(review, axe, pictures):
    browser = review.browser
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
    review.open("#rule=dimensions-mismatch")
    time.sleep(0.6)
    wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    check(wide <= 0, f"review: fits a phone ({wide} px too wide)")
    browser.execute_script("document.querySelector('.tile').focus()")
    press(browser, "f")
    shot(browser, pictures, "review-phone-marks.png")
    review.change("w")
    wide = browser.execute_script("const d = document.getElementById('told'); return d.scrollWidth - d.clientWidth")
    check(wide <= 0, f"review: so does what it tells ({wide} px too wide)")
    check_axe(browser, "review, on a phone", axe)
    shot(browser, pictures, "review-phone.png")
    review.close()
    check("Undone" in review.change("u"), "review: can be undone there")
    review.close()
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    time.sleep(0.4)


def check_help(review):
    browser = review.browser
    press(browser, "?")
    text = browser.find_element(By.ID, "help").text
    check(all(words in text for words in ["apply the marks", "undo the last change", "what the last change was"]), f"review: ? lists its keys {text}")
    press(browser, Keys.ESCAPE)


def check_end(review):
    """The button Done, by keys: from the first element of the page on."""
    browser = review.browser
    browser.execute_script("document.getElementById('done').focus()")
    press(browser, Keys.ENTER)
    said = review.told()
    code, output, error = review.end()
    check("The review has ended" in said and "close this page" in said, f"review: Done ends it {said}")
    check(code == 0 and output == "reviewed: nothing was changed\n", f"review: and the program, with status {code} {output}{error}")
    check(browser.find_element(By.ID, "undo").get_attribute("disabled") is not None, "review: nothing can be asked for then")
    check_quiet(browser, "review")


def check_gone(browser, program, site):
    """A program that goes away, and a review without a baseline."""
    review = Review(browser, program, site)
    review.open("#rule=dimensions-mismatch")
    press(browser, "ja")
    check("start the review with --baseline FILE" in browser.find_element(By.ID, "said").text and browser.execute_script(MARKS) == [],
          "review: without a baseline, says how findings are accepted")
    press(browser, "f")
    review.process.send_signal(signal.SIGINT)
    code, output, _ = review.end()
    check(code == 0 and output == "reviewed: nothing was changed\n", f"review: Ctrl-C ends it with status {code} {output}")
    said = review.told()
    check("The program no longer answers" in said and "Save decisions" in said, f"review: the page says that the program has gone {said}")
    review.close()
    check(browser.execute_script(MARKS) == ["Fix"] and browser.find_element(By.ID, "carry-out").is_displayed(),
          "review: the marks are there, and the command that carries them out")


def check_review(browser, program, directory, axe, pictures):
    site = harbour_site(directory, run, program)
    review = Review(browser, program, site, "--baseline", "baseline.json")
    try:
        check_apply(review, pictures, axe)
        check_stale(review)
        check_windows(review)
        check_phone(review, axe, pictures)
        check_help(review)
        check_end(review)
    finally:
        review.process.kill()
    check_gone(browser, program, site)
