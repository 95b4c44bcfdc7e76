"""Reading aside: in a process of its own that is killed when one input takes too long; the rest is read on.

It is started when something is met that could take long, and serves until the program ends.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec

from onrecord.limits import READ_MEMORY, READ_SECONDS, limit
from onrecord.model import Report
from onrecord.read.refused import Refused, printable
from onrecord.read.report import Known
from onrecord.read.worker import LENGTH, Item, Job, send

SMALL = 20_000  # bytes of a text that is no page and is read here: no such text was found that takes a second
BYTES_PER_SECOND = 500_000  # a tenth of what a slow core reads
ALONE = "save its text alone, or allow more with"
START = 20.0  # seconds that the process may take to start
# The package's own front loads all of onrecord; the reader needs its reading alone.
_MAIN = (
    "import sys, types; p = types.ModuleType('onrecord'); p.__path__ = [sys.argv[1]]; "
    "sys.modules['onrecord'] = p; "
    "from onrecord.read.files import serve_jobs; serve_jobs(float(sys.argv[2]))"
)


class TooLong(Exception):
    """The process gave no answer in time."""


class Ended(Exception):
    """The process is gone."""


class Aside:
    """One process and the way to it. Safe to use from several threads and after a fork."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.pid = 0
        self.warm = False
        self.lock = threading.Lock()

    def read(self, path: str, where: str, data: bytes, known: Known, line: bool) -> list[Report | Refused]:
        """The reports of the bytes; one refusal where they took too long or too much."""
        seconds = limit(READ_SECONDS) + len(data) / BYTES_PER_SECOND
        job = msgspec.msgpack.encode(Job(printable(path), printable(where), line, data, known, seconds))
        with self.lock:
            try:
                answer = self._asked(job, seconds)
            except TooLong:
                self.end()
                return [
                    Refused(
                        where,
                        f"took longer than {seconds:.0f} s to read; {ALONE} {READ_SECONDS[0]}",
                    )
                ]
            except Ended:
                self.end()
                return [
                    Refused(
                        where,
                        f"ended the process that read it (out of memory?); {ALONE} {READ_MEMORY[0]}",
                    )
                ]
        return [x.item() for x in msgspec.msgpack.decode(answer, type=list[Item])]

    def _asked(self, job: bytes, seconds: float) -> bytes:
        process = self._started()
        assert process.stdin
        assert process.stdout
        try:
            send(process.stdin, job)
        except OSError as error:
            raise Ended from error
        until = time.monotonic() + seconds + (0 if self.warm else START)
        head = self._got(process.stdout.fileno(), LENGTH, until)
        self.warm = True
        return self._got(process.stdout.fileno(), int.from_bytes(head), until + START)

    def _got(self, handle: int, size: int, until: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            if not select.select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TooLong
            piece = os.read(handle, min(size - len(data), 1 << 20))
            if not piece:
                raise Ended
            data += piece
        return bytes(data)

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.pid != os.getpid() or self.process.poll() is not None:
            self.pid, self.warm = os.getpid(), False
            package = str(Path(__file__).parent.parent)
            command = [sys.executable, "-c", _MAIN, package, str(limit(READ_MEMORY))]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self.process

    def end(self) -> None:
        """Kills the process, if this program started one; what it was stuck in can't be asked to stop."""
        if self.process is not None and self.pid == os.getpid():
            self.process.kill()
            for stream in (self.process.stdin, self.process.stdout):
                if stream:
                    with contextlib.suppress(OSError):
                        stream.close()
            self.process.wait()
        self.process = None


@functools.cache
def aside() -> Aside:
    """The one of this program; it ends with the program."""
    made = Aside()
    atexit.register(made.end)
    return made
