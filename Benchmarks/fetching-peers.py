#!/usr/bin/env python3
"""Measures other downloaders beside the engine, on an nginx of its own on 127.0.0.1.

usage: fetching-peers.py FETCHING-BENCHMARK [--images 5000] [--concurrency 100] [--rounds 3] [--http2] [--latency MS]

Makes files of 60 KB on average in /dev/shm, serves them, and lets each tool that is found fetch them all to /dev/shm in
turn, round for round: the benchmark program (the engine and a C loop, both with SHA-256), curl --parallel, wget2 and
aria2c. Prints the median of images a second.

With --http2 it is HTTP/2 over TLS, with an authority of its own made by openssl, and without aria2c, which does not
speak it. With --latency the tools speak to nginx through a proxy of TCP that holds back whatever they send for so many
milliseconds, so that each request takes that much longer, and a TLS handshake once for each of its round trips; only
the handshake of TCP itself does not. The proxy is a process of its own that copies bytes and looks at none. With a
hundred requests in flight and 50 ms no tool can come above 2,000 images a second; what goes through the proxy with
nothing held back is printed first, and has to be more than what is measured, or it is the proxy that is.
"""
import argparse
import asyncio
import multiprocessing
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

CONFIGURATION = """
daemon off; worker_processes 1; pid {root}/pid; error_log {root}/error.log crit;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ image/jpeg jpg; }}
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen 127.0.0.1:{port} {listen} backlog=4096; {tls} root {root}/files; }}
}}
"""


def make_files(directory, count):
    """Random bytes of sizes between 20 and 100 KB; the same in every run."""
    os.makedirs(directory)
    source = random.Random(5)
    for number in range(count):
        with open(f"{directory}/{number}.jpg", "wb") as file:
            file.write(source.randbytes(source.randrange(20_000, 100_001)))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
    sys.exit("nginx does not answer")


def make_authority(root):
    """A certificate for 127.0.0.1 that signs itself, and nginx's lines for it."""
    certificate, key = f"{root}/authority.pem", f"{root}/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, stderr=subprocess.DEVNULL)
    return certificate, f"ssl_certificate {certificate}; ssl_certificate_key {key};"


class Side(asyncio.Protocol):
    """One of the two connections that the proxy joins: hands on what comes, after a delay if there is one."""

    def __init__(self, delay=0, server_port=None):
        self.delay, self.server_port = delay, server_port
        self.transport = self.other = self.joining = None
        self.early = []

    def connection_made(self, transport):
        self.transport = transport
        transport.set_write_buffer_limits(1 << 20)
        if self.server_port:
            self.joining = asyncio.get_running_loop().create_task(self.join())

    async def join(self):
        loop = asyncio.get_running_loop()
        self.other, server = await loop.create_connection(Side, "127.0.0.1", self.server_port)
        server.other = self.transport
        for data in self.early:
            self.hand_on(data)

    def data_received(self, data):
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, self.hand_on, data)
        else:
            self.hand_on(data)

    def hand_on(self, data):
        if self.other:
            self.other.write(data)
        else:
            self.early.append(data)

    def pause_writing(self):
        if self.other:
            self.other.pause_reading()

    def resume_writing(self):
        if self.other:
            self.other.resume_reading()

    def connection_lost(self, error):
        if self.other:
            self.other.close()


def run_proxy(listener, port, delay):
    """Joins connections to a port of 127.0.0.1; what clients send is held back for so many seconds."""
    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Side(delay, port), sock=listener, backlog=4096)
        await server.serve_forever()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(serve())


def start_proxy(port, delay):
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    process = multiprocessing.Process(target=run_proxy, args=(listener, port, delay), daemon=True)
    process.start()
    address = listener.getsockname()[1]
    listener.close()
    return process, address


def peers(urls, root, concurrency, authority):
    """Command lines by name, of those tools that are there."""
    config = f"{root}/curl.config"
    with open(config, "w") as file:
        for number, url in enumerate(urls):
            file.write(f'url = "{url}"\noutput = "{number}"\n')
    commands = {
        "curl --parallel": ["curl", "-s", "-Z", "--parallel-max", str(concurrency), "-K", config],
        "wget2": ["wget2", "-q", "--max-threads", str(concurrency), "-i", f"{root}/urls"],
        "aria2c": ["aria2c", "-q", "-j", str(concurrency), "-x", "1", "-s", "1", "--file-allocation=none",
                   "-i", f"{root}/urls"],
    }
    if authority:
        commands["curl --parallel"] += ["--http2", "--cacert", authority]
        commands["wget2"] += ["--http2", "--ca-certificate", authority]
        del commands["aria2c"]
    return {name: command for name, command in commands.items() if shutil.which(command[0])}


def measure(command, root, count):
    """Images a second; None where not all files came."""
    target = f"{root}/target"
    os.makedirs(target)
    start = time.monotonic()
    subprocess.run(command, cwd=target, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    seconds = time.monotonic() - start
    stored = len(os.listdir(target))
    shutil.rmtree(target)
    return count / seconds if stored >= count else None


def write_urls(options, port, root):
    """The URLs of all files at a port, which are written to a list as well."""
    scheme = "https" if options.http2 else "http"
    urls = [f"{scheme}://127.0.0.1:{port}/{number}.jpg" for number in range(options.images)]
    with open(f"{root}/urls", "w") as file:
        file.write("\n".join(urls) + "\n")
    return urls


def measure_ours(options, root, authority):
    command = [options.benchmark, f"{root}/urls", root, str(options.concurrency), "1"]
    subprocess.run(command + ([authority] if authority else []), check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--concurrency", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--http2", action="store_true")
    parser.add_argument("--latency", type=float, default=0, metavar="MS")
    options = parser.parse_args()
    # The server is ended whatever ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    root = tempfile.mkdtemp(prefix="fetching-", dir="/dev/shm")
    os.chmod(root, 0o755)
    port = free_port()
    make_files(f"{root}/files", options.images)
    authority, tls = make_authority(root) if options.http2 else (None, "")
    with open(f"{root}/conf", "w") as file:
        file.write(CONFIGURATION.format(root=root, port=port, listen="ssl http2" if options.http2 else "", tls=tls))
    server = subprocess.Popen(["nginx", "-c", f"{root}/conf", "-p", root, "-e", f"{root}/error.log"])
    proxies = []
    try:
        wait_for(port)
        if options.latency:
            proxy, open_port = start_proxy(port, 0)
            proxies.append(proxy)
            print("the proxy without a delay: ", end="", flush=True)
            write_urls(options, open_port, root)
            measure_ours(options, root, authority)
            proxy, port = start_proxy(port, options.latency / 1000)
            proxies.append(proxy)
        urls = write_urls(options, port, root)
        rates = {}
        for _ in range(options.rounds):
            measure_ours(options, root, authority)
            for name, command in peers(urls, root, options.concurrency, authority).items():
                rates.setdefault(name, []).append(measure(command, root, options.images))
        for name, values in rates.items():
            whole = [value for value in values if value]
            print(name, f"{statistics.median(whole):.0f} images/s" if whole else "did not fetch all")
    finally:
        for process in [*proxies, server]:
            process.terminate()
        server.wait()
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
