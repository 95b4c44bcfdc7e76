"""The layout of a plain text: headline, byline, dateline, caption, subhead, residue and the paragraphs
between.

It is understood before anything is parsed, so that a headline, a date and a caption never run into one
sentence. What a line is follows from its own words (``marks``) and from where it stands; nothing is known of
any outlet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.model import Block, Note
from onrecord.model.report import BlockKind
from onrecord.read import marks
from onrecord.read.dateline import Dateline, dateline_of, place_alone, within
from onrecord.read.dates import full_date
from onrecord.read.glued import AIRED, AT_END, BYLINE, LOOK, PREFIXES, Prefix, run_on
from onrecord.read.lines import TERMINAL, lines_of

MAX_HEADLINE = 200  # characters
MAX_CAPTION = 45  # words of the line after a credit
MAX_SUBHEAD = 6  # words; a longer line without a stop is the headline of another story
MAX_INSET = 18
MAX_CAPITALS = 10  # words of a subhead in capitals
CHRONOLOGY = 3  # lines that open with a day make a list of key dates
MAX_ABOVE = 60  # words of what may be said of a picture, above a dateline or before a picture's credit
MIN_ABOVE = 4  # words before a sentence that may be a headline or said of a picture
STOP = re.compile(
    r"(?<!\b(?:[A-Z][a-z]|St|Jr|Sr|Mr|Ms))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Adm|Sgt|Rev))[.?!;](?=\s|$)"
)
MOST_HEADLINE = 16  # words of a headline that no line ends
SAID_OF_PICTURE = re.compile(  # words that few headlines have; an article only in a short one
    r"\b(?:was|were|is|are|has|have|had|been)\b|^(?=(?:\S+ ){7}).*\b(?:the|an?)\b"
)
MAX_LEAD = 4  # paragraphs above a dateline or the credit of a picture that may be said of one
HEAD_PARAGRAPHS = 2  # a date line further down dates an event, not the report


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text and what its head says. ``stated`` and ``updated`` are days found in the text;
    ``withdraws``:
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
    blocks: list[Block] = field(default_factory=list)
    headline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    stated: date | None = None
    updated: date | None = None
    byline: str | None = None
    notes: list[Note] = field(default_factory=list)
    reporting: bool = False  # the last credit says who helped to report
    listing: bool = False  # within the lines after a colon
    chronology: bool = False  # a list of key dates: its lines are body text without a stop
    last_year: int = -1  # the last line that is a year over key dates
    year: int | None = None  # the year that stands over lines of key dates
    fresh: bool = False  # and no line has come since
    body: int = 0  # paragraphs so far
    beneath: bool = False  # of the line, a headline or what is said of a picture was taken off

    def add(self, kind: BlockKind, start: int, end: int, year: int | None = None) -> None:
        if start < end:
            self.blocks.append(Block(kind, start, end, year))
            self.body += kind == "paragraph"

    def recast(self, n: int, kind: BlockKind) -> None:
        """A block turns out to be of another kind by what follows it."""
        self.body += (kind == "paragraph") - (self.blocks[n].kind == "paragraph")
        self.blocks[n] = Block(kind, self.blocks[n].start, self.blocks[n].end)

    @property
    def pictured(self) -> bool:
        """Whether the credit of a picture stands above."""
        return self.above == "credit" and not self.reporting

    @property
    def above(self) -> BlockKind | None:
        return self.blocks[-1].kind if self.blocks else None

    @property
    def paragraphs(self) -> list[int]:
        return [n for n, b in enumerate(self.blocks) if b.kind == "paragraph"]


def layout(text: str, title: str | None = None) -> Layout:
    """Blocks that cover every line of ``text``; ``title`` is what markup or a JSON field gave, if
    anything."""
    lines = lines_of(text)
    full = [n for n, (s, e) in enumerate(lines) if e - s > MAX_HEADLINE or TERMINAL.search(text[s:e])]
    days = [n for n, (s, e) in enumerate(lines) if marks.opens_with_day(text[s : min(e, s + 200)].strip())]
    years = {
        n: y for n, (s, e) in enumerate(lines) if e - s < 40 and (y := marks.year_line(text[s:e].strip()))
    }
    in_order = list(years.values()) in (sorted({*years.values()}), sorted({*years.values()}, reverse=True))
    chronology = len(days) + (len(years) if in_order else 0) >= CHRONOLOGY
    last = max([*full[-1:], *(days[-1:] if chronology else ())], default=-1)
    reading = _Reading(title, last, chronology=chronology, last_year=max(years, default=-1))
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
    captioned = pictured = False
    for prefix in PREFIXES:
        found = prefix.pattern.match(text, start, end)
        if found and not (prefix.first and reading.body > (prefix.kind == "date")):
            _stuck(reading, prefix, found, text)
            captioned = captioned or "caption" in found.group().lower()
            pictured = pictured or prefix.picture
            start = found.end()
    if not reading.body:
        start = _headed(reading, text, start, end)
    line = text[start:end].strip()
    if not line:
        return
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(line)
    kind = "caption" if captioned else _kind(reading, line, n, pictured)
    reading.listing = line.endswith(":") or (reading.listing and not TERMINAL.search(line))
    if kind == "headline":
        reading.headline = line
    elif kind == "date":
        _date_line(reading, line)
    elif kind == "byline":
        reading.byline = reading.byline or marks.BY.sub("", line, count=1).strip()
        reading.stated = reading.stated or full_date(line)
    elif kind == "note" and (told := marks.note_kind(line)):
        reading.notes.append(Note(told, line, start, end))
    elif kind == "dateline":
        reading.dateline = line
    elif kind == "credit":
        reading.reporting = marks.is_reporting(line)
    elif kind == "paragraph" and (filed := _filed(reading, line)):
        start = _take(reading, filed, text, start)
    reading.add(kind, start, end, _year_over(reading, kind, line, n))


def _year_over(reading: _Reading, kind: BlockKind, line: str, n: int) -> int | None:
    """The year that stands over a line of key dates: up to the next year, all lines; behind the last, those
    that open with a day, or the first one alone, for the story goes on somewhere below it."""
    if reading.chronology and kind == "date" and (year := marks.year_line(line)):
        reading.year, reading.fresh = year, True
        return None
    if n > reading.last_year and (kind != "paragraph" or not (reading.fresh or marks.opens_with_day(line))):
        reading.year = None
    reading.fresh = False
    return reading.year if kind == "paragraph" else None


def _stuck(reading: _Reading, prefix: Prefix, found: re.Match[str], text: str) -> None:
    """What stood before the words of a line, and what it says of the line above."""
    if prefix.kind == "date":
        _date_line(reading, found.group())
    elif prefix.kind == "byline":
        reading.byline = reading.byline or found["by"].removeprefix("the ")
        reading.stated = reading.stated or full_date(found.group())
    elif prefix.picture and reading.above == "paragraph":
        first = reading.body <= MAX_LEAD  # above the story, all that stands there is said of the picture
        for n in reading.paragraphs[0 if first else -1 :]:
            if len(text[reading.blocks[n].start : reading.blocks[n].end].split()) <= MAX_ABOVE:
                reading.recast(n, "caption")
    if prefix.kind == "credit":
        reading.reporting = not prefix.picture
    reading.add(prefix.kind, found.start(), found.end())


def _headed(reading: _Reading, text: str, start: int, end: int) -> int:
    """Takes off a headline that ends in the day of a transcript or in a byline; returns where the words go
    on."""
    if aired := AIRED.search(text, start, min(end, start + LOOK)):
        reading.stated = reading.stated or full_date(aired.group())
        _above(reading, text, start, aired.start())
        reading.add("date", aired.start(), aired.end())
        return aired.end()
    found = BYLINE.search(text, start, min(end, start + LOOK)) if reading.byline is None else None
    if found:
        reading.byline = found["by"] or found["who"]
        at = found.start("plain") if found["plain"] else found.start()
        _above(reading, text, start, at)
        reading.add("byline", at, found.end())
        start = found.end()
    return _run_on(reading, text, start, end)


def _run_on(reading: _Reading, text: str, start: int, end: int) -> int:
    """Takes off what stands before the first sentence in its line without a stop."""
    look, first = min(end, start + LOOK), start
    while at := run_on(text, start, look):
        before = text[start:at]
        opened = before.count("``") + before.count("“") > before.count("''") + before.count("”")
        if not MIN_ABOVE <= len(before.split()) <= MAX_CAPTION or opened or STOP.search(before):
            break
        # a headline stands before highlights, and is short
        below = start > first or len(before.split()) > MOST_HEADLINE
        _above(reading, text, start, at, below or bool(SAID_OF_PICTURE.search(before)))
        start = at
    reading.beneath = start > first
    return start


def _above(reading: _Reading, text: str, start: int, end: int, pictured: bool = False) -> None:
    """Words above a story that stand in its first line: its headline, with its byline behind it, or a
    picture's, which ``pictured`` says is sure."""
    before = text[start:end].rstrip()
    if not before.strip():
        return
    by = AT_END.search(before) if reading.byline is None else None
    if by:
        reading.byline, before = by["by"], before[: by.start()].rstrip()
    said = before.strip()
    kind: BlockKind = "credit" if marks.is_credit(said, len(said.split())) else "caption"
    if told := marks.note_kind(said):
        at = start + len(before) - len(before.lstrip())
        reading.notes.append(Note(told, said, at, at + len(said)))
        kind = "note"
    heads = (
        kind == "caption"
        and reading.headline is None
        and reading.title is None
        and len(before) <= MAX_HEADLINE
        and before.lstrip()[:1].isalnum()
        and not pictured
    )
    reading.headline = before.strip() if heads else reading.headline
    reading.add("headline" if heads else kind, start, start + len(before))
    if by:
        reading.add("byline", start + by.start(), end)


def _filed(reading: _Reading, line: str) -> Dateline | None:
    """The dateline of a story, at the start of its first sentence. Before it, or before it in its line, may
    stand a headline and what is said of a picture."""
    if reading.dateline or reading.agency:
        return None
    body = reading.body
    found = dateline_of(line) if body <= MAX_LEAD else None
    if found and body:
        dashed = found.place and found.place.isupper() and re.search(r"(?:--|—|–) *$", line[: found.length])
        found = found if found.agency or (dashed and body <= 2) else None
    return found or (within(line[:LOOK]) if body <= HEAD_PARAGRAPHS else None)


def _take(reading: _Reading, filed: Dateline, text: str, start: int) -> int:
    """Notes a dateline and what stands above it; returns where the story's words begin."""
    reading.dateline, reading.agency = filed.place, filed.agency
    at, end = start + filed.start, start + filed.start + filed.length
    reading.stated = reading.stated or full_date(text[at:end])
    for n in reading.paragraphs:
        if len(text[reading.blocks[n].start : reading.blocks[n].end].split()) <= MAX_ABOVE:
            reading.recast(n, "caption")
    if text[start:at].strip():
        _above(reading, text, start, start + len(text[start:at].rstrip()), reading.beneath)
    reading.add("dateline", at, end)
    return end


def _date_line(reading: _Reading, line: str) -> None:
    day = full_date(line)
    if reading.body <= HEAD_PARAGRAPHS or marks.PUBLISHED.search(line):
        if marks.UPDATED.search(line) and not marks.PUBLISHED.search(line):
            reading.updated = reading.updated or day
        else:
            reading.stated = reading.stated or day


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what is known when it is reached. pictured: the credit of a picture was taken off it, so
    that it is no
    caption of that one; ahead: body text is sure to follow; ended: it ends as a sentence does."""

    text: str
    words: int
    ahead: bool
    pictured: bool
    ended: bool
    known: _Reading

    @property
    def above_body(self) -> bool:
        return not self.known.body and self.ahead

    @property
    def within_body(self) -> bool:
        return self.known.body > 0 and self.ahead

    @property
    def short(self) -> bool:
        """Whether it is set apart from the sentences around it by its length alone."""
        free = self.within_body and not self.known.listing and not self.ended and self.words <= MAX_INSET
        return free and self.text[0] not in "\"“‘'•*" and self.text[-1] not in ',"”'


def _kind(reading: _Reading, line: str, n: int, pictured: bool) -> BlockKind:
    """What a line is: the first of ``KINDS`` that it answers to, else a paragraph."""
    ahead = n < reading.last_full
    x = _Line(line, len(line.split()), ahead, pictured, bool(TERMINAL.search(line)), reading)
    return next((kind for kind, answers in KINDS if answers(x)), "paragraph")


def _of_picture(x: _Line) -> bool:
    """Whether it stands under the credit of a picture, and is short enough to be said of it."""
    under = not x.pictured and x.known.pictured and x.words <= MAX_CAPTION and x.ahead
    return under and x.text[0] not in "\"“‘'"


def _opens_with_picture(x: _Line) -> bool:
    first = x.above_body and not x.known.chronology and (not x.known.blocks or x.pictured or x.known.pictured)
    return first and marks.is_picture(x.text)


def _heads(x: _Line) -> bool:
    """Whether it is the headline: what markup says is one, or the first line above the body that is no
    sentence."""
    if x.pictured or not x.above_body or x.known.headline is not None or len(x.text) > MAX_HEADLINE:
        return False
    if x.known.title and _same(x.text, x.known.title):
        return True
    other = bool(x.known.title) and (x.words > MAX_INSET or x.ended)
    return x.words >= 2 and not _is_sentence(x.text, x.words) and not other


def _in_capitals(x: _Line) -> bool:
    return x.text.isupper() and x.words <= MAX_CAPITALS


def _set_off(x: _Line) -> bool:
    """Whether a line of the body is a subhead by its letters: in capitals, or a few quoted words without a
    stop."""
    quoted = x.text[0] in "‘'\"“" and not x.ended and x.words <= MAX_SUBHEAD
    free = x.within_body and not x.known.listing
    return free and ((_in_capitals(x) and x.text[-1] != ".") or quoted)


# Marks that no sentence has come first, then what follows from the place of a line.
KINDS: tuple[tuple[BlockKind, Callable[[_Line], object]], ...] = (
    ("residue", lambda x: marks.is_residue(x.text, x.words)),
    ("note", lambda x: marks.note_kind(x.text)),
    ("date", lambda x: marks.is_date_line(x.text, x.words) or marks.is_time_line(x.text, x.words)),
    ("date", lambda x: x.known.chronology and marks.year_line(x.text)),
    ("paragraph", lambda x: x.known.chronology and marks.opens_with_day(x.text)),
    ("byline", lambda x: marks.is_byline(x.text, x.words)),
    ("credit", lambda x: marks.is_credit(x.text, x.words)),
    ("caption", lambda x: marks.is_caption(x.text, x.words)),
    ("caption", _of_picture),
    ("residue", lambda x: x.known.above == "credit" and x.known.reporting and not (x.ended or x.ahead)),
    ("residue", lambda x: x.known.headline and _same(x.text, x.known.headline)),
    ("caption", _opens_with_picture),
    ("dateline", lambda x: x.above_body and x.known.dateline is None and place_alone(x.text)),
    ("headline", _heads),
    ("byline", lambda x: not (x.known.body or x.ended) and x.known.headline and marks.is_name(x.text)),
    ("subhead", lambda x: x.within_body and x.known.listing and x.words > 1 and _in_capitals(x)),
    ("subhead", lambda x: x.short and x.words <= MAX_SUBHEAD),
    ("inset", lambda x: x.short),
    ("subhead", _set_off),
)


def _is_sentence(line: str, words: int) -> bool:
    """Whether a line that may head a story is a sentence of it: one that ends, opens a list or a statement,
    or is a turn of speech."""
    stop = TERMINAL.search(line)
    if stop is None:
        return False
    if ("``" in line and "''" not in line) or ("“" in line and "”" not in line):
        return True  # of a speech that goes on
    mark = stop.group()[0]
    if (mark == ":" and words > MAX_SUBHEAD) or (mark == "?" and words > MAX_INSET):
        return True
    return mark in ".;" or marks.is_speaker(line)


def _same(one: str, other: str) -> bool:
    """Whether two lines are one headline, however its marks and capitals are set."""
    plain = ["".join(c for c in x.lower() if c.isalnum()) for x in (one, other)]
    return plain[0] == plain[1] and bool(plain[0])
