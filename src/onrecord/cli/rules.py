"""``onrecord rules``: a lexicon held against its own sentences, and what of it never fires."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.given import (
    Reading,
)
from onrecord.cli.options import (
    Paths,
    Workers,
)

app = typer.Typer(
    help="Check rule files against their own example sentences.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("check")
def rules_check(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="A rule file as docs/lexicon.md describes it; by default the shipped one."
        ),
    ] = None,
) -> None:
    """Run each entry on its own sentences, which must give the event beside them; exit 1 where one fails.

    Example: onrecord rules check my-rules.toml
    """
    from onrecord.analyse.happened.check import BadRules, check
    from onrecord.lexicon import table
    from onrecord.show import words
    from onrecord.show.plain import plain

    name = file or "the shipped lexicon"
    try:
        data = tomllib.loads(Path(file).read_text(encoding="utf8")) if file else table("acts")
        failures = check(data)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, BadRules) as error:
        print(f"onrecord: {name}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
        raise typer.Exit(2) from None
    for failure in failures:
        print(plain(str(failure)))
    sentences = sum(len(r.get("fires", [])) for r in data["act"])
    print(
        f"{name}: {words.count(len(data['act']), 'act')}, {words.count(sentences, 'sentence')}, "
        f"{words.count(len(failures), 'failure')}",
        file=sys.stderr,
    )
    raise typer.Exit(1 if failures else 0)


@app.command("unused")
def rules_unused(paths: Paths, workers: Workers = None) -> None:
    """List the entries that never fire on the given reports.

    Example: onrecord rules unused examples/reports
    """
    from onrecord.analyse.happened.check import unused
    from onrecord.engine import Failed, analyse_all
    from onrecord.lexicon import table
    from onrecord.show import words

    reading = Reading(paths, None)
    analyses = (a for a in analyse_all(reading, workers=workers) if not isinstance(a, Failed))
    ids = [a["id"] for a in table("acts")["act"]]
    found = unused(ids, analyses)
    for rule in found:
        print(rule)
    print(f"{len(found)} of {words.count(len(ids), 'act')} never fired", file=sys.stderr)
    raise typer.Exit(1 if reading.refused else 0)
