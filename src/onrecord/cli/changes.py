"""``onrecord changes``: what is new since a day or a run."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    Sure,
    is_text,
    making,
    print_lines,
    store_of,
    wrong,
)
from onrecord.cli.told import print_plain
from onrecord.defaults import SHOWN

if TYPE_CHECKING:
    from onrecord.fuse import Fused
    from onrecord.record import SqliteStore


Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY|RUN",
        help="A day (2023-07-18): what was published on it or later; or a run of reading (run-3; see: "
        "onrecord runs): what it and later ones brought. By default the last run.",
    ),
]


RUN = re.compile(r"run-\d{1,9}")


def changes(
    since: Since = None,
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
    sure: Sure = SHOWN,
) -> None:
    """List what is new, changed, settled or withdrawn since a day or a run of reading, each with its cause.

    Example: onrecord changes --since 2023-07-18, or after each reading: onrecord changes
    """
    from onrecord.ask.changes import changes as differences
    from onrecord.fuse import at_least
    from onrecord.pipeline import view
    from onrecord.show.changed import difference_lines, difference_object

    plain = is_text(form)
    with closing(store_of(record)) as store, making() as tell:
        before, told = _before(store, since)
        after = view(store, None, tell)
    found = differences(at_least(before, sure), at_least(after, sure))
    if not plain:
        print_lines(difference_object(d) for d in found)
        return
    for kind in ("new", "changed", "settled", "withdrawn"):
        of_kind = [d for d in found if d.kind == kind]
        if of_kind:
            print_plain([f"{kind} ({len(of_kind)})", *difference_lines(of_kind)])
    if not found:
        print_plain([f"Nothing changed by what {told}."])


def _before(store: SqliteStore, since: str | None) -> tuple[Fused, str]:
    """The record as it was before a day or a run, and which that is."""
    from onrecord.pipeline import view, view_before
    from onrecord.show.asked import days

    known = store.sittings()
    if since is None or RUN.fullmatch(since):
        if not known:
            raise wrong("no run of reading is on record; give a day: onrecord changes --since 2023-07-18")
        number = int(since.removeprefix("run-")) if since else known[-1].number
        before = view_before(store, number)
        if before is None:
            last = f"run-{known[-1].number}"
            raise wrong(f"{since}: there was no such run; the last is {last}, and onrecord runs lists all")
        return before, f"came in with run-{number} or later"
    try:
        start = days(since)[0]
    except ValueError:
        raise typer.BadParameter(
            f"{since!r} is neither a day (2023-07-18), month or year nor a run (run-3; see onrecord runs)",
            param_hint="--since",
        ) from None
    return view(store, start - timedelta(days=1)), f"was published since {start}"
