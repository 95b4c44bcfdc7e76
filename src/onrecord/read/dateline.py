"""The dateline that opens a wire story: where it was filed and by which agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.world import load

AGENCIES = (
    "AP|AFP|Reuters|REUTERS|Bloomberg|Xinhua|TASS|Tass|UPI|DPA|dpa|CNN|CNN "
    "Business|BBC|NPR|ANSA|EFE|Kyodo|Yonhap|PTI|ANI|IANS|CNA|PA|KUNA|Interfax|Anadolu|AA|IRNA|SPA|WAM|SANA"
    "|MENA|NNA"
    "|RIA Novosti|CBS News|CNS|Politico|POLITICO|Fox News|WSJ|The Associated Press|Associated Press|Agence "
    "France-Presse|Reuters Health|Reuters Life!|Thomson Reuters Foundation|JTA|RNS|KNS|BNO "
    "News|Sputnik|ITAR-TASS"
)
MONTH = r"(?:Jan|Feb|Mar|March|Apr|April|May|Jun|June|Jul|July|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = (
    rf"(?:\s?,? (?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:\s?,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)? {MONTH}(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|{WEEKDAY})\.?)"
)
UPPER = r"[A-ZÀ-ÞŁŚŞŽ][A-ZÀ-ÞŁŚŞŽ.'’\-]+(?:[ /\\-]+[A-ZÀ-ÞŁŚŞŽ][A-ZÀ-ÞŁŚŞŽ.'’\-]+){0,4}"
MIXED = r"[A-ZÀ-ÞŁŚŞŽ][\w.'’\-]+(?:[ /-]+[A-ZÀ-ÞŁŚŞŽ][\w.'’\-]+){0,3}"
TAIL = rf"(?:\s?, (?!{WEEKDAY}|{MONTH} ?\d)[A-Z][A-Za-z.'’\-]+(?: [A-Z][A-Za-z.'’\-]+){{0,2}}){{0,2}}"
DASH = r"(?:--|—|–|_|-|:)"
OPEN, CLOSE = r"(?:\(|-LRB- ?)", r"(?: ?-RRB-|\))"
ANY_AGENCY = (
    r"[A-Z][\w.&'’-]{0,30}(?: (?:[A-Z][\w.&'’-]{0,30}|of|and|the|de|du|des|da|do|del|della|di|la|le)){0,4}"
)
_WITH_AGENCY = re.compile(
    rf"(?:(?P<place>(?:{UPPER}|{MIXED}){TAIL}){DAY}?,? *|{DAY}? *)"
    rf"{OPEN}(?P<agency>{AGENCIES}){CLOSE}\.? *{DASH}* *(?=[\"“‘'`A-Z0-9$])"
)
# An agency that is not known: its place, or the day beside it, and the dash show what the brackets hold.
_ANY_AGENCY = re.compile(
    rf"(?P<place>(?:{UPPER}|{MIXED}){TAIL})(?P<day>{DAY})?,? *"
    rf"{OPEN}(?P<agency>{ANY_AGENCY}){CLOSE}\.? *{DASH}+ *(?=[\"“‘'`A-Z0-9$])"
)
_PLACE_DASH = re.compile(rf"(?P<place>{UPPER}{TAIL})(?P<day>{DAY})? ?(?P<dash>--|—|–|_| -|:) *(?=\S)")
_MIXED_DASH = re.compile(rf"(?P<place>{MIXED}{TAIL})(?P<day>{DAY})? ?(?P<dash>--|—|–) *(?=[A-Z\"“])")


# A dateline behind a headline, in one line: "… leave the fjord BERGEN | Sun Jun 21, 2015 8:41 pm IST BERGEN
# (Reuters) -".
_TWICE = re.compile(
    rf"(?P<place>{UPPER}{TAIL}){DAY}? ?\| ?(?:\w{{3,9}} )?{MONTH} \d{{1,2}} ?,? \d{{4}}(?: "
    rf"\d{{1,2}}:\d\d ?(?:[ap]m)?)?(?: [A-Z]{{2,4}})?\s+(?P=place){DAY}?"
    rf"(?: ?{OPEN}(?P<agency>{AGENCIES}){CLOSE})?\.? *{DASH}+ *(?=[\"“‘'`A-Z0-9$])"
)
_WITHIN = re.compile(
    rf"(?<=[\w.!?\"”')-] )(?P<place>{UPPER}{TAIL})(?P<day>{DAY})? ?,? *"
    rf"{OPEN}(?P<agency>{AGENCIES}){CLOSE}\.? *{DASH}+ *(?=[\"“‘'`A-Z0-9$])"
)
# The same with a place in small letters, or with none: only an agency's brackets before two hyphens or a long
# dash.
_WITHIN_MIXED = re.compile(
    rf"(?<=[\w.!?\"”')-] ){OPEN}(?P<agency>{AGENCIES}){CLOSE} *(?:--|—|–) *(?=[\"“‘'`A-Z0-9$])"
)
_PLACE_BEFORE = tuple(
    re.compile(
        rf"(?<!\S)(?P<place>[A-ZÀ-ÞŁŚŞŽ][\w.'’\-]+(?: [A-ZÀ-ÞŁŚŞŽ][\w.'’\-]+){{{n}}}{TAIL}){DAY}? ?,? *$"
    )
    for n in (2, 1, 0)
)
_ALONE = re.compile(rf"{UPPER}, {UPPER}")
_ABOARD = re.compile(
    r"(?P<place>(?:ABOARD|OVER|OFF|NEAR|OUTSIDE|WITH|ON)(?: [A-Z0-9'’-]{2,}){1,9}) ?(?:--|—|–) *(?=[A-Z\"“])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """``length`` characters of the line are the dateline, from ``start``."""

    length: int
    place: str | None
    agency: str | None
    start: int = 0


def within(line: str) -> Dateline | None:
    """A dateline behind other words of its line, a headline or what is said of a picture."""
    found = _TWICE.search(line) or _WITHIN.search(line)
    if found is None and (mixed := _WITHIN_MIXED.search(line)) and mixed.end() < len(line):
        before = (p.search(line, 0, mixed.start()) for p in _PLACE_BEFORE)
        place = next((b for b in before if b and _known(b["place"], cities_only=True)), None)
        start = place.start() if place else mixed.start()
        name = re.sub(r" +,", ",", place["place"]) if place else None
        return Dateline(mixed.end() - start, name, mixed["agency"], start)
    if not found or found.end() >= len(line):
        return None
    return _made(found, found["agency"])


def place_alone(line: str) -> bool:
    """Whether a line is nothing but where the story was filed: "BAAR, SWITZERLAND"."""
    return bool(_ALONE.fullmatch(line)) and any(map(_known, line.split(",")))


def dateline_of(line: str) -> Dateline | None:
    """The dateline at the start of a story's first paragraph, if there is one."""
    if found := _ABOARD.match(line) or _WITH_AGENCY.match(line):
        return _made(found, found.groupdict().get("agency")) if found.end() < len(line) else None
    found = _ANY_AGENCY.match(line)
    if found and (
        found["day"] or found["place"].split(",")[0].isupper() or _known(found["place"], cities_only=True)
    ):
        return _made(found, found["agency"]) if found.end() < len(line) else None
    found = _PLACE_DASH.match(line)
    if not found or not (
        found["day"] or _known(found["place"]) or ("," in found["place"] and found["dash"] != ":")
    ):
        found = _MIXED_DASH.match(
            line
        )  # "EXCLUSIVE:" and "WATCH —" are no places, nor is "Syria — …" always one
        if not found or not (found["day"] or _known(found["place"], cities_only=True)):
            return None
    return _made(found, None) if found.end() < len(line) else None


def _made(found: re.Match[str], agency: str | None) -> Dateline:
    place = re.sub(r" +,", ",", found["place"] or "").replace("\\/", "/").strip(" ,")  # as treebanks set them
    return Dateline(found.end() - found.start(), place or None, agency, found.start())


def _known(place: str, cities_only: bool = False) -> bool:
    """Whether the gazetteer has the place, or the first of two joined by a slash."""
    world = load()
    name = re.split(r"[/,]", place)[0].strip()
    forms = {name, name.title(), name.capitalize()}
    if any(f in world.cities for f in forms):
        return True
    return not cities_only and any((tuple(f.split())) in world.names for f in forms)
