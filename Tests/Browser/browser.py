"""Drives headless Chromium for the checks of proof sheets, and notes what is not right."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
except ImportError:
    # The packages of a distribution are for its own Python, which need not be the first one found.
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3") or "REEXECUTED" in os.environ:
        sys.exit("python3-selenium is missing")
    os.execve("/usr/bin/python3", ["/usr/bin/python3", *sys.argv], {**os.environ, "REEXECUTED": "yes"})

# In seconds; what takes longer hangs, on however slow a machine.
PATIENCE = 900

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


def run(program, *arguments, directory):
    result = subprocess.run([program, *arguments], cwd=directory, capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{arguments[0]} ended with {result.returncode}: {result.stderr}")
    return result


def open_browser(downloads):
    """A browser that keeps what it downloads in a directory."""
    options = Options()
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
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
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    return browser


def load(browser, page, state=""):
    """Opens a page from the disk, and gives the seconds until it could be used."""
    start = time.monotonic()
    # Another fragment alone would load nothing.
    browser.get("about:blank")
    browser.get(pathlib.Path(page).absolute().as_uri() + state)
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


def place_of_focus(browser):
    """The place of the card that has the focus; -1 where none has."""
    return browser.execute_script(
        "return Number((document.activeElement.closest('.card') || {dataset: {position: -1}}).dataset.position)")


def press(browser, keys):
    """Presses keys, wherever the focus is."""
    ActionChains(browser).send_keys(keys).perform()


def shot(browser, directory, name):
    """Takes a picture of the window, where a directory for pictures is given."""
    if directory:
        pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
        time.sleep(0.6)
        browser.save_screenshot(str(pathlib.Path(directory) / name))
