"""``onrecord left-out``: what was found and not booked."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    console,
    is_text,
    moment,
    print_lines,
)
from onrecord.defaults import SHOWN


def left_out(
    record: RecordFile = DEFAULT_RECORD,
    sure: Annotated[
        float,
        typer.Option(
            "--sure", metavar="P", min=0.0, max=1.0, help="What is less likely than this is left out."
        ),
    ] = SHOWN,
    form: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
    ] = "text",
) -> None:
    """List what was found and not booked, with its chance and what speaks most against it.

    Example: onrecord left-out --record story.db --sure 0.5
    """
    from onrecord.show import terminal
    from onrecord.show.reasons import told as reason
    from onrecord.show.silence import silences

    text = is_text(form)
    found = silences(moment(record, None).analyses, sure)
    if not text:
        print_lines(found)
        return
    lines = [
        [f"{x['p']:.2f}", x["type"], x["report"], x["text"], "; ".join(map(reason, x["left_out"]))]
        for x in found
    ]
    terminal.rows(console(), "Left out", lines, f"Nothing was found with a chance under {sure:g}.")
