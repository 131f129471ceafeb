"""A site whose every text is hostile, and its proof sheet in headless Chromium."""

import http.server
import json
import pathlib
import threading
import time

from selenium.webdriver.common.by import By

from browser import check, load, run, status, wait_status
from page_checks import check_axe, check_document, check_markup, check_quiet
from sites import entry, png

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "<!--<script>", "--><b>", "\" autofocus onfocus=\"alert(1)", "' onmouseover='alert(1)", "&lt;b&gt;", "]]>",
    "\u202egnp.exe", "a\u200bb", "a\u2028b", "a\u2029b", "\u0085", "{{7*7}}", "${alert(1)}", "javascript:alert(1)",
]


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
    browser.execute_script("scrollTo(0, 0)")
    time.sleep(0.2)
    browser.execute_script("document.querySelector('.tile').click()")
    for place in range(0, total, 12):
        check_markup(browser, f"hostile, looked at closely {place}")
        browser.execute_script("for (let i = 0; i < 12; i += 1) document.getElementById('next').click()")
    check(browser.find_element(By.ID, "large-count").text == f"{total} of {total}", "hostile: each entry is looked at")
    browser.execute_script("document.getElementById('large').close()")
    check_quiet(browser, "hostile")
    check_axe(browser, "hostile", axe)
