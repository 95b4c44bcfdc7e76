"""What commands share: the options of a record, how it is opened, and how an answer is printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from onrecord.defaults import SHOWN
from onrecord.guard import USAGE, complain
from onrecord.show.progress import shown

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.fuse import Fused
    from onrecord.model import Report
    from onrecord.pipeline import Seen
    from onrecord.progress import Tell
    from onrecord.record import Kept, SqliteStore

T = TypeVar("T")
DEFAULT_RECORD = "onrecord.db"
RecordFile = Annotated[str, typer.Option("--record", metavar="FILE", help="The record: one SQLite file.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Use only what was published by that day, month or year.",
    ),
]
Sure = Annotated[
    float,
    typer.Option(
        "--sure",
        metavar="P",
        min=0.0,
        max=1.0,
        help="Only lines that are right with at least this chance; 0 gives all that the record keeps.",
    ),
]
Form = Annotated[
    str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
]
Most = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="No more than so many.")]


def days(value: str | None, option: str) -> tuple[date, date] | tuple[None, None]:
    """The first and the last day that an option asks for; wrong usage where it is no day, month or year."""
    from onrecord.show import asked

    if value is None:
        return None, None
    try:
        return asked.days(value)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def day(value: str | None, option: str) -> date | None:
    """The one day of an option, which no month or year is; wrong usage where it is none."""
    from onrecord.show import asked

    if value is None:
        return None
    try:
        return asked.day(value)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def path_of(path: str, reading: bool = True) -> str:
    """The path of a record; for a view it must be there."""
    from onrecord.record import NotARecord

    if not path.strip() or path == ":memory:":
        raise NotARecord(
            f"--record {path!r} names no file; name one, or leave the option out for {DEFAULT_RECORD}"
        )
    if reading and not Path(path).exists():
        raise NotARecord(f"{path}: no such record; make one with: onrecord read FOLDER --record {path}")
    return path


def store_of(path: str, reading: bool = True) -> SqliteStore:
    from onrecord.record import open_store

    return open_store(path_of(path, reading), reading)


def making() -> AbstractContextManager[Tell]:
    """Within, a view that takes long tells how far it is."""
    return shown("making the view")


def moment(record: str, as_of: str | None = None) -> Seen:
    """The record at one moment."""
    from onrecord.pipeline import seen

    with closing(store_of(record)) as store, making() as tell:
        return seen(store, days(as_of, "--as-of")[1], tell)


def seen_of(record: str, as_of: str | None = None, sure: float = SHOWN) -> tuple[Fused, list[Report]]:
    """What the reports say together, with this chance or more, and the reports in order of publication."""
    from onrecord.fuse import at_least
    from onrecord.pipeline import told

    with closing(store_of(record)) as store, making() as tell:
        fused, found = told(store, days(as_of, "--as-of")[1], tell)
    reports = sorted(found, key=lambda r: (r.published or date.max, r.id))
    if as_of and not any(r.published for r in reports):
        _none_by(as_of)
    return at_least(fused, sure), reports


def _none_by(as_of: str) -> None:
    complain(f"no report on record is known to have come out by {as_of}; onrecord reports lists their days")


def kept_of(record: str, ask: Callable[[Kept], T], as_of: str | None = None) -> T:
    """What is asked of the kept view of a record, of which no more is read than that."""
    from onrecord.pipeline import asked

    last = days(as_of, "--as-of")[1]
    with made_view(record, as_of) as store:
        return asked(store, ask, last)


@contextmanager
def made_view(record: str, as_of: str | None = None) -> Iterator[SqliteStore]:
    """The record with its view made, where that can be kept."""
    from onrecord.pipeline import asked

    with closing(store_of(record)) as store:
        with making() as tell:
            out = asked(store, lambda kept: kept.head.published, days(as_of, "--as-of")[1], tell)
        if as_of and out is None:
            _none_by(as_of)
        yield store


def console() -> Console:
    """The terminal; in a pipe one line a row, unless ``COLUMNS`` says how wide it is to be."""
    from onrecord.show.terminal import PIPED, PlainConsole

    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit() else PIPED
    return PlainConsole(highlight=False, soft_wrap=False, width=wide)


def is_text(form: str, *others: str) -> bool:
    """Whether text is asked for; wrong usage for what is no format."""
    known = ("text", *(others or ("jsonl",)))
    if form not in known:
        raise typer.BadParameter(f"{form!r} is not {' or '.join(known)}", param_hint="--format")
    return form == "text"


def print_lines(rows: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    from onrecord.show.plain import plain_json

    for row in rows:
        print(plain_json(json.dumps(row, ensure_ascii=False)))


def wrong(text: str) -> typer.Exit:
    """One line on standard error, and the exit of wrong usage."""
    complain(text)
    return typer.Exit(USAGE)
