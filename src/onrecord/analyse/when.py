"""When: the report's time expressions with the tense of their clause, and which word each belongs to."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from onrecord.analyse.parse import Parse, Token
from onrecord.model import Report, Span, Time
from onrecord.times import tag

FUTURE_AUX = frozenset({"will", "shall", "'ll", "wo"})
# Governors whose infinitive lies ahead of the day they are said on.
AHEAD = frozenset(["plan", "intend", "schedule", "expect", "hope", "aim", "agree", "promise", "pledge", "vow", "prepare", "set", "arrange", "want", "propose", "decide", "order", "ask", "urge"])  # fmt: skip


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
    """Past or future, from the nearest verb above."""
    for up in parse.ancestors(t):
        if up.pos not in ("VERB", "AUX"):
            if up.lower in ("after", "following", "since"):
                return "past"
            continue
        aux = {k.lower for k in up.kids if k.dep in ("aux", "auxpass")}
        if aux & FUTURE_AUX:
            return "future"
        infinitive = "to" in aux
        if infinitive and up.head == up.i and any(k.dep in ("nsubj", "nsubjpass") for k in up.kids):
            return "future"  # a headline: "Norway to host talks on Sunday"
        if infinitive and up.head != up.i:
            head = parse.head(up)
            if head.lemma in AHEAD or head.lower in ("due", "set", "scheduled", "expected", "likely") or (head.lemma == "be" and up.dep == "xcomp"):
                return "future"
            if up.dep in ("xcomp", "advcl", "acl"):
                return _direction(parse, up)
        if up.tag == "VBD" or (up.tag == "VBN" and aux & {"was", "were", "had", "has", "have", "been", "'d", "'ve"}) or (up.tag == "VBG" and aux & {"was", "were"}):
            return "past" if "would" not in aux else None
        if up.tag in ("VBG", "VBN") and not aux and up.dep in ("advcl", "acl", "pcomp"):
            continue
        if up.tag == "VBG" and aux & {"is", "are", "'s", "'re", "am"}:
            return "future"
        return None
    return None
