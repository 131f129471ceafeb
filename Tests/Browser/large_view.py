"""An entry looked at closely, what it offers, and marks, in headless Chromium."""

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import check, place_of_focus, press, set_value, shot, wait, wait_status
from page_checks import check_axe, check_contrast, check_markup

COPIED = """window.copied = null;
  navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };"""


def copied(browser, label):
    browser.execute_script("[...document.querySelectorAll('#large button')].find(b => b.textContent === arguments[0]).click()", label)
    wait(browser, "return copied !== null")
    text = browser.execute_script("const text = copied; window.copied = null; return text")
    return text


def check_view(browser, axe, pictures):
    """By keys alone: the first wrong size of all."""
    browser.execute_script("document.activeElement.blur()")
    set_value(browser, "search", "harbour-5.png")
    wait_status(browser, "Showing 1 of 40 entries")
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j")
    press(browser, Keys.ENTER)
    check(browser.find_element(By.ID, "large").is_displayed(), "large view: Enter opens it")
    check(browser.execute_script("return document.activeElement.id") == "large-title", "large view: and leads to its title")
    shot(browser, pictures, "large.png")
    text = browser.find_element(By.ID, "large").text
    for words in ["Winter light on the quay", "wrong size", "dimensions-mismatch", "Declared", "360 × 300", "Actual", "360 × 225",
                  "images.example", "What a fix changes in the record", "height: 300", "height: 225"]:
        check(words in text, f"large view: says {words}")
    signs = browser.execute_script("return [...document.querySelectorAll('.excerpt .code')].map(c => c.className.slice(5) + c.querySelector('.number').textContent)")
    check([sign for sign in signs if sign.startswith(("old", "new"))] == ["old10", "new"], f"large view: shows the lines that change {signs}")
    check_contrast(browser, "large view")
    check_axe(browser, "large view", axe)
    check_markup(browser, "large view")
    # The slider
    heights = """const s = q => document.querySelector('#large .stage ' + q).getBoundingClientRect().height; return [s('.picture'), s('.box')]"""
    before = browser.execute_script(heights)
    browser.find_element(By.ID, "morph").send_keys(Keys.END)
    after = browser.execute_script(heights)
    check(before[1] == after[1] and abs(after[0] - after[1]) < 1 and abs(before[1] / before[0] - 300 / 225) < 0.02,
          f"large view: the slider takes the picture to the declared shape {before, after}")
    press(browser, Keys.HOME)
    check(browser.execute_script(heights) == before and place_of_focus(browser) == -1, "large view: and back")
    # What can be copied
    browser.execute_script(COPIED)
    check(copied(browser, "Copy path").endswith("01-winter-light-on-the-quay.md:8"), "large view: copies the path and the line")
    check(copied(browser, "Copy fix").strip() == "height: 225", "large view: copies the fix")
    command = copied(browser, "Copy repair command")
    check(command == "proofsheet repair --dimensions articles/01-winter-light-on-the-quay.md", f"large view: copies the command {command}")
    ignore = copied(browser, "Copy ignore rule")
    check(ignore.startswith("ignore:\n  - rule: dimensions-mismatch\n    url: \"https://images.example/harbour-5.png\"\n    record: articles/01-"),
          f"large view: copies what ignores it {ignore!r}")
    press(browser, Keys.ESCAPE)
    wait(browser, "return document.activeElement.closest('.card') !== null")
    check(not browser.find_element(By.ID, "large").is_displayed() and place_of_focus(browser) == 0, "large view: Escape leads back to the entry")
    set_value(browser, "search", "")
    wait_status(browser, "Showing 11 of 40 entries")
    # From one to the next
    browser.execute_script("document.querySelectorAll('.tile')[9].click()")
    press(browser, "j")
    check(browser.find_element(By.ID, "large-count").text == "11 of 11", "large view: j leads to the next")
    press(browser, "j")
    press(browser, "k")
    check(browser.find_element(By.ID, "large-count").text == "10 of 11", "large view: and k back")
    press(browser, Keys.ESCAPE)
    wait(browser, "return document.activeElement.closest('.card') !== null")
    check(place_of_focus(browser) == 9, "large view: the focus is where one was last")


def check_large_view(browser, axe, pictures):
    set_value(browser, "show", "loud")
    wait_status(browser, "Showing 11 of 40 entries")
    check_view(browser, axe, pictures)
