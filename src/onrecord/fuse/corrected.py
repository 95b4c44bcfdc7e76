"""An analyst's corrections put to work: above every rule, before anything is derived from a line, so that
ties, outcomes and disputes follow what was corrected."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

import msgspec

from onrecord.fuse.identity import Identity
from onrecord.fuse.level import scale
from onrecord.fuse.sameness import Cluster
from onrecord.fuse.told import anchor, mention_key
from onrecord.model import Analysis, Corrected, Event, EventMention, Held, Judgement
from onrecord.model.analysis import Status

STATUSES = get_args(Status)
OPEN = ".."  # an end of a span of days that is not known
ON_LINES = frozenset({"rename", "retype", "redate", "restatus", "reject", "confirm"})


def days_of(value: str) -> tuple[date | None, date | None]:
    """The first and the last day of "2022-08-05", "2022-08", "2022", "2022-08-04/2022-08-06" or
    "../2022-08-05".

    Raises ``ValueError`` for anything else, and where the first lies after the last.
    """
    first, _, last = value.partition("/") if "/" in value else (value, "", value)
    earliest, latest = _edge(first, False), _edge(last, True)
    if earliest is None and latest is None:
        raise ValueError("no day at either end")
    if earliest and latest and earliest > latest:
        raise ValueError(f"{earliest} lies after {latest}")
    return earliest, latest


def _edge(text: str, last: bool) -> date | None:
    if text in ("", OPEN):
        return None
    parts = text.split("-")
    if (
        not all(p.isascii() and p.isdigit() for p in parts)
        or [len(p) for p in parts] != [4, 2, 2][: len(parts)]
    ):
        raise ValueError(f"{text!r} is no day, month or year")
    year, month, day = (*(int(p) for p in parts), *(12 if last else 1, 31 if last else 1)[len(parts) - 1 :])
    if len(parts) == 2 and last:
        day = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days if year < 9999 else 31
    return date(year, month, day)


def written_days(earliest: date | None, latest: date | None) -> str:
    """Days as a correction keeps them: what ``days_of`` reads."""
    return f"{earliest or OPEN}/{latest or OPEN}"


def is_type(value: str) -> bool:
    """Whether it is a type of PLOVER's, or one with a mode: "CONSULT", "CONSULT/visit"."""
    return value in scale() or (value.partition("/")[0] in scale() and value.partition("/")[2].isidentifier())


def placed(judgements: Sequence[Judgement], analyses: Sequence[Analysis]) -> tuple[Judgement, ...]:
    """The corrections with their members as they stand now: a report that is kept under another id is found
    by the hash of its text, an act that is read at another word by the words around it. A member that is no
    longer there is left out, and a correction of which none is left is not among them: it is an orphan."""
    by_sha: dict[str, list[Analysis]] = defaultdict(list)
    by_id = {a.report.id: a for a in analyses}
    for a in analyses:
        by_sha[a.report.text_sha256].append(a)
    found = []
    for j in judgements:
        if j.subject == "actor":
            found.append(j)
            continue
        if j.subject == "report":
            on = {h.report: h for h in j.held}
            there = (_report(old, on.get(old), by_id, by_sha) for old in j.members)
            now = [a.report.id for a in there if a is not None]
        else:
            at = {f"{h.report}:{h.trigger}:{h.type}": h for h in j.held}
            now = [m for old in j.members if (m := _now(old, at.get(old), by_id, by_sha)) is not None]
        members = tuple(dict.fromkeys(now))
        if members:
            found.append(msgspec.structs.replace(j, members=members, known_as=j.id))
    return tuple(found)


def _now(
    member: str, held: Held | None, by_id: Mapping[str, Analysis], by_sha: Mapping[str, Sequence[Analysis]]
) -> str | None:
    """The mention as it is called now; None where nothing on record is what it was said of."""
    report, offset, kind = parts_of(member)
    known = _report(report, held, by_id, by_sha)
    m = _act(known, offset, kind, held) if known else None
    return mention_key(known.report.id, m) if known and m is not None else None


def parts_of(member: str) -> tuple[str, int, str]:
    """The report, the offset and the type (empty where none is told) of a mention; an offset of -1 for what
    is none."""
    report, _, last = member.rpartition(":")
    if last.isdigit():
        return report, int(last), ""
    report, _, offset = report.rpartition(":")
    return report, int(offset) if offset.isdigit() else -1, last


def _report(
    id: str, held: Held | None, by_id: Mapping[str, Analysis], by_sha: Mapping[str, Sequence[Analysis]]
) -> Analysis | None:
    """The report of that id; where its text is another than the one that was held, that of the same text."""
    known = by_id.get(id)
    if held is not None and (known is None or known.report.text_sha256 != held.sha):
        same = by_sha.get(held.sha, ())
        return same[0] if same else known
    return known


def _act(a: Analysis, offset: int, kind: str, held: Held | None) -> EventMention | None:
    """The act at the same word and of the same type, else the one at that word, else the one within the same
    words. Nothing is moved by a guess."""
    if held is not None and a.report.text[held.start : held.end] != held.text:
        return None  # the report was edited there
    there = [m for m in a.events if m.trigger.start == offset]
    within = [m for m in a.events if held and held.start <= m.trigger.start < held.end]
    for found in ([m for m in there if m.type == kind], there, [m for m in within if m.type == kind], within):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def withdrawn(judgements: Sequence[Judgement]) -> frozenset[str]:
    """The ids of the reports that an analyst withdrew: nothing that they alone say is on record."""
    return frozenset(m for j in judgements if j.verb == "withdraw" for m in j.members)


def renamed(identity: Identity, judgements: Sequence[Judgement]) -> Identity:
    """The actors under the names and with the aliases that an analyst gave them."""
    wanted = [j for j in judgements if j.subject == "actor" and j.verb in ("rename", "alias") and j.value]
    if not wanted:
        return identity
    actors = dict(identity.actors)
    holder = {key: i for i, x in actors.items() for key in x.keys}
    for j in wanted:
        i = next((holder[key] for key in j.members if key in holder), None)
        if i is None:
            continue
        x = actors[i]
        name = str(j.value) if j.verb == "rename" else x.name
        aliases = {*x.aliases, x.name, str(j.value)} - {name}
        actors[i] = msgspec.structs.replace(x, name=name, named=True, aliases=tuple(sorted(aliases)))
    return dataclasses.replace(identity, actors=actors)


def corrected(
    clusters: Sequence[Cluster], judgements: Sequence[Judgement]
) -> list[tuple[Cluster, tuple[Corrected, ...]]]:
    """Each cluster as an analyst has it, with what was said of it.

    A correction is of the line that holds the first of its mentions, and of all that tell the same.
    """
    wanted = [j for j in judgements if j.subject == "event"]
    if not wanted:
        return [(c, ()) for c in clusters]
    made = list(clusters)
    holder = {anchor(t): n for n, c in enumerate(made) for t in c.told}
    marks: dict[int, list[Corrected]] = defaultdict(list)
    for j in wanted:
        hit = list(dict.fromkeys(holder[m] for m in j.members if m in holder))
        for n in hit[:1] if j.verb in ON_LINES else hit:
            made[n] = _changed(made[n], j)
            marks[n].append(Corrected(j.id, j.verb, j.author, j.note, j.made, j.value, j.was))
    return [(c, tuple(marks[n])) for n, c in enumerate(made)]


def _changed(c: Cluster, j: Judgement) -> Cluster:
    told = [dataclasses.replace(t, mention=_mention(t.mention, j)) for t in c.told]
    if told == c.told:
        return c
    new = Cluster()
    for t in told:
        new.add(t)
    return new


def _mention(m: EventMention, j: Judgement) -> EventMention:
    value = j.value or ""
    match j.verb:
        case "retype":
            kind, _, mode = value.partition("/")
            return msgspec.structs.replace(m, type=kind, mode=mode or None)
        case "redate":
            earliest, latest = days_of(value)
            return msgspec.structs.replace(m, earliest=earliest, latest=latest, time=None, day_basis="told")
        case "restatus" if value in STATUSES:
            return msgspec.convert({**msgspec.structs.asdict(m), "status": value}, EventMention)
        case "confirm":
            return msgspec.structs.replace(m, p=1.0, left_out=())
        case "reject":
            return msgspec.structs.replace(m, p=0.0)
    return m


def told_of(e: Event, marks: Sequence[Corrected]) -> Event:
    """The event with what was said of it, and in an analyst's words where there are any."""
    if not marks:
        return e
    words = [m.value for m in marks if m.verb == "rename" and m.value]
    return msgspec.structs.replace(e, corrected=tuple(marks), summary=words[-1] if words else e.summary)


def held(report: str, sha: str, m: EventMention) -> Held:
    """What a correction of this mention holds on to."""
    return Held(report, sha, m.trigger.start, m.type, m.evidence.start, m.evidence.end, m.evidence.text)
