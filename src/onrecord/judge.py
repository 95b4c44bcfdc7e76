"""An analyst's word made up: what was named is looked up on record, and the correction says what it holds on
to.

Nothing here writes: a correction is looked at first (``pipeline.what_if``) and kept by the store.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
from msgspec import Struct

from onrecord.fuse import Fused
from onrecord.fuse.corrected import STATUSES, days_of, held, is_type, parts_of, written_days
from onrecord.fuse.identity import KnownActor, written
from onrecord.fuse.level import scale
from onrecord.model import Analysis, Event, Held, Judgement, Report
from onrecord.model.analysis import ActorKind

KINDS = get_args(ActorKind)


class Unclear(ValueError):
    """A name or id that is not on record, or stands for several; the message says what to do."""


class By(Struct, frozen=True):
    """Who says it, why, and when (ISO, UTC)."""

    author: str = ""
    note: str = ""
    made: str = ""


class Desk(Struct, frozen=True):
    """The record as it is looked at when a correction is made up, and who makes it."""

    fused: Fused
    analyses: tuple[Analysis, ...]
    by: By = By()

    def said(
        self,
        verb: str,
        subject: str,
        members: Sequence[str],
        value: str | None = None,
        was: str | None = None,
        holds: Sequence[Held] = (),
        line: str = "",
    ) -> Judgement:
        """The correction with all that is known of it. Raises ``msgspec.ValidationError`` for an unknown
        verb."""
        made = {
            "verb": verb,
            "subject": subject,
            "members": tuple(members),
            "value": value,
            "was": was,
            "line": line,
        }
        judgement = msgspec.convert(made, Judgement)
        return msgspec.structs.replace(
            judgement, author=self.by.author, note=self.by.note, made=self.by.made, held=tuple(holds)
        )

    def of_lines(
        self,
        verb: str,
        holds: Sequence[Held],
        value: str | None = None,
        was: str | None = None,
        line: str = "",
    ) -> Judgement:
        """A correction of what holds on to these words."""
        members = [f"{h.report}:{h.trigger}:{h.type}" for h in holds]
        return self.said(verb, "event", members, value, was, holds, line)

    def held(self, mentions: Iterable[str]) -> tuple[Held, ...]:
        """What mentions hold on to. A line whose type was corrected names them by the type that it has
        now."""
        wanted = {parts_of(m) for m in mentions}
        found = []
        for a in self.analyses:
            at = {(offset, kind) for report, offset, kind in wanted if report == a.report.id}
            for m in a.events if at else ():
                same = [x for x in a.events if x.trigger.start == m.trigger.start]
                alone = len(same) == 1 and m.trigger.start in {offset for offset, _ in at}
                if alone or (m.trigger.start, m.type) in at:
                    found.append(held(a.report.id, a.report.text_sha256, m))
        return tuple(found)


def near(name: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Those of the names that it may have been meant for, the nearest first: a part of one, or a slip of the
    keys."""
    low = name.lower().strip()
    known = dict.fromkeys(names)
    inside = [n for n in known if low and low in n.lower()]
    by_low = {n.lower(): n for n in reversed(list(known))}
    words = {w: n for n in reversed(list(known)) for w in n.lower().split()}
    close = [by_low[m] for m in difflib.get_close_matches(low, by_low, most, 0.7)]
    close += [words[m] for m in difflib.get_close_matches(low, words, most, 0.7)]
    return list(dict.fromkeys(inside + close))[:most]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """ "; did you mean A or B?", or nothing."""
    found = near(name, names)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def event(fused: Fused, id: str) -> Event:
    """The event of that id, or of an id that begins so; also one that is less likely right than wrong."""
    everything = [*fused.events, *fused.unsure]
    found = [e for e in everything if e.id == id or e.id == f"e-{id}"] or [
        e for e in everything if id.removeprefix("e-") and e.id.startswith(f"e-{id.removeprefix('e-')}")
    ]
    if len(found) != 1:
        many = "no event" if not found else "several events"
        raise Unclear(f"{id!r}: {many} of that id; onrecord timeline --ids shows them")
    return found[0]


def actor(fused: Fused, name: str) -> KnownActor:
    """The actor of that id, name or alias."""
    found = [a for a in fused.actors if a.id == name or a.name == name] or [
        a for a in fused.actors if name in a.aliases
    ]
    if not found:
        names = (n for a in fused.actors for n in (a.name, *a.aliases))
        raise Unclear(f"{name!r}: no actor of that name{did_you_mean(name, names)}; see: onrecord actors")
    if len(found) > 1:
        ids = ", ".join(f"{a.id} ({a.kind}{', ' + a.country if a.country else ''})" for a in found[:5])
        raise Unclear(f"{name!r}: several actors of that name; give one's id: {ids}")
    return found[0]


def join_events(desk: Desk, ids: Sequence[str]) -> Judgement:
    """That these are one event: held on to by the first mention of each."""
    events = [event(desk.fused, i) for i in ids]
    if len({e.id for e in events}) < 2:
        raise Unclear("name two events or more")
    holds = [desk.held(e.mentions)[:1] for e in events]
    return desk.of_lines("join", [h for first in holds for h in first], line=_summaries(events))


def split_event(desk: Desk, id: str, mention: str) -> Judgement:
    """That one mention is another event than the rest."""
    e = event(desk.fused, id)
    found = [m for m in e.mentions if m == mention or m.rpartition(":")[0] == mention]
    if len(found) != 1 or len(e.mentions) < 2:
        raise Unclear(f"{mention!r} is not one of several mentions of {e.id}: {', '.join(e.mentions)}")
    rest = [m for m in e.mentions if m != found[0]]
    return desk.of_lines("split", [*desk.held(found), *desk.held(rest)], line=e.summary)


def join_actors(desk: Desk, names: Sequence[str]) -> Judgement:
    """That these names are one actor; the first one's name is kept."""
    found = [actor(desk.fused, n) for n in names]
    if len({a.id for a in found}) < 2:
        raise Unclear("name two actors or more")
    return desk.said(
        "join", "actor", [k for a in found for k in a.keys], line=", ".join(a.name for a in found)
    )


def split_actor(desk: Desk, name: str, report: str) -> Judgement:
    """That in one report this name is somebody else."""
    a = actor(desk.fused, name)
    if all(x.report.id != report for x in desk.analyses):
        raise Unclear(f"{report!r}: no report of that id{did_you_mean(report, _reports(desk))}")
    return desk.said("split", "actor", [a.keys[0], report], line=a.name)


def rename_actor(desk: Desk, name: str, new: str) -> Judgement:
    """That this actor is shown under another name; the old one becomes an alias."""
    a = actor(desk.fused, name)
    return desk.said("rename", "actor", a.keys, _words(new), a.name, line=a.name)


def alias_actor(desk: Desk, name: str, alias: str) -> Judgement:
    """That this actor also goes by a name that may not be on record yet."""
    a = actor(desk.fused, name)
    kind = next(k for k in KINDS if k == a.kind)
    key = written(kind, _words(alias), a.country)
    return desk.said("alias", "actor", [*a.keys, *({key} - {*a.keys})], _words(alias), line=a.name)


def rename_event(desk: Desk, id: str, new: str) -> Judgement:
    """That a line is told in other words."""
    e = event(desk.fused, id)
    return _of_line(desk, "rename", e, _words(new), e.summary)


def retype(desk: Desk, id: str, new: str) -> Judgement:
    """That a line is of another of PLOVER's types: "CONSULT", or with a mode "CONSULT/visit"."""
    e = event(desk.fused, id)
    kind, _, mode = new.partition("/")
    value = f"{kind.upper()}/{mode}" if mode else kind.upper()
    if not is_type(value):
        types = ", ".join(t for t in scale() if "/" not in t)
        raise Unclear(
            f"{new!r} is no type of PLOVER's; they are {types}, each with a mode if need be: CONSULT/visit"
        )
    return _of_line(desk, "retype", e, value, f"{e.type}/{e.mode}" if e.mode else e.type)


def redate(desk: Desk, id: str, days: str) -> Judgement:
    """That a line is of other days: "2022-08-05", "2022-08", "2022-08-04/2022-08-06", "../2022-08-05"."""
    e = event(desk.fused, id)
    try:
        value = written_days(*days_of(days))
    except ValueError as error:
        raise Unclear(
            f"{days!r} is no day ({error}); write 2022-08-05, 2022-08, 2022-08-04/2022-08-06 or ../2022-08-05"
        ) from None
    return _of_line(desk, "redate", e, value, written_days(e.earliest, e.latest))


def restatus(desk: Desk, id: str, status: str) -> Judgement:
    """That a line has another status."""
    e = event(desk.fused, id)
    value = status.lower().replace(" ", "_").replace("-", "_")
    if value not in STATUSES:
        raise Unclear(f"{status!r} is no status; they are {', '.join(STATUSES)}")
    return _of_line(desk, "restatus", e, value, e.status)


def reject(desk: Desk, id: str) -> Judgement:
    """That a line is wrong: it leaves every view, and is told among what is left out."""
    e = event(desk.fused, id)
    return _of_line(desk, "reject", e)


def confirm(desk: Desk, id: str) -> Judgement:
    """That a line is right, whatever chance it had."""
    e = event(desk.fused, id)
    return _of_line(desk, "confirm", e)


def withdraw(desk: Desk, report: str) -> Judgement:
    """That nothing is to rest on a report; it stays on record, and its lines come back when this is
    undone."""
    found = next((a.report for a in desk.analyses if a.report.id == report), None)
    if found is None:
        raise Unclear(
            f"{report!r}: no report of that id{did_you_mean(report, _reports(desk))}; see: onrecord sources"
        )
    return desk.said(
        "withdraw",
        "report",
        [report],
        line=found.title or report,
        holds=[Held(report, found.text_sha256, 0, "", 0, 0, "")],
    )


def _of_line(desk: Desk, verb: str, e: Event, value: str | None = None, was: str | None = None) -> Judgement:
    return desk.of_lines(verb, desk.held(e.mentions), value, was, e.summary)


def _words(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise Unclear("no words were given; say what it is to be called")
    return told


def _summaries(events: Sequence[Event]) -> str:
    return "; ".join(e.summary for e in events)


def _reports(desk: Desk) -> list[str]:
    return [a.report.id for a in desk.analyses]


class Standing(Struct, frozen=True):
    """A correction as the record has it today: ``orphaned`` where what it was said of is no longer there,
    ``since`` the reports that have told the same line after it was made."""

    judgement: Judgement
    orphaned: bool
    since: tuple[str, ...] = ()


def standing(judgements: Sequence[Judgement], fused: Fused, reports: Iterable[Report]) -> list[Standing]:
    """Each correction with what became of it. reports: all that are on record, also those that were
    withdrawn."""
    known = {x for r in reports for x in (r.id, r.text_sha256)}
    keys = {k for a in fused.actors for k in a.keys}
    told = {c.id: e for e in (*fused.events, *fused.unsure) for c in e.corrected}
    out = []
    for j in judgements:
        e = told.get(j.id)
        there = (
            bool(keys & set(j.members))
            if j.subject == "actor"
            else bool(known & {*j.members, *(h.sha for h in j.held)})
            if j.subject == "report"
            else e is not None
        )
        before = {h.report for h in j.held}
        since = tuple(r for r in e.reports if r not in before) if e and before and j.verb != "join" else ()
        out.append(Standing(j, j.undone is None and not there, since))
    return out
