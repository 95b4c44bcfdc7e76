"""How work that takes long says how far it is: it is given a function and calls it; who shows it is another
matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[float, str], None]
"""Is told the share of the work that is done, from 0 to 1, and words about it, which may be empty."""


def quiet(share: float, words: str) -> None:
    """Tells nobody."""


def within(tell: Tell, start: float, end: float) -> Tell:
    """For a part of the work that takes it from one share to another."""
    return lambda share, words: tell(start + (end - start) * share, words)


def counted(items: Iterable[T], total: int, tell: Tell) -> Iterator[T]:
    """The items, each told when it is done. total: how many there are."""
    for n, item in enumerate(items, 1):
        yield item
        tell(n / total, f"{n:,} of {total:,}")
