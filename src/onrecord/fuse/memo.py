"""What was found of pairs of reports, kept by all that it depends on: a view after one more report asks
again only what is new. A whole view is the same with nothing known, so the two can't differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Generic, TypeVar

from onrecord.model import Change

T = TypeVar("T")
Spans = tuple[tuple[int, int], ...]


class Memo(Generic[T]):
    """Answers by key. now: those that were asked for; what nobody asks for any more is not among them."""

    def __init__(self, known: Mapping[str, T] | None = None) -> None:
        self._known: Mapping[str, T] = known or {}
        self.now: dict[str, T] = {}

    def of(self, key: str, make: Callable[[], T]) -> T:
        """The answer under this key, made where it is not known."""
        found = self.now.get(key)
        if found is None:
            found = self._known.get(key)
        if found is None:
            found = make()
        self.now[key] = found
        return found

    @property
    def differs(self) -> bool:
        """Whether other answers were asked for than were known."""
        return self.now.keys() != self._known.keys()


@dataclass(frozen=True, slots=True)
class Before:
    """copied: where a later text has runs of an earlier one, by both texts. changed: what a later version
    tells otherwise, by both reports with their analyses and by which of their mentions tell one event."""

    copied: Memo[Spans] = field(default_factory=Memo)
    changed: Memo[tuple[Change, ...]] = field(default_factory=Memo)


def key_of(*parts: bytes) -> str:
    """A key for all of these."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()
