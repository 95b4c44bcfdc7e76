"""A report as it was read: its text untouched, and what its layout and markup say about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

PublishedBasis = Literal["given", "stated", "markup", "inferred", "unknown"]
BlockKind = Literal[
    "paragraph",
    "headline",
    "byline",
    "dateline",
    "caption",
    "subhead",
    "inset",
    "residue",
    "credit",
    "date",
    "note",
]
NoteKind = Literal["correction", "editor", "withdrawal"]


class Block(Struct, frozen=True):
    """A stretch of a report's text of one kind; only paragraphs and headlines are parsed.

    year: of a line in a list of key dates, the year that stands over it.
    """

    kind: BlockKind
    start: int
    end: int
    year: int | None = None


class Note(Struct, frozen=True):
    """What the report says of itself: a correction, an editor's note, a withdrawal.

    ``start`` and ``end`` are where it stands in the report's text; both are None where it came beside the
    text.
    """

    kind: NoteKind
    text: str
    start: int | None = None
    end: int | None = None


class SetAside(Struct, frozen=True):
    """Why a report no longer counts: a later version took its place, or its source took it back.

    by: the id of the report that says so; day: when that came out, None where it is not known.
    """

    why: Literal["superseded", "withdrawn"]
    by: str
    day: date | None = None


class Report(Struct, frozen=True):
    """One report. ``text`` is exactly what came in (for pages and documents: the extracted text)."""

    id: str
    path: str
    text: str
    text_sha256: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    language: str | None = None
    published: date | None = None
    published_at: str | None = None
    published_basis: PublishedBasis = "unknown"
    dateline: str | None = None
    blocks: tuple[Block, ...] = ()
    published_earliest: date | None = None  # where inferred: the days it may be, and what that rests on
    published_latest: date | None = None
    published_why: str | None = None
    byline: str | None = None
    updated_at: str | None = None  # ISO 8601, with the zone where the source tells it
    format: str | None = None  # what it was read from, by its name in docs/read.md
    key: str | None = None  # the story as its source names it: all of its versions bear the same
    version: str | None = None  # the version's number where the source counts them
    withdraws: bool = False  # it takes the story back; ``key`` and ``notes`` tell which
    notes: tuple[Note, ...] = ()
    set_aside: SetAside | None = None
