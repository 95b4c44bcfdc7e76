"""What has the text said so far, and what do the words around an expression say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from onrecord.times.calendar import days_of, narrowed
from onrecord.times.direction import clause_of
from onrecord.times.draft import Draft
from onrecord.times.filter import neighbours
from onrecord.times.found import Found
from onrecord.times.lexicon import lexicon

__all__ = ["Context", "Rule"]


class Context:
    """The state of one text's reading: its day of publication and what was mentioned."""

    def __init__(
        self,
        text: str,
        published: date | None,
        direction: Callable[[int, int], str | None] | None,
        rules: Mapping[str, Rule],
    ) -> None:
        self.text = text
        self.rules = rules
        self.published = published
        self.hint = direction
        self.base: date | None = published
        self.day: date | None = None  # the last day mentioned
        self.last: str | None = None  # the last value with days
        self.year: int | None = None
        self.quarter: str | None = None  # the quarter the report is about
        self.quarters: Counter[str] = Counter()
        self.recent: str | None = None
        self.may_is_a_name: bool | None = None  # somebody of the text is called so; not yet looked for
        self.focus: str | None = None  # the last period of accounts: a quarter, or "Y"

    def draft(self, found: Found) -> Draft | None:
        """What an expression denotes by its rule."""
        try:
            return self.rules[found.rule](self, found)
        except (ValueError, OverflowError):  # no such day
            return None

    def direction(self, found: Found) -> str | None:
        """Whether the clause around an expression looks back or ahead."""
        return self.clause(found)[0]

    def clause(self, found: Found) -> tuple[str | None, int]:
        """The same, and how many words away it says so."""
        hint = self.hint(found.start, found.end) if self.hint is not None else None
        return (hint, 0) if hint else clause_of(self.text, found.start, found.end)

    def remember(self, draft: Draft, found: Found) -> None:
        """Keeps what later expressions are reckoned from."""
        if draft.type in ("DATE", "TIME"):
            span = days_of(draft.value)
            if span:
                self.last = draft.value
                self.year = span[0].year
                if span[0] == span[1]:
                    self.day = span[0]
                    if self.base is None and not draft.anchored:
                        self.base = span[0]
                if "-Q" in draft.value:
                    self.focus = draft.value
                    if found.rule in (
                        "quarter",
                        "quarternumber",
                        "the",
                        "ref",
                        "yearsquarter",
                    ) and self.elapsed(span, found):
                        self.quarters[draft.value] += 1
                        self.recent = draft.value
                        self.quarter = max(
                            self.quarters, key=lambda q: (self.over(q), self.quarters[q], q == draft.value)
                        )
        if draft.type == "DURATION" and draft.value in ("P9M", "P6M", "P1Y") and self.quarter:
            self.focus = "Y"

    def elapsed(self, span: tuple[date, date], found: Found) -> bool:
        """Whether a span is spoken of as over."""
        if self.base is None or span[1] <= self.base:
            return True
        return span[0] <= self.base and self.direction(found) == "past"

    def over(self, value: str) -> bool:
        """Whether a value's days had all gone by the day of publication."""
        span = days_of(value)
        return span is not None and (self.base is None or span[1] <= self.base)

    def mods(self, found: Found) -> str | None:
        """The modifier that the words before an expression give it."""
        groups = found.groups
        if "i" in groups:
            token = groups["i"][0]
            if token.symbol == "B":
                return "START"
            if token.symbol == "G":
                return "END"
            return str(token.value)
        if "b" in groups:
            return str(groups["b"][0].value)
        if "x" in groups:
            return str(groups["x"][0].value)
        return None

    def start(self, found: Found, core: str) -> int:
        """Where the expression begins when "the" or "a" before it belongs to a longer phrase."""
        if any(name in found.groups for name in ("b", "i", "x")):
            return -1
        tokens = found.groups.get(core)
        return tokens[0].start if tokens else -1

    def attributive(self, found: Found) -> bool:
        """Whether a noun follows that the expression only describes."""
        _, _, space, after = neighbours(self.text, found.start, found.end)
        if not after or not after[0].isalpha() or ("\n" in space and space.count("\n") > 1):
            return False
        if not space:
            return False
        low = after.lower()
        if (
            low in lexicon().filters["after_phrase"]
            or low.endswith("ed")
            or (low.endswith("ly") and len(low) > 6)
        ):
            return False
        return not after[0].isupper() or found.rule in ("quarter", "yearago")

    def undetermined(self, found: Found) -> int:
        """The start without a determiner where the expression only describes the noun behind it."""
        first = found.groups.get("d") or found.groups.get("bd")
        if first and first[0].symbol == "e" and first[0].start == found.start and found.rule == "quarter":
            rest = self.text[first[0].end : found.end]
            return first[0].end + len(rest) - len(rest.lstrip())
        if first and first[0].start == found.start and self.attributive(found):
            rest = self.text[first[0].end : found.end]
            return first[0].end + len(rest) - len(rest.lstrip())
        return -1

    def clipped(self, draft: Draft, side: str | None) -> Draft:
        """The draft held on the side of the day of publication that its clause looks to."""
        span = days_of(draft.value)
        if not span or self.published is None or draft.type not in ("DATE", "TIME"):
            return draft
        first, final = narrowed(span, draft.mod)
        if side == "past" and first <= self.published < final:
            return replace(draft, days=(first, self.published))
        if side == "future" and first < self.published <= final:
            return replace(draft, days=(self.published, final))
        return draft


Rule = Callable[[Context, Found], Draft | None]
