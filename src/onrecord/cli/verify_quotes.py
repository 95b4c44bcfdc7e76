"""``onrecord verify-quotes``: the quotations of a draft against the reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    is_text,
    print_lines,
    seen_of,
    wrong,
)
from onrecord.cli.told import analysed_text, print_plain
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.ask import quoted


def verify_quotes(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft, as text; - for standard input.")],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
) -> None:
    """Hold each quotation of a draft against the reports: verbatim, altered and where, another speaker, or
    not found.

    Example: onrecord verify-quotes draft.txt
    """
    from onrecord.ask import quoted
    from onrecord.show import answers

    plain = is_text(form)
    fused, reports = seen_of(record)
    found = quoted.verify(analysed_text(_text_of(file), None, file), fused, reports)
    if not plain:
        print_lines(answers.checked_object(c) for c in found)
        return
    if not found:
        complain(f"{file}: no quotation of {quoted.SHORT} words or more stands in quotation marks")
    for c in found:
        print_plain(_checked_lines(c))


def _text_of(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise wrong(
            f"{file}: can't be read ({error.strerror}); name a text file, or - for standard input"
        ) from None
    if b"\0" in data[:1000]:
        raise wrong(f"{file}: no text; save the draft as plain text or Markdown")
    return data.decode("utf-8-sig", "replace")


def _checked_lines(c: quoted.Checked) -> list[str]:
    from onrecord.show.plain import line as one_line

    speaker = ""
    if c.other_speaker:
        speaker = f", other speaker: {c.laid_to} in the draft, {c.speaker} on record"
    elif c.speaker:
        speaker = f", said by {c.speaker}"
    out = [f"{c.found}{speaker}: “{' '.join(c.text.split())}”"]
    if c.differs:
        out.append(
            "    "
            + "; ".join(f"“{a or '(nothing)'}” is “{b or '(nothing)'}” in the report" for a, b in c.differs)
        )
    if c.source and c.found == "altered":
        out.append(f"    “{' '.join(c.source.text.split())}”")
    if c.source:
        out.append(f"    [{c.source.report} {c.source.start}–{c.source.end}]{f' {c.note}' if c.note else ''}")
    return [one_line(x) for x in out]
