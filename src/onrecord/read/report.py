"""A text and what is known of it to a ``Report``: its language, layout, and date of publication with its basis."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Report
from onrecord.model.report import PublishedBasis
from onrecord.read.dates import FIRST_YEAR, last_year, moment_of, plausible
from onrecord.read.layout import layout
from onrecord.read.refused import Unreadable, printable
from onrecord.read.tongue import language_of, name_of

MAX_TEXT = 250_000  # characters; four times the longest report that was met, and a worker stays small
SUFFIXES = re.compile(r"\.(?:txt|x?html?|jsonl?|ndjson|gz|md|xml)$", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What stands beside a text: fields of JSON, tags of markup, what the user says. None where nothing does."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    given: str | None = None  # publication as a JSON field states it
    markup: str | None = None  # publication as markup states it
    language: str | None = None
    published: date | None = None  # publication as the user says, for reports that state none


class Foreign(Unreadable):
    """A report in a language that is not analysed. ``report`` keeps its text, without blocks to parse."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"in {name_of(report.language or '')}; onrecord reads English, so its text is kept but nothing is found in it"
        )
        self.report = report


def report_of(
    text: str,
    *,
    path: str = "-",
    id: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> Report:
    """A report of a plain text. Raises ``Unreadable`` with one clear line."""
    return made(text, path, Known(id=id, title=title, published=published))


def made(text: str, path: str, known: Known, numbered: bool = False) -> Report:
    """A report of a text and what is known of it. Raises ``Unreadable``, or ``Foreign`` with the report.

    numbered: one of several in a file, so the file's name alone can't be its id.
    """
    if len(text) > MAX_TEXT:
        raise Unreadable(
            f"{len(text):,} characters in one report; more than {MAX_TEXT:,} is a book, split it"
        )
    try:
        digest = hashlib.sha256(text.encode("utf8")).hexdigest()
    except UnicodeEncodeError as error:
        raise Unreadable(
            f"half a character (a lone surrogate) at {error.start}; it was cut inside one, fetch it again"
        ) from error
    tongue = language_of(text, known.language)
    found = layout(text, known.title)
    day, basis, moment = _published(known, found.stated)
    stem = SUFFIXES.sub("", SUFFIXES.sub("", os.path.basename(printable(path)))) if path != "-" else ""
    name = f"{stem or 'r'}-{digest[:12]}" if numbered or not stem else stem
    report = Report(
        id=known.id or name, path=printable(path), text=text, text_sha256=digest, title=found.title, url=known.url,
        publisher=known.publisher, agency=found.agency, language=tongue, published=day, published_at=moment,
        published_basis=basis, dateline=found.dateline, blocks=found.blocks if tongue == "en" else (),
    )  # fmt: skip
    if tongue != "en":
        raise Foreign(report)
    return report


def _published(known: Known, stated: date | None) -> tuple[date | None, PublishedBasis, str | None]:
    """The day of publication, what it rests on, and the full time where one is stated. Raises ``Unreadable``."""
    if known.given:
        found = moment_of(known.given)
        if not found:
            raise Unreadable(f'"published" is {known.given[:60]!r}, which is no date; write it as 2023-07-28')
        return checked(found[0]), "given", found[1]
    if known.published:
        return checked(known.published), "given", None
    if known.markup and (found := moment_of(known.markup)):
        return checked(found[0]), "markup", found[1]
    if stated:
        return checked(stated), "stated", None
    return None, "unknown", None


def checked(day: date) -> date:
    """The day, where a report can have come out then. Raises ``Unreadable``."""
    if not plausible(day):
        side = "in the future" if day.year > last_year() else f"before {FIRST_YEAR}"
        raise Unreadable(f"dated {day.isoformat()}, which is {side}; correct the date")
    return day
