"""``onrecord analyse``: what each report says on its own."""

from __future__ import annotations

import sys

import typer

from onrecord.cli.common import Sure
from onrecord.cli.given import (
    Reading,
    lay_rules,
    lay_world,
    pipeline_of,
    published_of,
)
from onrecord.cli.options import (
    Paths,
    Pipeline,
    Published,
    Rules,
    Workers,
    World,
)
from onrecord.defaults import DEFAULT_PIPELINE, LISTED


def analyse(
    paths: Paths,
    published: Published = None,
    workers: Workers = None,
    world: World = None,
    rules: Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
    sure: Sure = LISTED,
) -> None:
    """Say what each report says on its own: one JSON object a report, one a line. Keeps no record."""
    import msgspec

    from onrecord.engine import Failed, analyse_all
    from onrecord.read import Refused
    from onrecord.show.contract import analysis_object
    from onrecord.show.plain import plain_json

    lay_world(world)
    lay_rules(rules)
    reading = Reading(paths, published_of(published))
    encoder = msgspec.json.Encoder()
    for result in analyse_all(reading, workers=workers, pipeline=pipeline_of(spacy)):
        if isinstance(result, Failed):
            reading.refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
            continue
        said = encoder.encode(analysis_object(result, sure)) + b"\n"
        sys.stdout.buffer.write(plain_json(said.decode()).encode() if sys.stdout.isatty() else said)
    sys.stdout.flush()
    raise typer.Exit(1 if reading.refused else 0)
