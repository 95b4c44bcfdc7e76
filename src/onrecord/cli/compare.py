"""``onrecord compare``: a hand-made chronology against the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    Sure,
    is_text,
    print_lines,
    seen_of,
    wrong,
)
from onrecord.cli.told import cited_lines, event_line, print_plain
from onrecord.defaults import SHOWN
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.ask.chronology import Entry
    from onrecord.model import Analysis, Report


def compare(
    file: Annotated[
        str,
        typer.Argument(metavar="CHRONOLOGY", help="A list of days and events: CSV, Markdown, text or DOCX."),
    ],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
    sure: Sure = SHOWN,
) -> None:
    """Hold a hand-made chronology against the record: the same, another day, missing here, missing there.

    Example: onrecord compare chronology.csv
    """
    from onrecord.analyse.report import analyse_reports
    from onrecord.ask import chronology
    from onrecord.ask.chronology import NoChronology
    from onrecord.show import answers, words
    from onrecord.show.plain import line as one_line

    plain = is_text(form)
    fused, _ = seen_of(record, None, sure)
    try:
        listed = chronology.entries(Path(file).read_bytes(), file)
    except OSError as error:
        raise wrong(f"{file}: can't be read ({error.strerror}); name a file that is there") from None
    except NoChronology as error:
        raise wrong(str(error)) from None

    def analysed(of: Sequence[Entry]) -> list[Analysis]:
        return list(analyse_reports([_of_entry(n, e) for n, e in enumerate(of)]))

    found = chronology.compare(listed, analysed, fused)
    if not plain:
        print_lines(answers.compared_object(r) for r in found)
        return
    for r in found:
        said = (
            f"{words.days(r.entry.earliest, r.entry.latest)}  {r.entry.text}  (line {r.entry.line})"
            if r.entry
            else "not in the chronology"
        )
        apart = f", {words.count(r.apart, 'day')} apart" if r.apart else ""
        print_plain([one_line(f"{r.standing}{apart}: {said}")])
        if r.event:
            print_plain([event_line(r.event), *cited_lines(r.event, 1)])
    count = {
        s: sum(r.standing == s for r in found)
        for s in ("same", "another day", "missing here", "missing there")
    }
    complain(f"{file}: {', '.join(f'{n} {s}' for s, n in count.items())}")


def _of_entry(n: int, e: Entry) -> Report:
    from onrecord.read import report_of
    from onrecord.read.report import Foreign

    text = e.text if e.text.rstrip().endswith((".", "!", "?", "”", '"')) else f"{e.text}."
    try:
        return report_of(text, id=f"entry-{n}", published=e.latest)
    except Foreign as error:
        return error.report
