"""What a rule read, before it is known what it denotes."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.times.tokens import Token

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's reading of a span: the tokens of its parts, or the neighbours joined into it."""

    rule: str
    start: int
    end: int
    groups: dict[str, list[Token]] = field(default_factory=dict)
    parts: tuple[Found, ...] = ()
    lent: bool = False  # its year stands behind a later date

    def text(self, text: str) -> str:
        """The words it read."""
        return text[self.start : self.end]

    def unit(self) -> str:
        """The unit it counts in: a letter of TIMEX3, a season, a part of the day or "period"."""
        if "u" in self.groups:
            return str(self.groups["u"][0].value)
        if "F" in self.groups:
            return str(self.groups["F"][0].value)
        if self.rule in ("quarter", "yearof"):
            return "Q"
        if self.rule == "yearago":
            return "Y"
        return ""
