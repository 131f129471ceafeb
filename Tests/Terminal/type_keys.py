#!/usr/bin/env python3
"""Types lines into a shell on a terminal of its own, one after the other, each when the one before it has been run.

usage: type_keys.py FILE LINE... -- SHELL [ARGUMENT...]

A LINE is typed as it stands, with a tab for each '\\t', and then the return key. It has been run when FILE has one line
more, which the command of the line is to write. The shell is ended after the last. It must show a prompt that ends with
'READY> '. What the terminal showed is printed where something goes wrong.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

# Far more than any shell takes: a shell that waits for an answer would wait for ever.
LONGEST_WAIT = 300


def count_lines(path):
    try:
        with open(path, "rb") as file:
            return file.read().count(b"\n")
    except FileNotFoundError:
        return 0


class Terminal:
    def __init__(self, command):
        self.shown = b""
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.execvp(command[0], command)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def wait(self, is_done):
        """Reads what the shell shows until something has happened."""
        end = time.monotonic() + LONGEST_WAIT
        while not is_done():
            if time.monotonic() > end:
                return False
            if select.select([self.descriptor], [], [], 0.05)[0]:
                try:
                    data = os.read(self.descriptor, 65536)
                except OSError:
                    return is_done()
                if not data:
                    return is_done()
                self.shown += data
        return True

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def main():
    split = sys.argv.index("--")
    path, lines, command = sys.argv[1], sys.argv[2:split], sys.argv[split + 1 :]
    terminal = Terminal(command)
    try:
        done = terminal.wait(lambda: b"READY> " in terminal.shown)
        for number, line in enumerate(lines, start=1):
            if not done:
                break
            terminal.type(line.replace("\\t", "\t") + "\r")
            done = terminal.wait(lambda: count_lines(path) >= number)
    finally:
        terminal.end()
    if not done:
        sys.exit("the shell showed: " + repr(terminal.shown.decode(errors="replace")))


main()
