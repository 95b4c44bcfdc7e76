"""Chronologies that reports print themselves: "April 30 - A missile hits …", one day a line, as wire services
append them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from onrecord.model import Analysis

DAYS = 3  # so many different days make a chronology; one or two may be datelines
LINES = 4  # sentences of one entry, at most
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"\b\d{4}\b")
_BULLET = re.compile(r"[\W_]*")
_AFTER = re.compile(
    r"(?:/\d+)?(?: ?, ?\d{4})? ?(?:--?|[–—:])\s+"
)  # "(Reuters) -" after a day is a dateline, and has no dash at once


class Line(NamedTuple):
    """A sentence (``start`` to ``end``, after the day itself) that a chronology has below a day."""

    day: date
    start: int
    end: int


class _Head(NamedTuple):
    sentence: int
    start: int  # of the words after the day
    day: date
    bare: bool  # no year is named


def chronology(a: Analysis) -> tuple[Line, ...]:
    """The lines of a report's own chronology; empty where it has none. A last entry is cut after its first
    sentence."""
    heads = _placed(tuple(_heads(a)), a.report.published)
    if len({h.day for h in heads}) < DAYS:
        return ()
    out = []
    for head, following in pairwise([*heads, None]):
        assert head is not None
        end = following.sentence if following else head.sentence + 2
        spans = [(head.start, a.sentences[head.sentence][1]), *a.sentences[head.sentence + 1 : end]]
        spans = [(s, e) for s, e in spans if a.report.text[s:e].strip()]
        out += [Line(head.day, s, e) for s, e in spans[: LINES if following else 1]]
    return tuple(out)


def _heads(a: Analysis) -> Iterator[_Head]:
    """Sentences that open with a day and a dash or colon."""
    text, k = a.report.text, 0
    for t in sorted(a.times, key=lambda t: t.span.start):
        while k < len(a.sentences) and a.sentences[k][1] <= t.span.start:
            k += 1
        if k == len(a.sentences) or t.type != "DATE" or t.earliest is None or t.earliest != t.latest:
            continue
        start, end = a.sentences[k]
        label = text[t.span.start : t.span.end]
        after = _AFTER.match(text, t.span.end)
        if (
            after
            and start <= t.span.start
            and _BULLET.fullmatch(text, start, t.span.start)
            and _NUMBER.search(label)
        ):
            yield _Head(
                k, min(after.end(), end), t.earliest, not _YEAR.search(text, t.span.start, after.end())
            )


def _placed(heads: Sequence[_Head], published: date | None) -> list[_Head]:
    """The entries that do not lie ahead of the report.

    Read alone, "March 5 - The council meets" in a report of October is next March. In a list that goes on
    with days before the report it is the last one: a day without its year moves back if an entry after it is
    past, and later.
    """
    if published is None:
        return list(heads)
    out: list[_Head] = []
    limit: date | None = None
    for h in reversed(heads):
        if h.day > published and h.bare and limit and (back := _year_before(h.day)) <= limit:
            h = h._replace(day=back)
        if h.day <= published:
            limit = h.day
            out.append(h)
    return out[::-1]


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
