"""``onrecord merges``: what was taken for one, and why."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import DEFAULT_RECORD, RecordFile, console, seen_of, store_of, wrong

if TYPE_CHECKING:
    from onrecord.fuse import Fused
    from onrecord.fuse.why import Pair
    from onrecord.model import Event


def merges(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only this event (its id, or the beginning of it).")
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

    Example: onrecord merges --why e-fa198b422424
    """
    from rich.text import Text

    from onrecord.fuse import mentions
    from onrecord.fuse.why import joined, refused
    from onrecord.judge import Unclear, event
    from onrecord.pipeline import seen
    from onrecord.show import terminal
    from onrecord.show.plain import line as one_line

    if id is None and not why:
        fused, _ = seen_of(record, None)
        lines = [[e.id, e.summary, ", ".join(e.mentions)] for e in fused.events if len(e.mentions) > 1]
        terminal.rows(console(), "Events", lines, "No event is told more than once.")
        names = [
            [a.id, a.name, ", ".join(k.split("/", 1)[1] for k in a.keys)]
            for a in fused.actors
            if len(a.keys) > 1
        ]
        terminal.rows(console(), "Actors", names, "No actor goes by several names.")
        return
    with closing(store_of(record)) as store:
        found, judgements = seen(store), store.judgements()
    try:
        chosen = [event(found.fused, id)] if id else [e for e in found.fused.events if len(e.mentions) > 1]
    except Unclear as error:
        raise wrong(str(error)) from None
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
    if not chosen:
        out.print("No event is told more than once.")


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
