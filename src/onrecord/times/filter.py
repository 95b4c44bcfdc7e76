"""Is a word that may tell the time really telling it? "may", "march", "second", "2000" and their like."""

from __future__ import annotations

import re

from onrecord.times.found import Found
from onrecord.times.lexicon import lexicon
from onrecord.times.tokens import Token

__all__ = ["neighbours", "plausible", "refused"]

BEFORE = re.compile(r"([^\W_][\w.’'-]*|[^\s\w])?(\s*)$")
AFTER = re.compile(r"(\s*)([^\W_](?:[\w’']|-(?=\w))*|[^\s\w]|_)?")
MONEY = frozenset("$£€¥#₹")


def neighbours(text: str, start: int, end: int) -> tuple[str, str, str, str]:
    """The word before a span, the space between, the space behind it and the word after."""
    m = BEFORE.search(text, max(0, start - 30), start)
    n = AFTER.match(text, end, end + 40)
    return (m[1] or "" if m else ""), (m[2] if m else ""), (n[1] if n else ""), (n[2] or "" if n else "")


def plausible(text: str, token: Token) -> Token:
    """The token, or one no rule reads where the word means something else here."""
    check = CHECKS.get(token.symbol)
    if check is None or check(text, token):
        return token
    return token._replace(symbol="_")


def _month(text: str, token: Token) -> bool:
    raw = text[token.start : token.end]
    if not raw[0].isupper():
        return False
    full = lexicon()
    before, _, space, after = neighbours(text, token.start, token.end)
    numbered = after[:1].isdigit() or (after == "." and text[token.end + 1 : token.end + 4].strip()[:1].isdigit())
    if len(raw) <= 4 and token.word not in ("may", "june", "july"):
        return numbered or before[:1].isdigit() or after == "."
    if token.word in ("may", "march"):
        if raw.isupper() and token.word == "may":
            return numbered or before[:1].isdigit()
        if token.word == "march" and before.lower() == "the":
            return after[:1].islower() and after not in ("on", "for", "in", "to", "of", "was", "is", "from")
        return numbered or before.lower() in full.filters["before_month"] or before[:1].isdigit() or (before in (",", "--", "(") and token.word == "march")
    if token.word in ("april", "june", "august") and after[:1].isupper() and space == " " and before.lower() not in full.filters["before_month"]:
        return after.lower() in full.words
    return True


def _weekday(text: str, token: Token) -> bool:
    raw = text[token.start : token.end]
    if not raw[0].isupper():
        return False
    if token.word in lexicon().words and not token.word.endswith("day"):
        _, _, _, after = neighbours(text, token.start, token.end)
        if token.word in ("sun", "sat", "mon", "wed"):
            return after in (".", ",") and re.match(r"[.,],? (?:[0-9]|[A-Z][a-z]{2,8}\.? [0-9])", text[token.end : token.end + 20]) is not None
        return after == "." or after[:1].isdigit() or after in (",", "-")
    return True


def _season(text: str, token: Token) -> bool:
    before, _, _, after = neighbours(text, token.start, token.end)
    if token.word in ("fall", "spring"):
        return (before.lower() in lexicon().filters["before_season"] and after not in ("of", "in")) or bool(re.match(r"(?: of)? [12][0-9]{3}\b", text[token.end : token.end + 9]))
    return True


def _year(text: str, token: Token) -> bool:
    lists = lexicon().filters
    before, gap, space, after = neighbours(text, token.start, token.end)
    if re.search(r"[0-9][-./:]$|[./:]$", text[max(0, token.start - 2) : token.start]):
        return bool(re.search(r"\b[12][0-9]{3}[-–/]$", text[max(0, token.start - 6) : token.start]))
    if before[-1:] in MONEY or before in ("+",) or after in ("%", "/") or (before in (".", "-", "/", ":") and not gap):
        return False
    if after in ("-", "–") and text[token.end : token.end + 2].strip()[1:2].isdigit():
        return bool(re.match(r"[-–](?:[12][0-9]{3}|[0-9]{2})\b", text[token.end : token.end + 6]))
    if not 1500 <= token.value <= 2100 and before.lower() not in lists["sure_before_year"]:
        return False
    if after.lower() in lists["counted_after"]:
        return after.lower() in ("or", "new") and before.lower() in lists["sure_before_year"]
    return True


CHECKS = {"M": _month, "W": _weekday, "w": _weekday, "F": _season, "Y": _year}


def refused(text: str, found: Found) -> bool:
    """Whether what a rule read cannot be a time after all."""
    before, gap, _, after = neighbours(text, found.start, found.end)
    low = before.lower()
    rule = found.rule
    lists = lexicon().filters
    if rule == "year":
        token = found.groups["Y"][0]
        if len(found.groups) > 1:
            return False
        if low in lists["before_year"] or low in lexicon().words:
            return False
        if low in ("(", ",", "'", "[", "") or low.endswith("."):
            return False
        return not 1800 <= token.value <= 2060 or (before[:1].isalpha() and before[:1].isupper())
    if rule in ("clock",):
        token = found.groups["c"][0]
        if "A" in found.groups:
            return False
        if token.symbol == "N":
            return True
        if "Z" in found.groups or low in ("at", "by", "until", "from", "about", "around", "after", "before", "since", "till", "to"):
            hour = int(re.split("[:.]", token.word)[0])
            return hour > 24
        return True
    if rule == "oclock":
        return not 0 < found.groups["c"][0].value <= 12 or not float(found.groups["c"][0].value).is_integer()
    if rule in ("monthday", "daymonth"):
        if any(t.symbol == "N" and not t.word[0].isdigit() for t in found.groups.get("n", ())):
            return True
        return any(not 0 < t.value <= 31 or t.value != int(t.value) for name in ("n", "n2") for t in found.groups.get(name, ()))
    if rule == "inthepart":
        return low not in ("in", "during") or found.groups["P"][0].value[0].isdigit()
    if rule == "noon":
        return found.groups["P"][0].value not in ("12:00", "24:00") and "i" not in found.groups
    if rule == "season":
        if "Y" in found.groups or "i" in found.groups or "b" in found.groups:
            return False
        return "d" in found.groups or low not in ("in", "by", "since", "until", "during", "through", "of", "for", "from")
    if rule == "refs":
        return found.groups["t"][0].word == "following" and "d" not in found.groups
    if rule == "decade":
        token = found.groups["D"][0]
        return token.word[:1].isdigit() and token.value < 100 and (token.word[-2:] == "0s") and (
            "d" not in found.groups and low not in ("the", "mid")
        )
    if rule == "century":
        return found.groups["u"][0].value not in ("CE", "ML")
    if rule in ("duration", "ago", "before"):
        unit = found.groups["u"][0]
        if before[-1:] in MONEY and not gap:
            return True
        if unit.symbol == "S" and "l" in found.groups:
            return True
    if rule in ("duration", "stretch", "units", "ago", "before", "theunits"):
        unit = found.groups["u"][0]
        raw = text[unit.start : unit.end]
        if raw[0].isupper() and raw[1:].islower() and unit.start > found.start and text[found.start].isdigit():
            return True
        if unit.symbol == "S" or unit.value == "period":
            return True
        if unit.value == "Q" and (rule == "units" or text[unit.start - 1] == "-" or (after.lower() == "of" and unit.symbol == "Q" and "X" not in "".join(t.symbol for t in found.groups.get("q", ())))):
            return True
        if unit.symbol in "UQ" and [t.symbol for t in found.groups.get("q", ())] == ["a"]:
            return True
        if unit.value == "WE" and unit.symbol == "u":
            return True
        if rule == "theunits" and after.lower() in ("of", "when") and "i" not in found.groups:
            return True
        if rule == "theunits" and unit.value in ("H", "m", "S", "Q", "WE"):
            return True
        if rule == "units" and before[-1:].isdigit():
            return True
        if rule == "duration" and low == "hours" and unit.value == "D" and found.groups["q"][0].symbol == "a":
            return True
        if rule not in ("duration", "stretch", "units"):
            return False
        if after.lower() == "old" or text[found.end : found.end + 4] == "-old":
            return unit.value == "Y" or after.lower() == "old"
        return after.lower() == "a" and rule == "duration" and unit.value == "H" and text[found.end : found.end + 6] == " a day"
    if rule == "durationold":
        return found.groups["u"][0].value == "Y"
    if rule == "vagueword":
        token = found.groups["v"][0]
        if token.word == "recent":
            return not after[:1].isalpha()
        if token.word == "current":
            return not after[:1].isalpha()
        return True
    if rule == "often":
        token = found.groups["s"][0]
        return token.word in ("monthly",) or (before[:1].isupper() and text[token.start].isupper())
    if rule == "the":
        unit = found.unit()
        if found.groups["d"][0].symbol != "d" and "f" not in str(found.groups.get("r", "")):
            return found.groups["d"][0].symbol == "a" or "r" not in found.groups
        if "b" in found.groups:
            return False
        return unit in ("CE", "DE", "D", "H", "m", "S", "period", "ML", "MI", "DT", "12:00", "24:00") and not (unit in ("CE", "DE") and False)
    if rule == "ref":
        t = found.groups["t"][0]
        unit = found.unit()
        if unit == "S" or found.groups["u"][0].symbol == "S":
            return True
        if unit == "period":
            return t.word not in ("latest", "corresponding", "same", "comparable", "current", "previous", "prior", "last", "this", "that")
        if unit in ("m", "H"):
            return True
        return False
    if rule == "quarter":
        return False
    if rule == "half":
        return "Y" not in found.groups and "t" not in found.groups and found.groups["h"][0].start - found.groups["O"][0].end != 1
    if rule == "holiday":
        return not text[found.groups["L"][0].start].isupper()
    if rule == "per":
        return False
    if rule == "unitlong":
        return found.groups["r"][0].word != "long"
    if rule == "vague":
        word = found.groups["v"][0].word
        return (word == "soon" and (low == "as" or after.lower() in ("as", "after", "be"))) or (word == "now" and low == "until" and False)
    if rule == "unitend":
        return found.groups["b"][0].word not in ("end", "close", "start", "beginning") or found.groups["u"][0].value not in ("Y", "M", "W", "Q")
    if rule == "yearwords":
        return not 1900 <= found.groups["n"][0].value <= 2100 or found.groups["u"][0].value != "Y"
    if rule == "yearof":
        return found.groups["u"][0].value not in ("Q", "period", "fiscal") and "f" not in found.groups
    if rule == "deictic":
        named = text[found.start].isupper() and text[found.start + 1 : found.start + 2].islower()
        return named and before[:1].isupper() and gap == " " and found.groups["T"][0].word == "today"
    if rule == "every":
        return found.groups["u"][0].value == "period"
    return False
