"""Is a word that may tell the time really telling it? "may", "march", "second", "2000" and their like."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.times.lexicon import lexicon
from onrecord.times.tokens import Token

__all__ = ["MONEY", "Nearby", "neighbours", "plausible"]

BEFORE = re.compile(r"([^\W_][\w.’'-]*|[^\s\w])?(\s*)$")
AFTER = re.compile(r"(\s*)([^\W_](?:[\w’']|-(?=\w))*|[^\s\w]|_)?")
NUMBERED = re.compile(r"\.?\s{0,2}[0-9]")
DATE_BEHIND = re.compile(r"[.,],? (?:[0-9]|[A-Z][a-z]{2,8}\.? [0-9])")
YEAR_BEHIND = re.compile(r"(?: of)? [12][0-9]{3}\b")
FIGURES_BEFORE = re.compile(r"(?:[0-9][-./:]|[./:])$")
YEAR_BEFORE = re.compile(r"\b[12][0-9]{3}[-–/]$")
RANGE_BEHIND = re.compile(r"[-–](?:[12][0-9]{3}|[0-9]{2})\b")
MONEY = frozenset("$£€¥#₹")


class Nearby(NamedTuple):
    """The word before a span, the space between, the space behind it and the word after."""

    before: str
    gap: str
    space: str
    after: str


def neighbours(text: str, start: int, end: int) -> Nearby:
    """What stands on either side of a span."""
    m = BEFORE.search(text, max(0, start - 30), start)
    n = AFTER.match(text, end, end + 40)
    return Nearby(
        (m[1] or "" if m else ""), (m[2] if m else ""), (n[1] if n else ""), (n[2] or "" if n else "")
    )


def plausible(text: str, token: Token) -> Token:
    """The token, or one no rule reads where the word means something else here."""
    check = CHECKS.get(token.symbol)
    if check is None or check(text, token):
        return token
    return token._replace(symbol="_")


def _month(text: str, token: Token) -> bool:
    if not text[token.start].isupper():
        return False
    near = neighbours(text, token.start, token.end)
    low = near.before.lower()
    numbered = bool(NUMBERED.match(text, token.end)) or near.before[:1].isdigit()
    led = low in lexicon().filters["before_month"]
    if token.end - token.start <= 4 and token.word not in ("may", "june", "july"):
        return numbered or near.after == "."
    if token.word == "may":
        return numbered or (led and not text[token.start : token.end].isupper())
    if token.word == "march":
        if low == "the":
            return near.after[:1].islower() and near.after not in lexicon().filters["after_a_march"]
        return numbered or led or near.before in (",", "--", "(")
    if (
        token.word in ("april", "june", "august")
        and near.after[:1].isupper()
        and near.space == " "
        and not led
    ):
        return near.after.lower() in lexicon().words  # no first name
    return True


def _weekday(text: str, token: Token) -> bool:
    if not text[token.start].isupper():
        return False
    if token.word.endswith(("day", "days")):
        return True
    if token.word in ("sun", "sat", "mon", "wed"):
        return bool(DATE_BEHIND.match(text, token.end))
    after = neighbours(text, token.start, token.end).after
    return after in (".", ",", "-") or after[:1].isdigit() or after.lower() in lexicon().months


def _season(text: str, token: Token) -> bool:
    if token.word not in ("fall", "spring"):
        return True
    near = neighbours(text, token.start, token.end)
    led = near.before.lower() in lexicon().filters["before_season"]
    if near.before.lower() in ("last", "this", "next", "previous"):
        return True
    return (led and near.after not in ("of", "in")) or bool(YEAR_BEHIND.match(text, token.end))


def _year(text: str, token: Token) -> bool:
    lists = lexicon().filters
    if FIGURES_BEFORE.search(text, max(0, token.start - 2), token.start):
        return bool(YEAR_BEFORE.search(text, max(0, token.start - 6), token.start))
    near = neighbours(text, token.start, token.end)
    low = near.before.lower()
    if near.before[-1:] in MONEY or near.before == "+" or near.after in ("%", "/"):
        return False
    if near.after in ("-", "–") and text[token.end + 1 : token.end + 2].isdigit():
        return bool(RANGE_BEHIND.match(text, token.end))
    if not 1500 <= token.value <= 2100 and low not in lists["sure_before_year"]:
        return False
    if near.after.lower() in lists["counted_after"]:
        return near.after.lower() in ("or", "new") and low in lists["sure_before_year"]
    return True


CHECKS = {"M": _month, "W": _weekday, "w": _weekday, "F": _season, "Y": _year}
