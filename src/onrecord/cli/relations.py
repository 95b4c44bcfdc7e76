"""How ties between sides stand, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import DEFAULT_RECORD, AsOf, RecordFile, console, days, seen_of
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.fuse import Fused
    from onrecord.model import Relation


def relations(
    record: RecordFile = DEFAULT_RECORD,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="Only how each tie stood on that day (or in that month or year), and why.",
        ),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="A B", help="Only between these two sides (names or alpha-3)."),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option("--context", metavar="ISSUE", help="Only on this PLOVER context, e.g. environment."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Show how the ties between sides stand, and the words behind each change.

    Example: onrecord relations --on 2022-10-15 --context environment
    """
    from onrecord.show import terminal
    from onrecord.show.choose import unknown
    from onrecord.show.states import called
    from onrecord.show.ties import about
    from onrecord.show.ties import on as states_on

    fused, _ = seen_of(record, as_of)
    first, last = days(on, "--on")
    by_id = {e.id: e for e in fused.events}
    found = [
        r
        for r in fused.relations
        if (not context or about(r, context, by_id)) and (not between or _is(fused, r, between))
    ]
    hint = unknown(fused, between or (), context) if not found else None
    if hint:
        complain(hint)
    stood = {id(r): n for r in found if first and last and (n := states_on(r, first, last))}
    if on:
        found = [r for r in found if id(r) in stood]
    nothing = (
        "No line of this record is about that."
        if hint
        else f"No tie is known to have stood in any state on {on}."
        if on
        else "No tie between two states is told of in this record."
    )
    lines = terminal.relations(fused, found, called(fused), [stood[id(r)] for r in found] if on else None)
    terminal.rows(console(), "Relations" + (f" on {on}" if on else ""), lines, nothing)


def _is(fused: Fused, r: Relation, between: tuple[str, str]) -> bool:
    from onrecord.show.choose import side_codes

    one, other = (side_codes(fused, side) for side in between)
    a, b = r.between
    return (a in one and b in other) or (b in one and a in other)
