"""When: the report's time expressions with the tense of their clause, and which word each belongs to."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.analyse.english import BEHIND_DAYS, TO
from onrecord.analyse.parse import Parse, Token
from onrecord.model import Block, Report, Span, Time
from onrecord.times import Timex, tag

OPENS = re.compile(r"[\s•*·–—-]*")
ENDS = re.compile(r"\s?(?::|–|—|--|- )")  # between the day of a line of key dates and what happened


@dataclass(frozen=True, slots=True)
class When:
    """The times of a report; ``at`` maps the token that heads a time to its index in ``times``.

    lines: of each line of key dates, by its block, the time that stands before it or over it.
    """

    times: tuple[Time, ...]
    at: dict[int, int]
    inside: frozenset[int]
    lines: dict[int, int] = field(default_factory=dict)


def find(parse: Parse, report: Report) -> When:
    """TIMEX3 expressions of the parsed stretches, with direction from the parse."""
    starts = [t.start for t in parse.tokens]

    def token_at(offset: int) -> Token | None:
        i = bisect.bisect_right(starts, offset) - 1
        return parse.tokens[i] if 0 <= i < len(parse.tokens) and parse.tokens[i].end > offset else None

    def direction(start: int, end: int) -> str | None:
        t = token_at(start)
        return _direction(parse, _head(parse, t, end)) if t is not None else None

    found = _listed(parse.text, report, tag(parse.text, report.published, direction=direction))
    times, at, inside = [], {}, set()
    for x in found:
        times.append(Time(Span.of(parse.text, x.start, x.end), x.type, x.value, x.mod, x.earliest, x.latest))
        t = token_at(x.start)
        if t is not None:
            at[_head(parse, t, x.end).i] = len(times) - 1
            while t.i < len(parse.tokens) and parse.tokens[t.i].start < x.end:
                inside.add(t.i)
                if t.i + 1 == len(parse.tokens):
                    break
                t = parse.tokens[t.i + 1]
    return When(tuple(times), at, frozenset(inside), dict(_lines(parse.text, report.blocks, found)))


def _listed(text: str, report: Report, found: Iterable[Timex]) -> list[Timex]:
    """The times, with those in lines under a year reckoned from that year, and behind the day of their line
    from it."""
    out = list(found)
    for block in report.blocks:
        if block.year is None:
            continue
        line = text[block.start : block.end]
        day = next(
            (
                t
                for t in tag(line, date(block.year, 12, 31), direction=lambda s, e: "past")
                if OPENS.fullmatch(line[: t.start])
            ),
            None,
        )
        base = day.latest if day and day.latest and day.latest == day.earliest else date(block.year, 12, 31)
        own = [
            replace(t, start=t.start + block.start, end=t.end + block.start)
            for t in tag(line, base, direction=lambda s, e: "past")
        ]
        out = [t for t in out if not block.start <= t.start < block.end] + own
    return sorted(out, key=lambda t: t.start)


def _lines(text: str, blocks: tuple[Block, ...], found: list[Timex]) -> Iterator[tuple[int, int]]:
    """(block, time) of lines that stand under or behind their day."""
    over: int | None = None
    for n, block in enumerate(blocks):
        if block.kind == "date":
            over = next(
                (i for i, t in enumerate(found) if block.start <= t.start < block.end and t.type == "DATE"),
                over,
            )
        if block.kind != "paragraph":
            continue
        first = next((i for i, t in enumerate(found) if block.start <= t.start < block.end), None)
        if (
            first is not None
            and (t := found[first]).type == "DATE"
            and OPENS.fullmatch(text[block.start : t.start])
            and ENDS.match(text, t.end, block.end)
        ):
            yield n, first
        elif block.year is not None and over is not None:
            yield n, over


def _head(parse: Parse, first: Token, end: int) -> Token:
    """The token of the stretch whose governor lies outside it."""
    last = first
    while last.i + 1 < len(parse.tokens) and parse.tokens[last.i + 1].start < end:
        last = parse.tokens[last.i + 1]
    for i in range(first.i, last.i + 1):
        t = parse.tokens[i]
        if not first.i <= t.head <= last.i or t.head == t.i:
            return t
    return last


def _direction(parse: Parse, t: Token) -> str | None:
    """Past or future where the parse knows better than the words nearby: after "after", and in a headline's
    infinitive.

    Elsewhere the tagger's own reading of tense is better: a hint from every governing verb cost .5 of value
    F1 on TimeBank and .8 on AQUAINT, these two cost nothing.
    """
    for up in parse.ancestors(t):
        if up.pos not in ("VERB", "AUX"):
            if up.lower in BEHIND_DAYS:
                return "past"
            continue
        if (
            up.head == up.i
            and any(k.lower == TO and k.dep == "aux" for k in up.kids)
            and any(k.dep in ("nsubj", "nsubjpass") for k in up.kids)
        ):
            return "future"  # "Norway to host talks on Sunday"
        return None
    return None
