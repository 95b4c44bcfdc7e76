"""The command line: arguments in, exit codes out; the only place that prints.

Exit codes: 0 all was done, 1 some reports were refused (each with a line on standard error), 2 wrong usage, 3 stopped by
the machine, 4 the record is damaged (``guard``).
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from onrecord import watch as watching
from onrecord.analyse.language import DEFAULT_PIPELINE, pipeline
from onrecord.engine import Failed, analyse_all
from onrecord.fetch import Fetcher, is_address
from onrecord.fuse import SHOWN, Fused, at_least
from onrecord.fuse.salience import timeline as salient
from onrecord.guard import DAMAGED, REFUSED, USAGE, Guarded, complain, unwritten
from onrecord.judge import Unclear, join_actors, join_events, split_actor, split_event
from onrecord.lexicon import table
from onrecord.model import Judgement, Report
from onrecord.pipeline import Done, Seen, read_all, seen, view
from onrecord.read import ROLES, Refused, addresses_of, files_below, plausible, read_paths
from onrecord.record import NotARecord, SqliteStore, faults, open_store
from onrecord.record import salvage as saved_into
from onrecord.show import intake, terminal, words
from onrecord.show.choose import chosen
from onrecord.show.contract import analysis_object
from onrecord.show.explain import explain as explained
from onrecord.show.export import tables, timeline_objects
from onrecord.show.export import write as write_tables
from onrecord.show.page import page as page_of
from onrecord.show.plain import PlainConsole, plain, plain_json, unfiltered
from onrecord.show.plain import line as one_line
from onrecord.show.silence import silences
from onrecord.show.whole import write_file
from onrecord.times import tag
from onrecord.world import OWN, load

app = typer.Typer(
    help="Turns news reports into a record that can be checked.\n\nStart with: onrecord read FOLDER, then onrecord timeline.",
    cls=Guarded, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders of reports, of any format that docs/read.md lists, addresses (http, https), or - for standard input.",
        metavar="PATH...",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="Publication date of reports that state none, e.g. 2023-07-28."
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes to use; by default one a core.")
]


World = Annotated[
    str | None,
    typer.Option(
        "--world",
        metavar="FILE",
        help="Your own names, bodies, places and terms of office, as in docs/world.md; they win over the shipped ones.",
    ),
]


Pipeline = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help="Another spaCy pipeline for English, by package or folder; the figures in docs/quality.md are the default's.",
    ),
]


def _pipeline(name: str) -> str:
    """The name of a pipeline that can be loaded and tells what the analysis asks of one."""
    if name == DEFAULT_PIPELINE:
        return name
    name = str(Path(name).resolve()) if Path(name).is_dir() else name
    try:
        lacking = {"tagger", "parser", "lemmatizer", "ner"} - set(pipeline(name).pipe_names)
    except (OSError, ValueError, ImportError) as error:
        print(
            f"onrecord: {name}: no spaCy pipeline can be loaded by that name ({str(error).splitlines()[0]}); install one, or leave --pipeline out",
            file=sys.stderr,
        )
        raise typer.Exit(2) from None
    if lacking:
        print(
            f"onrecord: {name}: this pipeline has no {', no '.join(sorted(lacking))}; use one that has",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    return name


def _world(path: str | None) -> None:
    """Lays a user's own file over the world, for this process and its workers."""
    if path is None:
        return
    try:
        load(str(Path(path).resolve()))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        print(
            f"onrecord: {path}: no file of names ({getattr(error, 'strerror', None) or error}); its shape is told in docs/world.md",
            file=sys.stderr,
        )
        raise typer.Exit(2) from None
    os.environ[OWN] = str(Path(path).resolve())


def _date(value: str | None, option: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2023-07-28", param_hint=option) from None


def _published(value: str | None) -> date | None:
    day = _date(value, "--published")
    if day is not None and not plausible(day):
        raise typer.BadParameter(
            f"{value} is no day that a report can have come out; correct it", param_hint="--published"
        )
    return day


class _Reading:
    """The reports of the paths; refusals are told on standard error as they come."""

    def __init__(
        self, paths: list[str], published: date | None, columns: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.paths, self.published, self.columns, self.refused = paths, published, columns, 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        for item in read_paths(self.paths, self.published, self.columns):
            if isinstance(item, Refused):
                self.refuse(str(item))
            else:
                yield item

    def refuse(self, line: str) -> None:
        self.refused += 1
        complain(line)


@app.command()
def analyse(
    paths: Paths,
    published: Published = None,
    workers: Workers = None,
    world: World = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Say what each report says on its own: one JSON object a report, one a line. Keeps no record."""
    _world(world)
    reading = _Reading(paths, _published(published))
    encoder = msgspec.json.Encoder()
    for result in analyse_all(reading, workers=workers, pipeline=_pipeline(spacy)):
        if isinstance(result, Failed):
            reading.refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
            continue
        said = encoder.encode(analysis_object(result)) + b"\n"
        sys.stdout.buffer.write(plain_json(said.decode()).encode() if sys.stdout.isatty() else said)
    sys.stdout.flush()
    raise typer.Exit(1 if reading.refused else 0)


@app.command()
def explain(
    paths: Paths, published: Published = None, world: World = None, spacy: Pipeline = DEFAULT_PIPELINE
) -> None:
    """Show stage by stage what is found in a report and by which rule.

    Example: onrecord explain report.txt --published 2023-07-28
    """
    _world(world)
    reading = _Reading(paths, _published(published))
    console = _console()
    for result in analyse_all(reading, workers=None, pipeline=_pipeline(spacy)):
        if isinstance(result, Failed):
            reading.refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
            continue
        for section in explained(result):
            console.print(Text(section.name, style="bold"))
            for line in section.lines or ("none",):
                console.print(Text("  " + line), soft_wrap=True)
    raise typer.Exit(1 if reading.refused else 0)


@app.command()
def times(paths: Paths, published: Published = None) -> None:
    """Find every date, clock time, duration and repeated time: one JSON object each, one a line.

    Example: echo "They met on Tuesday." | onrecord times - --published 2022-11-09
    """
    reading = _Reading(paths, _published(published))
    encoder = msgspec.json.Encoder()
    for report in reading:
        for t in tag(report.text, report.published) if report.blocks else ():
            row = {
                "report": report.id,
                "start": t.start,
                "end": t.end,
                "text": t.text,
                "type": t.type,
                "value": t.value,
                "mod": t.mod,
                "earliest": t.earliest,
                "latest": t.latest,
            }
            sys.stdout.buffer.write(encoder.encode(row) + b"\n")
    sys.stdout.flush()
    raise typer.Exit(1 if reading.refused else 0)


rules_app = typer.Typer(
    help="Check rule files against their own example sentences.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")


@rules_app.command("check")
def rules_check(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="A rule file as docs/lexicon.md describes it; by default the shipped one."
        ),
    ] = None,
) -> None:
    """Run each entry on its own sentences, which must give the event beside them; exit 1 where one fails.

    Example: onrecord rules check my-rules.toml
    """
    from onrecord.analyse.happened.check import BadRules, check

    name = file or "the shipped lexicon"
    try:
        data = tomllib.loads(Path(file).read_text(encoding="utf8")) if file else table("acts")
        failures = check(data)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, BadRules) as error:
        print(f"onrecord: {name}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
        raise typer.Exit(2) from None
    for failure in failures:
        print(plain(str(failure)))
    sentences = sum(len(r.get("fires", [])) for r in data["act"])
    print(
        f"{name}: {words.count(len(data['act']), 'act')}, {words.count(sentences, 'sentence')}, {words.count(len(failures), 'failure')}",
        file=sys.stderr,
    )
    raise typer.Exit(1 if failures else 0)


@rules_app.command("unused")
def rules_unused(paths: Paths, workers: Workers = None) -> None:
    """List the entries that never fire on the given reports.

    Example: onrecord rules unused examples/reports
    """
    from onrecord.analyse.happened.check import unused

    reading = _Reading(paths, None)
    analyses = (a for a in analyse_all(reading, workers=workers) if not isinstance(a, Failed))
    ids = [a["id"] for a in table("acts")["act"]]
    found = unused(ids, analyses)
    for rule in found:
        print(rule)
    print(f"{len(found)} of {words.count(len(ids), 'act')} never fired", file=sys.stderr)
    raise typer.Exit(1 if reading.refused else 0)


DEFAULT_RECORD = "onrecord.db"
PREVIEWED = 20  # reports that a preview shows
RecordFile = Annotated[str, typer.Option("--record", metavar="FILE", help="The record: one SQLite file.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Use only what was published by that day.")
]


def _path(path: str, reading: bool = True) -> str:
    """The path of a record; for a view it must be there."""
    if not path.strip() or path == ":memory:":
        raise NotARecord(
            f"--record {path!r} names no file; name one, or leave the option out for {DEFAULT_RECORD}"
        )
    if reading and not Path(path).exists():
        raise NotARecord(f"{path}: no such record; make one with: onrecord read FOLDER --record {path}")
    return path


def _store(path: str, reading: bool = True) -> SqliteStore:
    return open_store(_path(path, reading), reading)


def _moment(record: str, as_of: str | None) -> Seen:
    with closing(_store(record)) as store:
        return seen(store, _date(as_of, "--as-of"))


Sure = Annotated[
    float,
    typer.Option(
        "--sure",
        metavar="P",
        min=0.0,
        max=1.0,
        help="Only lines that are right with at least this chance; 0 gives all that the record keeps.",
    ),
]


def _seen(record: str, as_of: str | None, sure: float = SHOWN) -> tuple[Fused, list[Report]]:
    found = _moment(record, as_of)
    reports = sorted((a.report for a in found.analyses), key=lambda r: (r.published or date.max, r.id))
    return at_least(found.fused, sure), reports


def _console() -> Console:
    return PlainConsole(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 160)


Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="ROLE=NAME,...",
        help="Which column of a table holds what, where its name does not tell: text=body,published=when.",
    ),
]


Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST[:PORT]",
        help="A host that may be fetched from though it is on this machine or in its network.",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="MAIL",
        envvar="ONRECORD_CONTACT",
        help="Whom the keepers of servers can write to; told to them when pages are fetched.",
    ),
]


def _fetcher(allow: list[str] | None, contact: str | None) -> Fetcher:
    return Fetcher(frozenset(x.strip().lower() for x in allow or ()), contact)


def _columns(value: str | None) -> tuple[tuple[str, str], ...]:
    pairs = [x.partition("=") for x in value.split(",")] if value else []
    for role, sign, name in pairs:
        if not sign or role.strip() not in ROLES or not name.strip():
            raise typer.BadParameter(
                f"{role + sign + name!r} is not ROLE=NAME with a role of {', '.join(ROLES)}",
                param_hint="--columns",
            )
    return tuple((role.strip(), name.strip()) for role, _, name in pairs)


@app.command()
def read(
    paths: Paths,
    record: RecordFile = DEFAULT_RECORD,
    published: Published = None,
    columns: Columns = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show how the first reports would be read, and write nothing.")
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(
            "--report", metavar="FILE", help="Write what came in as JSON: counts by format, reasons."
        ),
    ] = None,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    world: World = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read reports into a record. Reading the same report twice changes nothing.

    Example: onrecord read reports/ --record story.db
    """
    _world(world)
    day, named = _published(published), _columns(columns)
    if preview:
        _preview(paths, day, named)
        return
    show = sys.stderr.isatty()
    total = (
        sum(1 for p in paths for _ in ((p,) if is_address(p) or p == "-" else files_below(p)))
        if show
        else None
    )
    with (
        closing(_store(record, reading=False)) as store,
        Progress(
            TextColumn("reading"),
            BarColumn(),
            TextColumn("{task.completed} of {task.total} files, {task.fields[reports]} reports"),
            TimeElapsedColumn(),
            console=Console(file=unfiltered(sys.stderr)),
            disable=not show,
            transient=True,
        ) as bar,
    ):
        task = bar.add_task("read", total=total, reports=0)
        seen_reports = 0

        def on_report(n: int) -> None:
            nonlocal seen_reports
            seen_reports += n
            bar.update(task, reports=seen_reports)

        done = read_all(
            store,
            read_paths(
                paths, day, named, on_file=lambda: bar.advance(task), fetcher=_fetcher(allow, contact)
            ),
            workers=workers,
            pipeline=_pipeline(spacy),
            refuse=complain,
            progress=on_report,
        )
    _told(record, done, report)
    raise typer.Exit(1 if done.refused else 0)


def _told(record: str, done: Done, report: str | None) -> None:
    """Ends a run with what came in."""
    for row in intake.table(done.intake):
        print(row, file=sys.stderr)
    if report is not None:
        data = json.dumps(done.intake.as_object(), ensure_ascii=False, indent=1).encode("utf8", "replace")
        try:
            write_file(Path(report), [data + b"\n"])
        except OSError as error:
            raise unwritten(report, error, "file") from None
    gone = f", {done.superseded} superseded" * bool(done.superseded) + f", {done.withdrawn} withdrawn" * bool(
        done.withdrawn
    )
    print(
        f"{record}: {words.count(done.read, 'report')} read, {done.unchanged} unchanged, {done.refused} refused{gone}",
        file=sys.stderr,
    )


def _preview(paths: list[str], day: date | None, columns: tuple[tuple[str, str], ...]) -> None:
    """The first reports as they would be read."""
    reading = _Reading(paths, day, columns)
    rows = [
        [
            r.format or "",
            r.id,
            str(r.published or "undated"),
            r.published_basis,
            r.publisher or r.agency or "",
            r.title or "",
            r.text[:120],
        ]
        for r in itertools.islice(reading, PREVIEWED)
    ]
    terminal.rows(_console(), "As it would be read", rows, "Nothing to read.")
    raise typer.Exit(1 if reading.refused else 0)


@app.command()
def watch(
    targets: Annotated[
        list[str],
        typer.Argument(
            help="Folders, feeds by their address, or lists of feeds (OPML).",
            metavar="FOLDER|FEED|LIST.opml...",
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often feeds are asked: 90s, 15m, 2h, 1d.")
    ] = "15m",
    once: Annotated[
        bool,
        typer.Option("--once", help="Look once and end, for cron; feeds that have not changed cost little."),
    ] = False,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    world: World = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read what comes into folders and feeds, until stopped with Ctrl-C. One watcher a record.

    Example: onrecord watch reports/ https://news.example.org/feed.xml --every 15m --contact desk@example.org
    """
    _world(world)
    try:
        seconds = watching.seconds_of(every)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--every") from None
    folders = [t for t in targets if Path(t).is_dir()]
    feeds = [t for t in targets if t not in folders]
    for name in feeds:
        if not is_address(name):
            try:
                addresses_of(Path(name).read_bytes())
            except (OSError, ValueError) as error:
                complain(f"{name}: {getattr(error, 'strerror', None) or error}")
                raise typer.Exit(USAGE) from None
    pipe, failed = _pipeline(spacy), 0
    with closing(_store(record, reading=False)) as store, watching.alone(record) as alone:
        if not alone:
            complain(
                f"{record}: another onrecord watch reads into this record; end it, or name another record"
            )
            raise typer.Exit(USAGE)

        def take(found: Iterator[Report | Refused]) -> None:
            nonlocal failed
            done = read_all(store, found, workers=workers, pipeline=pipe, refuse=complain)
            failed += done.refused
            if done.read or done.refused:
                _told(record, done, None)

        watched = watching.Watch(store, folders, feeds, _fetcher(allow, contact), seconds)
        with watching.stopped_cleanly():
            watching.run(watched, take, 1 if once else None)
    raise typer.Exit(REFUSED if once and failed else 0)


@app.command()
def reports(
    record: RecordFile = DEFAULT_RECORD,
    undated: Annotated[
        bool, typer.Option("--undated", help="Only those that state no day, with why, and what was inferred.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
    ] = "text",
    as_of: AsOf = None,
) -> None:
    """List the reports of a record: their days, what they were read from, which were superseded or withdrawn.

    Example: onrecord reports --undated
    """
    if form not in ("text", "jsonl"):
        raise typer.BadParameter(f"{form!r} is not text or jsonl", param_hint="--format")
    found = _moment(record, as_of)
    standing = [a.report for a in found.analyses]
    if form == "jsonl":
        for r in (*standing, *found.aside):
            if not undated or r.published_basis in ("unknown", "inferred"):
                print(plain_json(json.dumps(intake.report_object(r), ensure_ascii=False)))
        return
    nothing = "Every report states its day." if undated else "No reports in this record."
    terminal.rows(_console(), "Reports", intake.listed(standing, found.aside, undated), nothing)


@app.command()
def timeline(
    record: RecordFile = DEFAULT_RECORD,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day to show.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day to show.")] = None,
    dates: Annotated[
        int | None, typer.Option("--dates", metavar="N", min=1, help="Only the N days that matter most.")
    ] = None,
    sentences: Annotated[
        int,
        typer.Option(
            "--sentences",
            metavar="K",
            min=0,
            help="Sentences a day, word for word from reports (with --dates or jsonl).",
        ),
    ] = 1,
    form: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
    ] = "text",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show the words that say so below each line.")
    ] = False,
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only events with this actor.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="A B", help="Only events between these two sides (names or alpha-3)."
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            "--context", metavar="ISSUE", help="Only events of this PLOVER context, e.g. environment."
        ),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option(
            "--story", metavar="ID", help="Only this story (id or part of its name; see: onrecord stories)."
        ),
    ] = None,
    as_of: AsOf = None,
    sure: Sure = SHOWN,
) -> None:
    """Show the story by date.

    Example: onrecord timeline --evidence --from 2023-07-01
    """
    if form not in ("text", "jsonl"):
        raise typer.BadParameter(f"{form!r} is not text or jsonl", param_hint="--format")
    start, end = _date(first, "--from"), _date(last, "--to")
    found = _moment(record, as_of)
    fused, reports = at_least(found.fused, sure), [a.report for a in found.analyses]
    events = chosen(
        fused, first=start, last=end, about=about, between=between or (), context=context, story=story
    )
    if form == "text" and dates is None:
        terminal.timeline(_console(), fused, events, reports, evidence)
        return
    in_story = {i for e in events for i in e.reports} if (about or between or context or story) else None
    analyses = [a for a in found.analyses if in_story is None or a.report.id in in_story]
    picked = salient(analyses, dates or 1_000_000, sentences, start, end)
    on_day: dict[date, list[str]] = {}
    for e in events:
        if e.earliest and e.earliest == e.latest:
            on_day.setdefault(e.earliest, []).append(e.id)
    if form == "jsonl":
        for row in timeline_objects(
            [(p.day.isoformat(), [c.text for c in p.sentences], on_day.get(p.day, [])) for p in picked]
        ):
            print(plain_json(json.dumps(row, ensure_ascii=False)))
        return
    console = _console()
    for p in picked:
        console.print(f"[bold]{p.day.isoformat()}[/bold]")
        for c in p.sentences:
            console.print(
                Text(f"  “{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]"), soft_wrap=True
            )


@app.command()
def export(
    to: Annotated[
        str, typer.Option("--to", metavar="FOLDER", help="Where to write; made where it is not there.")
    ],
    record: RecordFile = DEFAULT_RECORD,
    form: Annotated[
        str, typer.Option("--format", metavar="jsonl|csv", help="jsonl with all, csv for spreadsheets and R.")
    ] = "jsonl",
    as_of: AsOf = None,
    sure: Sure = SHOWN,
) -> None:
    """Write the record as files with a codebook.

    Example: onrecord export --to out --format csv
    """
    if form not in ("jsonl", "csv"):
        raise typer.BadParameter(f"{form!r} is not jsonl or csv", param_hint="--format")
    found = _moment(record, as_of)
    every = sorted(
        (*(a.report for a in found.analyses), *found.aside), key=lambda r: (r.published or date.max, r.id)
    )
    try:
        paths = write_tables(Path(to), tables(at_least(found.fused, sure), every), form)
    except OSError as error:
        raise unwritten(to, error, "folder") from None
    print(f"{to}: {len(paths)} files", file=sys.stderr)


@app.command()
def page(
    record: RecordFile = DEFAULT_RECORD,
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="The HTML file to write; - for standard output.")
    ] = "onrecord.html",
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="TEXT", help="The page's heading; by default the names most spoken of."
        ),
    ] = None,
    as_of: AsOf = None,
    sure: Sure = SHOWN,
) -> None:
    """Write the record as one HTML file that opens offline, prints, and needs no script.

    Example: onrecord page --to story.html
    """
    fused, reports = _seen(record, as_of, sure)
    data = page_of(fused, reports, title=title, as_of=_date(as_of, "--as-of")).encode("utf8", "replace")
    if to == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        write_file(Path(to), [data])
    except OSError as error:
        raise unwritten(to, error, "file") from None
    print(f"{to}: {max(1, len(data) // 1000):,} kB, opens in any browser", file=sys.stderr)


@app.command()
def relations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show how the ties between sides stand, and the words behind each change."""
    fused, _ = _seen(record, as_of)
    names = {a.country: a.name for a in fused.actors if a.kind == "state" and a.country}
    terminal.rows(
        _console(),
        "Relations",
        terminal.relations(fused, names),
        "No tie between two states is told of in this record.",
    )


@app.command()
def expectations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show what was planned or foreseen, and what came of it."""
    fused, _ = _seen(record, as_of)
    terminal.rows(
        _console(), "Expectations", terminal.expectations(fused), "Nothing was expected in this record."
    )


@app.command()
def disputes(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show where reports disagree, each value with its source."""
    fused, _ = _seen(record, as_of)
    terminal.rows(_console(), "Disputes", terminal.disputes(fused), "No reports of this record disagree.")


@app.command()
def sources(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show which reports share text and so count as one source."""
    fused, reports = _seen(record, as_of)
    terminal.rows(
        _console(),
        "Sources",
        terminal.sources(fused, {r.id: r for r in reports}),
        "No reports in this record.",
    )


@app.command()
def stories(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show the stories that the reports fall into."""
    fused, reports = _seen(record, as_of)
    terminal.rows(
        _console(),
        "Stories",
        terminal.stories(fused, {r.id: r for r in reports}),
        "No reports in this record.",
    )


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that a report must hold.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Find reports by their words."""
    with closing(_store(record)) as store:
        found = store.search(" ".join(query), 20)
    terminal.rows(_console(), "Reports", [list(row) for row in found], "No report holds these words.")


@app.command("left-out")
def left_out(
    record: RecordFile = DEFAULT_RECORD,
    sure: Annotated[
        float,
        typer.Option(
            "--sure", metavar="P", min=0.0, max=1.0, help="What is less likely than this is left out."
        ),
    ] = SHOWN,
    form: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="text for people, jsonl for programs.")
    ] = "text",
) -> None:
    """List what was found and not booked, with its chance and what speaks most against it.

    Example: onrecord left-out --record story.db --sure 0.5
    """
    if form not in ("text", "jsonl"):
        raise typer.BadParameter(f"{form!r} is not text or jsonl", param_hint="--format")
    found = silences(_moment(record, None).analyses, sure)
    if form == "jsonl":
        for row in found:
            print(plain_json(json.dumps(row, ensure_ascii=False)))
        return
    lines = [[f"{x['p']:.2f}", x["type"], x["report"], x["text"], ", ".join(x["left_out"])] for x in found]
    terminal.rows(_console(), "Left out", lines, f"Nothing was found with a chance under {sure:g}.")


@app.command()
def check(record: RecordFile = DEFAULT_RECORD) -> None:
    """Say whether the record is what was written: its file, its full text, each text and each analysis.

    A text or a line that was changed without onrecord is told. Exit 4 where something is.
    """
    found = 0
    for fault in faults(_path(record)):
        found += 1
        print(one_line(fault))
    complain(
        f"{record}: {words.count(found, 'fault')}; save what is whole with: onrecord salvage --record {record} --to NEW"
        if found
        else f"{record}: whole"
    )
    raise typer.Exit(DAMAGED if found else 0)


@app.command()
def salvage(
    to: Annotated[
        str, typer.Option("--to", metavar="FILE", help="The new record; it must not be there yet.")
    ],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Copy what is whole of a damaged record into a new one. The damaged one stays as it is.

    Example: onrecord salvage --record story.db --to saved.db
    """
    saved = saved_into(_path(record), to, complain)
    print(
        f"{to}: {words.count(saved.whole, 'report')} whole, {saved.texts} with their text alone, {saved.lost} left out",
        file=sys.stderr,
    )
    raise typer.Exit(REFUSED if saved.texts or saved.lost else 0)


@app.command()
def merges(record: RecordFile = DEFAULT_RECORD) -> None:
    """List what was taken for one: events told more than once, actors under several names.

    Take one back with onrecord split, or join what was left apart with onrecord join; both hold for good.
    """
    fused, _ = _seen(record, None)
    lines = [[e.id, e.summary, ", ".join(e.mentions)] for e in fused.events if len(e.mentions) > 1]
    terminal.rows(_console(), "Events", lines, "No event is told more than once.")
    names = [
        [a.id, a.name, ", ".join(k.split("/", 1)[1] for k in a.keys)] for a in fused.actors if len(a.keys) > 1
    ]
    terminal.rows(_console(), "Actors", names, "No actor goes by several names.")


@app.command()
def join(
    subject: Annotated[str, typer.Argument(metavar="event|actor", help="What to join.")],
    members: Annotated[list[str], typer.Argument(metavar="A B...", help="Event ids, or names of actors.")],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Say that two events, or two names, are one. Later imports never undo it.

    Example: onrecord join actor "Xi Jinping" "President Xi"
    """
    _judge(
        record,
        subject,
        lambda fused: join_events(fused, members) if subject == "event" else join_actors(fused, members),
    )


@app.command()
def split(
    subject: Annotated[str, typer.Argument(metavar="event|actor", help="What to split.")],
    member: Annotated[str, typer.Argument(metavar="ID|NAME", help="The event's id or the actor's name.")],
    off: Annotated[
        str,
        typer.Argument(
            metavar="REPORT[:OFFSET]",
            help="The mention that is another event (see: onrecord merges), or the report in which the name is somebody else.",
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Say that one mention is another event, or that a name is somebody else in one report. Later imports never undo it.

    Example: onrecord split event e-3f9a0c11d2aa report-7:1520
    """
    _judge(
        record,
        subject,
        lambda fused: (
            split_event(fused, member, off) if subject == "event" else split_actor(fused, member, off)
        ),
    )


def _judge(record: str, subject: str, make: Callable[[Fused], Judgement]) -> None:
    if subject not in ("event", "actor"):
        raise typer.BadParameter(f"{subject!r} is not event or actor", param_hint="event|actor")
    with closing(_store(record)) as store:  # as a view first: there must be a record
        fused = view(store)
    try:
        judgement = make(fused)
    except Unclear as error:
        complain(str(error))
        raise typer.Exit(2) from None
    with closing(_store(record, reading=False)) as store:
        store.judge(judgement)
    print(f"{record}: noted", file=sys.stderr)


def main() -> None:
    app()
