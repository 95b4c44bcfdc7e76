"""What ends a command is told in one line and an exit code; standard error shows no character that steers a
terminal.

The codes, as docs/durability.md lists them: 0 done, 1 some of the input was refused, 2 wrong usage, 3 stopped
by the machine, 4 the record is damaged, 130 stopped by Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

import typer
from typer.core import TyperGroup

from onrecord.limits import BadLimit
from onrecord.show.plain import PlainStream, line

REFUSED, USAGE, STOPPED, DAMAGED, INTERRUPTED = 1, 2, 3, 4, 130
AGAIN = "then give the same command again, it goes on where it stopped"
_DISK = {
    errno.ENOSPC: "no room left on the disk; free some",
    errno.EDQUOT: "the quota of the disk is used up; free some",
    errno.EIO: "the disk failed; check it",
    errno.EFBIG: "the file may not grow so large; write it elsewhere",
    errno.EMFILE: "too many open files; raise the limit",
    errno.ENFILE: "too many open files; end other programs",
}


def told(error: BaseException) -> tuple[str, int] | None:
    """The line and the exit code of what ended a command; None for a fault of the program itself."""
    if isinstance(error, BadLimit):
        return str(error), USAGE
    if "onrecord.record.protocol" in sys.modules:  # what was never imported raised nothing
        from onrecord.record.protocol import Damaged, NotARecord, Stopped

        for kind, code in ((NotARecord, USAGE), (Damaged, DAMAGED), (Stopped, STOPPED)):
            if isinstance(error, kind):
                return str(error), code
    if isinstance(error, MemoryError):
        return f"no memory left; end other programs or read less at once, {AGAIN}", STOPPED
    if isinstance(error, OSError) and error.errno in _DISK:
        return f"{error.filename or 'standard output'}: {_DISK[error.errno]}, {AGAIN}", STOPPED
    return None


def complain(text: str) -> None:
    """One line on standard error."""
    print(f"onrecord: {line(text)}", file=sys.stderr)


def unwritten(to: str, error: OSError, what: str) -> typer.Exit:
    """Tells that an output can't be written, and how the command is to end."""
    found = told(error)
    if found is None:
        complain(f"{to}: can't be written ({error.strerror}); name another {what} with --to")
        return typer.Exit(USAGE)
    complain(f"{to}: not written, what was there is as it was: {found[0]}")
    return typer.Exit(found[1])


class Guarded(TyperGroup):
    """All commands, each of which ends with a line and a code and never with a traceback of the machine's
    doing."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        with _plain_errors(), _ended_by_a_word():
            return super().main(*arguments, **options)

    def invoke(self, context: Any) -> Any:
        try:
            try:
                result = super().invoke(context)
            except typer.Exit:
                sys.stdout.flush()
                raise
            sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            complain("stopped; what was written whole is kept, and nothing is there by half")
            _drop_output()
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            found = told(error)
            if found is None:
                raise
            complain(found[0])
            _drop_output()
            raise typer.Exit(found[1]) from None


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    before: IO[str] = sys.stderr
    sys.stderr = PlainStream(before)
    try:
        yield
    finally:
        sys.stderr = before


@contextlib.contextmanager
def _ended_by_a_word() -> Iterator[None]:
    """A service manager's stop is as good as Ctrl-C: what is written is finished or taken away, and workers
    are ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _drop_output() -> None:
    """What standard output still holds and did not take is not tried again when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
