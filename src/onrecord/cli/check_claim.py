"""``onrecord check-claim``: what the record says to a claim."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    Sure,
    is_text,
    print_lines,
    seen_of,
)
from onrecord.cli.told import analysed_text, cited_lines, event_line, print_plain
from onrecord.defaults import SHOWN

Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help='The day on which the text was written, for its "on Monday".'
    ),
]


def check_claim(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="The claim, a sentence or two; - for standard input.")
    ],
    record: RecordFile = DEFAULT_RECORD,
    published: Published = None,
    form: Form = "text",
    sure: Sure = SHOWN,
) -> None:
    """Say what the record says to a claim: supported, disputed, contradicted, planned, or not on record, with
    the words.

    Example: onrecord check-claim "China suspended climate talks with the United States in August 2022"
    """
    from onrecord.ask import claim
    from onrecord.show import answers, words
    from onrecord.show.plain import line as one_line

    plain = is_text(form)
    said = sys.stdin.read() if text == ["-"] else " ".join(text)
    found = claim.check(analysed_text(said, published, "the claim"), seen_of(record, None, sure)[0])
    if not plain:
        print_lines(answers.verdict_object(v) for v in found)
        return
    for v in found:
        sources = (
            f", {words.count(v.independent_sources, 'independent source')}" if v.independent_sources else ""
        )
        print_plain([one_line(f"{v.word}{sources}: {v.claim}"), one_line(f"    {v.why}")])
        for e in v.events:
            print_plain([event_line(e), *cited_lines(e)])
