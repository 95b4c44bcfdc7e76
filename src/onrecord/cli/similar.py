"""``onrecord similar``: events like one."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    Most,
    RecordFile,
    console,
    is_text,
    print_lines,
    seen_of,
    wrong,
)


def similar(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The event's id, or its beginning (onrecord timeline --ids).")
    ],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
    limit: Most = 10,
) -> None:
    """List the events that are like one, the likest first: of its kind, between its parties, on its issues.

    Example: onrecord similar e-fa198b422424
    """
    from onrecord.ask import look
    from onrecord.judge import Unclear, event
    from onrecord.show import answers, words
    from onrecord.show.terminal import rows

    plain = is_text(form)
    fused, _ = seen_of(record)
    try:
        found = look.similar(event(fused, id), fused)[:limit]
    except Unclear as error:
        raise wrong(str(error)) from None
    if not plain:
        print_lines(answers.like_object(x) for x in found)
        return
    lines = [
        [
            words.days(x.event.earliest, x.event.latest),
            x.event.summary,
            f"{x.likeness:.2f}",
            ", ".join(x.common),
            x.event.id,
        ]
        for x in found
    ]
    rows(console(), "Similar", lines, "No event on record is like it.")
