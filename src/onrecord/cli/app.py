"""The one list of commands: each stands in a module of its name, which says what it takes and does; those
of one table share ``tabled``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import correct, rules
from onrecord.cli.actors import actors
from onrecord.cli.analyse import analyse
from onrecord.cli.changes import changes
from onrecord.cli.check import check
from onrecord.cli.check_claim import check_claim
from onrecord.cli.compare import compare
from onrecord.cli.explain import explain
from onrecord.cli.export import export
from onrecord.cli.first import first
from onrecord.cli.left_out import left_out
from onrecord.cli.mcp import mcp
from onrecord.cli.merges import merges
from onrecord.cli.page import page
from onrecord.cli.quotes import quotes
from onrecord.cli.read import read
from onrecord.cli.relations import relations
from onrecord.cli.reports import reports
from onrecord.cli.runs import runs
from onrecord.cli.salvage import salvage
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.similar import similar
from onrecord.cli.sources import sources
from onrecord.cli.tabled import disputes, expectations, stories
from onrecord.cli.tables import tables
from onrecord.cli.timeline import timeline
from onrecord.cli.times import times
from onrecord.cli.verify_quotes import verify_quotes
from onrecord.cli.watch import watch
from onrecord.guard import Guarded

app = typer.Typer(
    help="Turns news reports into a record that can be checked.\n\nStart with: onrecord read FOLDER, then "
    "onrecord timeline.",
    cls=Guarded,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

COMMANDS = (
    analyse,
    explain,
    times,
    read,
    watch,
    reports,
    timeline,
    page,
    expectations,
    disputes,
    stories,
    search,
    left_out,
    check,
    salvage,
    correct.corrections,
    tables,
    merges,
    relations,
    sources,
    export,
    mcp,
    serve,
    check_claim,
    verify_quotes,
    changes,
    runs,
    compare,
    similar,
    first,
    quotes,
    actors,
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit(0)


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    pass


app.add_typer(rules.app, name="rules")
app.add_typer(correct.app, name="correct")
for _command in COMMANDS:
    app.command(_command.__name__.replace("_", "-"))(_command)


def main() -> None:
    app()
