"""The record as JSON Lines, as the contract lays them down, and a codebook beside them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.fuse import Fused
from onrecord.model import Citation, Report
from onrecord.progress import Tell, counted, quiet, within
from onrecord.show.whole import write_folder

Row = dict[str, Any]


def _cite(c: Citation) -> Row:
    return {"report": c.report, "start": c.start, "end": c.end, "text": c.text}


def tables(fused: Fused, reports: Sequence[Report]) -> dict[str, list[Row]]:
    """Every table of the export, by name; states stand as alpha-3 codes among the actors of events."""
    lineage = {i: x.id for x in fused.lineages for i in x.reports}
    story = {i: s.id for s in fused.stories for i in s.reports}
    code = {a.name: a.country for a in fused.actors if a.kind == "state" and a.country}

    def who(names: Sequence[str]) -> list[str]:
        return [code.get(n) or n for n in names]

    return {
        "reports": [
            {"id": r.id, "path": r.path, "title": r.title, "url": r.url, "published": _iso(r.published), "published_basis": r.published_basis,
             "published_earliest": _iso(r.published_earliest), "published_latest": _iso(r.published_latest), "published_why": r.published_why,
             "publisher": r.publisher, "agency": r.agency, "lineage": lineage.get(r.id), "story": story.get(r.id), "byline": r.byline, "published_at": r.published_at, "updated_at": r.updated_at, "format": r.format,
             "state": r.set_aside.why if r.set_aside else "stands", "set_aside_by": r.set_aside.by if r.set_aside else None,
             "notes": [{"kind": n.kind, "text": n.text, "start": n.start, "end": n.end} for n in r.notes], "text": r.text}
            for r in reports
        ],
        "actors": [
            {"id": a.id, "name": a.name, "kind": a.kind, "country": a.country, "sector": a.sector, "aliases": list(a.aliases),
             "roles": [{"role": r, "first": f, "last": t} for r, f, t in a.roles]}
            for a in fused.actors
        ],
        "events": [
            {"id": e.id, "type": e.type, "mode": e.mode, "contexts": list(e.contexts), "actors": who(e.actors), "recipients": who(e.recipients),
             "earliest": _iso(e.earliest), "latest": _iso(e.latest), "place": e.place, "status": e.status, "format": e.format, "channel": e.channel,
             "summary": e.summary, "reports": list(e.reports), "independent_sources": e.independent_sources, "evidence": [_cite(c) for c in e.evidence],
             "disputes": [{"field": d.field, "values": [{"value": v.value, "reports": list(v.reports)} for v in d.values], "reason": d.reason} for d in e.disputes],
             "outcome_of": e.outcome_of, "according_to": list(e.according_to), "background": e.background_only,
             "part_of": e.part_of, "relayed_from": list(e.relayed_from), "p": e.p, "day_basis": e.day_basis,
             "corrected": [{"id": c.id, "verb": c.verb, "value": c.value, "was": c.was, "author": c.author, "note": c.note, "made": c.made} for c in e.corrected],
             "amended": [{"report": a.report, "text": a.text, "start": a.start, "end": a.end} for a in e.amended]}
            for e in fused.events
        ],
        "quotes": [
            {"id": q.id, "kind": q.kind, "speaker": q.speaker, "speaker_role": q.speaker_role, "report": q.report,
             "content": [{"start": s, "end": e, "text": t} for s, e, t in q.content], "cue": q.cue, "date": q.date, "contexts": list(q.contexts)}
            for q in fused.quotes
        ],
        "commitments": [
            {"id": c.id, "actors": who(c.actors), "deadline": c.deadline, "text": c.text, "report": c.report, "start": c.start, "end": c.end, "status": c.status}
            for c in fused.commitments
        ],
        "expectations": [
            {"event": x.event, "what": x.what, "actors": who(x.actors), "earliest": _iso(x.earliest), "latest": _iso(x.latest),
             "first_expected": _iso(x.first_expected), "last_expected": _iso(x.last_expected), "reports": list(x.reports), "outcome": x.outcome,
             "settled_by": _cite(x.settled_by) if x.settled_by else None}
            for x in fused.expectations
        ],
        "relations": [
            {"between": list(r.between), "context": r.context,
             "states": [{"state": s.state, "from": _iso(s.since), "to": _iso(s.until), "event": s.event, "evidence": _cite(s.evidence)} for s in r.states],
             "months": [{"month": m.month, "level": m.level, "direction": m.direction, "events": m.events} for m in r.months]}
            for r in fused.relations
        ],
        "disagreements": [{"what": d.what, "values": [{"value": v, **_cite(c)} for v, c in d.values]} for d in fused.disagreements],
        "lineages": [
            {"id": x.id, "reports": list(x.reports), "copied": [{"from": a, "to": b, "spans": [list(s) for s in spans]} for a, b, spans in x.copied],
             "changed": [{"from": a, "to": b, "what": c.what, "before": _cite(c.before) if c.before else None, "after": _cite(c.after) if c.after else None}
                         for a, b, made in x.changed for c in made]}
            for x in fused.lineages
        ],
        "stories": [{"id": s.id, "name": s.name, "reports": list(s.reports)} for s in fused.stories],
    }  # fmt: skip


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def write(folder: Path, made: Mapping[str, list[Row]], tell: Tell = quiet) -> list[Path]:
    """Writes one file a table and the codebook, all of them or none; returns their paths. Raises ``OSError``.

    tell: is told how many rows are written."""
    total, done, files = sum(map(len, made.values())), 0, dict[str, Iterable[bytes]]()
    for name, rows in made.items():
        part = within(tell, done / total, (done + len(rows)) / total) if rows else tell
        files[f"{name}.jsonl"] = _jsonl(counted(rows, len(rows), part))
        done += len(rows)
    files["CODEBOOK.md"] = (CODEBOOK.encode(),)
    write_folder(folder, files)
    return [folder / name for name in files]


def _jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    for r in rows:
        yield (json.dumps(r, ensure_ascii=False) + "\n").encode()


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs: behind an apostrophe where it would begin a formula, and where it
    begins with an apostrophe itself, so that one apostrophe taken off always gives the text again.

    Spreadsheets pass over spaces and unseen characters before a formula, and take full-width signs for their own.
    """
    return "'" + text if text[:1] in ("'", "\t", "\r", "\n") or _opening(text) in _RUN else text


def _opening(text: str) -> str:
    """The first character that is seen, as a narrow one."""
    seen = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    return unicodedata.normalize("NFKC", next(seen, ""))[:1]


_RUN = frozenset("=+-@|%\u2212\ufe62\ufe63\ufe66\ufe6b")


def timeline_objects(chosen: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> Iterator[Row]:
    for day, sentences, ids in chosen:
        yield {"date": day, "sentences": list(sentences), "events": list(ids)}


CODEBOOK = """# Codebook

Offsets are half-open `[start, end)` in Unicode code points of the report's `text`; `text[start:end]` are the words quoted.
Days are ISO 8601; `earliest` and `latest` are both inclusive, and empty where nothing is known. Countries are ISO 3166-1
alpha-3 (XKX: Kosovo). A citation is `{report, start, end, text}`.

| file | field | meaning |
|---|---|---|
| reports | id, path, title, url, publisher, agency, text | as it was read; for HTML the text is the extracted one |
| reports | published, published_basis | day of publication, and what it rests on: given, markup, stated (in the text), inferred (from other reports), unknown |
| reports | published_earliest, published_latest, published_why | where inferred: the days it may be, and what that rests on |
| reports | byline, format | who wrote it, and what it was read from |
| reports | published_at, updated_at | the moments of publication and of the last change, with their zone, where told |
| reports | state, set_aside_by | stands; superseded by a later version, or withdrawn, and by which report: no line is made of either |
| reports | notes | what the report says of itself: correction, editor, withdrawal; offsets where it stands in the text |
| reports | lineage, story | reports of one lineage share text and count as one source; reports of one story tell of one matter |
| actors | id, name, aliases | the name that it is shown by, and its other names |
| actors | kind | person, organization, state, group |
| actors | country | alpha-3 |
| actors | sector | PLOVER sector (GOV, MIL, COP, JUD, LEG, REB, PTY, JRN, IGO, NGO …) |
| actors | roles | titles that reports give, with the first and last day of publication |
| events | id | another when one more report tells of it |
| events | type, mode, contexts | PLOVER (16 types); a planned event keeps the type of what is planned |
| events | actors, recipients | who acts and on whom; in reciprocal events all are actors; states as alpha-3 |
| events | earliest, latest | the days that it can be |
| events | place | where |
| events | status | happened, ongoing, planned, expected, possible, not_happened, called_off |
| events | format, channel | in_person, call, video, email, text_message, letter; official, unofficial |
| events | summary | built from the fields, not quoted |
| events | reports, independent_sources | who tells it, and how many lineages and outlets stand behind them |
| events | evidence | citations: the words that say so |
| events | disputes | values on which reports disagree, the chosen one first |
| events | outcome_of | the expectation that it fulfils |
| events | part_of | the visit that a meeting is part of |
| events | according_to | who vouches for it, where it is not the reporter |
| events | amended | corrections that its reports made of themselves and that touch it, with their words |
| events | relayed_from | outlets whose word is only passed on; they and not the report are the witness |
| events | background | whether it is only told in retrospect |
| events | p | the chance that the line is right, of its independent witnesses together |
| events | day_basis | what the days rest on: told, inherited (from what the text is telling of), news (of the report's day or the day before), open |
| events | corrected | what an analyst said of the line: verb, value, what stood there before, author, note, when |
| quotes | id, report, content | the words, piece by piece |
| quotes | kind | direct, indirect, mixed |
| quotes | speaker, speaker_role | who said it, and the title given there; anonymous where only that is told |
| quotes | cue, date, contexts | the word of speech, the day on which it was said, PLOVER contexts |
| commitments | id, actors, text, report, start, end | who is bound by which words |
| commitments | deadline, status | TIMEX3 value; open, or due where it has passed |
| expectations | event, what, actors, earliest, latest | the planned event |
| expectations | first_expected, last_expected, reports | days of publication on which it was told, and by whom |
| expectations | outcome, settled_by | happened, did_not_happen, called_off, open; the citation that says so |
| relations | between, context | two states, and the issue (none: all together) |
| relations | states | active, suspended, informal, resumed, ended, each with its days, the event and the words behind it |
| relations | months | mean of PLOVER's score (-10 to 10) of what passed in a month, and whether it rose or fell |
| disagreements | what, values | what reports disagree on, each value with its citation |
| lineages | id, reports | reports that share text |
| lineages | copied | spans of the later report (`to`) that stand in the earlier (`from`) |
| lineages | changed | facts in which a version differs from an earlier one: event, date, quotation or number; no `before`: came in |
| stories | id, name, reports | reports that tell of one matter |
"""
