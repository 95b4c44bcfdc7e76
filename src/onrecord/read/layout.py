"""The layout of a plain text: headline, byline, dateline, caption, subhead, residue and the paragraphs between.

It is understood before anything is parsed, so that a headline, a date and a caption never run into one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Block
from onrecord.times import tag

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?"
FULL_DATE = rf"(?:{WEEKDAY} )?(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
DATE_LINE = re.compile(rf"(?:(?:published|updated|posted|last updated|date|first published)(?: on)?:? )?{FULL_DATE}(?:,? (?:at )?\d{{1,2}}[:.]\d\d.{{0,20}})?(?: \|.{{0,60}})?[.]?", re.I)
DATE_PREFIX = re.compile(r"\s*(?:date|published|posted)[: ]+(\d{4}-\d\d-\d\d)(?:T[\d:.Z+-]+)?\s+", re.I)
RESIDUE = re.compile(r"^(?:<?!--.*|<[a-z/!][^>]*>.*|.*gtag.*|.*\bfunction ?\(.*\).*|window\..*|\{.*\}|advertisement|share this( article)?|read more:?.*|click here.*|sign up.*newsletter.*|enlarge this image.*|toggle caption.*|follow us on.*|subscribe.*|story highlights|related:?.*|©.*|copyright ©?.*\d{4}.*|all rights reserved.*)$", re.I)
CREDIT = re.compile(r"^(?:image|photo|picture|photograph|file photo|credit|source|illustration)s?\b ?(?:source|credit|by|courtesy|:).{0,80}$|^.{0,60}(?:getty images|via getty|/ ?ap|/ ?reuters|/ ?afp|ap photo|via reuters|via ap)\)?\.?$", re.I)
BYLINE = re.compile(r"^(?:by|from|written by|reporting by|editing by)[: ] ?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:(?:,| and| \|| in| for).{0,60})?$", re.I)
BYLINE_CASE = re.compile(r"^(?:[Bb][Yy]|[Ff]rom|[Ww]ritten [Bb]y|Reporting by|Editing by)[: ] ?[A-Z]")
AGENCIES = r"AP|AFP|Reuters|REUTERS|Bloomberg|Xinhua|TASS|Tass|UPI|DPA|dpa|CNN|BBC|NPR|ANSA|EFE|Kyodo|Yonhap|PTI|ANI|IANS|CNA|PA|KUNA|Interfax|Anadolu|AA|IRNA|RIA Novosti|CBS News|Politico|Fox News|WSJ|The Associated Press|Associated Press|Agence France-Presse|Reuters Health|Thomson Reuters Foundation"
PLACE = r"[A-Z][A-Z.'’\- ]{2,30}(?:, [A-Z][A-Za-z.'’\- ]{1,25})?(?:, [A-Z][A-Za-z. ]{1,15})?"
DATELINE = re.compile(
    rf"^\s*(?:(?P<place>{PLACE})(?:, (?:{MONTH} \d{{1,2}}|{WEEKDAY}))?\s*(?:\((?P<a1>{AGENCIES})\)\s*(?:--|[-–—:])?|(?:--|[–—:]|\s-\s))\s+|\((?P<a2>{AGENCIES})\)\s*(?:--|[-–—:])\s*)"
)
TERMINAL = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")
MAX_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text and what its head says. ``stated`` is a publication date found in the text."""

    blocks: tuple[Block, ...]
    title: str | None
    dateline: str | None
    agency: str | None
    stated: date | None


def layout(text: str, title: str | None = None) -> Layout:
    """Blocks that cover every line of ``text``; ``title`` is what markup or a JSON field gave, if anything."""
    lines = _joined(text, _lines(text))
    body = [n for n, (s, e) in enumerate(lines) if len(text[s:e]) > MAX_HEADLINE or TERMINAL.search(text[s:e])]
    blocks: list[Block] = []
    headline, dateline, agency, stated = None, None, None, None
    after_credit = False
    for n, (start, end) in enumerate(lines):
        prefix = DATE_PREFIX.match(text, start, end) if n == 0 or not blocks else None
        if prefix:
            blocks.append(Block("date", start, prefix.end()))
            stated = stated or _iso(prefix.group(1))
            start = prefix.end()
        line = text[start:end].strip()
        if not line:
            continue
        begins = start + len(text[start:end]) - len(text[start:end].lstrip())
        ends = begins + len(line)
        kind = _kind(line, n, lines, body, headline, title, after_credit, [b.kind for b in blocks])
        after_credit = kind == "credit"
        if kind == "headline":
            headline = line
        if kind == "date":
            stated = stated or _full_date(line)
        if kind == "paragraph" and not any(b.kind == "paragraph" for b in blocks):
            found = DATELINE.match(line)
            if found and found.end() < len(line):
                dateline = (found.group("place") or "").strip(" ,") or None
                agency = found.group("a1") or found.group("a2")
                blocks.append(Block("dateline", begins, begins + found.end()))
                begins += found.end()
        blocks.append(Block(kind, begins, ends))  # type: ignore[arg-type]
    return Layout(tuple(blocks), title or headline, dateline, agency, stated)


def _kind(line: str, n: int, lines: list[tuple[int, int]], body: list[int], headline: str | None, title: str | None, after_credit: bool, before: list[str]) -> str:
    words = line.split()
    if RESIDUE.match(line) and len(words) < 25:
        return "residue"
    if DATE_LINE.fullmatch(line):
        return "date"
    if len(words) <= 14 and BYLINE.match(line) and BYLINE_CASE.match(line):
        return "byline"
    if len(words) <= 16 and CREDIT.match(line):
        return "credit"
    if headline and line == headline:
        return "residue"
    if after_credit and len(words) <= 45:
        return "caption"
    later = any(m > n for m in body)
    if headline is None and "paragraph" not in before and later and len(line) <= MAX_HEADLINE:
        if title and line.strip(" .") == title.strip(" ."):
            return "headline"
        if len(words) >= 2 and not re.search(r"[.;]$", line):
            return "headline"
    if "paragraph" in before and later and not TERMINAL.search(line) and len(words) <= 18 and line[0] not in "\"“-•*" and not re.search(r"[,\"”]$", line):
        return "subhead" if len(words) <= 6 else "inset"
    return "paragraph"


def _lines(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029]+", text) if m.group().strip()]


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines of a hard-wrapped text made whole again: most of its lines break off in mid-sentence at one width."""
    if len(lines) < 4:
        return lines
    broken = [n for n in range(len(lines) - 1) if not TERMINAL.search(text[slice(*lines[n])]) and _gap(text, lines, n) == 1]
    widths = [e - s for s, e in lines]
    if len(broken) < .4 * len(lines) or max(widths) > 120:
        # a break before a lower-case letter is never a paragraph's end
        broken = [n for n in broken if widths[n] > 30 and text[slice(*lines[n + 1])].lstrip()[:1].islower()]
    joined, skip = [], set(broken)
    start = None
    for n, (s, e) in enumerate(lines):
        start = s if start is None else start
        if n not in skip:
            joined.append((start, e))
            start = None
    if start is not None:
        joined.append((start, lines[-1][1]))
    return joined


def _gap(text: str, lines: list[tuple[int, int]], n: int) -> int:
    return text.count("\n", lines[n][1], lines[n + 1][0]) or 1


def _iso(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 1800 <= found.year <= 2200 else None


def _full_date(line: str) -> date | None:
    for x in tag(line, None):
        found = _iso(x.value[:10]) if len(x.value) >= 10 else None
        if found:
            return found
    return None
