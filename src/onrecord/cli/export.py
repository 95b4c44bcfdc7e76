"""The record handed on: as the contract's files, as tidy tables, and in the forms of other tools."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.common import DEFAULT_RECORD, AsOf, RecordFile, Sure, days, made_view, moment, wrong
from onrecord.defaults import SHOWN
from onrecord.guard import complain, unwritten
from onrecord.show.progress import shown

FOLDERS = ("jsonl", "csv", "parquet")
FORMS = (*FOLDERS, "ics", "timelinejs", "ftm", "webannotation", "graphml", "plover", "prov")


def export(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="PATH",
            help="The folder (jsonl, csv, parquet) or file to write; made where it is not there.",
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
    form: Annotated[
        str,
        typer.Option("--format", metavar="FORM", help=f"{', '.join(FORMS[:-1])} or {FORMS[-1]}."),
    ] = "jsonl",
    as_of: AsOf = None,
    sure: Sure = SHOWN,
) -> None:
    """Write the record as files: all of it, as tidy tables with a codebook, or in the form of another tool.

    Example: onrecord export --to out --format csv
    """
    from onrecord.fuse import at_least
    from onrecord.show import words
    from onrecord.show.whole import write_file, write_folder

    if form not in FORMS:
        raise typer.BadParameter(
            f"{form!r} is not {', '.join(FORMS[:-1])} or {FORMS[-1]}", param_hint="--format"
        )
    try:
        if form == "jsonl":
            complain(f"{to}: {words.count(_contract(Path(to), record, as_of, sure), 'file')}")
            return
        seen = moment(record, as_of)
        fused = at_least(seen.fused, sure)
        analyses = sorted(seen.analyses, key=lambda a: (a.report.published or date.max, a.report.id))
        if form in FOLDERS:
            from onrecord.show.handon import tidy

            with shown("writing"):
                files = (tidy.as_csv if form == "csv" else tidy.as_parquet)(fused, analyses)
                write_folder(Path(to), files)
            complain(f"{to}: {words.count(len(files), 'file')}")
        else:
            from onrecord.show.handon import FILES

            what, made = FILES[form]
            with shown("writing"):
                write_file(Path(to), made(fused, analyses))
            complain(f"{to}: {what}")
    except OSError as error:
        raise unwritten(to, error, "folder" if form in FOLDERS else "file") from None
    except ValueError as error:
        raise wrong(str(error)) from None


def _contract(to: Path, record: str, as_of: str | None, sure: float) -> int:
    """Writes the contract's files, row by row; returns how many. Raises ``OSError``."""
    from onrecord.pipeline import asked, listed
    from onrecord.record import Kept
    from onrecord.show.export import tables, write

    last = days(as_of, "--as-of")[1]
    with made_view(record, as_of) as store, shown("writing") as tell:

        def written(kept: Kept) -> int:
            many = sum(1 for _ in listed(store, last))
            return len(write(to, tables(kept, lambda: listed(store, last), many, sure), tell))

        return asked(store, written, last)
