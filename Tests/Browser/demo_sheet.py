"""The proof sheet of a small site in headless Chromium: what it shows, how it is filtered, and its keys."""

import base64
import pathlib
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import (check, choose_rule, load, place_of_focus, press, run, set_value, shot, status, wait, wait_status)
from large_view import check_large_view
from marks import check_marks, check_since
from page_checks import check_axe, check_contrast, check_document, check_markup, check_quiet
from sites import TITLES, harbour_site

BACKGROUND = "return getComputedStyle(document.body).backgroundColor"


def chips(browser, name):
    return browser.execute_script("return [...document.querySelectorAll(`#${arguments[0]} .chip`)].map(c => c.textContent)", name)


def names(browser):
    return browser.execute_script("return [...document.querySelectorAll('.card .name')].map(n => n.textContent)")


def verdicts(browser):
    return browser.execute_script("return [...document.querySelectorAll('.card .verdict')].map(n => n.textContent)")


def check_head(browser):
    site, said = browser.find_element(By.ID, "site").text, browser.find_element(By.ID, "run").text
    check(site == "harbour" and "proofsheet audit" in said, f"demo: says the site and the command {site, said}")
    check("10 records, 40 entries" in said, "demo: says what was looked at")
    check(chips(browser, "rules") == ["6 wrong size", "3 gone", "2 scaled size"], f"demo: counts by rule {chips(browser, 'rules')}")
    check(set(chips(browser, "hosts-of")) == {"4 images.example", "3 photos.example", "4 media.example"},
          f"demo: counts by host {chips(browser, 'hosts-of')}")
    quiet = browser.find_element(By.ID, "quiet").text
    check("20 flags: one command mends them" in quiet and "proofsheet repair" in quiet,
          f"demo: folds what one command mends {quiet}")
    check(status(browser) == "Showing 11 of 40 entries", f"demo: shows what has to be looked at ({status(browser)})")
    browser.find_element(By.CSS_SELECTOR, "#rules .chip").click()
    check(wait_status(browser, "Showing 6 of 40 entries"), "demo: a count is clicked to see its entries")
    pressed = browser.execute_script("return [...document.querySelectorAll('[aria-pressed=true]')].map(c => c.textContent)")
    check(pressed == ["6 wrong size"], f"demo: and says so {pressed}")
    browser.find_element(By.CSS_SELECTOR, "#rules .chip").click()
    check(wait_status(browser, "Showing 11 of 40 entries"), "demo: and once more to see all again")
    browser.execute_script("[...document.querySelectorAll('#hosts-of .chip')].find(c => c.textContent.includes('photos')).click()")
    check(wait_status(browser, "Showing 3 of 40 entries"), "demo: the same with hosts")
    set_value(browser, "host", "")
    browser.find_element(By.ID, "quiet-show").click()
    check(wait_status(browser, "Showing 28 of 40 entries"), f"demo: what is folded can be seen ({status(browser)})")
    set_value(browser, "show", "loud")
    wait_status(browser, "Showing 11 of 40 entries")


def check_grid(browser):
    columns = browser.execute_script("""const cards = [...document.querySelectorAll('.card')];
      return cards.filter(c => c.style.top === cards[0].style.top).length""")
    check(6 <= columns <= 8, f"demo: has {columns} entries in a row")
    groups = browser.execute_script("return [...document.querySelectorAll('h3.article .title')].map(n => n.textContent)")
    check(all(title in TITLES for title in groups) and len(set(groups)) == len(groups), f"demo: groups by article {groups}")
    found = verdicts(browser)
    check(found[0] in ("gone", "wrong size", "scaled size") and len(found) == 11, f"demo: says what is wrong {found}")
    box = browser.execute_script("""
      const tile = [...document.querySelectorAll('.tile')].find(t => t.querySelector('.verdict').textContent.startsWith('wrong size'));
      const size = s => tile.querySelector(s).getBoundingClientRect(), numbers = tile.querySelector('.numbers').textContent;
      return [size('.picture').width, size('.picture').height, size('.box').width, size('.box').height, numbers]""")
    declared, actual = ([int(n) for n in side.split(" × ")] for side in box[4].split(" → "))
    ratio = declared[1] / declared[0] / (actual[1] / actual[0])
    check(abs(box[0] - box[2]) < 1 and abs(box[3] / box[1] - ratio) < 0.02,
          f"demo: the declared box is over the picture, at its width {box}")
    wait(browser, "return [...document.images].every(i => i.complete)")
    check(browser.execute_script("return [...document.images].every(i => i.naturalWidth > 0)"), "demo: pictures load")
    corners = browser.execute_script("""return [...document.querySelectorAll('.card .corner')].map(c =>
      getComputedStyle(c).borderTopColor + c.className)""")
    check(len(corners) == 11 and len(set(corners)) >= 1, "demo: corners have the colour of the severity")


def check_filters(browser, page):
    choose_rule(browser, "dimensions-scaled")
    check(wait_status(browser, "Showing 2 of 40 entries"), "demo: a rule filters")
    check(verdicts(browser) == ["scaled size"] * 2 or "scaled size +1" in verdicts(browser), f"demo: by the rule of the finding {verdicts(browser)}")
    browser.find_element(By.ID, "reset").click()
    check(wait_status(browser, "Showing 40 of 40 entries"), "demo: all can be shown")
    check("nothing wrong" in verdicts(browser), "demo: what is right says so")
    set_value(browser, "host", "Photos")
    check(wait_status(browser, "Showing 3 of 40 entries"), "demo: a host filters")
    set_value(browser, "host", "")
    set_value(browser, "record", "Winter LIGHT")
    check(wait_status(browser, "Showing 4 of 40 entries"), "demo: an article filters by its title")
    set_value(browser, "record", "")
    for words, count in [("404", 3), ("LIGHTHOUSE", 4), ("harbour-7.png", 1)]:
        set_value(browser, "search", words)
        check(wait_status(browser, f"Showing {count} of 40 entries"), f"demo: a search for {words} ({status(browser)})")
    set_value(browser, "search", "nothing of the kind")
    check(wait_status(browser, "Showing 0 of 40 entries"), "demo: a search may find nothing")
    empty = browser.find_element(By.ID, "empty").text
    check("Nothing matches “nothing of the kind”" in empty and "Show all 40 entries" in empty, f"demo: says so, and offers all {empty}")
    browser.find_element(By.ID, "offer").click()
    check(wait_status(browser, "Showing 40 of 40 entries") and not browser.find_element(By.ID, "empty").is_displayed(),
          "demo: and shows all")
    # The address
    choose_rule(browser, "image-gone")
    set_value(browser, "sort", "order")
    set_value(browser, "search", "tide & map")
    check(wait_status(browser, "Showing 0 of 40 entries"), "demo: filters add up")
    state = browser.execute_script("return location.hash")
    check(state == "#q=tide+%26+map&rule=image-gone&show=all&sort=order", f"demo: the address has the filters {state}")
    load(browser, page, "#rule=image-gone&show=all&sort=order")
    check(status(browser) == "Showing 3 of 40 entries", f"demo: and brings them back ({status(browser)})")
    load(browser, page, "#rule=no-such-rule&show=nonsense&x=y")
    check(status(browser) == "Showing 11 of 40 entries", f"demo: an address of another page does no harm ({status(browser)})")
    browser.execute_script("location.hash = 'list'")
    time.sleep(0.2)
    check(status(browser) == "Showing 11 of 40 entries", "demo: nor does the link to the list")


def check_order(browser):
    browser.find_element(By.ID, "reset").click()
    wait_status(browser, "Showing 40 of 40 entries")
    first = "return document.querySelector('.card h3 .path').textContent.slice(9, 11)"
    set_value(browser, "sort", "order")
    wait(browser, f"({first.replace('return ', 'window.first = () => ')}); return first() === '00'")
    titles = browser.execute_script("return [...document.querySelectorAll('h3.article .path')].map(n => n.textContent)")
    check(titles == sorted(titles), "demo: entries come in the order of the records")
    set_value(browser, "sort", "record-shift")
    wait(browser, "return document.querySelector('.numbers').textContent.startsWith('layout shift of the article')")
    check(True, "demo: articles come by the sum of their shifts, and say it")
    set_value(browser, "sort", "worst")
    wait(browser, "return first() === '01'")
    check(True, "demo: the article with most that is wrong comes first")


def check_keys(browser):
    set_value(browser, "show", "loud")
    wait_status(browser, "Showing 11 of 40 entries")
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    check(browser.execute_script("return document.activeElement.id") == "search", "demo: / leads to the search")
    press(browser, "/f")
    check(browser.execute_script("return document.getElementById('search').value") == "/f", "demo: and is typed there")
    press(browser, Keys.ESCAPE)
    check(wait_status(browser, "Showing 11 of 40 entries"), "demo: Escape clears the search")
    browser.execute_script("document.activeElement.blur()")
    body.send_keys("j")
    check(place_of_focus(browser) == 0, "demo: j leads to the first entry")
    seen = []
    for key in ["j", Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ARROW_RIGHT, "k", Keys.END, Keys.HOME]:
        press(browser, key)
        seen.append(place_of_focus(browser))
    check(seen == [1, 8, 1, 2, 1, 10, 0], f"demo: keys lead from entry to entry {seen}")
    press(browser, "jj")
    name = "return document.activeElement.closest('.card').querySelector('.verdict').textContent + document.activeElement.querySelector('.numbers').textContent"
    before = browser.execute_script(name)
    set_value(browser, "sort", "shift")
    wait(browser, "return location.hash.includes('sort=shift')")
    check(browser.execute_script(name) == before, "demo: the entry with the focus keeps it when the order changes")
    check(browser.execute_script("return document.querySelectorAll('.tile[tabindex=\"0\"]').length") == 1,
          "demo: one entry is in the order of the focus")
    set_value(browser, "sort", "worst")
    press(browser, "?")
    check(browser.find_element(By.ID, "help").is_displayed() and "search" in browser.find_element(By.ID, "help").text,
          "demo: ? shows the keys")
    press(browser, Keys.ESCAPE)
    check(not browser.find_element(By.ID, "help").is_displayed(), "demo: and Escape puts them away")


def check_looks(browser, page, axe, pictures):
    light = browser.execute_script(BACKGROUND)
    button = browser.find_element(By.ID, "theme")
    check(button.text == "Dark theme", "demo: the button of the theme says what it will do")
    button.click()
    check(browser.execute_script(BACKGROUND) != light and button.text == "Light theme", "demo: can be dark")
    check_contrast(browser, "demo, dark")
    check_axe(browser, "demo, dark", axe)
    shot(browser, pictures, "dark.png")
    button.click()
    check(browser.execute_script(BACKGROUND) == light, "demo: and light again")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    load(browser, page)
    check(browser.execute_script(BACKGROUND) != light, "demo: is dark where the reader prefers it")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def check_print(browser, pictures):
    if pictures:
        sheet = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": False, "paperWidth": 8.27, "paperHeight": 11.69})
        (pathlib.Path(pictures) / "print.pdf").write_bytes(base64.b64decode(sheet["data"]))
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    printed = browser.execute_script("""return [getComputedStyle(document.querySelector('.bar')).display,
      getComputedStyle(document.querySelector('.card')).position, document.querySelectorAll('.card').length,
      document.querySelectorAll('.card .finding').length]""")
    check(printed == ["none", "relative", 11, 14], f"demo: is printed without controls, with all findings {printed}")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    check(status(browser) == "Showing 11 of 40 entries" and len(names(browser)) == 11, "demo: and is whole again then")


def check_phone(browser, axe, pictures):
    # A window of Chromium's own is no narrower than 500 pixels.
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
    time.sleep(0.6)
    wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    check(wide <= 0, f"demo: fits a phone ({wide} px too wide)")
    bar = browser.execute_script("return document.querySelector('.bar').offsetHeight")
    check(bar < 60 and not browser.find_element(By.ID, "filters").is_displayed(), f"demo: filters fold there ({bar} px)")
    shot(browser, pictures, "phone.png")
    browser.find_element(By.ID, "fold").click()
    check(browser.find_element(By.ID, "rule").is_displayed() and browser.find_element(By.ID, "fold").get_attribute("aria-expanded") == "true",
          "demo: and unfold")
    check_axe(browser, "demo, on a phone", axe)
    browser.find_element(By.ID, "fold").click()
    browser.execute_script("document.querySelector('.tile').click()")
    wide = browser.execute_script("const d = document.getElementById('large-body'); return d.scrollWidth - d.clientWidth")
    check(wide <= 0, f"demo: so does what is looked at closely ({wide} px too wide)")
    shot(browser, pictures, "phone-large.png")
    browser.execute_script("document.getElementById('large').close()")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    time.sleep(0.4)


def check_demo(browser, program, directory, axe, pictures):
    site = harbour_site(directory, run, program)
    run(program, "audit", "--format", "html", "--output", "sheet.html", directory=site)
    page = site / "sheet.html"
    check_document(page, "demo")
    load(browser, page)
    check_head(browser)
    check_grid(browser)
    check_contrast(browser, "demo, light")
    check_axe(browser, "demo, light", axe)
    shot(browser, pictures, "desktop.png")
    check_filters(browser, page)
    check_order(browser)
    check_keys(browser)
    check_large_view(browser, axe, pictures)
    check_marks(browser, program, site, page, directory, pictures)
    load(browser, page)
    check_looks(browser, page, axe, pictures)
    check_print(browser, pictures)
    check_phone(browser, axe, pictures)
    check_markup(browser, "demo")
    check_quiet(browser, "demo")
    check_since(browser, program, site, pictures)
