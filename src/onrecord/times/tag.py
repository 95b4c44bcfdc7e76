"""Finds the time expressions of a text: the runs of time words, the rules that read them, what they
denote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from onrecord.times.context import Context
from onrecord.times.filter import plausible
from onrecord.times.found import Found
from onrecord.times.grammar import matches
from onrecord.times.merge import merged
from onrecord.times.refuse import refused
from onrecord.times.resolve import RULES, resolve
from onrecord.times.timex import Timex
from onrecord.times.tokens import Token, runs

__all__ = ["Direction", "tag"]

Direction = Callable[[int, int], str | None]
# The day behind "April 24" in "April 24 and 25", where no word follows that it could count.
ALSO = re.compile(r"[&>|][NO](?![uUqQMXN~-])")
GAP = re.compile(r"(?:,? (?:on |at |of |in )?|,?\n(?:on |at |of |in )?)$")


def tag(text: str, published: date | None = None, *, direction: Direction | None = None) -> tuple[Timex, ...]:
    """The time expressions of an English text, in its order, none overlapping another.

    published: the day the text was published, from which "Tuesday" and "last year" are reckoned. Without it a
    date stated in full earlier in the text serves, and where there is none the value stays open
    ("XXXX-WXX-2"). direction: what a caller with a parse knows of the clause around a span: "past", "future"
    or None.

    >>> [(t.text, t.value) for t in tag("They met on Tuesday.", date(2022, 11, 9))]
    [('Tuesday', '2022-11-08')]
    """
    if isinstance(published, datetime):
        published = published.date()
    context = Context(text, published, direction, RULES)
    out: list[Timex] = []
    for found in joined(text, find(text)):
        timex = resolve(context, found)
        if timex is not None:
            out.append(timex)
    return tuple(out)


def find(text: str) -> list[Found]:
    """Every expression of a text before it is known what it denotes."""
    out: list[Found] = []
    for run in runs(text):
        out += read_run(text, run)
    return out


def read_run(text: str, run: list[Token]) -> list[Found]:
    """The expressions of one run of time words: at each word the longest rule that holds."""
    tokens = [plausible(text, token) for token in merged(run)]
    symbols = "".join(t.symbol for t in tokens)
    out: list[Found] = []
    i = 0
    while i < len(tokens):
        for match in matches(symbols, i):
            groups = {name: tokens[i + a : i + b] for name, (a, b) in match.groups.items()}
            last = i + match.length
            found = Found(match.rule, tokens[i].start, tokens[last - 1].end, groups)
            if not refused(text, found):
                out.append(found)
                i = last
                if match.rule == "monthday" and "Y" not in groups and ALSO.match(symbols, i):
                    day = tokens[i + 1]
                    out.append(Found("monthday", day.start, day.end, {"M": groups["M"], "n": [day]}))
                    i += 2
                break
        else:
            i += 1
    return out


# "Between January and March 2021": the first month is of the same year.
DATED = frozenset({"month", "monthday", "daymonth"})
SHARED = re.compile(r"(?: and | to | or | through | until |-|–|, )$")
CLOCKS = frozenset({"clock", "clockpart", "oclock", "noon"})
DAYS = frozenset({"monthday", "daymonth", "weekday", "deictic", "iso", "slash", "holiday", "ref"})
WHOLES = frozenset({"month", "season", "quarter", "the", "ref", "weekday", "half"})
YEARS = frozenset({"ref", "yearago", "ago", "before", "year"})


def joined(text: str, found: list[Found]) -> list[Found]:
    """Neighbours that make one expression: a clock time and its day, a month and "last year"."""
    out: list[Found] = []
    for item in found:
        if out:
            left = out[-1]
            gap = text[left.end : item.start]
            if "Y" in item.groups and left.rule in DATED and "Y" not in left.groups and SHARED.match(gap):
                out[-1] = replace(left, groups={**left.groups, "Y": item.groups["Y"]}, lent=True)
            if len(gap) <= 5 and GAP.match(gap) and _belong(left, item, gap):
                out[-1] = Found("joined", left.start, item.end, {}, (left, item))
                continue
        out.append(item)
    return out


def _belong(left: Found, right: Found, gap: str) -> bool:
    if left.rule in CLOCKS and right.rule in DAYS:
        return right.rule != "ref" or right.unit() in ("MO", "AF", "EV", "NI")
    if left.rule in DAYS and right.rule in CLOCKS:
        return left.rule != "ref" and " of" not in gap
    if "," in gap or left.rule not in WHOLES or right.rule not in YEARS:
        return False
    if left.rule in ("the", "ref") and left.unit() not in ("Q", "period", "SP", "SU", "FA", "WI"):
        return False
    if right.rule == "ref":
        return right.unit() == "Y" or (right.unit() == "W" and left.rule == "weekday")
    if right.rule == "year":
        return gap.strip() in ("of", "") and left.rule in ("season", "quarter", "ref", "the")
    return gap == " " and left.rule in ("quarter", "the", "ref") and right.unit() == "Y"
