"""The process that reads what could take long: it is given bytes, answers with reports, and may be killed at
any time."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import IO

import msgspec
from msgspec import Struct

from onrecord.model import Report
from onrecord.read.refused import Refused
from onrecord.read.report import Known

LENGTH = 8  # bytes that tell how long a message is
GRACE = (
    5.0  # seconds beyond the limit after which it ends by itself, for the one who would kill it may be gone
)


class Job(Struct, frozen=True):
    """A text, a page or a document, or one line of JSON Lines (``where`` then says which)."""

    path: str
    where: str
    line: bool
    data: bytes
    known: Known
    seconds: float


class Item(Struct, frozen=True):
    """A report, or where and why something was refused."""

    report: Report | None
    where: str = ""
    why: str = ""

    @staticmethod
    def of(item: Report | Refused) -> Item:
        return Item(item) if isinstance(item, Report) else Item(None, _sound(item.where), _sound(item.why))

    def item(self) -> Report | Refused:
        return self.report if self.report is not None else Refused(self.where, self.why)


def _sound(text: str) -> str:
    """What is told may quote half a character, which no message can hold."""
    return text.encode("utf8", "replace").decode()


def send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(LENGTH) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side is gone."""
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        return None
    data = stream.read(int.from_bytes(head))
    return data if len(data) == int.from_bytes(head) else None


def serve(take: Callable[[Job], list[Report | Refused]], memory: float) -> None:
    """Answers jobs from standard input until it ends. memory: megabytes that this process may address."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends this one
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # a system that has no such limit, or a lower one
            resource.setrlimit(
                resource.RLIMIT_AS, (int(memory * 1e6), resource.getrlimit(resource.RLIMIT_AS)[1])
            )
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    decoder = msgspec.msgpack.Decoder(Job)
    while (data := receive(given)) is not None:
        job = decoder.decode(data)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, job.seconds + GRACE)
        try:
            found = take(job)
        except MemoryError:
            found = [
                Refused(
                    job.where,
                    f"took more than {memory:,.0f} MB to read; save its text alone, "
                    "or allow more with ONRECORD_READ_MEMORY",
                )
            ]
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        send(answers, msgspec.msgpack.encode([Item.of(x) for x in found]))
