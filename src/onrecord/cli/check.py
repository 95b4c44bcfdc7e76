"""``onrecord check``: whether a record is what was written."""

from __future__ import annotations

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    path_of,
)
from onrecord.guard import DAMAGED, complain


def check(record: RecordFile = DEFAULT_RECORD) -> None:
    """Say whether the record is what was written: its file, its full text, each text and each analysis.

    A text or a line that was changed without onrecord is told. Exit 4 where something is.
    """
    from onrecord.record import faults
    from onrecord.show import words
    from onrecord.show.plain import line as one_line

    found = 0
    for fault in faults(path_of(record)):
        found += 1
        print(one_line(fault))
    complain(
        f"{record}: {words.count(found, 'fault')}; save what is whole with: onrecord salvage --record "
        f"{record} --to NEW"
        if found
        else f"{record}: whole"
    )
    raise typer.Exit(DAMAGED if found else 0)
