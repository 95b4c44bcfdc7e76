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
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.limits import READ_MEMORY, READ_SECONDS, limit
from onrecord.model import Report
from onrecord.read.refused import Refused, printable
from onrecord.read.source import MAX_JSON
from onrecord.read.unfold import Begun
from onrecord.read.worker import LENGTH, Item, Job, send

SMALL = 20_000  # bytes of a text that is no page and is read here: no such text was found that takes a second
BYTES_PER_SECOND = 500_000  # a tenth of what a slow core reads
ALONE = "save its text alone, or allow more with"
MOST_ENDED = 3  # members of one archive that may take too long before the rest of it is let be
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
        self.lock = threading.RLock()

    def read(self, job: Job) -> Iterator[Report | Refused]:
        """The reports of a job as they come. What takes too long or too much is refused: a member of an
        archive alone, and the rest is read on, as long as not too many of them do; else the whole."""
        size = min(len(job.data) if job.data is not None else job.size, MAX_JSON)
        job = msgspec.structs.replace(
            job,
            path=printable(job.path),
            where=printable(job.where),
            seconds=limit(READ_SECONDS) + size / BYTES_PER_SECOND,
        )
        ended = 0
        with self.lock:
            while True:
                begun: list[str] = []
                try:
                    yield from self._conversation(job, begun)
                    return
                except TooLong:
                    why = f"took longer than {job.seconds:.0f} s to read; {ALONE} {READ_SECONDS[0]}"
                except Ended:
                    why = f"ended the process that read it (out of memory?); {ALONE} {READ_MEMORY[0]}"
                ended += 1
                yield Refused(begun[-1] if begun else job.where, why, again=True)
                if not begun:
                    return
                if ended == MOST_ENDED:
                    yield Refused(
                        job.where,
                        f"{ended} of its files could not be read in time; unpack it and name its folder",
                    )
                    return
                job = msgspec.structs.replace(job, skip=job.skip + len(begun))

    def _conversation(self, job: Job, begun: list[str]) -> Iterator[Report | Refused]:
        """Gives the process a job and takes its answers; notes which members were begun. Raises ``TooLong``,
        ``Ended``."""
        whole = False
        try:
            self._give(job)
            while (item := self._answer(job)).kind != "end":
                found = item.found()
                if isinstance(found, Begun):
                    begun.append(found.where)
                else:
                    yield found
            whole = True
        finally:
            if not whole:  # in the midst of an answer that nobody waits for
                self.end()

    def _give(self, job: Job) -> None:
        process = self._started()
        assert process.stdin
        try:
            send(process.stdin, msgspec.msgpack.encode(job))
        except OSError as error:
            raise Ended from error

    def _answer(self, job: Job) -> Item:
        assert self.process
        assert self.process.stdout
        handle = self.process.stdout.fileno()
        until = time.monotonic() + job.seconds + (0 if self.warm else START)
        head = self._got(handle, LENGTH, until)
        self.warm = True
        return msgspec.msgpack.decode(self._got(handle, int.from_bytes(head), until + START), type=Item)

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
