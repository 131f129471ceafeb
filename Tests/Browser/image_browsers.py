"""Has browsers load images as `<img>`, and reads how large these are to them.

No driver is needed: a page of the test's own server on 127.0.0.1 loads the images and sends what it measures.
"""

import http.server
import json
import mimetypes
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).parent

# In seconds. The page gives a sign of life every few seconds; a browser that gives none for so long hangs, on however
# slow a machine, as one sometimes does that starts beside many others.
PATIENCE = 180

# How often a browser is started before that it hangs is a fault.
STARTS = 3

# What an image without a size of its own is laid out in (CSS 2.2 §10.3.2).
DEFAULT_SIZE = (300, 150)


def chromium_command(profile, address):
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return program and [
        program,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--force-device-scale-factor=1",
        "--disable-extensions",
        f"--user-data-dir={profile}",
        address,
    ]


def firefox_command(profile, address):
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    # Nothing but the page is to be loaded.
    settings = {
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.reportingpolicy.firstRun": False,
        "browser.aboutwelcome.enabled": False,
        "app.update.enabled": False,
        "app.normandy.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "browser.safebrowsing.update.enabled": False,
        "layout.css.devPixelsPerPx": "1.0",
        "extensions.update.enabled": False,
        "services.settings.server": "http://127.0.0.1:9/",
        "dom.max_script_run_time": 0,
    }
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in settings.items()]
    pathlib.Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
    return program and [program, "--headless", "--no-remote", "--profile", profile, address]


BROWSERS = {"chromium": chromium_command, "firefox": firefox_command}


def media_type(path, start):
    """The type that a server sends: browsers look at it for SVG alone."""
    if start.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<") or path.suffix in (".svg", ".svgz"):
        return "image/svg+xml"
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def server_of(files, answers):
    """Serves the page and the files, and puts what the page sends into a queue."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def send(self, body, kind, **headers):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            name = self.path.partition("?")[0]
            if name == "/":
                self.send((HERE / "image_sizes.html").read_bytes(), "text/html; charset=utf-8")
            elif name == "/addresses":
                self.send(json.dumps([f"/image/{index}" for index in range(len(files))]).encode(), "application/json")
            elif name.startswith("/image/"):
                path = files[int(name.rpartition("/")[2])]
                body = path.read_bytes()
                # Servers send an svgz so; without this header no browser shows one.
                is_packed = path.suffix == ".svgz" and body.startswith(b"\x1f\x8b")
                self.send(body, media_type(path, body[:64]), **({"Content_Encoding": "gzip"} if is_packed else {}))
            else:
                self.send_error(404)

        def do_POST(self):
            answers.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send(b"", "text/plain")

        def log_message(self, *arguments):
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        # Connections that wait to be accepted.
        request_queue_size = 128

        def handle_error(self, request, client_address):
            # A browser that is ended leaves connections behind.
            if not isinstance(sys.exc_info()[1], ConnectionError):
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Silence(Exception):
    """A browser hangs, or has ended."""


def measure(browser, files):
    """What a browser says of each file, in their order; nothing where the browser is not there."""
    for remaining in reversed(range(STARTS)):
        try:
            return measure_once(browser, files)
        except Silence as silence:
            if not remaining:
                raise RuntimeError(str(silence)) from None
            print(f"{silence}; it is started again", file=sys.stderr)


def measure_once(browser, files):
    answers = queue.Queue()
    server = server_of(files, answers)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = BROWSERS[browser](profile, address)
        if not command:
            return None
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=profile
        )
        try:
            return collect(browser, len(files), answers, process)
        finally:
            end(process)
            server.shutdown()
            server.server_close()


def end(process):
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def next_answer(browser, answers, process):
    quiet = 0
    while True:
        try:
            return answers.get(timeout=1)
        except queue.Empty:
            quiet += 1
        if process.poll() is not None and answers.empty():
            raise Silence(f"{browser} ended (exit status {process.returncode})")
        if quiet >= PATIENCE:
            raise Silence(f"{browser} said nothing for {quiet} s")


def collect(browser, count, answers, process):
    measured = {}
    while True:
        answer = next_answer(browser, answers, process)
        if answer == "done" and len(measured) == count:
            return [what_is_shown(measured[index]) for index in range(count)]
        if isinstance(answer, str):
            raise RuntimeError(f"{browser}: {answer}, after {len(measured)} of {count} images")
        measured.update(answer)


def what_is_shown(answer):
    """`62x37`, `ratio 1.6757`, `width 100` or `height 50` where one side alone is known, `no size`, or `error`."""
    if answer["outcome"] != "load":
        return answer["outcome"]
    width, height = answer["natural"]
    by_width, by_height = answer["byWidth"], answer["byHeight"]
    # Without a ratio, a side stays what it is whatever a style makes of the other.
    has_ratio = any(
        abs(other - side) > 0.6 for others, side in ((by_width, height), (by_height, width)) for other in others
    )
    if has_ratio and answer["wide"][0] > answer["narrow"][0]:
        return f"ratio {2000 / by_width[1] if by_width[1] > by_height[1] else by_height[1] / 2000:.4f}"
    if has_ratio or not width or not height:
        return f"{width}x{height}"
    sides = [
        f"{name} {side}"
        for name, side, default in zip(("width", "height"), (width, height), DEFAULT_SIZE)
        if side != default
    ]
    return sides[0] if len(sides) == 1 else "no size"
