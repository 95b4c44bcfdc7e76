"""What can't be read is one line: where it is, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(ValueError):
    """One clear line on why something can't be read as a report."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read: where it is, why, and what to do about it.

    format: what it would have been read as, where that is known; again: a limit of time, memory or number
    ended it, so that it may be read another time.
    """

    where: str
    why: str
    format: str = ""
    again: bool = False

    def __str__(self) -> str:
        return " ".join(f"{printable(self.where)}: {self.why}".split("\n"))


def printable(path: str) -> str:
    """A path whose name is no UTF-8 would break every output; its odd bytes become question marks."""
    return path.encode("utf8", "surrogateescape").decode("utf8", "replace")
