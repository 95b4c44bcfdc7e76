"""The record as tables on the command line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    console,
    is_text,
    making,
    print_lines,
    store_of,
)
from onrecord.guard import complain, unwritten


def tables(
    record: RecordFile = DEFAULT_RECORD,
    metadata: Annotated[
        str | None,
        typer.Option(
            "--metadata", metavar="FILE", help="Write what Datasette is to say of each table and column."
        ),
    ] = None,
    form: Form = "text",
) -> None:
    """Fill the record's own SQL tables, and list them with their rows; any SQLite tool opens them.

    Example: onrecord tables --metadata metadata.json, then: datasette onrecord.db --metadata metadata.json
    """
    from onrecord.pipeline import view
    from onrecord.record import Stopped
    from onrecord.show.codebook import ALL, datasette
    from onrecord.show.terminal import rows
    from onrecord.show.whole import write_file

    text = is_text(form)
    with closing(store_of(record)) as store, making() as tell:
        view(store, None, tell)
        found = store.counts([t.name for t in ALL])
    if None in found.values():
        raise Stopped(
            f"{record}: its tables can't be filled where it lies; copy it to a folder that may be written"
        )
    lines = [{"table": t.name, "rows": found[t.name], "row": t.row} for t in ALL]
    if text:
        rows(console(), "Tables", [[t.name, f"{found[t.name]:,}", t.row] for t in ALL], "")
    else:
        print_lines(lines)
    if metadata is not None:
        made = json.dumps(datasette(Path(record).stem), indent=1, ensure_ascii=False)
        try:
            write_file(Path(metadata), [made.encode()])
        except OSError as error:
            raise unwritten(metadata, error, "file") from None
        complain(f"{metadata}: written; datasette {record} --metadata {metadata}")
