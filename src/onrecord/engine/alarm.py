"""An end to what takes too long in this very process, where the system has an alarm for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Overdue(BaseException):
    """The time is up. No ``Exception``: whoever keeps one failure from costing the rest must not keep
    this."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise Overdue


@contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """Raises ``Overdue`` within after so many seconds. None: never; nor in another thread than the first,
    which alone is told of alarms, nor while somebody else has set one."""
    first = threading.current_thread() is threading.main_thread()
    if (
        seconds is None
        or not first
        or not hasattr(signal, "setitimer")
        or signal.getitimer(signal.ITIMER_REAL)[0]
    ):
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
