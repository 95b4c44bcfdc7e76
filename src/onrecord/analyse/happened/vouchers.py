"""Who vouches for a stretch of text: the speaker of the reported speech that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.model import Quote


class Vouchers:
    """The speakers of one report's quotations by offset."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._spans = sorted(
            (
                (c.start, c.end, q.speaker or ("anonymous" if q.anonymous else None), q.relay)
                for q in quotes
                for c in q.content
            ),
            key=lambda s: (s[0], s[1], s[2] or "", s[3] or ""),
        )
        self._direct = [(c.start, c.end) for q in quotes if q.kind == "direct" for c in q.content]

    def word_for_word(self, offset: int) -> bool:
        """Whether somebody is quoted there: rhetoric, more often than report."""
        return any(start <= offset < end for start, end in self._direct)

    def at(self, offset: int) -> str | None:
        """Who vouches: an actor id or "anonymous"."""
        return self._narrowest(offset, 2)

    def speaker(self, offset: int) -> str | None:
        """Who speaks where somebody is quoted word for word."""
        found = self.at(offset) if self.word_for_word(offset) else None
        return None if found == "anonymous" else found

    def relay(self, offset: int) -> str | None:
        """The outlet whose word is only passed on."""
        return self._narrowest(offset, 3)

    def _narrowest(self, offset: int, field: Literal[2, 3]) -> str | None:
        best: tuple[int, str] | None = None
        for span in self._spans:
            start, end, value = span[0], span[1], span[field]
            if start > offset:
                break
            if offset < end and value and (best is None or end - start < best[0]):
                best = (end - start, value)
        return best[1] if best else None
