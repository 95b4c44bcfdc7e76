"""What the commands that ask share: a text of the user analysed, and how an event is told in lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.cli.common import (
    console,
    wrong,
)
from onrecord.cli.common import day as day_of

if TYPE_CHECKING:
    from onrecord.model import Analysis, Event


def analysed_text(text: str, published: str | None, what: str) -> Analysis:
    """The analysis of somebody's text; wrong usage where it can't be read."""
    from onrecord.analyse.report import analyse_reports
    from onrecord.read import report_of
    from onrecord.read.report import Foreign

    if not text.strip():
        raise wrong(f"{what}: no words; give some")
    try:
        report = report_of(text, id="asked", published=day_of(published, "--published"))
    except Foreign as error:
        raise wrong(f"{what}: {error}") from None
    return next(iter(analyse_reports([report])))


def print_plain(lines: Sequence[str]) -> None:
    from rich.text import Text

    for text in lines:
        console().print(Text(text), soft_wrap=True)


def event_line(e: Event) -> str:
    from onrecord.show import words
    from onrecord.show.plain import line as one_line

    notes = ", ".join((words.borne(e), *words.notes(e)))
    return one_line(
        f"    {words.days(e.earliest, e.latest)}  {words.MARKS[e.status]}  {e.summary}  [{e.id}]  ({notes})"
    )


def cited_lines(e: Event, most: int = 3) -> list[str]:
    from onrecord.show.plain import line as one_line

    return [
        one_line(f"        “{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]")
        for c in e.evidence[:most]
    ]
