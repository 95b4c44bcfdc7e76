"""A hand-made chronology: its entries out of CSV, Markdown, plain lines or DOCX, and how each stands on
record."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal
from xml.etree import ElementTree

from msgspec import Struct

from onrecord.ask.match import FAR, SLIP, Cast, acts, gap, matches
from onrecord.ask.wording import stems
from onrecord.fuse import Fused
from onrecord.fuse.corrected import days_of
from onrecord.model import Analysis, Event
from onrecord.times import tag

Standing = Literal["same", "another day", "missing here", "missing there"]
LARGEST = 20_000_000  # bytes of a document once it is unpacked
ALIKE = 0.5  # share of an entry's words that a line told in other words must have
LEAST = 3  # such words
DONE = frozenset({"happened", "ongoing"})
_LEAD = re.compile(r"^[\s>#*+|•·–—-]*(?:\d+[.)]\s+)?(?:\*\*|__)?")
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAYS = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:/(?:\d{4}(?:-\d{2}){0,2})?)?")
_BETWEEN = re.compile(r"^[\s:;,.|*_)\]–—-]+")


class NoChronology(ValueError):
    """The file holds no entry with a day, or can't be read; the message says what to do."""


class Entry(Struct, frozen=True):
    """A line of a chronology: the number of the line or paragraph, its days, its words."""

    line: int
    earliest: date
    latest: date
    text: str


class Row(Struct, frozen=True):
    """An entry or a line of the record, how the two stand to each other, and by how many days they differ."""

    standing: Standing
    entry: Entry | None
    event: Event | None
    apart: int = 0


def entries(data: bytes, name: str) -> list[Entry]:
    """The entries of a file. name: its name, whose end tells CSV and DOCX. Raises ``NoChronology``."""
    if name.lower().endswith(".docx") or data[:4] == b"PK\x03\x04":
        lines = list(enumerate(_docx(data, name), 1))
    else:
        text = _text(data, name)
        if name.lower().endswith((".csv", ".tsv")):
            return _told(_csv(text, name), name)
        lines = list(enumerate(text.splitlines(), 1))
    return _told(_lines(lines), name)


def _told(found: Iterator[Entry], name: str) -> list[Entry]:
    out = list(found)
    if not out:
        raise NoChronology(
            f"{name}: no line with a day was found; write one entry a line, the day first: 2022-08-05 China "
            "suspends …"
        )
    return out


def _text(data: bytes, name: str) -> str:
    if b"\0" in data[:1000]:
        raise NoChronology(f"{name}: no text; give a chronology in CSV, Markdown, plain text or DOCX")
    return data.decode("utf-8-sig", "replace")


def _csv(text: str, name: str) -> Iterator[Entry]:
    """The first cell that is a day, and the longest of the others."""
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [(n, row) for n, row in enumerate(csv.reader(io.StringIO(text, newline=""), dialect), 1)]
    except csv.Error as error:
        raise NoChronology(
            f"{name}: no CSV that can be read ({error}); write it anew from your spreadsheet"
        ) from None
    for n, row in rows:
        for at, cell in enumerate(row):
            days = _day(cell.strip())
            if days is not None and not days[1].strip(" .,;"):
                said = max((c.strip() for k, c in enumerate(row) if k != at), key=len, default="")
                if said:
                    yield Entry(n, *days[0], said)
                break


def _docx(data: bytes, name: str) -> Iterator[str]:
    """The paragraphs of a document, and each row of a table as one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > LARGEST:
                raise NoChronology(f"{name}: larger than {LARGEST:,} bytes; give a shorter document")
            body = archive.read(info)
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            raise NoChronology(f"{name}: no document that Word writes; save it anew as DOCX")
        root = ElementTree.fromstring(body)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError) as error:
        raise NoChronology(f"{name}: no DOCX that can be read ({error}); save it anew, or as text") from None
    for block in root.iter():
        if block.tag == f"{_WORDS}tr":
            yield "  ".join(_said(cell) for cell in block.iter(f"{_WORDS}tc"))
        elif block.tag == f"{_WORDS}p":
            yield _said(block)


def _said(block: ElementTree.Element) -> str:
    return "".join(
        t.text or "" if t.tag == f"{_WORDS}t" else " "
        for t in block.iter()
        if t.tag in (f"{_WORDS}t", f"{_WORDS}tab", f"{_WORDS}br")
    )


def _lines(lines: Sequence[tuple[int, str]]) -> Iterator[Entry]:
    """Lines that begin with a day; a day that stands alone is that of the lines below it."""
    above: tuple[date, date] | None = None
    seen: set[tuple[date, str]] = set()
    for n, line in lines:
        text = _LEAD.sub("", line).strip()
        if not text:
            continue
        found = _day(text)
        days, rest = found if found else (above, text)
        rest = " ".join(_BETWEEN.sub("", rest).replace("|", " ").split()).strip("*_ ")
        if found and not rest:
            above = found[0]
        elif days and rest and (days[0], rest) not in seen and len(rest.split()) > 1:
            seen.add((days[0], rest))  # a table's row and its cells
            yield Entry(n, *days, rest)


def _day(text: str) -> tuple[tuple[date, date], str] | None:
    """The days that a text begins with, and what stands behind them."""
    if m := _DAYS.match(text):
        try:
            earliest, latest = days_of(m.group())
        except ValueError:
            return None
        first, last = earliest or latest, latest or earliest
        return ((first, last), text[m.end() :]) if first and last else None
    for t in tag(text[:60], None):
        if t.start <= 3 and t.earliest and t.latest:
            return (t.earliest, t.latest), text[t.end :]
    return None


def compare(
    listed: Sequence[Entry], analysed: Callable[[Sequence[Entry]], Sequence[Analysis]], fused: Fused
) -> list[Row]:
    """Each entry with the line that tells the same, and the lines within the chronology's days that it lacks.

    analysed: the analyses of the entries' words, one each, as published on their last day.
    """
    cast = Cast.of(fused)
    rows: list[Row] = []
    told: set[str] = set()
    for entry, a in zip(listed, analysed(listed), strict=True):
        row = _row(entry, a, fused, cast)
        rows.append(row)
        if row.event is not None:
            told.add(row.event.id)
    first, last = min(e.earliest for e in listed), max(e.latest for e in listed)
    for e in fused.events:
        day = e.earliest or e.latest
        inside = day is not None and gap((e.earliest, e.latest), (first, last)) == 0 and first <= day <= last
        if inside and e.id not in told and e.status == "happened" and not e.background_only:
            rows.append(Row("missing there", None, e))
    return sorted(rows, key=_when)


def _when(row: Row) -> tuple[date, str]:
    if row.entry is not None:
        return row.entry.earliest, f"0{row.entry.line:09}"
    e = row.event
    return (e.earliest or e.latest or date.max, f"1{e.id}") if e else (date.max, "")


def _row(entry: Entry, a: Analysis, fused: Fused, cast: Cast) -> Row:
    days = (entry.earliest, entry.latest)
    found = [m for act in acts(a) for m in matches(act, fused.events, cast, days)]
    for m in sorted(
        found, key=lambda m: (m.event.status not in DONE, m.fit != "same", -m.likeness, m.event.id)
    ):
        apart = gap(days, (m.event.earliest, m.event.latest))
        if m.fit == "same" or (m.fit in ("another_day", "elsewhere") and apart <= (FAR if m.close else SLIP)):
            return Row("another day" if apart else "same", entry, m.event, apart)
    about = stems(entry.text)
    worded = sorted(
        (
            (gap(days, (e.earliest, e.latest)), -len(common) / max(1, len(about)), e.id, e)
            for e in fused.events
            if len(common := about & stems(f"{e.summary} {e.evidence[0].text if e.evidence else ''}"))
            >= LEAST
            and len(common) >= ALIKE * len(about)
        ),
        key=lambda x: x[:3],
    )
    if worded and worded[0][0] <= FAR:
        apart, _, _, e = worded[0]
        return Row("another day" if apart else "same", entry, e, apart)
    return Row("missing here", entry, None)
