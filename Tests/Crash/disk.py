#!/usr/bin/env python3
"""A disk that remembers in which order it was written, so that it can be looked at as a loss of power would leave it.

The disk is a file that this program serves through FUSE, with a loop device and ext4 on it. Whatever the kernel sends to
the disk is logged: each write, and each flush by which the kernel asks that all writes before it stay. A loss of power is
made of that log when all is over: a point in it is drawn by lot, all writes up to the last flush before that point are
kept, and of those since, a part that is drawn by lot, in pieces of 4 KiB. That is what disks promise, whose caches may be
written in any order, and no more. The outcome is mounted, by which ext4 replays its own journal, and is looked at.

That is sounder than to copy the image while it is in use. A copy takes time, in which the image changes; to stop the
program first leaves out what is on its way when it stops; and fsfreeze and snapshots that flush show a disk that is better
than it was. dm-log-writes does the same, but few kernels have it. It is needed to be root, with /dev/fuse and loop
devices.

disk.py FILE IMAGE LOG serves IMAGE in place of FILE, and ends when FILE is unmounted.
"""

import bisect
import ctypes
import errno
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What a disk keeps or loses as a whole, in bytes; it is ext4's block, too.
PIECE = 4096
MEGABYTES = 160
MOST_BYTES = 1 << 20
# One record of the log: where it was written, and how many bytes follow. A flush has no bytes.
RECORD = struct.Struct("<QI")
FLUSH = (1 << 64) - 1

# Requests of the kernel, and their parts: linux/fuse.h.
GETATTR, SETATTR, OPEN, READ, WRITE, STATFS, RELEASE, FSYNC, FLUSH_FILE, INIT, ACCESS = 3, 4, 14, 15, 16, 17, 18, 20, 25, 26, 34
FORGET, INTERRUPT, DESTROY, BATCH_FORGET = 2, 36, 38, 42
IN_HEADER = struct.Struct("<IIQQIIIHH")
OUT_HEADER = struct.Struct("<IiQ")
TRANSFER = struct.Struct("<QQIIQII")
BIG_WRITES, MAX_PAGES = 1 << 5, 1 << 22
DIRECT_IO = 1
# Of unshare(2) and mount(2): mounts of one's own, and all of them kept to oneself.
NEW_MOUNTS, PRIVATE = 0x20000, 1 << 18 | 1 << 14


class Unavailable(Exception):
    """Such a disk cannot be made here; the text says why."""


def mount_file(target, descriptor):
    """Has the kernel send what is done to a file to a descriptor of /dev/fuse."""
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={descriptor},rootmode={stat.S_IFREG | 0o600:o},user_id=0,group_id=0"
    if libc.mount(b"recorded", os.fsencode(target), b"fuse", 0, options.encode()) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class FileServer:
    """Answers the requests for one file."""

    def __init__(self, image, log):
        self.image = os.open(image, os.O_RDWR)
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.size = os.fstat(self.image).st_size

    def attributes(self):
        numbers = [1, self.size, self.size // 512, 0, 0, 0, 0, 0, 0, stat.S_IFREG | 0o600, 1, 0, 0, 0, PIECE, 0]
        return struct.pack("<QIIQQQQQQIIIIIIIIII", 3600, 0, 0, *numbers)

    def answer(self, request, body):
        """The bytes of the answer; an OSError is the answer, too."""
        if request == INIT:
            major, minor, _, flags = struct.unpack_from("<IIII", body)
            return struct.pack(
                "<IIIIHHIIHHI7I", 7, min(minor, 31), 0, flags & (BIG_WRITES | MAX_PAGES), 64, 48, MOST_BYTES, 1,
                MOST_BYTES // 4096, 0, 0, *[0] * 7)
        if request in (GETATTR, SETATTR):
            return self.attributes()
        if request == OPEN:
            return struct.pack("<QII", 0, DIRECT_IO, 0)
        if request == READ:
            _, offset, size, *_ = TRANSFER.unpack_from(body)
            return os.pread(self.image, size, offset)
        if request == WRITE:
            _, offset, size, *_ = TRANSFER.unpack_from(body)
            data = body[TRANSFER.size:TRANSFER.size + size]
            os.write(self.log, RECORD.pack(offset, size) + data)
            return struct.pack("<II", os.pwrite(self.image, data, offset), 0)
        if request == FSYNC:
            os.write(self.log, RECORD.pack(FLUSH, 0))
            return b""
        if request == STATFS:
            return struct.pack("<5QIII7I", 0, 0, 0, 0, 0, PIECE, 255, PIECE, *[0] * 7)
        if request in (RELEASE, FLUSH_FILE, ACCESS, DESTROY):
            return b""
        raise OSError(errno.ENOSYS, "")

    def serve(self, descriptor):
        while True:
            try:
                message = os.read(descriptor, MOST_BYTES + 65536)
            except OSError as error:
                if error.errno == errno.ENODEV:
                    return
                if error.errno in (errno.EINTR, errno.ENOENT):
                    continue
                raise
            _, request, unique, *_ = IN_HEADER.unpack_from(message)
            if request in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            try:
                body, code = self.answer(request, message[IN_HEADER.size:]), 0
            except OSError as error:
                body, code = b"", -(error.errno or errno.EIO)
            os.writev(descriptor, [OUT_HEADER.pack(OUT_HEADER.size + len(body), code, unique), body])


class RecordedDisk:
    """A mounted ext4 whose disk is recorded, and losses of its power."""

    def __init__(self):
        if os.geteuid() != 0:
            raise Unavailable("only root can mount a disk")
        for path in ("/dev/fuse", "/dev/loop-control"):
            if not os.path.exists(path):
                raise Unavailable(f"there is no {path}")
        if not shutil.which("mkfs.ext4"):
            raise Unavailable("mkfs.ext4 is not installed")
        leave_others()
        self.directory = Path(tempfile.mkdtemp(prefix="proofsheet-power-"))
        self.root = self.directory / "mounted"
        self.after = self.directory / "after"
        self.file, self.log = self.directory / "disk", self.directory / "log"
        self.server = None
        self.mounted = []
        self.applied = 0
        try:
            self.make()
        except (OSError, subprocess.CalledProcessError) as error:
            self.close()
            reason = getattr(error, "stderr", None) or str(error)
            raise Unavailable(reason.strip().splitlines()[-1]) from error

    def make(self):
        for directory in (self.root, self.after):
            directory.mkdir()
        self.file.touch()
        self.log.touch()
        image = self.directory / "image"
        with open(image, "wb") as file:
            file.truncate(MEGABYTES << 20)
        # A small journal of ext4 is written back soon, and so the disk changes all over.
        call("mkfs.ext4", "-q", "-F", "-b", str(PIECE), "-J", "size=4", "-E", "lazy_itable_init=0,nodiscard", image)
        self.durable = self.directory / "durable"
        call("cp", "--sparse=always", image, self.durable)
        self.server = subprocess.Popen(
            [sys.executable, __file__, self.file, image, self.log], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True)
        if self.server.stdout.readline() != "ready\n":
            raise OSError(errno.ENODEV, self.server.communicate()[1])
        self.mounted.append(self.file)
        mount(self.file, self.root)
        self.mounted.append(self.root)

    def close(self):
        if all(unmount(path) for path in reversed(self.mounted)):
            if self.server:
                self.server.wait()
            shutil.rmtree(self.directory)

    def settle(self):
        """Has all on the disk; losses of power are drawn from what comes later."""
        call("sync", "-f", self.root)
        for position, offset, size in self.records(self.applied):
            self.write(self.durable, position, offset, size)
        self.applied = self.log.stat().st_size

    def records(self, start):
        """Of each record of the log from a byte on: where its bytes are, where they were written, and how many."""
        end = self.log.stat().st_size
        with open(self.log, "rb") as log:
            while start + RECORD.size <= end:
                log.seek(start)
                offset, size = RECORD.unpack(log.read(RECORD.size))
                yield start + RECORD.size, offset, size
                start += RECORD.size + size

    def write(self, image, position, offset, size, keeps=lambda: True):
        """Writes what is kept of a record to an image."""
        if offset == FLUSH:
            return
        with open(self.log, "rb") as log, open(image, "r+b") as file:
            log.seek(position)
            data = log.read(size)
            for start in range(0, size, PIECE):
                if keeps():
                    file.seek(offset + start)
                    file.write(data[start:start + PIECE])

    def losses(self, count, numbers):
        """Mounts the disk as so many losses of power since `settle` leave it, one after the other, and says when."""
        records = list(self.records(self.applied))
        flushes = [0] + [index + 1 for index, record in enumerate(records) if record[1] == FLUSH]
        done = 0
        # As the last flush left it.
        flushed = self.directory / "flushed"
        call("cp", "--sparse=always", self.durable, flushed)
        for point in sorted(numbers.randint(1, len(records)) for _ in range(count)) if records else []:
            flush = flushes[bisect.bisect_right(flushes, point) - 1]
            for record in records[done:flush]:
                self.write(flushed, *record)
            done = max(done, flush)
            # A file of its own, since the kernel may still have pages of an earlier one.
            lost = Path(tempfile.mkstemp(dir=self.directory, prefix="lost-")[1])
            call("cp", "--sparse=always", flushed, lost)
            chance = numbers.choice([0, 0.5, 0.9, 1])
            for record in records[flush:point]:
                self.write(lost, *record, keeps=lambda: numbers.random() < chance)
            mount(lost, self.after)
            try:
                yield f"after {point} of {len(records)} writes, {chance:.0%} of the last {point - flush} kept"
            finally:
                unmount(self.after)
                lost.unlink()


def call(*command):
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def leave_others():
    """Has nobody else see what is mounted from here on, who would keep it mounted; it goes with this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_MOUNTS) != 0 or libc.mount(None, b"/", None, PRIVATE, None) != 0:
        raise Unavailable(os.strerror(ctypes.get_errno()))


def mount(image, directory):
    """Mounts an image through a loop device of its own, which goes with the mount."""
    device = call("losetup", "--find", "--show", image).strip()
    try:
        call("mount", device, directory)
    finally:
        # What is in use is let go of when it is unmounted.
        call("losetup", "--detach", device)


def unmount(path):
    """Whether a path could be unmounted, which it may only when the kernel has let go of what was mounted on it."""
    for _ in range(600):
        if subprocess.run(["umount", path], capture_output=True).returncode == 0:
            return True
        time.sleep(0.1)
    return False


if __name__ == "__main__":
    target, image, log = sys.argv[1:]
    server = FileServer(image, log)
    descriptor = os.open("/dev/fuse", os.O_RDWR)
    mount_file(target, descriptor)
    print("ready", flush=True)
    server.serve(descriptor)
