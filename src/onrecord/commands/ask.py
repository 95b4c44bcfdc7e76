"""Questions on the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands.common import (
    DEFAULT_RECORD,
    Form,
    Most,
    RecordFile,
    Sure,
    console,
    day,
    is_text,
    making,
    moment,
    print_lines,
    seen_of,
    store_of,
    wrong,
)
from onrecord.defaults import SHOWN
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.ask import quoted
    from onrecord.ask.chronology import Entry
    from onrecord.fuse import Fused
    from onrecord.model import Analysis, Event, Report
    from onrecord.record import SqliteStore

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY|RUN",
        help="A day (2023-07-18): what was published on it or later; or a run of reading (run-3; see: onrecord runs): what it and later ones brought. By default the last run.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help='The day on which the text was written, for its "on Monday".'
    ),
]
MOST = 50
RUN = re.compile(r"run-\d{1,9}")


def _analysed(text: str, published: str | None, what: str) -> Analysis:
    """The analysis of somebody's text; wrong usage where it can't be read."""
    from onrecord.analyse.report import analyse_reports
    from onrecord.read import report_of
    from onrecord.read.report import Foreign

    if not text.strip():
        raise wrong(f"{what}: no words; give some")
    try:
        report = report_of(text, id="asked", published=day(published, "--published"))
    except Foreign as error:
        raise wrong(f"{what}: {error}") from None
    return next(iter(analyse_reports([report])))


def _of_entry(n: int, e: Entry) -> Report:
    from onrecord.read import report_of
    from onrecord.read.report import Foreign

    text = e.text if e.text.rstrip().endswith((".", "!", "?", "”", '"')) else f"{e.text}."
    try:
        return report_of(text, id=f"entry-{n}", published=e.latest)
    except Foreign as error:
        return error.report


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


def _print(lines: Sequence[str]) -> None:
    from rich.text import Text

    for text in lines:
        console().print(Text(text), soft_wrap=True)


def _line(e: Event) -> str:
    from onrecord.show import words
    from onrecord.show.plain import line as one_line

    notes = ", ".join((words.borne(e), *words.notes(e)))
    return one_line(
        f"    {words.days(e.earliest, e.latest)}  {words.MARKS[e.status]}  {e.summary}  [{e.id}]  ({notes})"
    )


def _cited(e: Event, most: int = 3) -> list[str]:
    from onrecord.show.plain import line as one_line

    return [
        one_line(f"        “{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]")
        for c in e.evidence[:most]
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
    """Say what the record says to a claim: supported, disputed, contradicted, planned, or not on record, with the words.

    Example: onrecord check-claim "China suspended climate talks with the United States in August 2022"
    """
    from onrecord.ask import claim
    from onrecord.show import answers, words
    from onrecord.show.plain import line as one_line

    plain = is_text(form)
    said = sys.stdin.read() if text == ["-"] else " ".join(text)
    found = claim.check(_analysed(said, published, "the claim"), seen_of(record, None, sure)[0])
    if not plain:
        print_lines(answers.verdict_object(v) for v in found)
        return
    for v in found:
        sources = (
            f", {words.count(v.independent_sources, 'independent source')}" if v.independent_sources else ""
        )
        _print([one_line(f"{v.word}{sources}: {v.claim}"), one_line(f"    {v.why}")])
        for e in v.events:
            _print([_line(e), *_cited(e)])


def verify_quotes(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft, as text; - for standard input.")],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
) -> None:
    """Hold each quotation of a draft against the reports: verbatim, altered and where, another speaker, or not found.

    Example: onrecord verify-quotes draft.txt
    """
    from onrecord.ask import quoted
    from onrecord.show import answers

    plain = is_text(form)
    fused, reports = seen_of(record)
    found = quoted.verify(_analysed(_text_of(file), None, file), fused, reports)
    if not plain:
        print_lines(answers.checked_object(c) for c in found)
        return
    if not found:
        complain(f"{file}: no quotation of {quoted.SHORT} words or more stands in quotation marks")
    for c in found:
        _print(_checked_lines(c))


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


def changes(
    since: Since = None,
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
    sure: Sure = SHOWN,
) -> None:
    """List what is new, changed, settled or withdrawn since a day or a run of reading, each with its cause.

    Example: onrecord changes --since 2023-07-18, or after each reading: onrecord changes
    """
    from onrecord.ask.changes import changes as differences
    from onrecord.fuse import at_least
    from onrecord.pipeline import view
    from onrecord.show.changed import difference_lines, difference_object

    plain = is_text(form)
    with closing(store_of(record)) as store, making() as tell:
        before, told = _before(store, since)
        after = view(store, None, tell)
    found = differences(at_least(before, sure), at_least(after, sure))
    if not plain:
        print_lines(difference_object(d) for d in found)
        return
    for kind in ("new", "changed", "settled", "withdrawn"):
        of_kind = [d for d in found if d.kind == kind]
        if of_kind:
            _print([f"{kind} ({len(of_kind)})", *difference_lines(of_kind)])
    if not found:
        _print([f"Nothing changed by what {told}."])


def _before(store: SqliteStore, since: str | None) -> tuple[Fused, str]:
    """The record as it was before a day or a run, and which that is."""
    from onrecord.pipeline import view, view_before

    known = store.sittings()
    if since is None or RUN.fullmatch(since):
        if not known:
            raise wrong("no run of reading is on record; give a day: onrecord changes --since 2023-07-18")
        number = int(since.removeprefix("run-")) if since else known[-1].number
        before = view_before(store, number)
        if before is None:
            last = f"run-{known[-1].number}"
            raise wrong(f"{since}: there was no such run; the last is {last}, and onrecord runs lists all")
        return before, f"came in with run-{number} or later"
    try:
        start = date.fromisoformat(since)
    except ValueError:
        raise typer.BadParameter(
            f"{since!r} is neither a day (2023-07-18) nor a run (run-3; onrecord runs lists them)",
            param_hint="--since",
        ) from None
    return view(store, start - timedelta(days=1)), f"was published since {start}"


def runs(record: RecordFile = DEFAULT_RECORD, form: Form = "text") -> None:
    """List the runs of reading that brought reports, for onrecord changes --since RUN.

    Example: onrecord runs
    """
    from onrecord.show import words
    from onrecord.show.terminal import rows

    plain = is_text(form)
    with closing(store_of(record)) as store:
        found = store.sittings()
    if not plain:
        print_lines({"run": f"run-{r.number}", "begun": r.begun, "reports": r.reports} for r in found)
        return
    lines = [[f"run-{r.number}", r.begun, words.count(r.reports, "report")] for r in found]
    rows(console(), "Runs", lines, "No run of reading is on record.")


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
        _print([one_line(f"{r.standing}{apart}: {said}")])
        if r.event:
            _print([_line(r.event), *_cited(r.event, 1)])
    count = {
        s: sum(r.standing == s for r in found)
        for s in ("same", "another day", "missing here", "missing there")
    }
    complain(f"{file}: {', '.join(f'{n} {s}' for s, n in count.items())}")


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


def first(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, organization, state or group.")],
    record: RecordFile = DEFAULT_RECORD,
    form: Form = "text",
) -> None:
    """Show where a name first stands on record, in its sentence.

    Example: onrecord first "Xie Zhenhua"
    """
    from onrecord.ask import look
    from onrecord.judge import Unclear, actor
    from onrecord.show import answers
    from onrecord.show.plain import line as one_line

    plain = is_text(form)
    seen = moment(record)
    try:
        found = look.first(actor(seen.fused, name), seen.analyses)
    except Unclear as error:
        raise wrong(str(error)) from None
    if found is None:
        raise wrong(f"{name!r}: no report names it; see: onrecord actors")
    if not plain:
        print_lines([answers.first_object(found)])
        return
    roles = f", {', '.join(found.roles)}" if found.roles else ""
    _print(
        [
            one_line(f"{found.name}{roles}: {found.published or 'undated'}, {found.report}"),
            one_line(
                f"    “{' '.join(found.sentence.text.split())}” [{found.report} {found.sentence.start}–{found.sentence.end}]"
            ),
        ]
    )


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
    found = look.quotes(fused, reports, by, with_words, day(start, "--from"), day(end, "--to"))
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


COMMANDS: dict[str, Callable[..., None]] = {
    "check-claim": check_claim,
    "verify-quotes": verify_quotes,
    "changes": changes,
    "runs": runs,
    "compare": compare,
    "similar": similar,
    "first": first,
    "quotes": quotes,
    "actors": actors,
}
