"""What a format gives: articles, members that are to be told apart again, and faults. Text and facts, not yet
a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO, Literal


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of the input: a day for reports that state none, and which column holds what."""

    published: date | None = None
    columns: tuple[tuple[str, str], ...] = ()  # (role, column), as --columns text=body


@dataclass(frozen=True, slots=True)
class Article:
    """The words of one report and what its source says of it. None where nothing is said.

    where: its place in its file ("item 3"), empty for all of it. published, updated: as they were written;
    what is ``given`` and is no day refuses the report, what stands in ``markup`` is then passed over.
    key: the story, whose versions all bear the same. several: one of many of a file.
    """

    text: str
    where: str = ""
    id: str | None = None
    key: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    basis: Literal["given", "markup"] = "markup"
    updated: str | None = None
    version: str | None = None
    withdraws: bool = False
    notes: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file. ``stream`` is read once, before the next member is asked for."""

    name: str
    stream: IO[bytes]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What of a file can't be read, and what to do about it."""

    where: str
    why: str


Part = Article | Member | Fault
