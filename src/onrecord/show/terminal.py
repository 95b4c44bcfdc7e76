"""What a person sees in the terminal: lines of plain text; colours only where rich finds a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from onrecord.fuse import Fused
from onrecord.model import Change, Event, Line, Relation, Report
from onrecord.record import Kept
from onrecord.show import words
from onrecord.show.plain import line as one_line
from onrecord.show.plain import plain
from onrecord.show.ties import lasted

MAX_LINES = 400  # in a terminal; a pipe takes all
PIPED = 100_000  # columns where nobody looks: a row is a line, and nothing is padded
SEVERAL = 3  # of those whom an expectation without a line names
MONTHS = 12  # of a tie's level that are shown; the export has all
ARROWS = {"up": "↑", "down": "↓", "level": "→", None: ""}
FELL_OUT, CAME_IN, CHANGED = "fell out", "came in", "became"


class PlainConsole(Console):
    """A console that shows what it is given and does nothing else that it holds; its own colours stay."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Any:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(plain(segment.text), segment.style)


def head_line(kept: Kept) -> str:
    """Who or what is on record, in how many reports of how many sources, and when they came out."""
    head, rows = kept.head, kept.head.rows
    span = "undated"
    if head.published:
        first, last = map(words.month, head.published)
        span = first if first == last else f"{first} to {last}"
    if rows["stories"] == 1:
        name = next(kept.rows("stories")).name
    else:
        most = islice(kept.rows("actors"), 40) if head.reports < 200 else ()
        name = ", ".join([a.name for a in most if a.named and a.sector != "JRN" and a.reports > 1][:3])
    name = name or f"{rows['stories']:,} stories"
    many = f"{words.count(head.reports, 'report')}, {words.count(rows['lineages'], 'source')}"
    return f"{name}    {many}    {span}"


def _style(status: str) -> str:
    return {
        "planned": "cyan",
        "expected": "cyan",
        "possible": "dim cyan",
        "not_happened": "red",
        "called_off": "red",
    }.get(status, "")


def timeline(
    console: Console, head: str, lines: Iterable[Line], many: int, evidence: bool, ids: bool = False
) -> None:
    """One line an event; with ``evidence`` the words below it, with ``ids`` each with its id. many: how many
    lines there are, of which a terminal is given the first."""
    shown = list(islice(lines, MAX_LINES)) if console.width < PIPED else None
    told = None if shown is not None else list(piped(lines, evidence, ids))
    console.print(Text(one_line(head), style="bold"), soft_wrap=True)
    if not many:
        console.print(
            "No event to show: none that was asked for, or none firm enough for a chronology. onrecord "
            "explain shows all that is found in a report."
        )
        return
    if shown is None:
        for line in told or ():
            console.print(Text(line), soft_wrap=True)
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for e, part, outcome in shown:
        notes = (*((e.id,) if ids else ()), *words.notes(e, _came(e, outcome)))
        table.add_row(
            words.days(e.earliest, e.latest),
            Text(words.MARKS[e.status], style=_style(e.status)),
            Text(("└ " if part else "") + one_line(e.summary), style=_style(e.status)),
            Text(words.borne(e), style="dim"),
            Text(one_line(", ".join(notes)), style="italic"),
        )
        if evidence:
            for c in e.evidence[:3]:
                table.add_row(
                    "",
                    "",
                    Text(f"“{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]", style="dim"),
                    "",
                    "",
                )
    console.print(table)
    if many > MAX_LINES:
        console.print(
            f"… and {many - MAX_LINES:,} more; narrow with --from, --to, --about, --between or "
            "--context, or use --format jsonl"
        )


def _came(e: Event, outcome: str | None) -> Mapping[str, str]:
    """What came of a plan, as ``words.notes`` is given it."""
    return {e.id: words.CAME[outcome]} if outcome in words.CAME else {}


def cells(e: Event, came: Mapping[str, str], part: bool) -> list[str]:
    """A line of the timeline in its parts: days, mark, summary, witnesses and how sure it is, notes, id."""
    return [
        words.days(e.earliest, e.latest),
        words.MARKS[e.status],
        ("└ " if part else "") + one_line(e.summary),
        words.borne(e),
        one_line(", ".join(words.notes(e, came))),
        e.id,
    ]


def piped(lines: Iterable[Line], evidence: bool, ids: bool, between: str = "  ") -> Iterator[str]:
    """One line an event, unpadded; words that say so stand below it, indented."""
    for e, part, outcome in lines:
        row = cells(e, _came(e, outcome), part is not None)
        row = row if ids else row[:-1]
        row += [f"{e.p:.4f}"] if between == "\t" else []
        yield between.join(x for x in row if x or between == "\t")
        if evidence:
            for c in e.evidence[:3]:
                yield f"    “{one_line(' '.join(c.text.split()))}” [{one_line(c.report)} {c.start}–{c.end}]"


def rows(console: Console, title: str, lines: Sequence[Sequence[str]], nothing: str) -> None:
    """A plain table, or one line that says why there is none."""
    if not lines:
        console.print(nothing)
        return
    console.print(Text(title, style="bold"))
    if console.width >= PIPED:
        for line in lines:
            told = "  ".join(one_line(cell) for cell in line if cell)
            console.print(Text(told if line[0] else f"    {told}"), soft_wrap=True)
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for n in range(len(lines[0])):
        table.add_column(overflow="fold", no_wrap=n == 0)
    for line in lines:
        table.add_row(*(Text(one_line(cell)) for cell in line))
    console.print(table)


def relations(
    fused: Fused,
    shown: Sequence[Relation],
    names: dict[str, str],
    only: Sequence[Sequence[int]] | None = None,
) -> list[list[str]]:
    """The states of ties with their words, and the level by month. only: of each tie just the states of
    these numbers."""
    out = []
    by_id = {e.id: e for e in fused.events}
    for k, r in enumerate(shown):
        label = (
            f"{names.get(r.between[0], r.between[0])} – {names.get(r.between[1], r.between[1])}, "
            f"{r.context or 'any issue'}"
        )
        told = list(zip(r.states, lasted(r, by_id), strict=True))
        for n, (s, when) in enumerate(told if only is None else [told[i] for i in only[k]]):
            said = f"“{_short(s.evidence.text)}” [{s.evidence.report}]"
            out.append([label if n == 0 else "", f"{s.state} {when}", said])
        if r.months and only is None:
            out.append(
                [
                    "",
                    "level by month",
                    ", ".join(f"{m.month} {ARROWS[m.direction]}{m.level:+g}" for m in r.months[-MONTHS:]),
                ]
            )
    return out


def expectations(fused: Fused) -> list[list[str]]:
    out = []
    for x in fused.expectations:
        settled = f"“{_short(x.settled_by.text)}” [{x.settled_by.report}]" if x.settled_by else ""
        out.append(
            [
                words.days(x.earliest, x.latest),
                x.what
                if x.event
                else f"“{_short(x.what)}” ({', '.join(x.actors[:SEVERAL])}), {words.sure(x.p)}",
                f"expected {_span(x.first_expected, x.last_expected)}",
                x.outcome.replace("_", " "),
                settled,
            ]
        )
    return out


def _span(first: date | None, last: date | None) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def disputes(fused: Fused) -> list[list[str]]:
    out = []
    for d in fused.disagreements:
        for n, (value, c) in enumerate(d.values):
            out.append([d.what if n == 0 else "", value, f"“{_short(c.text)}” [{c.report}]"])
    return out


def sources(fused: Fused, reports: dict[str, Report]) -> list[list[str]]:
    out = []
    for line in fused.lineages:
        for n, i in enumerate(line.reports):
            r = reports[i]
            shared = sum(e - s for a, b, spans in line.copied if b == i for s, e in spans)
            note = (
                (r.published_why or "")
                if n == 0
                else f"shares {100 * shared // max(1, len(r.text))}% of its text"
            )
            mark = (
                "·"
                if len(line.reports) == 1
                else "┌"
                if n == 0
                else "└"
                if n + 1 == len(line.reports)
                else "├"
            )
            out.append([f"{mark} {i}", _published(r), r.agency or r.publisher or "", note])
            for a, b, changed in line.changed:
                if b == i:
                    out += [["", f"{c.what} {_how(c)}", f"against {a}", _versions(c)] for c in changed]
    return out


def _published(r: Report) -> str:
    span = (
        ""
        if r.published_earliest in (None, r.published_latest)
        else f", {r.published_earliest} to {r.published_latest}"
    )
    return f"{r.published or 'undated'} ({r.published_basis}{span})"


def _how(c: Change) -> str:
    return CHANGED if c.before and c.after else FELL_OUT if c.before else CAME_IN


def _versions(c: Change) -> str:
    return " → ".join(f"“{_short(x.text)}”" for x in (c.before, c.after) if x)


def stories(fused: Fused, reports: dict[str, Report]) -> list[list[str]]:
    out = []
    for s in fused.stories:
        days = sorted(d for d in (reports[i].published for i in s.reports) if d)
        span = f"{days[0]} to {days[-1]}" if days else "undated"
        out.append([s.id, words.count(len(s.reports), "report"), span, s.name])
    return out


def _short(text: str, most: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
