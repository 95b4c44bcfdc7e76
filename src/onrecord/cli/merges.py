"""``onrecord merges``: what was taken for one, and why."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import DEFAULT_RECORD, RecordFile, console, seen_of, store_of, wrong

if TYPE_CHECKING:
    from onrecord.fuse import Fused
    from onrecord.fuse.identity import KnownActor
    from onrecord.fuse.why import Name, Pair
    from onrecord.model import Event

MOST_REPORTS = 5  # that are named


def merges(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID|NAME]", help="Only this event (its id, or the beginning of it), or this actor."
        ),
    ] = None,
    record: RecordFile = DEFAULT_RECORD,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="The evidence of each, by name and weight; of one event also what was refused."
        ),
    ] = False,
) -> None:
    """List what was taken for one: events told more than once, actors under several names.

    Take one back with onrecord correct split, or join what was left apart with onrecord correct join; both
    hold for good.

    Example: onrecord merges --why e-fa198b422424, or: onrecord merges --why "Xi Jinping"
    """
    from rich.text import Text

    from onrecord.fuse import mentions
    from onrecord.fuse.why import joined, named, refused
    from onrecord.pipeline import seen
    from onrecord.show import terminal
    from onrecord.show.plain import line as one_line

    if id is None and not why:
        fused, _ = seen_of(record, None)
        lines = [[e.id, e.summary, ", ".join(e.mentions)] for e in fused.events if len(e.mentions) > 1]
        terminal.rows(console(), "Events", lines, "No event is told more than once.")
        names = [[a.id, a.name, ", ".join(a.aliases)] for a in fused.actors if a.aliases]
        terminal.rows(console(), "Actors", names, "No actor goes by several names.")
        return
    with closing(store_of(record)) as store:
        found, judgements = seen(store), store.judgements()
    chosen, people = _asked(found.fused, id)
    told = mentions(found.analyses, judgements)
    out = console()
    for e in chosen:
        out.print(Text(one_line(f"{e.id}  {e.summary}"), style="bold"), soft_wrap=True)
        for pair in joined(e, told, judgements):
            _print(pair, "one with")
        if id:
            of = _event_of(found.fused)
            by_id = {x.id: x for x in (*found.fused.events, *found.fused.unsure)}
            for pair in refused(e, told, of, judgements):
                _print(
                    pair,
                    "not one with",
                    by_id[of[pair.other if pair.other in of and of[pair.other] != e.id else pair.one]],
                )
    for a in people:
        out.print(Text(one_line(f"{a.id}  {a.name}"), style="bold"), soft_wrap=True)
        for name in named(a, found.analyses, judgements):
            _print_name(name)
    if not chosen and not people:
        out.print("No event is told more than once, and no actor goes by several names.")


def _asked(fused: Fused, id: str | None) -> tuple[list[Event], list[KnownActor]]:
    """The event or the actor that is asked for; all that were put together, where none is."""
    from onrecord.judge import Unclear, actor, event

    if id is None:
        return [e for e in fused.events if len(e.mentions) > 1], [a for a in fused.actors if a.aliases]
    is_event = any(e.id.startswith(id) for e in (*fused.events, *fused.unsure)) or id.startswith("e-")
    try:
        return ([event(fused, id)], []) if is_event else ([], [actor(fused, id)])
    except Unclear as error:
        raise wrong(str(error)) from None


def _event_of(fused: Fused) -> dict[str, str]:
    return {m: e.id for e in (*fused.events, *fused.unsure) for m in e.mentions}


def _print(pair: Pair, how: str, other: Event | None = None) -> None:
    from rich.text import Text

    from onrecord.show.plain import line as one_line

    weighed = "; ".join(f"{w.weight:+.1f} {w.name}" for w in pair.evidence)
    line = f" ({other.summary} [{other.id}])" if other else ""
    out = console()
    out.print(Text(one_line(f"  {pair.other} {how} {pair.one}{line}")), soft_wrap=True)
    out.print(Text(one_line(f"      {pair.chance:.2f} alike: {pair.why}")), soft_wrap=True)
    out.print(Text(one_line(f"      {weighed}")), soft_wrap=True)


def _print_name(n: Name) -> None:
    from rich.text import Text

    from onrecord.show import words
    from onrecord.show.plain import line as one_line

    where = ", ".join(n.reports[:MOST_REPORTS]) + (" …" if len(n.reports) > MOST_REPORTS else "")
    sure = f"{n.chance:.2f} of such are one: " if n.chance is not None else ""
    out = console()
    out.print(
        Text(one_line(f"  “{n.name}” in {words.count(len(n.reports), 'report')} ({where})")), soft_wrap=True
    )
    out.print(Text(one_line(f"      {sure}{n.why}")), soft_wrap=True)
