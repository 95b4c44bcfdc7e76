"""``onrecord page``: the record as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    AsOf,
    RecordFile,
    Sure,
    made_view,
)
from onrecord.cli.common import days as days_of
from onrecord.defaults import SHOWN
from onrecord.guard import unwritten
from onrecord.show.progress import shown

if TYPE_CHECKING:
    from onrecord.record import Kept


def page(
    record: RecordFile = DEFAULT_RECORD,
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="The HTML file to write; - for standard output.")
    ] = "onrecord.html",
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="The page's heading; by default the names most spoken of."
        ),
    ] = None,
    as_of: AsOf = None,
    sure: Sure = SHOWN,
    brief: Annotated[
        bool,
        typer.Option(
            "--brief",
            help="Only what a superior reads: two sheets with the summary and the weightiest lines.",
        ),
    ] = False,
) -> None:
    """Write the record as one HTML file that opens offline, prints, and needs no script.

    Example: onrecord page --to story.html
    """
    from onrecord.pipeline import Texts, asked, standing
    from onrecord.show.page import light
    from onrecord.show.page import page as page_of
    from onrecord.show.whole import write_file

    last = days_of(as_of, "--as-of")[1]
    with made_view(record, as_of) as store, shown("writing the page"):

        def made(kept: Kept) -> str:
            fused, reports = light(kept, sure, brief), standing(store, last)
            return page_of(fused, reports, title=title, as_of=last, brief=brief, texts=Texts(store, reports))

        data = asked(store, made, last).encode("utf8", "replace")
    if to == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        write_file(Path(to), [data])
    except OSError as error:
        raise unwritten(to, error, "file") from None
    print(f"{to}: {max(1, len(data) // 1000):,} kB, opens in any browser", file=sys.stderr)
