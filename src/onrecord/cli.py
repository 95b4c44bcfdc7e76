"""The command line: arguments in, exit codes out; the only place that prints.

Exit codes: 0 all was done, 1 some reports were refused (each with a line on standard error), 2 wrong usage, 3 stopped by
the machine, 4 the record is damaged, 130 stopped by Ctrl-C (``guard``).
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.commands import ask, correct, rules_file, ties, why
from onrecord.commands.common import (
    DEFAULT_RECORD,
    AsOf,
    RecordFile,
    Sure,
    console,
    is_text,
    moment,
    path_of,
    print_lines,
    seen_of,
    store_of,
    wrong,
)
from onrecord.commands.common import day as day_of
from onrecord.commands.export import export
from onrecord.commands.tables import tables as tables_command
from onrecord.defaults import DEFAULT_PIPELINE, SHOWN
from onrecord.guard import DAMAGED, INTERRUPTED, REFUSED, USAGE, Guarded, complain, unwritten
from onrecord.show.progress import shown

if TYPE_CHECKING:
    from onrecord.fetch import Fetcher
    from onrecord.model import Report
    from onrecord.pipeline import Done
    from onrecord.read import Refused

app = typer.Typer(
    help="Turns news reports into a record that can be checked.\n\nStart with: onrecord read FOLDER, then onrecord timeline.",
    cls=Guarded, no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        raise typer.Exit(0)


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    pass


Linked = Annotated[
    bool, typer.Option("--linked", help="Read the page behind each teaser of a feed, at most 50 a run.")
]
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
    from onrecord.analyse.language import pipeline

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
    from onrecord.world import OWN, load

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


def _published(value: str | None) -> date | None:
    from onrecord.read import plausible

    day = day_of(value, "--published")
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
        from onrecord.read import Refused, read_paths

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
    rules: rules_file.Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Say what each report says on its own: one JSON object a report, one a line. Keeps no record."""
    import msgspec

    from onrecord.engine import Failed, analyse_all
    from onrecord.read import Refused
    from onrecord.show.contract import analysis_object
    from onrecord.show.plain import plain_json

    _world(world)
    rules_file.lay(rules)
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
    paths: Paths,
    published: Published = None,
    world: World = None,
    rules: rules_file.Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
    why_word: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="WORD",
            help="Only which entries of the lexicon this word was held against, and why each refused.",
        ),
    ] = None,
) -> None:
    """Show stage by stage what is found in a report and by which rule.

    Example: onrecord explain report.txt --published 2023-07-28, or why a word tells no act: onrecord explain report.txt --why talks
    """
    from rich.text import Text

    from onrecord.engine import Failed, analyse_all
    from onrecord.read import Refused
    from onrecord.show.explain import explain as explained

    _world(world)
    rules_file.lay(rules)
    reading = _Reading(paths, _published(published))
    out = console()
    if why_word is not None:
        from onrecord.commands import explain_word

        lines = explain_word.told(reading, why_word, _pipeline(spacy))
        for line in lines:
            out.print(Text(line), soft_wrap=True)
        raise typer.Exit(1 if reading.refused else 0)
    for result in analyse_all(reading, workers=None, pipeline=_pipeline(spacy)):
        if isinstance(result, Failed):
            reading.refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
            continue
        for section in explained(result):
            out.print(Text(section.name, style="bold"))
            for line in section.lines or ("none",):
                out.print(Text("  " + line), soft_wrap=True)
    raise typer.Exit(1 if reading.refused else 0)


@app.command()
def times(paths: Paths, published: Published = None) -> None:
    """Find every date, clock time, duration and repeated time: one JSON object each, one a line.

    Example: echo "They met on Tuesday." | onrecord times - --published 2022-11-09
    """
    import msgspec

    from onrecord.times import tag

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
    from onrecord.lexicon import table
    from onrecord.show import words
    from onrecord.show.plain import plain

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
    from onrecord.engine import Failed, analyse_all
    from onrecord.lexicon import table
    from onrecord.show import words

    reading = _Reading(paths, None)
    analyses = (a for a in analyse_all(reading, workers=workers) if not isinstance(a, Failed))
    ids = [a["id"] for a in table("acts")["act"]]
    found = unused(ids, analyses)
    for rule in found:
        print(rule)
    print(f"{len(found)} of {words.count(len(ids), 'act')} never fired", file=sys.stderr)
    raise typer.Exit(1 if reading.refused else 0)


PREVIEWED = 20  # reports that a preview shows


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
    from onrecord.fetch import Fetcher

    return Fetcher(frozenset(x.strip().lower() for x in allow or ()), contact)


def _columns(value: str | None) -> tuple[tuple[str, str], ...]:
    from onrecord.read import ROLES

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
    linked: Linked = False,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="pool|ray", help="What spreads the work: processes of this machine, or Ray."
        ),
    ] = "pool",
    world: World = None,
    rules: rules_file.Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read reports into a record. Reading the same report twice changes nothing.

    With --engine ray the cluster is that of RAY_ADDRESS; without it, Ray is started on this machine.

    Example: onrecord read reports/ --record story.db
    """
    from onrecord.engine import Unlike
    from onrecord.pipeline import Interrupted, read_all
    from onrecord.read import read_paths, size_of
    from onrecord.show import words

    if engine not in ("pool", "ray"):
        raise typer.BadParameter(f"{engine!r} is not pool or ray", param_hint="--engine")
    _world(world)
    rules_file.lay(rules)
    day, named = _published(published), _columns(columns)
    if preview:
        _preview(paths, day, named)
        return
    total, at, count = size_of(paths), 0, 0
    with closing(store_of(record, reading=False)) as store, shown("reading") as tell:

        def on_read(n: int) -> None:
            nonlocal at
            at += n

        def on_report(n: int) -> None:
            nonlocal count
            count += n
            if total:
                tell(min(1.0, at / total), words.count(count, "report"))

        found = read_paths(
            paths, day, named, on_read=on_read, fetcher=_fetcher(allow, contact), linked=linked
        )
        try:
            done = read_all(
                store,
                found,
                workers=workers,
                pipeline=_pipeline(spacy),
                refuse=complain,
                progress=on_report,
                spread=engine == "ray",
            )
        except Unlike as error:
            raise wrong(str(error)) from None
        except Interrupted as error:
            share = f", {at / total:.0%} of what is to be read" * bool(total)
            complain(
                f"{record}: stopped: {words.count(error.kept, 'report')} kept{share}; the same command goes on"
            )
            raise typer.Exit(INTERRUPTED) from None
    if not (done.read or done.unchanged or done.refused):
        complain("no file to read was found there; name files, or a folder that holds some")
    _told(record, done, report)
    raise typer.Exit(1 if done.refused else 0)


def _told(record: str, done: Done, report: str | None) -> None:
    """Ends a run with what came in."""
    from onrecord.show import intake, words
    from onrecord.show.whole import write_file

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
    from onrecord.show import terminal

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
    terminal.rows(console(), "As it would be read", rows, "Nothing to read.")
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
    linked: Linked = False,
    allow: Allow = None,
    contact: Contact = None,
    workers: Workers = None,
    world: World = None,
    rules: rules_file.Rules = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read what comes into folders and feeds, until stopped with Ctrl-C. One watcher a record.

    Example: onrecord watch reports/ https://news.example.org/feed.xml --every 15m --contact desk@example.org
    """
    from onrecord import watch as watching
    from onrecord.fetch import is_address
    from onrecord.pipeline import read_all
    from onrecord.read import addresses_of

    _world(world)
    rules_file.lay(rules)
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
    with closing(store_of(record, reading=False)) as store, watching.alone(record) as alone:
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

        watched = watching.Watch(store, folders, feeds, _fetcher(allow, contact), seconds, linked=linked)
        with suppress(
            KeyboardInterrupt
        ):  # and a service manager's stop: after the report that is being written
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
    changes: Annotated[
        bool, typer.Option("--changes", help="Show the words that each later version took out and put in.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """List the reports of a record: their days, what they were read from, which were superseded or withdrawn.

    Example: onrecord reports --undated, or what later versions changed: onrecord reports --changes
    """
    from onrecord.show import intake, terminal
    from onrecord.show.plain import plain_json

    if form not in ("text", "jsonl"):
        raise typer.BadParameter(f"{form!r} is not text or jsonl", param_hint="--format")
    found = moment(record, as_of)
    standing = [a.report for a in found.analyses]
    if form == "jsonl":
        for r in (*standing, *found.aside):
            if not undated or r.published_basis in ("unknown", "inferred"):
                print(
                    plain_json(json.dumps(intake.report_object(r, standing, found.aside), ensure_ascii=False))
                )
        return
    if changes:
        for row in intake.changes_told(standing, found.aside):
            print(row)
        return
    nothing = "Every report states its day." if undated else "No reports in this record."
    terminal.rows(console(), "Reports", intake.listed(standing, found.aside, undated), nothing)


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
        str,
        typer.Option(
            "--format", metavar="text|tsv|jsonl", help="text for people, tsv and jsonl for programs."
        ),
    ] = "text",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show the words that say so below each line.")
    ] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show each line's id, for onrecord correct.")] = False,
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
    from rich.text import Text

    from onrecord.fuse import at_least
    from onrecord.fuse.salience import timeline as salient
    from onrecord.show import terminal
    from onrecord.show.choose import chosen, unknown
    from onrecord.show.export import timeline_objects
    from onrecord.show.plain import plain_json

    is_text(form, "tsv", "jsonl")
    start, end = day_of(first, "--from"), day_of(last, "--to")
    by_days = form == "jsonl" or (form == "text" and dates is not None)
    if by_days:  # which days matter is asked of what each report says
        found = moment(record, as_of)
        fused, reports = at_least(found.fused, sure), [a.report for a in found.analyses]
    else:
        fused, reports = seen_of(record, as_of, sure)
    events = chosen(
        fused, first=start, last=end, about=about, between=between or (), context=context, story=story
    )
    asked = [*((about,) if about else ()), *(between or ())]
    if not events and (hint := unknown(fused, asked, context, story)):
        complain(hint)
    if form == "tsv":
        for tabbed in terminal.piped(fused, events, evidence, True, "\t"):
            print(tabbed)
        return
    if not by_days:
        terminal.timeline(console(), fused, events, reports, evidence, ids)
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
    out = console()
    for p in picked:
        out.print(f"[bold]{p.day.isoformat()}[/bold]")
        for c in p.sentences:
            out.print(Text(f"  “{' '.join(c.text.split())}” [{c.report} {c.start}–{c.end}]"), soft_wrap=True)


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
    brief: Annotated[
        bool,
        typer.Option(
            "--brief",
            help="Only what a superior reads: two sheets with the summary and the weightiest lines.",
        ),
    ] = False,
) -> None:
    """Write the record as one HTML file that opens offline, prints, and needs no script.

    Example: onrecord page --to story.html
    """
    from onrecord.show.page import page as page_of
    from onrecord.show.whole import write_file

    fused, reports = seen_of(record, as_of, sure)
    with shown("writing the page"):
        data = page_of(fused, reports, title=title, as_of=day_of(as_of, "--as-of"), brief=brief).encode(
            "utf8", "replace"
        )
    if to == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        write_file(Path(to), [data])
    except OSError as error:
        raise unwritten(to, error, "file") from None
    print(f"{to}: {max(1, len(data) // 1000):,} kB, opens in any browser", file=sys.stderr)


@app.command()
def expectations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show what was planned or foreseen, and what came of it."""
    from onrecord.show import terminal

    fused, _ = seen_of(record, as_of)
    terminal.rows(
        console(), "Expectations", terminal.expectations(fused), "Nothing was expected in this record."
    )


@app.command()
def disputes(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show where reports disagree, each value with its source."""
    from onrecord.show import terminal

    fused, _ = seen_of(record, as_of)
    terminal.rows(console(), "Disputes", terminal.disputes(fused), "No reports of this record disagree.")


@app.command()
def stories(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show the stories that the reports fall into."""
    from onrecord.show import terminal

    fused, reports = seen_of(record, as_of)
    terminal.rows(
        console(),
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
    from onrecord.show import terminal
    from onrecord.show.choose import unknown

    with closing(store_of(record)) as store:
        found = store.search(" ".join(query), 20)
    if not found and (hint := unknown(seen_of(record)[0], query)):
        complain(hint)
    terminal.rows(console(), "Reports", [list(row) for row in found], "No report holds these words.")


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
    from onrecord.show import terminal
    from onrecord.show.reasons import told as reason
    from onrecord.show.silence import silences

    text = is_text(form)
    found = silences(moment(record, None).analyses, sure)
    if not text:
        print_lines(found)
        return
    lines = [
        [f"{x['p']:.2f}", x["type"], x["report"], x["text"], "; ".join(map(reason, x["left_out"]))]
        for x in found
    ]
    terminal.rows(console(), "Left out", lines, f"Nothing was found with a chance under {sure:g}.")


@app.command()
def check(record: RecordFile = DEFAULT_RECORD) -> None:
    """Say whether the record is what was written: its file, its full text, each text and each analysis.

    A text or a line that was changed without onrecord is told. Exit 4 where something is.
    """
    from onrecord.record import faults
    from onrecord.show import words
    from onrecord.show.plain import line as one_line

    found = 0
    for fault in faults(path_of(record)):
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
    from onrecord.record import salvage as saved_into
    from onrecord.show import words

    saved = saved_into(path_of(record), to, complain)
    print(
        f"{to}: {words.count(saved.whole, 'report')} whole, {saved.texts} with their text alone, {saved.lost} left out",
        file=sys.stderr,
    )
    raise typer.Exit(REFUSED if saved.texts or saved.lost else 0)


app.add_typer(correct.app, name="correct")
app.command("corrections")(correct.corrections)
app.command("tables")(tables_command)
app.command("merges")(why.merges)
app.command("relations")(ties.relations)
app.command("sources")(why.sources)
app.command("export")(export)


@app.command()
def mcp(
    record: RecordFile = DEFAULT_RECORD,
    http: Annotated[
        int | None,
        typer.Option(
            "--http", metavar="PORT", min=1, max=65535, help="Serve on 127.0.0.1 at this port instead."
        ),
    ] = None,
) -> None:
    """Let an assistant ask the record: seven read-only tools of the Model Context Protocol over standard input and output.

    Example, in a client's settings: {"command": "onrecord", "args": ["mcp", "--record", "story.db"]}
    """
    path_of(record)
    try:
        from onrecord.commands import mcp as tools
    except ModuleNotFoundError as error:
        raise wrong(f"{error.name} is not installed; install it with: pip install 'onrecord[mcp]'") from None
    tools.run(record, http)


@app.command()
def serve(
    record: RecordFile = DEFAULT_RECORD,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=1, max=65535, help="The port on 127.0.0.1.")
    ] = 8765,
    author: correct.Author = None,
) -> None:
    """Show the record as live pages on this machine: search, filter, and correct lines in a browser.

    Example: onrecord serve --record story.db, then open http://127.0.0.1:8765/
    """
    path_of(record)
    try:
        from onrecord.commands import serve as live
    except ModuleNotFoundError as error:
        raise wrong(
            f"{error.name} is not installed; install it with: pip install 'onrecord[serve]'"
        ) from None
    live.run(record, port, correct.author_of(author))


for _name, _command in ask.COMMANDS.items():
    app.command(_name)(_command)


def main() -> None:
    app()
