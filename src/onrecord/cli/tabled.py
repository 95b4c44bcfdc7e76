"""``onrecord expectations``, ``disputes``, ``stories``: commands of one table."""

from __future__ import annotations

from onrecord.cli.common import DEFAULT_RECORD, AsOf, RecordFile, console, seen_of


def expectations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show what was planned or foreseen, and what came of it."""
    _show("Expectations", "Nothing was expected in this record.", record, as_of)


def disputes(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show where reports disagree, each value with its source."""
    _show("Disputes", "No reports of this record disagree.", record, as_of)


def stories(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show the stories that the reports fall into."""
    _show("Stories", "No reports in this record.", record, as_of)


def _show(title: str, nothing: str, record: str, as_of: str | None) -> None:
    from onrecord.show import terminal

    fused, reports = seen_of(record, as_of)
    rows = {
        "Expectations": lambda: terminal.expectations(fused),
        "Disputes": lambda: terminal.disputes(fused),
        "Stories": lambda: terminal.stories(fused, {r.id: r for r in reports}),
    }
    terminal.rows(console(), title, rows[title](), nothing)
