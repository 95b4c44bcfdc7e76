"""``onrecord quotes``: who said what."""

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
from onrecord.cli.common import days as days_of
from onrecord.guard import complain


def quotes(
    record: RecordFile = DEFAULT_RECORD,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only what this speaker said.")
    ] = None,
    with_words: Annotated[
        str | None, typer.Option("--words", metavar="WORDS", help="Only with these words.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Only of reports from that day.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Only of reports up to that day.")
    ] = None,
    form: Form = "text",
) -> None:
    """List who said what, with the report and the place.

    Example: onrecord quotes --by Kerry --words coal
    """
    from onrecord.ask import look
    from onrecord.judge import did_you_mean
    from onrecord.show import answers
    from onrecord.show.terminal import rows

    plain = is_text(form)
    fused, reports = seen_of(record)
    found = look.quotes(fused, reports, by, with_words, days_of(start, "--from")[0], days_of(end, "--to")[1])
    if by and not found:
        speakers = {q.speaker for q in fused.quotes if q.speaker}
        complain(f"{by!r}: nothing is on record as said by that name{did_you_mean(by, sorted(speakers))}")
    if not plain:
        print_lines(answers.quote_object(q) for q in found)
        return
    published = {r.id: r.published for r in reports}
    lines = [
        [
            q.date or str(published.get(q.report) or "undated"),
            q.speaker or "speaker not found",
            f"“{' … '.join(' '.join(t.split()) for _, _, t in q.content)}”",
            f"[{q.report} {q.content[0][0]}–{q.content[-1][1]}]",
        ]
        for q in found
    ]
    rows(console(), "Quotes", lines, "No quotation of this kind is on record.")
