"""The process that reads what could take long: it is given bytes, answers with reports, and may be killed at
any time."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import IO, Literal

import msgspec
from msgspec import Struct

from onrecord.model import Report
from onrecord.read.article import Hints
from onrecord.read.refused import Refused
from onrecord.read.unfold import Begun, Found

LENGTH = 8  # bytes that tell how long a message is
GRACE = 5.0  # seconds beyond the limit


class Job(Struct, frozen=True):
    """A file to be read: its bytes, or where it lies; or one line of JSON Lines, by its number.

    where: how it is called in a refusal; size: bytes of a file; skip: members of it that were read before.
    """

    path: str
    where: str
    hints: Hints
    data: bytes | None = None
    file: str | None = None
    url: str | None = None
    line: int = 0
    size: int = 0
    seconds: float = 0
    skip: int = 0


class Item(Struct, frozen=True):
    """A report, what was refused and why, a member that is about to be read, or the end of the job."""

    kind: Literal["report", "refused", "begun", "end"]
    report: Report | None = None
    where: str = ""
    why: str = ""
    format: str = ""
    again: bool = False

    @staticmethod
    def of(found: Found) -> Item:
        if isinstance(found, Report):
            return Item("report", found)
        if isinstance(found, Begun):
            return Item("begun", where=_sound(found.where))
        return Item("refused", None, _sound(found.where), _sound(found.why), found.format, found.again)

    def found(self) -> Found:
        if self.report is not None:
            return self.report
        if self.kind == "begun":
            return Begun(self.where)
        return Refused(self.where, self.why, self.format, self.again)


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


def serve(take: Callable[[Job], Iterator[Found]], memory: float) -> None:
    """Answers jobs from standard input until it ends, item by item. memory: megabytes that this process may
    address."""
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
        _alarm(job.seconds + GRACE)
        try:
            for found in take(job):
                send(answers, msgspec.msgpack.encode(Item.of(found)))
                _alarm(job.seconds + GRACE)
        except MemoryError:
            why = (
                f"took more than {memory:,.0f} MB to read; save its text alone, or allow more with "
                "ONRECORD_READ_MEMORY"
            )
            send(answers, msgspec.msgpack.encode(Item("refused", None, _sound(job.where), why, again=True)))
        except Exception as error:  # a fault of a library, or of ours, costs one file
            why = f"can't be followed ({type(error).__name__}); save its text instead"
            send(answers, msgspec.msgpack.encode(Item("refused", None, _sound(job.where), why)))
        _alarm(0)
        send(answers, msgspec.msgpack.encode(Item("end")))


def _alarm(seconds: float) -> None:
    """It ends by itself, for the one who would kill it may be gone."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
