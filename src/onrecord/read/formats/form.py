"""What a format is: a name, how it is told by its content, and how its articles are got."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.read.article import Hints, Part
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """``is_it`` looks at the head alone where that tells; ``parts`` may raise ``Unreadable`` at any point."""

    name: str
    is_it: Callable[[Source, Hints], bool]
    parts: Callable[[Source, Hints], Iterator[Part]]


def lacking(what: str, extra: str) -> Unreadable:
    """The line for what needs a package that is not installed."""
    return Unreadable(
        f"{what}, which needs one more package; install it with: pip install 'onrecord[{extra}]'"
    )
