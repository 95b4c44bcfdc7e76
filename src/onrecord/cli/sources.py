"""``onrecord sources``: which reports share text and so count as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from onrecord.cli.common import DEFAULT_RECORD, AsOf, RecordFile, console, seen_of, wrong


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
