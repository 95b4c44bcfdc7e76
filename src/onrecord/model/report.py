"""A report as it was read: its text untouched, and what its layout and markup say about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

PublishedBasis = Literal["given", "stated", "markup", "inferred", "unknown"]
BlockKind = Literal[
    "paragraph", "headline", "byline", "dateline", "caption", "subhead", "inset", "residue", "credit", "date"
]


class Block(Struct, frozen=True):
    """A stretch of a report's text of one kind; only paragraphs, headlines and captions are parsed."""

    kind: BlockKind
    start: int
    end: int


class Report(Struct, frozen=True):
    """One report. ``text`` is exactly what came in (for HTML: the extracted text)."""

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
