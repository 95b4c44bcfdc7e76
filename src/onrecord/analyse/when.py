"""When: the report's time expressions with the tense of their clause, and which word each belongs to."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from onrecord.analyse.parse import Parse, Token
from onrecord.model import Report, Span, Time
from onrecord.times import tag


@dataclass(frozen=True, slots=True)
class When:
    """The times of a report; ``at`` maps the token that heads a time to its index in ``times``."""

    times: tuple[Time, ...]
    at: dict[int, int]
    inside: frozenset[int]


def find(parse: Parse, report: Report) -> When:
    """TIMEX3 expressions of the parsed stretches, with direction from the parse."""
    starts = [t.start for t in parse.tokens]

    def token_at(offset: int) -> Token | None:
        i = bisect.bisect_right(starts, offset) - 1
        return parse.tokens[i] if 0 <= i < len(parse.tokens) and parse.tokens[i].end > offset else None

    def direction(start: int, end: int) -> str | None:
        t = token_at(start)
        return _direction(parse, _head(parse, t, end)) if t is not None else None

    found = tag(parse.text, report.published, direction=direction)
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
    return When(tuple(times), at, frozenset(inside))


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
    """Past or future where the parse knows better than the words nearby: after "after", and in a headline's infinitive.

    Elsewhere the tagger's own reading of tense is better: a hint from every governing verb cost .5 of value F1 on
    TimeBank and .8 on AQUAINT, these two cost nothing.
    """
    for up in parse.ancestors(t):
        if up.pos not in ("VERB", "AUX"):
            if up.lower in ("after", "following", "since"):
                return "past"
            continue
        if (
            up.head == up.i
            and any(k.lower == "to" and k.dep == "aux" for k in up.kids)
            and any(k.dep in ("nsubj", "nsubjpass") for k in up.kids)
        ):
            return "future"  # "Norway to host talks on Sunday"
        return None
    return None
