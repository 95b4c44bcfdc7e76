"""``onrecord disputes``: where reports disagree."""

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


def disputes(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show where reports disagree, each value with its source."""
    from onrecord.show import terminal

    fused, _ = seen_of(record, as_of)
    terminal.rows(console(), "Disputes", terminal.disputes(fused), "No reports of this record disagree.")
