"""``onrecord salvage``: what is whole of a damaged record."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    path_of,
)
from onrecord.guard import REFUSED, complain


def salvage(
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="The new record; it must not be there yet.")
    ],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Copy what is whole of a damaged record into a new one. The damaged one stays as it is.

    Example: onrecord salvage --record story.db --to saved.db
    """
    from onrecord.record import salvage as saved_into
    from onrecord.show import words

    saved = saved_into(path_of(record), to, complain)
    print(
        f"{to}: {words.count(saved.whole, 'report')} whole, {saved.texts} with their text alone, "
        f"{saved.lost} left out",
        file=sys.stderr,
    )
    raise typer.Exit(REFUSED if saved.texts or saved.lost or saved.unsure else 0)
