#!/usr/bin/env python3
"""Measures other downloaders beside the engine, on an nginx of its own on 127.0.0.1.

usage: fetching-peers.py FETCHING-BENCHMARK [--images 5000] [--concurrency 100] [--rounds 3]

Makes files of 60 KB on average in /dev/shm, serves them, and lets each tool that is found fetch them all to /dev/shm in
turn, round for round: the benchmark program (the engine and a C loop, both with SHA-256), curl --parallel, wget2 and
aria2c. Prints the median of images a second.
"""
import argparse
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
  server {{ listen 127.0.0.1:{port} backlog=4096; root {root}/files; }}
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


def peers(urls, root, concurrency):
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--concurrency", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    # The server is ended whatever ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    root = tempfile.mkdtemp(prefix="fetching-", dir="/dev/shm")
    os.chmod(root, 0o755)
    port = free_port()
    make_files(f"{root}/files", options.images)
    urls = [f"http://127.0.0.1:{port}/{number}.jpg" for number in range(options.images)]
    with open(f"{root}/urls", "w") as file:
        file.write("\n".join(urls) + "\n")
    with open(f"{root}/conf", "w") as file:
        file.write(CONFIGURATION.format(root=root, port=port))
    server = subprocess.Popen(["nginx", "-c", f"{root}/conf", "-p", root, "-e", f"{root}/error.log"])
    try:
        wait_for(port)
        rates = {}
        for _ in range(options.rounds):
            sys.stdout.flush()
            subprocess.run([options.benchmark, f"{root}/urls", root, str(options.concurrency), "1"], check=True)
            for name, command in peers(urls, root, options.concurrency).items():
                rates.setdefault(name, []).append(measure(command, root, options.images))
        for name, values in rates.items():
            whole = [value for value in values if value]
            print(name, f"{statistics.median(whole):.0f} images/s" if whole else "did not fetch all")
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
