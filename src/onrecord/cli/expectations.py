"""``onrecord expectations``: what was planned, and what came of it."""

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


def expectations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show what was planned or foreseen, and what came of it."""
    from onrecord.show import terminal

    fused, _ = seen_of(record, as_of)
    terminal.rows(
        console(), "Expectations", terminal.expectations(fused), "Nothing was expected in this record."
    )
