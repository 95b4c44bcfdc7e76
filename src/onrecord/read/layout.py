"""The layout of a plain text: headline, byline, dateline, caption, subhead, residue and the paragraphs between.

It is understood before anything is parsed, so that a headline, a date and a caption never run into one sentence.
What a line is follows from its own words (``marks``) and from where it stands; nothing is known of any outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from onrecord.model import Block, Note
from onrecord.model.report import BlockKind
from onrecord.read import marks
from onrecord.read.dateline import dateline_of
from onrecord.read.dates import full_date
from onrecord.read.lines import TERMINAL, lines_of

MAX_HEADLINE = 200  # characters
MAX_CAPTION = 45  # words of the line after a credit
MAX_SUBHEAD = 6  # words; a longer line without a stop is the headline of another story
MAX_INSET = 18
CHRONOLOGY = 3  # lines that open with a day make a list of key dates
HEAD_PARAGRAPHS = 2  # a date line further down dates an event, not the report


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text and what its head says. ``stated`` and ``updated`` are days found in the text; ``withdraws``:
    the text takes its story back."""

    blocks: tuple[Block, ...]
    title: str | None
    dateline: str | None
    agency: str | None
    stated: date | None
    updated: date | None = None
    byline: str | None = None
    notes: tuple[Note, ...] = ()
    withdraws: bool = False


@dataclass(slots=True)
class _Reading:
    """What is known when a line is reached."""

    title: str | None
    last_full: int  # the last line that is surely body text
    kinds: list[BlockKind] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    headline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    stated: date | None = None
    updated: date | None = None
    byline: str | None = None
    notes: list[Note] = field(default_factory=list)
    listing: bool = False  # within the lines after a colon
    chronology: bool = False  # a list of key dates: its lines are body text without a stop

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.blocks.append(Block(kind, start, end))

    @property
    def body(self) -> int:
        return self.kinds.count("paragraph")


def layout(text: str, title: str | None = None) -> Layout:
    """Blocks that cover every line of ``text``; ``title`` is what markup or a JSON field gave, if anything."""
    lines = lines_of(text)
    full = [n for n, (s, e) in enumerate(lines) if e - s > MAX_HEADLINE or TERMINAL.search(text[s:e])]
    days = [n for n, (s, e) in enumerate(lines) if marks.opens_with_day(text[s : min(e, s + 200)].strip())]
    chronology = len(days) >= CHRONOLOGY
    last = max([*full[-1:], *(days[-1:] if chronology else ())], default=-1)
    reading = _Reading(title, last, chronology=chronology)
    for n, (start, end) in enumerate(lines):
        _line(reading, text, n, start, end)
    return Layout(
        tuple(reading.blocks),
        title or reading.headline,
        reading.dateline,
        reading.agency,
        reading.stated or reading.updated,
        reading.updated,
        reading.byline,
        tuple(reading.notes),
        _withdraws(reading),
    )


def _withdraws(reading: _Reading) -> bool:
    """Whether the story is taken back: a note says so before any of its words, or instead of them."""
    first = next((b.start for b in reading.blocks if b.kind == "paragraph"), None)
    return any(
        n.kind == "withdrawal" and (first is None or (n.start is not None and n.start < first))
        for n in reading.notes
    )


def _line(reading: _Reading, text: str, n: int, start: int, end: int) -> None:
    """Adds the blocks of one line: what is stuck before its words, then the words."""
    captioned = False
    for pattern, kind in marks.PREFIXES:
        found = pattern.match(text, start, end)
        if found and (kind != "date" or not reading.body):
            if kind == "date":
                reading.stated = reading.stated or full_date(found.group())
            reading.add(kind, start, found.end())
            captioned = captioned or "caption" in found.group().lower()
            start = found.end()
    line = text[start:end].strip()
    if not line:
        return
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(line)
    kind = "caption" if captioned else _kind(reading, line, n)
    reading.listing = line.endswith(":") or (reading.listing and not TERMINAL.search(line))
    if kind == "headline":
        reading.headline = line
    elif kind == "date":
        _date_line(reading, line)
    elif kind == "byline":
        reading.byline = reading.byline or marks.BY.sub("", line).strip()
    elif kind == "note" and (told := marks.note_kind(line)):
        reading.notes.append(Note(told, line, start, end))
    elif kind == "paragraph" and not reading.body and (found_line := dateline_of(line)):
        reading.dateline, reading.agency = found_line.place, found_line.agency
        reading.stated = reading.stated or full_date(line[: found_line.length])
        reading.add("dateline", start, start + found_line.length)
        start += found_line.length
    reading.add(kind, start, end)


def _date_line(reading: _Reading, line: str) -> None:
    day = full_date(line)
    if reading.body <= HEAD_PARAGRAPHS or marks.PUBLISHED.search(line):
        if marks.UPDATED.search(line) and not marks.PUBLISHED.search(line):
            reading.updated = reading.updated or day
        else:
            reading.stated = reading.stated or day


def _kind(reading: _Reading, line: str, n: int) -> BlockKind:
    """What a line is. Marks that no sentence has come first, then what follows from its place."""
    count = len(line.split())
    if marks.is_residue(line, count):
        return "residue"
    if marks.note_kind(line):
        return "note"
    if marks.is_date_line(line, count) or marks.is_time_line(line, count):
        return "date"
    if reading.chronology and marks.is_year_line(line):
        return "date"
    if reading.chronology and marks.opens_with_day(line):
        return "paragraph"
    if marks.is_byline(line, count):
        return "byline"
    if marks.is_credit(line, count):
        return "credit"
    if marks.is_caption(line, count) or (
        reading.kinds[-1:] == ["credit"]
        and count <= MAX_CAPTION
        and n < reading.last_full
        and line[0] not in "\"“‘'"
    ):
        return "caption"
    if reading.headline and _same(line, reading.headline):
        return "residue"
    ended = bool(TERMINAL.search(line))
    before_body = n < reading.last_full
    may_head = not reading.body and reading.headline is None and before_body and len(line) <= MAX_HEADLINE
    if may_head and (
        (reading.title and _same(line, reading.title)) or (count >= 2 and not re.search(r"[.;]$", line))
    ):
        return "headline"
    if not reading.body and reading.headline and not ended and marks.is_name(line):
        return "byline"
    if reading.body and before_body and not reading.listing:
        if not ended and count <= MAX_INSET and line[0] not in "\"“‘'•*" and line[-1] not in ',"”':
            return "subhead" if count <= MAX_SUBHEAD else "inset"
        if (line.isupper() and count <= 10) or (line[0] in "‘'\"“" and not ended and count <= MAX_SUBHEAD):
            return "subhead"
    return "paragraph"


def _same(one: str, other: str) -> bool:
    """Whether two lines are one headline, however its marks and capitals are set."""
    plain = ["".join(c for c in x.lower() if c.isalnum()) for x in (one, other)]
    return plain[0] == plain[1] and bool(plain[0])
