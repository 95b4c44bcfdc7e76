"""The record as JSON Lines, as the contract lays them down, and a codebook beside them."""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.defaults import SHOWN
from onrecord.fuse.disagreements import Disagreement
from onrecord.fuse.identity import KnownActor
from onrecord.fuse.together import Promise, SaidOnRecord
from onrecord.model import Citation, Event, Expectation, Lineage, Relation, Report, Story
from onrecord.progress import Tell, counted, quiet, within
from onrecord.record import Kept
from onrecord.show.whole import write_folder

Row = dict[str, Any]
Who = Callable[[Sequence[str]], list[str]]  # the names of events as they are exported


def _cite(c: Citation) -> Row:
    return {"report": c.report, "start": c.start, "end": c.end, "text": c.text}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, each made when it is asked for. many: how many there are."""

    many: int
    rows: Callable[[], Iterator[Row]]

    def __len__(self) -> int:
        return self.many

    def __iter__(self) -> Iterator[Row]:
        return self.rows()


def tables(
    kept: Kept, reports: Callable[[], Iterable[Report]], many: int, sure: float = SHOWN
) -> dict[str, Table]:
    """Every table of the export, by name; states stand as alpha-3 codes among the actors of events.

    reports: gives the reports of it, so ``many``, one by one. sure: the least chance of the events.
    """
    lineage = {i: x.id for x in kept.rows("lineages") for i in x.reports}
    story = {i: s.id for s in kept.rows("stories") for i in s.reports}
    code = {a.name: a.country for a in kept.rows("actors") if a.kind == "state" and a.country}

    def who(names: Sequence[str]) -> list[str]:
        return [code.get(n) or n for n in names]

    def table(name: str, row: Callable[[Any], Row]) -> Table:
        return Table(kept.head.rows[name], lambda: map(row, kept.rows(name)))

    return {
        "reports": Table(many, lambda: (_report(r, lineage.get(r.id), story.get(r.id)) for r in reports())),
        "actors": table("actors", _actor),
        "events": Table(kept.count(sure), lambda: (_event(e, who) for e in kept.events(sure))),
        "quotes": table("quotes", _quote),
        "commitments": table("commitments", lambda c: _commitment(c, who)),
        "expectations": Table(
            sum(1 for _ in kept.expectations(sure)),
            lambda: (_expectation(x, who) for x in kept.expectations(sure)),
        ),
        "relations": table("relations", _relation),
        "disagreements": table("disagreements", _disagreement),
        "lineages": table("lineages", _lineage),
        "stories": table("stories", _story),
    }


def _story(s: Story) -> Row:
    return {"id": s.id, "name": s.name, "reports": list(s.reports)}


def _report(r: Report, lineage: str | None, story: str | None) -> Row:
    return {
        "id": r.id,
        "path": r.path,
        "title": r.title,
        "url": r.url,
        "published": _iso(r.published),
        "published_basis": r.published_basis,
        "published_earliest": _iso(r.published_earliest),
        "published_latest": _iso(r.published_latest),
        "published_why": r.published_why,
        "publisher": r.publisher,
        "agency": r.agency,
        "lineage": lineage,
        "story": story,
        "byline": r.byline,
        "published_at": r.published_at,
        "updated_at": r.updated_at,
        "format": r.format,
        "state": r.set_aside.why if r.set_aside else "stands",
        "set_aside_by": r.set_aside.by if r.set_aside else None,
        "notes": [{"kind": n.kind, "text": n.text, "start": n.start, "end": n.end} for n in r.notes],
        "text": r.text,
    }


def _actor(a: KnownActor) -> Row:
    return {
        "id": a.id,
        "name": a.name,
        "kind": a.kind,
        "country": a.country,
        "sector": a.sector,
        "aliases": list(a.aliases),
        "roles": [{"role": r, "first": f, "last": t} for r, f, t in a.roles],
    }


def _event(e: Event, who: Who) -> Row:
    return {
        "id": e.id,
        "type": e.type,
        "mode": e.mode,
        "contexts": list(e.contexts),
        "actors": who(e.actors),
        "recipients": who(e.recipients),
        "earliest": _iso(e.earliest),
        "latest": _iso(e.latest),
        "place": e.place,
        "status": e.status,
        "format": e.format,
        "channel": e.channel,
        "summary": e.summary,
        "reports": list(e.reports),
        "independent_sources": e.independent_sources,
        "evidence": [_cite(c) for c in e.evidence],
        "disputes": [
            {
                "field": d.field,
                "values": [{"value": v.value, "reports": list(v.reports)} for v in d.values],
                "reason": d.reason,
            }
            for d in e.disputes
        ],
        "outcome_of": e.outcome_of,
        "according_to": list(e.according_to),
        "background": e.background_only,
        "part_of": e.part_of,
        "relayed_from": list(e.relayed_from),
        "p": e.p,
        "day_basis": e.day_basis,
        "corrected": [
            {
                "id": c.id,
                "verb": c.verb,
                "value": c.value,
                "was": c.was,
                "author": c.author,
                "note": c.note,
                "made": c.made,
            }
            for c in e.corrected
        ],
        "amended": amended_objects(e),
    }


def _quote(q: SaidOnRecord) -> Row:
    return {
        "id": q.id,
        "kind": q.kind,
        "speaker": q.speaker,
        "speaker_role": q.speaker_role,
        "report": q.report,
        "content": [{"start": s, "end": e, "text": t} for s, e, t in q.content],
        "cue": q.cue,
        "date": q.date,
        "contexts": list(q.contexts),
    }


def _commitment(c: Promise, who: Who) -> Row:
    return {
        "id": c.id,
        "actors": who(c.actors),
        "deadline": c.deadline,
        "text": c.text,
        "report": c.report,
        "start": c.start,
        "end": c.end,
        "status": c.status,
    }


def _expectation(x: Expectation, who: Who) -> Row:
    return {
        "id": x.id,
        "event": x.event,
        "what": x.what,
        "p": x.p,
        "actors": who(x.actors),
        "earliest": _iso(x.earliest),
        "latest": _iso(x.latest),
        "first_expected": _iso(x.first_expected),
        "last_expected": _iso(x.last_expected),
        "reports": list(x.reports),
        "outcome": x.outcome,
        "settled_by": _cite(x.settled_by) if x.settled_by else None,
        "evidence": [_cite(c) for c in x.evidence],
    }


def _relation(r: Relation) -> Row:
    return {
        "between": list(r.between),
        "context": r.context,
        "states": [
            {
                "state": s.state,
                "from": _iso(s.since),
                "to": _iso(s.until),
                "event": s.event,
                "evidence": _cite(s.evidence),
            }
            for s in r.states
        ],
        "months": [
            {"month": m.month, "level": m.level, "direction": m.direction, "events": m.events}
            for m in r.months
        ],
    }


def _disagreement(d: Disagreement) -> Row:
    return {"what": d.what, "values": [{"value": v, **_cite(c)} for v, c in d.values]}


def _lineage(x: Lineage) -> Row:
    return {
        "id": x.id,
        "reports": list(x.reports),
        "copied": [{"from": a, "to": b, "spans": [list(s) for s in spans]} for a, b, spans in x.copied],
        "changed": [
            {
                "from": a,
                "to": b,
                "what": c.what,
                "before": _cite(c.before) if c.before else None,
                "after": _cite(c.after) if c.after else None,
            }
            for a, b, made in x.changed
            for c in made
        ],
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def write(folder: Path, made: Mapping[str, Table], tell: Tell = quiet) -> list[Path]:
    """Writes one file a table and the codebook, all of them or none; returns their paths. Raises ``OSError``.

    tell: is told how many rows are written."""
    total, done, out = sum(map(len, made.values())), 0, dict[str, Iterable[bytes]]()
    for name, rows in made.items():
        part = within(tell, done / total, (done + len(rows)) / total) if rows else tell
        out[f"{name}.jsonl"] = _jsonl(counted(rows, len(rows), part))
        done += len(rows)
    out["CODEBOOK.md"] = (codebook().encode(),)
    write_folder(folder, out)
    return [folder / name for name in out]


def _jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    for r in rows:
        yield (json.dumps(r, ensure_ascii=False) + "\n").encode()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs: behind an apostrophe where it would begin a formula, and
    where it begins with an apostrophe itself, so that one apostrophe taken off always gives the text again.

    Spreadsheets pass over spaces and unseen characters before a formula, and take full-width signs for their
    own.
    """
    return "'" + text if text[:1] in ("'", "\t", "\r", "\n") or _opening(text) in _RUN else text


def _opening(text: str) -> str:
    """The first character that is seen, as a narrow one."""
    seen = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    return unicodedata.normalize("NFKC", next(seen, ""))[:1]


_RUN = frozenset("=+-@|%\u2212\ufe62\ufe63\ufe66\ufe6b")


def amended_objects(e: Event) -> list[Row]:
    """What its reports correct of themselves, where that touches the event."""
    return [{"report": a.report, "text": a.text, "start": a.start, "end": a.end} for a in e.amended]


def timeline_objects(chosen: Sequence[tuple[str, Sequence[str], Sequence[Event]]]) -> Iterator[Row]:
    for day, sentences, events in chosen:
        yield {
            "date": day,
            "sentences": list(sentences),
            "events": [e.id for e in events],
            "amended": [{"event": e.id, **a} for e in events for a in amended_objects(e)],
        }


@functools.cache
def codebook() -> str:
    """What every field of every file means, as Markdown."""
    return (files("onrecord.show") / "templates" / "CODEBOOK.md").read_text(encoding="utf8")
