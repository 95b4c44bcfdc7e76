"""``onrecord stories``: what the reports fall into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.common import (
    DEFAULT_RECORD,
    AsOf,
    RecordFile,
    console,
    seen_of,
)

if TYPE_CHECKING:
    pass


def stories(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show the stories that the reports fall into."""
    from onrecord.show import terminal

    fused, reports = seen_of(record, as_of)
    terminal.rows(
        console(),
        "Stories",
        terminal.stories(fused, {r.id: r for r in reports}),
        "No reports in this record.",
    )
