"""Corrections on the command line: each is shown before it is done, kept for good, listed, and taken back one
by one."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    Form,
    RecordFile,
    console,
    is_text,
    making,
    print_lines,
    store_of,
    wrong,
)
from onrecord.guard import REFUSED, complain

app = typer.Typer(
    help="Say what is right, for good: no later import or analysis undoes it. Each is shown before it is "
    "done.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

if TYPE_CHECKING:
    from onrecord.judge import Desk
    from onrecord.model import Judgement
    from onrecord.pipeline import Seen

AUTHOR = "ONRECORD_AUTHOR"
Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help=f"Who says it; by default {AUTHOR} or the login name."),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for those who read it later.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only show what it would change; nothing is kept.")]
EventId = Annotated[
    str, typer.Argument(metavar="ID", help="The event's id, or its beginning (onrecord timeline --ids).")
]
Subject = Annotated[str, typer.Argument(metavar="event|actor", help="What it is said of.")]


def author_of(given: str | None) -> str:
    from onrecord.show.plain import line as one_line

    if given is not None or (given := os.environ.get(AUTHOR)):
        return one_line(given).strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a machine that knows no names
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _correct(
    record: str, author: str | None, note: str, preview: bool, make: Callable[[Desk], Judgement]
) -> None:
    """Shows what a correction changes, and keeps it."""
    from rich.text import Text

    from onrecord.ask.changes import changes
    from onrecord.judge import By, Desk, Unclear
    from onrecord.pipeline import what_if
    from onrecord.record import Changed
    from onrecord.show.changed import difference_lines

    by = By(author_of(author), " ".join(note.split()), _now())
    made: list[Judgement] = []

    def change(seen: Seen, judgements: list[Judgement]) -> Sequence[Judgement]:
        made.append(make(Desk(seen.fused, seen.analyses, by)))
        return [*judgements, *made]

    with closing(store_of(record)) as store, making() as tell:  # as a view first: there must be a record
        try:
            found = what_if(store, change, tell)
        except Unclear as error:
            raise wrong(str(error)) from None
    lines = difference_lines(changes(found.now, found.then))
    for line in lines:
        console().print(Text(line), soft_wrap=True)
    if not lines:
        complain("no line changes by it")
    if preview:
        complain(f"{record}: nothing was kept; leave --preview out to do it")
        return
    with closing(store_of(record, reading=False)) as store:
        try:
            new = store.judge(made[0], found.state)
        except Changed as error:
            raise wrong(f"{record}: {error}") from None
    said = "noted" if new else "noted before"
    undo = f"onrecord correct undo {made[0].id} --record {quote(str(record))}"
    complain(f"{record}: {said} as {made[0].id}; take it back with: {undo}")


def _is_event(subject: str) -> bool:
    if subject not in ("event", "actor"):
        raise typer.BadParameter(f"{subject!r} is not event or actor", param_hint="event|actor")
    return subject == "event"


@app.command()
def join(
    subject: Subject,
    members: Annotated[list[str], typer.Argument(metavar="A B...", help="Event ids, or names of actors.")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """Two events, or two names, are one.

    Example: onrecord correct join actor "Xi Jinping" "President Xi"
    """
    from onrecord import judge

    make = judge.join_events if _is_event(subject) else judge.join_actors
    _correct(record, author, note, preview, lambda desk: make(desk, members))


@app.command()
def split(
    subject: Subject,
    member: Annotated[str, typer.Argument(metavar="ID|NAME", help="The event's id or the actor's name.")],
    off: Annotated[
        str,
        typer.Argument(
            metavar="REPORT[:OFFSET]",
            help="The mention that is another event (see: onrecord merges), or the report in which the name "
            "is somebody else.",
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """One mention is another event, or a name is somebody else in one report.

    Example: onrecord correct split event e-3f9a0c11d2aa report-7:1520
    """
    from onrecord import judge

    make = judge.split_event if _is_event(subject) else judge.split_actor
    _correct(record, author, note, preview, lambda desk: make(desk, member, off))


@app.command()
def rename(
    subject: Subject,
    member: Annotated[str, typer.Argument(metavar="ID|NAME", help="The event's id or the actor's name.")],
    new: Annotated[str, typer.Argument(metavar="WORDS", help="What it is to be called.")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """An actor is shown under another name, or a line in other words.

    Example: onrecord correct rename actor "Beijing ministry" "Ministry of Ecology"
    """
    from onrecord import judge

    make = judge.rename_event if _is_event(subject) else judge.rename_actor
    _correct(record, author, note, preview, lambda desk: make(desk, member, new))


@app.command()
def alias(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The actor's name.")],
    other: Annotated[str, typer.Argument(metavar="ALIAS", help="The name that is the same actor's.")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """An actor also goes by another name, though no report may have used it yet.

    Example: onrecord correct alias "Anna Berg" "Anna Lund Berg"
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.alias_actor(desk, name, other))


@app.command()
def retype(
    id: EventId,
    new: Annotated[str, typer.Argument(metavar="TYPE[/MODE]", help="One of PLOVER's, e.g. CONSULT/visit.")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A line is of another type.

    Example: onrecord correct retype 3f9a AGREE
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.retype(desk, id, new))


@app.command()
def redate(
    id: EventId,
    days: Annotated[
        str,
        typer.Argument(metavar="DAYS", help="2022-08-05, 2022-08, 2022-08-04/2022-08-06 or ../2022-08-05."),
    ],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A line is of another day.

    Example: onrecord correct redate 3f9a 2022-08-05 --note "the ministry's own calendar"
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.redate(desk, id, days))


@app.command()
def restatus(
    id: EventId,
    status: Annotated[str, typer.Argument(metavar="STATUS", help="happened, planned, called_off and so on.")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A line has another status: it happened, is planned, was called off.

    Example: onrecord correct restatus 3f9a called_off
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.restatus(desk, id, status))


@app.command()
def reject(
    id: EventId,
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A line is wrong: it leaves every view and export, and stands in timeline --sure 0 as rejected.

    Example: onrecord correct reject 3f9a --note "a rehearsal"
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.reject(desk, id))


@app.command()
def confirm(
    id: EventId,
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A line is right, whatever chance it had.

    Example: onrecord correct confirm 3f9a
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.confirm(desk, id))


@app.command()
def withdraw(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id (see: onrecord sources).")],
    record: RecordFile = DEFAULT_RECORD,
    author: Author = None,
    note: Note = "",
    preview: Preview = False,
) -> None:
    """A report counts for nothing any more: the lines that rest on it alone fall, and are shown first.

    Example: onrecord correct withdraw 2023-07-18-beijing --preview
    """
    from onrecord import judge

    _correct(record, author, note, preview, lambda desk: judge.withdraw(desk, report))


@app.command()
def undo(
    id: Annotated[str, typer.Argument(metavar="ID", help="The correction's id (see: onrecord corrections).")],
    record: RecordFile = DEFAULT_RECORD,
    preview: Preview = False,
) -> None:
    """Take one correction back; what was said stays on record as taken back.

    Example: onrecord correct undo k-3f9a0c11d2aa
    """
    from rich.text import Text

    from onrecord.ask.changes import changes
    from onrecord.judge import Unclear
    from onrecord.pipeline import what_if
    from onrecord.show.changed import difference_lines

    def change(seen: Seen, judgements: list[Judgement]) -> Sequence[Judgement]:
        found = [j for j in judgements if j.id == id or (len(id) > 2 and j.id.startswith(id))]
        if len(found) != 1:
            many = "no correction that holds" if not found else "several corrections"
            raise Unclear(f"{id!r}: {many} of that id; see: onrecord corrections")
        wanted.append(found[0])
        return [j for j in judgements if j is not found[0]]

    wanted: list[Judgement] = []
    with closing(store_of(record)) as store, making() as tell:
        try:
            looked = what_if(store, change, tell)
        except Unclear as error:
            raise wrong(str(error)) from None
    for line in difference_lines(changes(looked.now, looked.then)):
        console().print(Text(line), soft_wrap=True)
    if preview:
        complain(f"{record}: nothing was taken back; leave --preview out to do it")
        return
    with closing(store_of(record, reading=False)) as store:
        store.undo(wanted[0].id, _now())
    complain(f"{record}: {wanted[0].id} taken back")


@app.command()
def load(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="What onrecord corrections --format jsonl wrote; - for standard input."
        ),
    ],
    record: RecordFile = DEFAULT_RECORD,
) -> None:
    """Take over corrections from another record; those of lines that are not here wait as orphans.

    Example: onrecord corrections --record theirs.db --format jsonl | onrecord correct load - --record ours.db
    """
    import msgspec

    from onrecord.model import Judgement
    from onrecord.show import words

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise wrong(f"{file}: can't be read ({error.strerror}); name a file that is there") from None
    store_of(record).close()  # there must be a record
    kept = refused = 0
    with closing(store_of(record, reading=False)) as store:
        for n, line in enumerate(data.splitlines(), 1):
            if not line.strip():
                continue
            try:
                judgement = msgspec.json.decode(line, type=Judgement)
                if not judgement.members:
                    raise msgspec.ValidationError("it says of nothing what it is")
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                refused += 1
                complain(f"{file}, line {n}: no correction ({error}); the others are taken over")
                continue
            kept += store.judge(msgspec.structs.replace(judgement, known_as=""))
    complain(f"{record}: {words.count(kept, 'correction')} taken over, {refused} refused")
    raise typer.Exit(REFUSED if refused else 0)


def corrections(
    record: RecordFile = DEFAULT_RECORD,
    everything: Annotated[bool, typer.Option("--all", help="Also those that were taken back.")] = False,
    form: Form = "text",
) -> None:
    """List an analyst's corrections: who said what of which line and why, and whether the line is still
    there.

    As jsonl they can be taken over by another record: onrecord correct load.
    """
    from onrecord import judge
    from onrecord.pipeline import view
    from onrecord.show.changed import standing_object, standing_rows
    from onrecord.show.terminal import rows

    text = is_text(form)
    with closing(store_of(record)) as store:
        with store.snapshot():
            judgements, reports = store.judgements(everything), [a.report for a in store.analyses()]
        found = judge.standing(judgements, view(store), reports)
    if not text:
        print_lines(standing_object(s) for s in found)
        return
    rows(
        console(), "Corrections", standing_rows(found), "Nothing was corrected; see: onrecord correct --help"
    )
