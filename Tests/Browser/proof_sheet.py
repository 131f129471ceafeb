#!/usr/bin/env python3
"""Checks proof sheets (--format html) in headless Chromium.

It needs chromium, chromedriver and python3-selenium, and uses axe-core where the package axe-core-python has it.
Exits with 0 where all is right, 1 where something is not, and 2 where it could not be looked at.
"""

import argparse
import base64
import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    # The packages of a distribution are for its own Python, which need not be the first one found.
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3") or "REEXECUTED" in os.environ:
        sys.exit("python3-selenium is missing")
    os.execve("/usr/bin/python3", ["/usr/bin/python3", *sys.argv], {**os.environ, "REEXECUTED": "yes"})

# In seconds; what takes longer hangs, on however slow a machine.
PATIENCE = 900

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "<!--<script>", "--><b>", "\" autofocus onfocus=\"alert(1)", "' onmouseover='alert(1)", "&lt;b&gt;", "]]>",
    "\u202egnp.exe", "a\u200bb", "a\u2028b", "a\u2029b", "\u0085", "{{7*7}}", "${alert(1)}", "javascript:alert(1)",
]

# What a page does before its own script runs: it notes what must not happen, and how long tasks take.
WATCH = """
  window.watched = {violations: [], errors: [], alerts: 0, tasks: []};
  document.addEventListener('securitypolicyviolation', e => watched.violations.push(e.violatedDirective + ' ' + e.blockedURI));
  addEventListener('error', e => watched.errors.push(String(e.message)));
  addEventListener('unhandledrejection', e => watched.errors.push(String(e.reason)));
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { watched.alerts += 1; };
  new PerformanceObserver(list => watched.tasks.push(...list.getEntries().map(e => Math.round(e.duration))))
    .observe({type: 'longtask', buffered: true});
"""

failures = []


def check(is_right, text):
    """Notes what is not right, and goes on."""
    print(("ok    " if is_right else "WRONG ") + text, flush=True)
    if not is_right:
        failures.append(text)


def png(width, height, color):
    """A PNG of one colour with a darker lower half, so that it is not blank."""
    rows = b"".join(
        b"\0" + bytes(c // (1 if y < height // 2 else 2) for c in color) * width for y in range(height))

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server(http.server.BaseHTTPRequestHandler):
    """Sends hostile labels, and one image."""

    def do_GET(self):
        is_image = self.path.endswith("good.png")
        body = png(60, 40, (90, 160, 220)) if is_image else b"<html><script>alert(1)</script>"
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if is_image else "text/x; a=<img src=x onerror=alert(1)>")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def check_document(page, name):
    """Reads a page by parsers that are not the browser's, and reckons its hashes anew."""
    text = pathlib.Path(page).read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text).group(1)
    for kind, element in [("script-src", "script"), ("style-src", "style")]:
        inline = re.findall(f"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256("".join(inline).encode()).digest()).decode()
        check(len(inline) == 1 and f"{kind} 'sha256-{digest}'" in policy, f"{name}: the policy allows the {element} alone")
    check(policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy,
          f"{name}: and nothing else")
    try:
        import html5lib
    except ImportError:
        print(f"--    {name}: html5lib is not there")
        return
    try:
        html5lib.HTMLParser(strict=True).parse(text)
        check(True, f"{name}: html5lib finds no error")
    except html5lib.html5parser.ParseError as error:
        check(False, f"{name}: html5lib finds {error}")


def run(program, *arguments, directory):
    result = subprocess.run([program, *arguments], cwd=directory, capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{arguments[0]} ended with {result.returncode}: {result.stderr}")
    return result


def entry(url, width, height):
    return f"  - url: {json.dumps(url)}\n    width: {width}\n    height: {height}\n"


def open_browser(dark=False):
    options = Options()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--hide-scrollbars", "--window-size=1280,900", "--force-color-profile=srgb"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary:
        options.binary_location = binary
    driver = shutil.which("chromedriver")
    browser = webdriver.Chrome(service=Service(driver), options=options) if driver else webdriver.Chrome(options=options)
    browser.set_script_timeout(PATIENCE)
    browser.set_page_load_timeout(PATIENCE)
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    return browser


def load(browser, page):
    """Opens a page from the disk, and gives the seconds until it could be used."""
    start = time.monotonic()
    browser.get(pathlib.Path(page).absolute().as_uri())
    wait(browser, "return document.documentElement.dataset.ready === 'yes'")
    return time.monotonic() - start


def wait(browser, condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if browser.execute_script(condition):
            return True
        time.sleep(0.05)
    raise RuntimeError(f"waited in vain for: {condition}")


def status(browser):
    return browser.find_element(By.ID, "status").text


def wait_status(browser, text):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if status(browser) == text:
            return True
        time.sleep(0.05)
    return False


def set_value(browser, name, value):
    browser.execute_script(
        "const node = document.getElementById(arguments[0]); node.value = arguments[1];"
        "node.dispatchEvent(new Event(node.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true}));", name, value)


def choose_rule(browser, rule):
    set_value(browser, "rule", browser.execute_script(
        "return [...document.getElementById('rule').options].find(o => o.textContent.startsWith(arguments[0])).value", rule))


def titles(browser):
    return browser.execute_script("return [...document.querySelectorAll('.card h3')].map(n => n.textContent)")


def check_quiet(browser, name):
    watched = browser.execute_script("return watched")
    check(not watched["violations"], f"{name}: no violation of the policy {watched['violations'][:3]}")
    check(not watched["errors"] and not watched["alerts"], f"{name}: no error, no alert {watched['errors'][:3]}")
    log = [line for line in browser.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]
    check(not log, f"{name}: nothing in the console {log[:3]}")


def check_markup(browser, name):
    """All elements are of the kinds that the page's own script and markup make."""
    foreign = browser.execute_script("""
      const known = new Set(('HTML HEAD META TITLE STYLE BODY A HEADER H1 H2 H3 DIV P NOSCRIPT LABEL INPUT SELECT OPTION ' +
        'BUTTON DATALIST MAIN KBD UL LI SPAN IMG SCRIPT DETAILS SUMMARY PRE').split(' '));
      const bad = [...document.querySelectorAll('*')].filter(n => !known.has(n.tagName)
        || [...n.attributes].some(a => a.name.startsWith('on'))
        || (n.tagName === 'SCRIPT' && n !== document.scripts[document.scripts.length - 1])
        || (n.tagName === 'A' && !/^(https?:|#)/.test(n.getAttribute('href')))
        || (n.tagName === 'A' && /^http/.test(n.getAttribute('href')) && n.rel !== 'noreferrer noopener')
        || (n.tagName === 'IMG' && !/^(data:image.jpeg;base64,|[.][/])/.test(n.getAttribute('src'))));
      return bad.map(n => n.outerHTML.slice(0, 200));""")
    check(not foreign, f"{name}: no element but the page's own {foreign[:2]}")


def check_contrast(browser, name):
    """Contrast of texts by WCAG 2.2 §1.4.3, and what an element must have for those who do not see it."""
    faults = browser.execute_script(r"""
      const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
      const light = c => { const v = c.slice(0, 3).map(x => { x /= 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const under = node => { for (let n = node; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor);
        if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
      const faults = [];
      for (const node of document.querySelectorAll('body *')) {
        const style = getComputedStyle(node);
        const hasText = [...node.childNodes].some(c => c.nodeType === 3 && c.textContent.trim());
        if (hasText && style.display !== 'none' && style.visibility !== 'hidden' && node.tagName !== 'SCRIPT' && node.tagName !== 'NOSCRIPT') {
          const pair = [light(parse(style.color)), light(under(node))].sort((a, b) => b - a);
          const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
          if (ratio < 4.5) faults.push(node.tagName + '.' + node.className + ' ' + ratio.toFixed(2));
        }
        if (node.tagName === 'IMG' && !node.alt) faults.push('an image without an alternative text');
        if (/^(INPUT|SELECT)$/.test(node.tagName) && !node.labels.length) faults.push(node.id + ' without a label');
        if (node.tagName === 'BUTTON' && !node.textContent.trim()) faults.push('a button without a name');
      }
      const levels = [...document.querySelectorAll('h1,h2,h3')].map(n => Number(n.tagName[1]));
      levels.forEach((level, i) => { if (i && level > levels[i - 1] + 1) faults.push('a heading that skips a level'); });
      const ids = [...document.querySelectorAll('[id]')].map(n => n.id);
      if (new Set(ids).size !== ids.length) faults.push('an id twice');
      for (const selector of ['h1', 'main', 'header', '[role=search]', '[role=status][aria-live=polite]', 'ul[role=list]', '.card[tabindex="0"]'])
        if (document.querySelectorAll(selector).length !== 1) faults.push('not one ' + selector);
      if (document.documentElement.lang !== 'en' || !document.title) faults.push('no language or title');
      return [...new Set(faults)];""")
    check(not faults, f"{name}: contrast, names and roles {faults[:5]}")


def axe_source(path):
    """The text of axe-core; nothing where it is not to be had."""
    if path:
        return pathlib.Path(path).read_text(encoding="utf-8")
    try:
        import axe_core_python
    except ImportError:
        return None
    return (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def check_axe(browser, name, axe):
    if not axe:
        print(f"--    {name}: axe-core is not there")
        return
    browser.execute_script(axe)
    result = browser.execute_async_script("const done = arguments[0]; axe.run(document).then(done, e => done({violations: [{id: String(e), nodes: []}]}));")
    faults = [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:2]]}" for fault in result["violations"]]
    check(not faults, f"{name}: axe-core {result.get('testEngine', {}).get('version')} finds nothing {faults[:4]}")


def check_hostile(browser, program, directory, axe):
    """A site whose every text is hostile: fetched, audited, shown."""
    site = pathlib.Path(directory) / "hostile"
    (site / "img").mkdir(parents=True)
    (site / "img" / "wide.png").write_bytes(png(200, 100, (200, 120, 40)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for number, text in enumerate(HOSTILE):
        name = f"{number:02} {text}.md".replace("/", "\u2215")
        key = json.dumps(text)
        (site / name).write_text(
            f"---\ntitle: {key}\nimages:\n" + entry(f"https://images.example/{text}?token=secret1", 600, 400)
            + entry(text, 10, 10) + f"{key}:\n  url: \"/img/wide.png\"\n  width: 200\n  height: 200\n---\n", encoding="utf-8")
    (site / "plain.md").write_text("---\nimages:\n" + entry("https://images.example/good.png", 60, 40) + "---\n")
    (site / "broken.md").write_text("---\nimages: [\n---\n")
    run(program, "warm", "--host-delay", "0", "--allow-private-hosts", "--remap",
        f"^https://images.example http://127.0.0.1:{server.server_address[1]}", ".", directory=site)
    run(program, "audit", "--format", "html", "--output", "sheet.html", directory=site)
    server.shutdown()
    text = (site / "sheet.html").read_text(encoding="utf-8")
    check_document(site / "sheet.html", "hostile")
    check("secret1" not in text, "hostile: no credential in the page")
    load(browser, site / "sheet.html")
    browser.find_element(By.ID, "reset").click()
    # Of programs and scripts the records name no image: both entries of `.exe`, one of `javascript:`.
    total = 3 * len(HOSTILE) + 2 - 3
    check(wait_status(browser, f"Showing {total} of {total} entries"), f"hostile: every entry is there ({status(browser)})")
    for share in (0, 0.3, 0.6, 1):
        browser.execute_script("scrollTo(0, document.documentElement.scrollHeight * arguments[0])", share)
        time.sleep(0.2)
        check_markup(browser, f"hostile at {share}")
    shown = browser.execute_script("return document.body.innerText")
    check("labelled text/x" in shown or "onerror" in shown, "hostile: the texts show as texts")
    check(not any(mark in shown for mark in "\u202e\u200b\u2028\u0085"), "hostile: nothing changes the order of reading")
    check_quiet(browser, "hostile")
    check_axe(browser, "hostile", axe)


def demo_sheet(program, directory):
    """The sheet of the demo's site before its repair."""
    run(program, "demo", "site", directory=directory)
    site = pathlib.Path(directory) / "site"
    article = next(site.glob("_news/*.md"))
    text = article.read_text(encoding="utf-8")
    text = text.replace("width: 600\n        height: 338", "width: 600\n        height: 400")
    text = text.replace("width: 600\n        height: 800", "width: 800\n        height: 600")
    article.write_text(text, encoding="utf-8")
    run(program, "audit", "--format", "html", "--output", "sheet.html", directory=site)
    return site / "sheet.html"


def check_small(browser, program, directory, axe, screenshot):
    page = demo_sheet(program, directory)
    check_document(page, "demo")
    load(browser, page)
    check(status(browser) == "Showing 5 of 9 entries", f"demo: shows what has findings ({status(browser)})")
    check("1 record, 9 entries" in browser.find_element(By.ID, "run").text, "demo: says what was looked at")
    box = browser.execute_script("""
      const frame = document.querySelector('.frame'), size = s => frame.querySelector(s).getBoundingClientRect();
      return [size('.picture').width, size('.picture').height, size('.box').width, size('.box').height]""")
    check(abs(box[0] - box[2]) < 1 and abs(box[3] / box[1] - 400 / 338) < 0.02,
          f"demo: the declared box is over the picture, at its width {box}")
    wait(browser, "return [...document.images].every(i => i.complete)")
    check(browser.execute_script("return [...document.images].every(i => i.naturalWidth > 0)"), "demo: pictures load")
    check_contrast(browser, "demo, light")
    check_axe(browser, "demo, light", axe)
    if screenshot:
        browser.set_window_size(1270, 780)
        time.sleep(1)
        browser.save_screenshot(screenshot)

    # Filters and search
    choose_rule(browser, "dimensions-swapped")
    check(wait_status(browser, "Showing 1 of 9 entries"), "demo: a rule filters")
    check(titles(browser) == ["related[2].images[0]"], f"demo: by the rule of the finding {titles(browser)}")
    browser.find_element(By.ID, "reset").click()
    check(wait_status(browser, "Showing 9 of 9 entries"), "demo: all can be shown")
    check("Nothing is wrong." in browser.find_element(By.ID, "list").text, "demo: what is right says so")
    set_value(browser, "severity", "1")
    check(wait_status(browser, "Showing 0 of 9 entries"), "demo: a severity filters")
    set_value(browser, "severity", "-1")
    set_value(browser, "host", "Lighthouse")
    check(wait_status(browser, "Showing 1 of 9 entries"), "demo: a host filters")
    set_value(browser, "host", "")
    set_value(browser, "record", "no such record")
    check(wait_status(browser, "Showing 0 of 9 entries"), "demo: a record filters")
    set_value(browser, "record", "")
    for words, count in [("404", 1), ("FERRY", 1), ("harbour-at-dawn", 9), ("nothing of the kind", 0)]:
        set_value(browser, "search", words)
        check(wait_status(browser, f"Showing {count} of 9 entries"), f"demo: a search for {words}")
    set_value(browser, "search", "")

    # Order
    wait_status(browser, "Showing 9 of 9 entries")
    set_value(browser, "sort", "shift")
    wait(browser, "return document.querySelector('.card h3').textContent === 'related[2].images[0]'")
    check(titles(browser)[:2] == ["related[2].images[0]", "related[1].images[0]"], "demo: the greatest shift comes first")
    set_value(browser, "sort", "record-shift")
    wait(browser, "return document.querySelector('.card h3').textContent === 'images[0]'")
    check("layout shift of the record 0.216" in browser.find_element(By.CSS_SELECTOR, ".card .place").text,
          "demo: records come by the sum of their shifts, and say it")
    set_value(browser, "sort", "severity")
    wait(browser, "return document.querySelector('.card h3').textContent === 'related[1].images[0]'")
    check("finding s2" in browser.execute_script("return document.querySelector('.card').innerHTML"), "demo: errors come first")
    set_value(browser, "sort", "order")
    wait(browser, "return document.querySelector('.card h3').textContent === 'images[0]'")

    # Keys
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    focus = "return document.activeElement.id || document.activeElement.className"
    check(browser.execute_script(focus) == "search", "demo: / leads to the search")
    browser.switch_to.active_element.send_keys("/j")
    check(browser.execute_script("return document.getElementById('search').value") == "/j", "demo: and is typed there")
    check(wait_status(browser, "Showing 1 of 9 entries"), "demo: which searches for it")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    check(wait_status(browser, "Showing 9 of 9 entries"), "demo: Escape clears the search")
    browser.execute_script("document.activeElement.blur()")
    place = "return Number((document.activeElement.closest('.card') || {dataset: {position: -1}}).dataset.position)"
    body.send_keys("j")
    check(browser.execute_script(place) == 0, "demo: j leads to the first entry")
    seen = []
    for key in ["j", Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ARROW_RIGHT, "k", Keys.END, Keys.HOME]:
        browser.switch_to.active_element.send_keys(key)
        seen.append(browser.execute_script(place))
    check(seen == [1, 3, 1, 2, 1, 8, 0], f"demo: keys lead from entry to entry {seen}")
    browser.switch_to.active_element.send_keys("jj")
    set_value(browser, "sort", "severity")
    wait(browser, "return document.querySelector('.card h3').textContent === 'related[1].images[0]'")
    check("related[1].images[0]" in browser.execute_script("return document.activeElement.textContent"),
          "demo: the entry with the focus keeps it when the order changes")
    check(browser.execute_script("return document.activeElement.tabIndex") == 0
          and browser.execute_script("return document.querySelectorAll('.card[tabindex=\"0\"]').length") == 1,
          "demo: one entry is in the order of the focus")

    # Looks
    colors = "return getComputedStyle(document.body).backgroundColor"
    light = browser.execute_script(colors)
    button = browser.find_element(By.ID, "theme")
    button.click()
    check(browser.execute_script(colors) != light and button.get_attribute("aria-pressed") == "true", "demo: can be dark")
    check_contrast(browser, "demo, dark")
    check_axe(browser, "demo, dark", axe)
    button.click()
    check(browser.execute_script(colors) == light, "demo: and light again")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    load(browser, page)
    check(browser.execute_script(colors) != light, "demo: is dark where the reader prefers it")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    printed = browser.execute_script("""return [getComputedStyle(document.querySelector('.bar')).display,
      getComputedStyle(document.querySelector('.card')).position, document.querySelectorAll('.card').length]""")
    check(printed == ["none", "static", 5], f"demo: is printed without controls {printed}")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    browser.set_window_size(420, 800)
    time.sleep(0.6)
    wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    check(wide <= 0, f"demo: fits a narrow window ({wide} px too wide)")
    overflow = browser.execute_script(
        "return [...document.querySelectorAll('.card')].filter(c => c.scrollHeight > c.clientHeight + 1).length")
    check(overflow == 0, "demo: no card is cut off in a narrow window")
    browser.set_window_size(1280, 900)
    check_markup(browser, "demo")
    check_quiet(browser, "demo")


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
    check(abs(moved - middle) < 6 and abs(browser.execute_script(seen) - middle) < 6,
          f"large: a window of another width shows the same entries {middle, moved}")
    shown = browser.execute_script(
        "return [...document.querySelectorAll('.card')].filter(c => { const r = c.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }).map(c => Number(c.dataset.position))")
    check(shown and min(shown) > entries / 4, f"large: shows what is in the middle {shown[:3]}")
    overflow = browser.execute_script("return [...document.querySelectorAll('.card')].filter(c => c.scrollHeight > c.clientHeight + 1).length")
    check(overflow == 0, "large: no card is cut off")
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    browser.switch_to.active_element.send_keys(Keys.END)
    check(browser.execute_script("return Number(document.activeElement.dataset.position)") == entries - 1, "large: End leads to the last entry")
    last = browser.execute_script("const r = document.activeElement.getBoundingClientRect(); return r.bottom <= innerHeight + 1 && r.top >= 0")
    check(last, "large: and it is seen")
    # One column is so high that the list stands for more than its own pixels.
    browser.set_window_size(560, 900)
    wait(browser, f"return document.documentElement.scrollHeight !== {before}")
    time.sleep(0.5)
    seen = "const r = document.activeElement.getBoundingClientRect(); return [Number(document.activeElement.dataset.position), r.top >= 0 && r.bottom <= innerHeight + 1]"
    places = []
    for key in [Keys.HOME, Keys.END, "k", "k", Keys.HOME, "j", "j"]:
        browser.switch_to.active_element.send_keys(key)
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
    for order in ["severity", "shift", "record-shift", "order"]:
        set_value(browser, "sort", order)
        time.sleep(0.5)
    browser.find_element(By.ID, "reset").click()
    check(wait_status(browser, f"Showing {total} of {total} entries"), "large: all again")
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the program proofsheet")
    parser.add_argument("--entries", type=int, default=100_000, help="entries of the large sheet; 0 for none")
    parser.add_argument("--images", type=int, default=1_000, help="images of the large sheet, more than 300")
    parser.add_argument("--longest-task", type=int, default=0, help="milliseconds that no task may take longer than")
    parser.add_argument("--screenshot", help="where to write a picture of the demo's sheet")
    parser.add_argument("--axe", help="axe.min.js, where axe-core-python is not installed")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    axe = axe_source(options.axe)
    with tempfile.TemporaryDirectory(prefix="proofsheet-browser-") as directory:
        browser = open_browser()
        try:
            check_small(browser, program, directory, axe, options.screenshot)
            check_hostile(browser, program, directory, axe)
            if options.entries:
                check_large(browser, program, directory, options.entries, options.images, options.longest_task)
        finally:
            browser.quit()
    if failures:
        sys.exit("\n".join(["these are not right:"] + failures))


if __name__ == "__main__":
    main()
