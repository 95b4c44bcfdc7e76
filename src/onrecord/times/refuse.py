"""Can what a rule read be no time after all? A rule that needs more than its words asks here."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.times.filter import MONEY, Nearby, neighbours
from onrecord.times.found import Found
from onrecord.times.lexicon import lexicon

__all__ = ["refused"]

QUOTES = frozenset("\"'“‘`")
WAYS = re.compile(r"\bways (?:from|to) $")
MATTER = re.compile(r"\bmatter of $")


def refused(text: str, found: Found) -> bool:
    """Whether the words around show that a rule misread its own."""
    check = CHECKS.get(found.rule)
    return check is not None and check(text, found, neighbours(text, found.start, found.end))


def _year(text: str, found: Found, near: Nearby) -> bool:
    if len(found.groups) > 1:
        return False
    lists = lexicon().filters
    low = near.before.lower()
    if low in lists["before_year"] or low in lists["event_before_year"] or low in lexicon().words:
        return False
    if low in ("(", ",", "'", "[", "") or low.endswith("."):
        return False
    return not 1800 <= found.groups["Y"][0].value <= 2060 or near.before[:1].isupper()


def _clock(text: str, found: Found, near: Nearby) -> bool:
    token = found.groups["c"][0]
    if "A" in found.groups:
        return False
    if token.symbol == "N" or (
        "Z" not in found.groups and near.before.lower() not in lexicon().filters["before_clock"]
    ):
        return True
    return int(re.split("[:.]", token.word)[0][:2]) > 24


def _oclock(text: str, found: Found, near: Nearby) -> bool:
    hour = float(found.groups["c"][0].value)
    return not 0 < hour <= 12 or not hour.is_integer()


def _monthday(text: str, found: Found, near: Nearby) -> bool:
    if any(t.symbol == "N" and not t.word[0].isdigit() for t in found.groups.get("n", ())):
        return True
    numbers = [t.value for name in ("n", "n2") for t in found.groups.get(name, ())]
    return any(not 0 < n <= 31 or n != int(n) for n in numbers)


def _inthepart(text: str, found: Found, near: Nearby) -> bool:
    return (
        near.before.lower() not in ("in", "during")
        or near.after.lower() == "of"
        or found.groups["P"][0].value[0].isdigit()
    )


def _noon(text: str, found: Found, near: Nearby) -> bool:
    if near.before.lower() == "high":
        return True
    return not found.groups["P"][0].value[0].isdigit() and "i" not in found.groups


def _season(text: str, found: Found, near: Nearby) -> bool:
    if found.groups.keys() & {"Y", "i", "b"}:
        return False
    return "d" in found.groups or near.before.lower() not in lexicon().filters["before_bare_season"]


def _refs(text: str, found: Found, near: Nearby) -> bool:
    return found.groups["t"][0].word == "following" and "d" not in found.groups


def _decade(text: str, found: Found, near: Nearby) -> bool:
    """ "In their early 20s" is an age; "in the '20s" is not."""
    token = found.groups["D"][0]
    if token.value >= 100 or not token.word[0].isdigit():
        return False
    return "d" not in found.groups and near.before.lower() not in ("the", "mid")


def _century(text: str, found: Found, near: Nearby) -> bool:
    return found.groups["u"][0].value not in ("CE", "ML") or near.after in ("BC", "B", "BCE")


def _length(text: str, found: Found, near: Nearby) -> bool:
    """What no length of time can be, whichever rule reads it."""
    unit = found.groups["u"][0]
    raw = text[unit.start : unit.end]
    quantity = "".join(t.symbol for t in found.groups.get("q", ()))
    if near.before[-1:] in MONEY and not near.gap:
        return True
    if unit.symbol == "S" or (unit.value == "WE" and unit.symbol == "u"):
        return True
    if unit.start > found.start and raw[0].isupper() and raw[1:].islower():
        return True  # a name: 60 Minutes, the Six-Day War
    if (
        found.rule == "units"
        and raw[0].isupper()
        and raw[1:].islower()
        and near.before[:1].isupper()
        and near.gap == " "
    ):
        return True  # a name: Peter Weeks
    if quantity == "a" and unit.symbol in "UQq":
        return True
    if unit.symbol == "U" and near.after == "apart":
        return True
    if unit.value != "Q":
        return False
    fraction = unit.symbol == "Q" and near.after.lower() == "of" and "X" not in quantity
    return found.rule == "units" or text[unit.start - 1] == "-" or fraction


def _duration(text: str, found: Found, near: Nearby) -> bool:
    if _length(text, found, near):
        return True
    unit = found.groups["u"][0]
    ahead = text[found.end : found.end + 6]
    if near.after.lower() == "old" or ahead.startswith("-old"):
        return True  # an age
    # "24 hours a day" is neither a length nor a habit.
    if near.before.lower() == "hours" and unit.value == "D" and found.rule == "duration":
        return found.groups["q"][0].symbol == "a"
    if found.rule == "units" and unit.value == "H" and near.before.lower() == "early":
        return True
    if found.rule == "units" and (
        near.before[-1:].isdigit() or MATTER.search(text, max(0, found.start - 12), found.start)
    ):
        return True
    return unit.value == "H" and ahead == " a day"


def _theunits(text: str, found: Found, near: Nearby) -> bool:
    if _length(text, found, near) or found.unit() in ("H", "m", "S", "Q", "WE"):
        return True
    return near.after.lower() in ("of", "when") and "i" not in found.groups


def _durationold(text: str, found: Found, near: Nearby) -> bool:
    """The age of a person: a truce is eight months old as well, but a boy's years are no time of the news."""
    return found.unit() == "Y" or near.after.lower() in lexicon().filters["persons"]


def _vagueword(text: str, found: Found, near: Nearby) -> bool:
    return found.groups["v"][0].word not in ("recent", "current") or not near.after[:1].isalpha()


def _vague(text: str, found: Found, near: Nearby) -> bool:
    soon = found.groups["v"][0].word == "soon"
    if found.groups["v"][0].word == "the moment":
        return near.before.lower() not in ("at", "for")
    return soon and (near.before.lower() == "as" or near.after.lower() in ("as", "after", "be"))


def _often(text: str, found: Found, near: Nearby) -> bool:
    """The name of a paper has its capital within the sentence."""
    return text[found.start].isupper() and near.before[-1:].isalnum()


def _the(text: str, found: Found, near: Nearby) -> bool:
    if text[found.end : found.end + 4] == "-to-":
        return True
    symbol = found.groups["d"][0].symbol
    if symbol != "d":
        return symbol == "a" or "r" not in found.groups
    return "b" not in found.groups and found.unit() not in ("Y", "Q", "M", "W", "WE", "SP", "SU", "FA", "WI")


def _ref(text: str, found: Found, near: Nearby) -> bool:
    which, unit = found.groups["t"][0], found.groups["u"][0]
    titled = text[which.start].isupper() and text[unit.start].isupper() and not text[unit.start + 1].isupper()
    if titled and (near.before[-1:].isalnum() or near.before in QUOTES):
        return True  # a name: This Week
    if found.unit() == "period":
        return found.groups["t"][0].word not in lexicon().filters["before_period"]
    return found.unit() in ("S", "m", "H") or found.groups["u"][0].symbol == "S"


def _half(text: str, found: Found, near: Nearby) -> bool:
    """The first half of a year, or "first-half" with its hyphen; bare it may be a match's."""
    if found.groups.keys() & {"Y", "t"}:
        return False
    return found.groups["h"][0].start - found.groups["O"][0].end != 1


def _holiday(text: str, found: Found, near: Nearby) -> bool:
    return not text[found.groups["L"][0].start].isupper()


def _quartercentury(text: str, found: Found, near: Nearby) -> bool:
    return found.unit() != "CE"


def _unitlong(text: str, found: Found, near: Nearby) -> bool:
    return found.groups["r"][0].word != "long"


def _unitend(text: str, found: Found, near: Nearby) -> bool:
    return (
        found.groups["b"][0].word not in ("end", "close", "start", "beginning") or found.unit() not in "YMWQ"
    )


def _yearwords(text: str, found: Found, near: Nearby) -> bool:
    return found.unit() != "Y" or not 1900 <= found.groups["n"][0].value <= 2100


def _yearof(text: str, found: Found, near: Nearby) -> bool:
    return found.groups["u"][0].value not in ("Q", "period") and "f" not in found.groups


def _deictic(text: str, found: Found, near: Nearby) -> bool:
    """ "Today" at the end of a name."""
    word = text[found.start : found.end]
    name = (
        (word == "Today" or (word == "TODAY" and near.before.isupper()))
        and near.before[:1].isupper()
        and near.gap == " "
    )
    return name and "d" not in found.groups


def _times(text: str, found: Found, near: Nearby) -> bool:
    return len(found.groups["n"]) == 1 and found.groups["n"][0].word == "times"


def _dayofmonth(text: str, found: Found, near: Nearby) -> bool:
    return found.unit() != "M" or found.groups["n"][0].value > 31


def _every(text: str, found: Found, near: Nearby) -> bool:
    return found.unit() == "period"


def _weekday(text: str, found: Found, near: Nearby) -> bool:
    """ "Six ways from Sunday" is no day."""
    return WAYS.search(text, max(0, found.start - 12), found.start) is not None


CHECKS: dict[str, Callable[[str, Found, Nearby], bool]] = {
    "year": _year,
    "clock": _clock,
    "oclock": _oclock,
    "monthday": _monthday,
    "daymonth": _monthday,
    "inthepart": _inthepart,
    "noon": _noon,
    "season": _season,
    "refs": _refs,
    "decade": _decade,
    "century": _century,
    "duration": _duration,
    "stretch": _duration,
    "units": _duration,
    "theunits": _theunits,
    "ago": _length,
    "before": _length,
    "durationold": _durationold,
    "vagueword": _vagueword,
    "vague": _vague,
    "often": _often,
    "the": _the,
    "ref": _ref,
    "half": _half,
    "holiday": _holiday,
    "unitlong": _unitlong,
    "quartercentury": _quartercentury,
    "unitend": _unitend,
    "yearwords": _yearwords,
    "yearof": _yearof,
    "deictic": _deictic,
    "every": _every,
    "times": _times,
    "dayofmonth": _dayofmonth,
    "weekday": _weekday,
}
