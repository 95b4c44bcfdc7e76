"""The command line: arguments in, exit codes out; the only place that prints.

Exit codes: 0 all was done, 1 some reports were refused (each with a line on standard error), 2 wrong usage, 3 stopped by
the machine, 4 the record is damaged (``guard``).
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from onrecord.analyse.language import DEFAULT_PIPELINE, pipeline
from onrecord.commands import ask, correct
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
from onrecord.engine import Failed, analyse_all
from onrecord.fuse import SHOWN, at_least
from onrecord.fuse.salience import timeline as salient
from onrecord.guard import DAMAGED, REFUSED, Guarded, complain, unwritten
from onrecord.lexicon import table
from onrecord.pipeline import read_into
from onrecord.read import Refused, plausible, read_paths
from onrecord.record import faults
from onrecord.record import salvage as saved_into
from onrecord.show import terminal, words
from onrecord.show.choose import chosen, unknown
from onrecord.show.contract import analysis_object
from onrecord.show.explain import explain as explained
from onrecord.show.export import timeline_objects
from onrecord.show.page import page as page_of
from onrecord.show.plain import line as one_line
from onrecord.show.plain import plain, plain_json, unfiltered
from onrecord.show.silence import silences
from onrecord.show.whole import write_file
from onrecord.times import tag
from onrecord.world import OWN, load

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


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders of reports (text, HTML, JSON, JSON Lines), or - for standard input.",
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


def _published(value: str | None) -> date | None:
    day = day_of(value, "--published")
    if day is not None and not plausible(day):
        raise typer.BadParameter(
            f"{value} is no day that a report can have come out; correct it", param_hint="--published"
        )
    return day


class _Reading:
    """The reports of the paths; refusals are told on standard error as they come."""

    def __init__(self, paths: list[str], published: date | None) -> None:
        self.paths, self.published, self.refused = paths, published, 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        for item in read_paths(self.paths, self.published):
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
    out = console()
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


@app.command()
def read(
    paths: Paths,
    record: RecordFile = DEFAULT_RECORD,
    published: Published = None,
    workers: Workers = None,
    world: World = None,
    spacy: Pipeline = DEFAULT_PIPELINE,
) -> None:
    """Read reports into a record. Reading the same report twice changes nothing.

    Example: onrecord read reports/ --record story.db
    """
    _world(world)
    day = _published(published)
    show = sys.stderr.isatty()
    with (
        closing(store_of(record, reading=False)) as store,
        Progress(
            TextColumn("reading"),
            BarColumn(),
            TextColumn("{task.completed} reports"),
            TimeElapsedColumn(),
            console=Console(file=unfiltered(sys.stderr)),
            disable=not show,
            transient=True,
        ) as bar,
    ):
        task = bar.add_task("read", total=None)
        done = read_into(
            store,
            paths,
            published=day,
            workers=workers,
            pipeline=_pipeline(spacy),
            refuse=complain,
            progress=lambda n: bar.advance(task, n),
        )
    if not (done.read or done.unchanged or done.refused):
        complain("no file to read was found there; name files, or a folder that holds some")
    print(
        f"{record}: {words.count(done.read, 'report')} read, {done.unchanged} unchanged, {done.refused} refused",
        file=sys.stderr,
    )
    raise typer.Exit(1 if done.refused else 0)


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
    is_text(form, "tsv", "jsonl")
    start, end = day_of(first, "--from"), day_of(last, "--to")
    found = moment(record, as_of)
    fused, reports = at_least(found.fused, sure), [a.report for a in found.analyses]
    events = chosen(
        fused, first=start, last=end, about=about, between=between or (), context=context, story=story
    )
    asked = [*((about,) if about else ()), *(between or ())]
    if not events and (hint := unknown(fused, asked)):
        complain(hint)
    if form == "tsv":
        for tabbed in terminal.piped(fused, events, evidence, True, "\t"):
            print(tabbed)
        return
    if form == "text" and dates is None:
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
    fused, reports = seen_of(record, as_of, sure)
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
def relations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show how the ties between sides stand, and the words behind each change."""
    fused, _ = seen_of(record, as_of)
    names = {a.country: a.name for a in fused.actors if a.kind == "state" and a.country}
    terminal.rows(
        console(),
        "Relations",
        terminal.relations(fused, names),
        "No tie between two states is told of in this record.",
    )


@app.command()
def expectations(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show what was planned or foreseen, and what came of it."""
    fused, _ = seen_of(record, as_of)
    terminal.rows(
        console(), "Expectations", terminal.expectations(fused), "Nothing was expected in this record."
    )


@app.command()
def disputes(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show where reports disagree, each value with its source."""
    fused, _ = seen_of(record, as_of)
    terminal.rows(console(), "Disputes", terminal.disputes(fused), "No reports of this record disagree.")


@app.command()
def sources(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show which reports share text and so count as one source."""
    fused, reports = seen_of(record, as_of)
    terminal.rows(
        console(),
        "Sources",
        terminal.sources(fused, {r.id: r for r in reports}),
        "No reports in this record.",
    )


@app.command()
def stories(record: RecordFile = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Show the stories that the reports fall into."""
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
    with closing(store_of(record)) as store:
        found = store.search(" ".join(query), 20)
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
    text = is_text(form)
    found = silences(moment(record, None).analyses, sure)
    if not text:
        print_lines(found)
        return
    lines = [[f"{x['p']:.2f}", x["type"], x["report"], x["text"], ", ".join(x["left_out"])] for x in found]
    terminal.rows(console(), "Left out", lines, f"Nothing was found with a chance under {sure:g}.")


@app.command()
def check(record: RecordFile = DEFAULT_RECORD) -> None:
    """Say whether the record is what was written: its file, its full text, each text and each analysis.

    A text or a line that was changed without onrecord is told. Exit 4 where something is.
    """
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
    saved = saved_into(path_of(record), to, complain)
    print(
        f"{to}: {words.count(saved.whole, 'report')} whole, {saved.texts} with their text alone, {saved.lost} left out",
        file=sys.stderr,
    )
    raise typer.Exit(REFUSED if saved.texts or saved.lost else 0)


@app.command()
def merges(record: RecordFile = DEFAULT_RECORD) -> None:
    """List what was taken for one: events told more than once, actors under several names.

    Take one back with onrecord correct split, or join what was left apart with onrecord correct join; both hold for good.
    """
    fused, _ = seen_of(record, None)
    lines = [[e.id, e.summary, ", ".join(e.mentions)] for e in fused.events if len(e.mentions) > 1]
    terminal.rows(console(), "Events", lines, "No event is told more than once.")
    names = [
        [a.id, a.name, ", ".join(k.split("/", 1)[1] for k in a.keys)] for a in fused.actors if len(a.keys) > 1
    ]
    terminal.rows(console(), "Actors", names, "No actor goes by several names.")


app.add_typer(correct.app, name="correct")
app.command("corrections")(correct.corrections)
app.command("tables")(tables_command)
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
