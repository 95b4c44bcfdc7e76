"""The span: the exact words of a report that a fact stands on."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Half-open ``[start, end)`` in code points of a report's text, with the words it holds."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text[start:end]``; the only way the project makes one, so it can't misquote."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at [{start}, {end}) in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def holds(self, text: str) -> bool:
        """Whether the report still says these words at this place."""
        return text[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end
