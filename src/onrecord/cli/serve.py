"""``onrecord serve``: the record as live pages."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    path_of,
    wrong,
)
from onrecord.cli.correct import Author, author_of


def serve(
    record: RecordFile = DEFAULT_RECORD,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port on 127.0.0.1.")
    ] = 8765,
    author: Author = None,
) -> None:
    """Show the record as live pages on this machine: search, filter, and correct lines in a browser.

    Example: onrecord serve --record story.db, then open http://127.0.0.1:8765/
    """
    path_of(record)
    try:
        from onrecord.cli import live_pages
    except ModuleNotFoundError as error:
        raise wrong(
            f"{error.name} is not installed; install it with: pip install 'onrecord[serve]'"
        ) from None
    live_pages.run(record, port, author_of(author))
