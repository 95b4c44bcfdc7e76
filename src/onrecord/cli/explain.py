"""``onrecord explain``: what is found in a report, stage by stage."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    console,
)
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
    World,
)
from onrecord.defaults import DEFAULT_PIPELINE


def explain(
    paths: Paths,
    published: Published = None,
    world: World = None,
    rules: Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
    why_word: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="WORD",
            help="Only which entries of the lexicon this word was held against, and why each refused.",
        ),
    ] = None,
) -> None:
    """Show stage by stage what is found in a report and by which rule.

    Example: onrecord explain report.txt --published 2023-07-28, or why a word tells no act: onrecord explain
    report.txt --why talks
    """
    from rich.text import Text

    from onrecord.engine import Failed, analyse_all
    from onrecord.read import Refused
    from onrecord.show.explain import explain as explained

    lay_world(world)
    lay_rules(rules)
    reading = Reading(paths, published_of(published))
    out = console()
    if why_word is not None:
        from onrecord.cli import explain_word

        lines = explain_word.told(reading, why_word, pipeline_of(spacy))
        for line in lines:
            out.print(Text(line), soft_wrap=True)
        raise typer.Exit(1 if reading.refused else 0)
    for result in analyse_all(reading, workers=None, pipeline=pipeline_of(spacy)):
        if isinstance(result, Failed):
            reading.refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
            continue
        for section in explained(result):
            out.print(Text(section.name, style="bold"))
            for line in section.lines or ("none",):
                out.print(Text("  " + line), soft_wrap=True)
    raise typer.Exit(1 if reading.refused else 0)
