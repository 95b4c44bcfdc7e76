"""``onrecord watch``: what comes into folders and feeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    store_of,
)
from onrecord.cli.given import (
    fetcher_of,
    lay_rules,
    lay_world,
    pipeline_of,
)
from onrecord.cli.options import (
    Allow,
    Contact,
    Linked,
    Pipeline,
    Rules,
    Workers,
    World,
)
from onrecord.cli.read import told_end
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.guard import REFUSED, USAGE, complain

if TYPE_CHECKING:
    from onrecord.model import Report
    from onrecord.read import Refused


def watch(
    targets: Annotated[
        list[str],
        typer.Argument(
            help="Folders, feeds by their address, or lists of feeds (OPML).",
            metavar="FOLDER|FEED|LIST.opml...",
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often feeds are asked: 90s, 15m, 2h, 1d.")
    ] = "15m",
    once: Annotated[
        bool,
        typer.Option("--once", help="Look once and end, for cron; feeds that have not changed cost little."),
    ] = False,
    linked: Linked = False,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    world: World = None,
    rules: Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read what comes into folders and feeds, until stopped with Ctrl-C. One watcher a record.

    Example: onrecord watch reports/ https://news.example.org/feed.xml --every 15m --contact desk@example.org
    """
    from onrecord import watch as watching
    from onrecord.fetch import is_address
    from onrecord.pipeline import read_all
    from onrecord.read import addresses_of

    lay_world(world)
    lay_rules(rules)
    try:
        seconds = watching.seconds_of(every)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--every") from None
    folders = [t for t in targets if Path(t).is_dir()]
    feeds = [t for t in targets if t not in folders]
    for name in feeds:
        if not is_address(name):
            try:
                addresses_of(Path(name).read_bytes())
            except (OSError, ValueError) as error:
                complain(f"{name}: {getattr(error, 'strerror', None) or error}")
                raise typer.Exit(USAGE) from None
    pipe, failed = pipeline_of(spacy), 0
    with closing(store_of(record, reading=False)) as store, watching.alone(record) as alone:
        if not alone:
            complain(
                f"{record}: another onrecord watch reads into this record; end it, or name another record"
            )
            raise typer.Exit(USAGE)

        def take(found: Iterator[Report | Refused]) -> set[str]:
            nonlocal failed
            done = read_all(store, found, workers=workers, pipeline=pipe, refuse=complain)
            failed += done.refused
            if done.read or done.refused:
                told_end(record, done, None)
            return done.again

        watched = watching.Watch(store, folders, feeds, fetcher_of(allow, contact), seconds, linked=linked)
        with suppress(
            KeyboardInterrupt
        ):  # and a service manager's stop: after the report that is being written
            watching.run(watched, take, 1 if once else None)
    raise typer.Exit(REFUSED if once and failed else 0)
