"""Marks on a proof sheet, and what a repair makes of them: by keys alone, in headless Chromium."""

import json
import pathlib
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import check, load, press, run, shot, status, wait, wait_status
from page_checks import check_markup, check_quiet

MARKS = "return [...document.querySelectorAll('.card .mark')].map(m => m.textContent)"


def texts(site):
    return {path.name: path.read_text(encoding="utf-8") for path in (site / "articles").iterdir()}


def check_marks(browser, program, site, page, downloads, pictures):
    load(browser, page, "#rule=dimensions-mismatch")
    check(status(browser) == "Showing 6 of 40 entries", "marks: the six wrong sizes")
    press(browser, "jfj")
    press(browser, Keys.ENTER)
    wait(browser, "return document.getElementById('large').open")
    press(browser, "a")
    check(browser.execute_script("return document.querySelector('.choice.accept').getAttribute('aria-pressed')") == "true",
          "marks: a accepts what is looked at")
    press(browser, Keys.ESCAPE)
    wait(browser, "return document.activeElement.closest('.card') !== null")
    press(browser, "jl")
    check(browser.execute_script(MARKS) == ["Fix", "Accept", "Leave"], f"marks: f, a and l mark {browser.execute_script(MARKS)}")
    said = browser.find_element(By.ID, "marks").text
    check("1 to fix, 1 accepted, 1 to leave" in said and "repair --decisions decisions.json --baseline baseline.json" in said,
          f"marks: are counted, with the command {said}")
    shot(browser, pictures, "marks.png")
    press(browser, "jff")
    check(len(browser.execute_script(MARKS)) == 3, "marks: a second time takes the mark away")
    load(browser, page, "#show=fix")
    check(status(browser) == "Showing 1 of 40 entries", "marks: are kept, and filter")
    load(browser, page, "#show=unmarked&rule=dimensions-mismatch")
    check(status(browser) == "Showing 3 of 40 entries", "marks: as does having none")
    # Saved, carried out
    browser.execute_script("document.getElementById('save').focus()")
    press(browser, Keys.ENTER)
    file = pathlib.Path(downloads) / "decisions.json"
    for _ in range(100):
        if file.exists():
            break
        time.sleep(0.1)
    decisions = json.loads(file.read_text(encoding="utf-8"))["decisions"]
    check([decision["decision"] for decision in decisions] == ["fix", "accept", "leave"], "marks: are saved as a file")
    before = texts(site)
    result = run(program, "repair", "--decisions", str(file), "--baseline", "baseline.json", directory=site)
    after = texts(site)
    changed = [name for name in before if before[name] != after[name]]
    check(changed == ["01-winter-light-on-the-quay.md"]
          and after[changed[0]] == before[changed[0]].replace("height: 300", "height: 225"),
          f"marks: a repair fixes what was marked, in these bytes only {changed}")
    accepted = json.loads((site / "baseline.json").read_text(encoding="utf-8"))["findings"]
    check(len(accepted) == 1 and accepted[0]["rule"] == "dimensions-mismatch", "marks: accepts what was accepted")
    check("1 accepted by the baseline" in result.stdout, "marks: and says so")
    browser.find_element(By.ID, "unmark").click()
    check(not browser.find_element(By.ID, "marks").is_displayed(), "marks: can be taken away together")


def check_since(browser, program, site, pictures):
    """What has changed since an earlier run, and the way into an editor."""
    run(program, "audit", "--format", "json", "--output", "before.json", "articles", directory=site)
    article = next((site / "articles").glob("00-*"))
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("height: 225", "height: 250", 1), encoding="utf-8")
    next((site / "articles").glob("09-*")).unlink()
    run(program, "audit", "--format", "html", "--output", "since.html", "--since", "before.json", "--editor", "vscode",
        "articles", directory=site)
    load(browser, site / "since.html")
    said = browser.find_element(By.ID, "since").text
    check("Since before.json" in said and "1 new" in said and "4 findings fixed" in said, f"since: says what is new and what is fixed {said}")
    browser.find_element(By.CSS_SELECTOR, "#since-counts .chip").click()
    check(wait_status(browser, "Showing 1 of 36 entries"), f"since: what is new can be seen ({status(browser)})")
    check(browser.execute_script("return document.querySelector('.frame .new-mark').textContent") == "New", "since: and says so")
    browser.find_element(By.ID, "fixed-count").click()
    fixed = browser.find_element(By.ID, "fixed-list").text
    check(fixed.count("09-the-night-train-to-the-coast.md") == 4, f"since: what is fixed can be seen {fixed}")
    press(browser, "j")
    press(browser, Keys.ENTER)
    link = browser.find_element(By.CSS_SELECTOR, "#large-place a").get_attribute("href")
    check(link.startswith(f"vscode://file{site}/articles/00-the-ferry-that-would-not-leave.md:8:"),
          f"since: a place opens in the editor {link}")
    check_markup(browser, "since")
    shot(browser, pictures, "since.png")
    browser.execute_script("document.getElementById('large').close()")
    check_quiet(browser, "since")
