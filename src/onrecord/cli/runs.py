"""``onrecord runs``: the runs of reading."""

from __future__ import annotations

from contextlib import closing

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    console,
    is_text,
    print_lines,
    store_of,
)


def runs(record: RecordFile = DEFAULT_RECORD, form: Form = "text") -> None:
    """List the runs of reading that brought reports, for onrecord changes --since RUN.

    Example: onrecord runs
    """
    from onrecord.show import words
    from onrecord.show.terminal import rows

    plain = is_text(form)
    with closing(store_of(record)) as store:
        found = store.sittings()
    if not plain:
        print_lines({"run": f"run-{r.number}", "begun": r.begun, "reports": r.reports} for r in found)
        return
    lines = [[f"run-{r.number}", r.begun, words.count(r.reports, "report")] for r in found]
    rows(console(), "Runs", lines, "No run of reading is on record.")
