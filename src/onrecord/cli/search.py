"""``onrecord search``: reports by their words."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    console,
    seen_of,
    store_of,
)
from onrecord.guard import complain


def search(
    query: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that a report must hold.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Find reports by their words."""
    from onrecord.show import terminal
    from onrecord.show.choose import unknown

    with closing(store_of(record)) as store:
        found = store.search(" ".join(query), 20)
    if not found and (hint := unknown(seen_of(record)[0], query)):
        complain(hint)
    terminal.rows(console(), "Reports", [list(row) for row in found], "No report holds these words.")
