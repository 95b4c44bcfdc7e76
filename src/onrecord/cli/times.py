"""``onrecord times``: every time in a report."""

from __future__ import annotations

import sys

import typer

from onrecord.cli.given import (
    Reading,
    published_of,
)
from onrecord.cli.options import (
    Paths,
    Published,
)


def times(paths: Paths, published: Published = None) -> None:
    """Find every date, clock time, duration and repeated time: one JSON object each, one a line.

    Example: echo "They met on Tuesday." | onrecord times - --published 2022-11-09
    """
    import msgspec

    from onrecord.times import tag

    reading = Reading(paths, published_of(published))
    encoder = msgspec.json.Encoder()
    for report in reading:
        for t in tag(report.text, report.published) if report.blocks else ():
            row = {
                "report": report.id,
                "start": t.start,
                "end": t.end,
                "text": t.text,
                "type": t.type,
                "value": t.value,
                "mod": t.mod,
                "earliest": t.earliest,
                "latest": t.latest,
            }
            sys.stdout.buffer.write(encoder.encode(row) + b"\n")
    sys.stdout.flush()
    raise typer.Exit(1 if reading.refused else 0)
