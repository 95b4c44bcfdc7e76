"""Which words of a text could belong to a time? Cuts a text into runs of neighbouring time words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.times.lexicon import lexicon

__all__ = ["Token", "runs"]

LONGEST_RUN = 40
TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z"
    r"|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9]))"
    r"|(?P<slash>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/]))"
    r"|(?P<attack>9/11(?![0-9/]))"
    r"|(?P<years>[12][0-9]{3}[-–/][0-9]{2}(?![0-9/-]))"
    r"|(?P<clock>[0-2][0-9][0-5][0-9](?= (?:GMT|UTC|EST|EDT|CET|BST|local time|hours)\b)"
    r"|[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?(?![0-9:])|\.[0-9]{2}(?=\s?[ap]\.?\s?m\b)))"
    r"|(?P<decade>['’‘]?[0-9]{1,3}0['’]?s\b)"
    r"|(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<quarter>(?:Q[1-4]|[1-4]Q|H[12])\b)"
    r"|(?P<fraction>[0-9]{1,3} [1357]/[2348](?![0-9/]))"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<meridiem>[ap]\.\s?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<apostrophe>['’]s?\b|['’])"
    r"|(?P<glue>[-‐‑–,.])"
    r"|\S",
    re.IGNORECASE,
)
# What makes a run worth reading: a word that on its own says a time is near.
TRIGGERS = frozenset("MWYuUqQFKPVTRDLCA79=swpklB#?$%")
YEAR_WORDS = frozenset({"eighteen", "nineteen", "twenty"})
GLUE = frozenset(",.'-o>&|8+5")


class Token(NamedTuple):
    """A time word: where it stands, its symbol in the grammar, its meaning, and itself in lower case."""

    start: int
    end: int
    symbol: str
    value: Any
    word: str


def runs(text: str) -> Iterator[list[Token]]:
    """The runs of neighbouring time words in a text, each at most LONGEST_RUN tokens long."""
    words = lexicon().words
    run: list[Token] = []
    triggered = False
    last = 0
    for m in TOKEN.finditer(text):
        kind = m.lastgroup
        start, end = m.span()
        token: Token | None = None
        if kind == "word":
            low = m.group().lower()
            entry = words.get(low)
            if entry is None and "’" in low:
                entry = words.get(low.replace("’", "'"))
            if entry is not None:
                token = Token(start, end, entry.symbol, entry.value, low)
        elif kind is not None:
            token = _special(kind, m.group(), start, end)
        if run and (
            token is None
            or len(run) >= LONGEST_RUN
            or (start > last + 1 and text.count("\n", last, start) > 1)
        ):
            if triggered:
                yield run
            run, triggered = [], False
        if token is not None:
            if not run and token.symbol in GLUE:
                continue
            run.append(token)
            triggered = triggered or token.symbol in TRIGGERS or token.word in YEAR_WORDS
            last = end
    if triggered:
        yield run


def _special(kind: str, raw: str, start: int, end: int) -> Token | None:
    """The token of a piece that is no plain word."""
    if kind == "number":
        digits = raw.replace(",", "")
        if len(digits) > 9:
            return None
        if "." in digits:
            return Token(start, end, "N", float(digits), raw)
        if len(raw) == 4 and raw.isdigit() and 1000 <= int(raw) <= 2199:
            return Token(start, end, "Y", int(raw), raw)
        return Token(start, end, "N", int(digits), raw)
    if kind == "fraction":
        whole, part = raw.split()
        return Token(start, end, "N", int(whole) + int(part[0]) / int(part[2]), raw)
    if kind == "glue":
        symbol = raw if raw in ",." else "-"
        return Token(start, end, symbol, raw, raw)
    if kind == "apostrophe":
        return Token(start, end, "'", raw, "'")
    if kind == "ordinal":
        return Token(start, end, "O", int(raw[:-2]), raw.lower())
    if kind == "decade":
        digits = raw.strip("'’‘sS")
        if len(digits) == 4 and 1000 <= int(digits) <= 2190:
            return Token(start, end, "D", int(digits) // 10, raw)
        if len(digits) == 2:
            return Token(start, end, "D", int(digits[0]), raw)
        return None
    if kind == "quarter":
        letter = "H" if raw[0] in "Hh" else "Q"
        return Token(start, end, "#", letter + raw.strip("QqHh"), raw)
    if kind == "years":
        first, final = int(raw[:4]), int(raw[5:])
        return Token(start, end, "%", first, raw) if 0 < final - first % 100 <= 30 else None
    if kind == "meridiem":
        return Token(start, end, "A", raw[0].lower() + "m", raw.lower())
    if kind == "attack":
        return Token(start, end, "9", "2001-09-11", "2001-09-11")
    symbol = {"iso": "9", "slash": "7", "clock": "C"}[kind]
    return Token(start, end, symbol, raw, raw)
