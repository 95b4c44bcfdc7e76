"""The command line: arguments in, exit codes out; the only place that prints.

Exit codes: 0 all was done, 1 some reports were refused (each with a line on standard error), 2 wrong usage.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import msgspec
import typer

from onrecord.engine import Failed, analyse_all
from onrecord.model import Report
from onrecord.read import Refused, read_paths
from onrecord.show.contract import analysis_object

app = typer.Typer(
    help="Turns news reports into a record that can be checked.\n\nStart with: onrecord read FOLDER, then onrecord timeline.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip

Paths = Annotated[list[str], typer.Argument(help="Files or folders of reports (text, HTML, JSON, JSON Lines), or - for standard input.", metavar="PATH...")]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", help="Publication date of reports that state none, e.g. 2023-07-28.")]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help="Processes to use; by default one a core.")]


def _date(value: str | None, option: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2023-07-28", param_hint=option) from None


class _Reading:
    """The reports of the paths; refusals are told on standard error as they come."""

    def __init__(self, paths: list[str], published: date | None) -> None:
        self.paths, self.published, self.refused = paths, published, 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        for item in read_paths(self.paths, self.published):
            if isinstance(item, Refused):
                self.refuse(str(item))
            else:
                yield item

    def refuse(self, line: str) -> None:
        self.refused += 1
        print(f"onrecord: {line}", file=sys.stderr)


@app.command()
def analyse(paths: Paths, published: Published = None, workers: Workers = None) -> None:
    """Say what each report says on its own: one JSON object a report, one a line. Keeps no record."""
    reading = _Reading(paths, _date(published, "--published"))
    encoder = msgspec.json.Encoder()
    for result in analyse_all(reading, workers=workers):
        if isinstance(result, Failed):
            reading.refuse(f"{result.report.path}: {result.why}")
            continue
        sys.stdout.buffer.write(encoder.encode(analysis_object(result)) + b"\n")
    sys.stdout.flush()
    raise typer.Exit(1 if reading.refused else 0)


def main() -> None:
    app()
