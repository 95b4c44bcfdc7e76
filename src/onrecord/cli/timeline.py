"""``onrecord timeline``: the story by date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    AsOf,
    RecordFile,
    Sure,
    console,
    is_text,
    kept_of,
    moment,
    print_lines,
)
from onrecord.cli.common import days as days_of
from onrecord.defaults import SHOWN
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.fuse import Fused
    from onrecord.fuse.salience import Chosen
    from onrecord.model import Analysis, Event
    from onrecord.record import Kept

ALL_DAYS = 1_000_000
Days = tuple[date | None, date | None]  # the first and the last to show


def timeline(
    record: RecordFile = DEFAULT_RECORD,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Only what may lie on that day, or in that month or year."),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day to show.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day to show.")] = None,
    dates: Annotated[
        int | None, typer.Option("--dates", metavar="N", min=1, help="Only the N days that matter most.")
    ] = None,
    sentences: Annotated[
        int,
        typer.Option(
            "--sentences",
            metavar="K",
            min=0,
            help="Sentences a day, word for word from reports (with --dates or jsonl).",
        ),
    ] = 1,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|tsv|jsonl", help="text for people, tsv and jsonl for programs."
        ),
    ] = "text",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show the words that say so below each line.")
    ] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show each line's id, for onrecord correct.")] = False,
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only events with this actor.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="A B", help="Only events between these two sides (names or alpha-3)."
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            "--context", metavar="ISSUE", help="Only events of this PLOVER context, e.g. environment."
        ),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option(
            "--story", metavar="ID", help="Only this story (id or part of its name; see: onrecord stories)."
        ),
    ] = None,
    as_of: AsOf = None,
    sure: Sure = SHOWN,
) -> None:
    """Show the story by date.

    Example: onrecord timeline --evidence --from 2023-07-01
    """
    from onrecord.fuse import at_least

    is_text(form, "tsv", "jsonl")
    if on is not None and (first is not None or last is not None):
        raise typer.BadParameter("give either --on, or --from and --to", param_hint="--on")
    days = days_of(on, "--on") if on else (days_of(first, "--from")[0], days_of(last, "--to")[1])
    asked = Asked(about, between or (), context, story)
    if form == "tsv" or (form == "text" and dates is None):
        kept_of(record, partial(_print_lines, asked, days, sure, form == "tsv", evidence, ids), as_of)
        return
    # which days matter is asked of what each report says
    found = moment(record, as_of)
    events = _events(at_least(found.fused, sure), asked, days)
    picked = _days(found.analyses, events if any(asked) else None, dates, sentences, days)
    if form == "jsonl":
        _print_days(picked, events)
    else:
        _show_days(picked)


def _print_lines(
    asked: Asked, days: Days, sure: float, tabs: bool, evidence: bool, ids: bool, kept: Kept
) -> None:
    """The lines of a view; where only days are asked for, no others are read."""
    from onrecord.fuse import at_least
    from onrecord.show import terminal, words

    if any(asked) or sure != SHOWN:
        fused = kept.whole()
        events = _events(at_least(fused, sure), asked, days)
        many, lines = len(events), words.lines(events, fused.expectations)
    else:
        found = kept.lines(*days)
        many, lines = len(found), iter(found)
    if tabs:
        for tabbed in list(terminal.piped(lines, evidence, True, "\t")):
            print(tabbed)
    else:
        terminal.timeline(console(), terminal.head_line(kept), lines, many, evidence, ids)


class Asked(NamedTuple):
    """Which events are asked for; all of them where nothing is said."""

    about: str | None
    between: tuple[str, ...]
    context: str | None
    story: str | None


def _events(fused: Fused, asked: Asked, days: Days) -> list[Event]:
    """The events that are asked for; where there are none, what is near is told."""
    from onrecord.show.choose import chosen, unknown

    found = chosen(fused, first=days[0], last=days[1], **asked._asdict())
    names = [*([asked.about] if asked.about else []), *asked.between]
    if not found and (hint := unknown(fused, names, asked.context, asked.story)):
        complain(hint)
    return found


def _days(
    analyses: Sequence[Analysis], events: list[Event] | None, most: int | None, sentences: int, days: Days
) -> Sequence[Chosen]:
    """The days that matter most, by the reports of these events, or by all."""
    from onrecord.fuse.salience import timeline as salient

    if events is not None:
        told = {i for e in events for i in e.reports}
        analyses = [a for a in analyses if a.report.id in told]
    return salient(analyses, most or ALL_DAYS, sentences, *days)


def _print_days(picked: Sequence[Chosen], events: list[Event]) -> None:
    """One JSON object a day, with the events that are surely of it."""
    from onrecord.show.export import timeline_objects

    on_day: dict[date, list[Event]] = defaultdict(list)
    for e in events:
        if e.earliest and e.earliest == e.latest:
            on_day[e.earliest].append(e)
    print_lines(
        timeline_objects(
            [(p.day.isoformat(), [c.text for c in p.sentences], on_day.get(p.day, [])) for p in picked]
        )
    )


def _show_days(picked: Sequence[Chosen]) -> None:
    from rich.text import Text

    out = console()
    for p in picked:
        out.print(f"[bold]{p.day.isoformat()}[/bold]")
        for c in p.sentences:
            out.print(Text(f"  “{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]"), soft_wrap=True)
