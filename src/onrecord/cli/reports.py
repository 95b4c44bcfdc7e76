"""``onrecord reports``: what is on record, and what was set aside."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    AsOf,
    RecordFile,
    console,
    moment,
)


def reports(
    record: RecordFile = DEFAULT_RECORD,
    undated: Annotated[
        bool, typer.Option("--undated", help="Only those that state no day, with why, and what was inferred.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
    ] = "text",
    changes: Annotated[
        bool, typer.Option("--changes", help="Show the words that each later version took out and put in.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """List the reports of a record: their days, what they were read from, which were superseded or withdrawn.

    Example: onrecord reports --undated, or what later versions changed: onrecord reports --changes
    """
    from onrecord.show import intake, terminal
    from onrecord.show.plain import plain_json

    if form not in ("text", "jsonl"):
        raise typer.BadParameter(f"{form!r} is not text or jsonl", param_hint="--format")
    found = moment(record, as_of)
    standing = [a.report for a in found.analyses]
    if form == "jsonl":
        for r in (*standing, *found.aside):
            if not undated or r.published_basis in ("unknown", "inferred"):
                print(
                    plain_json(json.dumps(intake.report_object(r, standing, found.aside), ensure_ascii=False))
                )
        return
    if changes:
        for row in intake.changes_told(standing, found.aside):
            print(row)
        return
    nothing = "Every report states its day." if undated else "No reports in this record."
    terminal.rows(console(), "Reports", intake.listed(standing, found.aside, undated), nothing)
