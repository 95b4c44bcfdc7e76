"""``onrecord actors``: who is on record."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    console,
    is_text,
    print_lines,
    seen_of,
)
from onrecord.guard import complain


def actors(
    record: RecordFile = DEFAULT_RECORD,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="person, organization, state or group.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-3, e.g. NOR.")
    ] = None,
    form: Form = "text",
) -> None:
    """List who is on record, those of most lines first, with their names, country, lines and statements.

    Example: onrecord actors --kind person --country CHN
    """
    from onrecord.ask import look
    from onrecord.judge import did_you_mean
    from onrecord.show import answers, words
    from onrecord.show.choose import among
    from onrecord.show.terminal import rows

    plain = is_text(form)
    if kind is not None and kind not in ("person", "organization", "state", "group"):
        raise typer.BadParameter(f"{kind!r} is not person, organization, state or group", param_hint="--kind")
    fused = seen_of(record)[0]
    found = look.actors(fused, kind, country)
    if country and not found:
        codes = sorted({a.country for a in fused.actors if a.country})
        complain(f"{country!r}: nobody of that country{did_you_mean(country, codes) or among(codes)}")
    if not plain:
        print_lines(answers.actor_object(*x) for x in found)
        return
    lines = [
        [
            a.name,
            a.kind,
            a.country or "",
            words.count(n, "line"),
            words.count(said, "statement"),
            ", ".join(a.aliases),
            a.id,
        ]
        for a, n, said in found
    ]
    rows(console(), "Actors", lines, "Nobody of this kind is on record.")
