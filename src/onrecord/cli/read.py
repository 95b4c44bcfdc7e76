"""``onrecord read``: reports into a record."""

from __future__ import annotations

import itertools
import json
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    console,
    store_of,
    wrong,
)
from onrecord.cli.given import (
    Reading,
    columns_of,
    fetcher_of,
    lay_rules,
    lay_world,
    pipeline_of,
    published_of,
)
from onrecord.cli.options import (
    Allow,
    Columns,
    Contact,
    Linked,
    Paths,
    Pipeline,
    Published,
    Rules,
    Workers,
    World,
)
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.guard import INTERRUPTED, complain, unwritten
from onrecord.show.progress import shown

if TYPE_CHECKING:
    from onrecord.pipeline import Done


PREVIEWED = 20  # reports that a preview shows


def read(
    paths: Paths,
    record: RecordFile = DEFAULT_RECORD,
    published: Published = None,
    columns: Columns = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show how the first reports would be read, and write nothing.")
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            "--report", metavar="FILE", help="Write what came in as JSON: counts by format, reasons."
        ),
    ] = None,
    linked: Linked = False,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="pool|ray", help="What spreads the work: processes of this machine, or Ray."
        ),
    ] = "pool",
    world: World = None,
    rules: Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read reports into a record. Reading the same report twice changes nothing.

    With --engine ray the cluster is that of RAY_ADDRESS; without it, Ray is started on this machine.

    Example: onrecord read reports/ --record story.db
    """
    from onrecord.engine import Unlike
    from onrecord.pipeline import Interrupted, read_all
    from onrecord.read import read_paths, size_of
    from onrecord.show import words

    if engine not in ("pool", "ray"):
        raise typer.BadParameter(f"{engine!r} is not pool or ray", param_hint="--engine")
    lay_world(world)
    lay_rules(rules)
    day, named = published_of(published), columns_of(columns)
    if preview:
        _preview(paths, day, named)
        return
    total, at, count = size_of(paths), 0, 0
    with closing(store_of(record, reading=False)) as store, shown("reading") as tell:

        def on_read(n: int) -> None:
            nonlocal at
            at += n

        def on_report(n: int) -> None:
            nonlocal count
            count += n
            if total:
                tell(min(1.0, at / total), words.count(count, "report"))

        found = read_paths(
            paths, day, named, on_read=on_read, fetcher=fetcher_of(allow, contact), linked=linked
        )
        try:
            done = read_all(
                store,
                found,
                workers=workers,
                pipeline=pipeline_of(spacy),
                refuse=complain,
                progress=on_report,
                spread=engine == "ray",
            )
        except Unlike as error:
            raise wrong(str(error)) from None
        except Interrupted as error:
            share = f", {at / total:.0%} of what is to be read" * bool(total)
            complain(
                f"{record}: stopped: {words.count(error.kept, 'report')} kept{share}; the same command goes "
                "on"
            )
            raise typer.Exit(INTERRUPTED) from None
    if not (done.read or done.unchanged or done.refused):
        complain("no file to read was found there; name files, or a folder that holds some")
    told_end(record, done, report)
    raise typer.Exit(1 if done.refused else 0)


def told_end(record: str, done: Done, report: str | None) -> None:
    """Ends a run with what came in."""
    from onrecord.show import intake, words
    from onrecord.show.whole import write_file

    for row in intake.table(done.intake):
        print(row, file=sys.stderr)
    if report is not None:
        data = json.dumps(done.intake.as_object(), ensure_ascii=False, indent=1).encode("utf8", "replace")
        try:
            write_file(Path(report), [data + b"\n"])
        except OSError as error:
            raise unwritten(report, error, "file") from None
    gone = f", {done.superseded} superseded" * bool(done.superseded) + f", {done.withdrawn} withdrawn" * bool(
        done.withdrawn
    )
    print(
        f"{record}: {words.count(done.read, 'report')} read, {done.unchanged} unchanged, {done.refused} "
        f"refused{gone}",
        file=sys.stderr,
    )


def _preview(paths: list[str], day: date | None, columns: tuple[tuple[str, str], ...]) -> None:
    """The first reports as they would be read."""
    from onrecord.show import terminal

    reading = Reading(paths, day, columns)
    rows = [
        [
            r.format or "",
            r.id,
            str(r.published or "undated"),
            r.published_basis,
            r.publisher or r.agency or "",
            r.title or "",
            r.text[:120],
        ]
        for r in itertools.islice(reading, PREVIEWED)
    ]
    terminal.rows(console(), "As it would be read", rows, "Nothing to read.")
    raise typer.Exit(1 if reading.refused else 0)
