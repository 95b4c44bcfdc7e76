"""What counts as one, and why: events told more than once, actors under several names, reports that share text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.common import DEFAULT_RECORD, AsOf, RecordFile, console, seen_of, store_of, wrong

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

    Take one back with onrecord correct split, or join what was left apart with onrecord correct join; both hold for good.

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


def sources(
    record: RecordFile = DEFAULT_RECORD,
    why: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--why", metavar="A B", help="Why two reports are one source or two: the words that both have."
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Show which reports share text and so count as one source.

    Example: onrecord sources --why 2022-11-09-sharm-1 2022-11-09-sharm-2
    """
    from rich.text import Text

    from onrecord.fuse.copied import copied
    from onrecord.judge import did_you_mean
    from onrecord.show import terminal
    from onrecord.show.plain import line as one_line
    from onrecord.world import load, own_file

    fused, reports = seen_of(record, as_of)
    by_id = {r.id: r for r in reports}
    if why is None:
        lines = terminal.sources(fused, by_id)
        terminal.rows(console(), "Sources", lines, "No reports in this record.")
        return
    for i in why:
        if i not in by_id:
            raise wrong(f"{i!r} is no report on record{did_you_mean(i, by_id)}; onrecord reports lists them")
    if why[0] == why[1]:
        raise wrong("--why asks about two reports; name another beside it")
    found = copied(by_id[why[0]], by_id[why[1]], fused.lineages, load(own_file()))
    for text in _copied_lines(found.why, [c.text for c in found.words], found.other, found.house):
        console().print(Text(one_line(text)), soft_wrap=True)


def _copied_lines(why: str, words: list[str], other: str, house: str | None) -> Iterator[str]:
    yield why
    if house:
        yield f"both are of one house: {house}"
    if words:
        yield f"what {other} has word for word:"
    for text in words:
        yield f"    “{' '.join(text.split())}”"
