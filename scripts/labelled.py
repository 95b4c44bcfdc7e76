"""Candidates of labelled sentences with what readers say of their words: for the scripts that learn weights.

Labels hold no word of the texts: ``training/sentences.jsonl`` has sentences of news in which every act is
marked (report id, start of the text's SHA-256, offsets), ``training/*.txt`` sentences of our own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import training_text
from onrecord.analyse import speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.happened.find import Candidate, candidates, settle
from onrecord.analyse.happened.opinions import Opinions
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.language import Kept, parses, pipeline
from onrecord.analyse.parse import Parse
from onrecord.analyse.who import Who
from onrecord.engine.kept import Parses
from onrecord.lexicon.acts import acts
from onrecord.model import Report
from onrecord.read import report_of
from onrecord.read.report import Foreign
from onrecord.world import load

TRAINING = Path(__file__).resolve().parent.parent / "training"
DAY = date(2024, 5, 8)  # on which the sentences of our own came out
AHEAD = frozenset({"planned", "expected"})
REAL = frozenset({"happened", "ongoing"})
BATCH = 100  # reports: what the pipeline reads at once
MOST = 4 << 30  # bytes of the file of parses

OpinionsOf = Callable[[str], Opinions]  # by report id
Told = tuple[Report, Parse, Who, Candidate]


def kept_in(path: Path | None) -> Kept | None:
    """A file of parses, for reading the same reports again; None without a path."""
    return Parses(str(path), str(pipeline().meta["name"]), MOST) if path else None


def as_report(text: str, id: str, published: date | None) -> Report:
    try:
        return report_of(text, id=id, published=published)
    except Foreign as error:
        return error.report


def analysed(
    reports: Sequence[Report], opinions: OpinionsOf, kept: Kept | None = None
) -> Iterator[tuple[Report, Parse, Who, list[Candidate]]]:
    """Every candidate of every report."""
    for start in range(0, len(reports), BATCH):
        part = reports[start : start + BATCH]
        for report, parse in zip(part, parses(part, pipeline(), kept), strict=True):
            people, times = who.find(parse, report, load()), when.find(parse, report)
            made, vouchers = clauses(parse), Vouchers(speech.find(parse, people, times))
            names = Names(made, people, vouchers)
            found = candidates(
                parse, report, people, times, made, vouchers, names, acts(), opinions(report.id)
            )
            yield report, parse, people, settle(found)


def own(opinions: Opinions, kept: Kept | None = None) -> Iterator[tuple[Told, training_text.Act | None]]:
    """Each candidate of the sentences of ``training/*.txt``, with the marked act that its words tell.

    Without acts in words, which are not marked there: those are learned from labels on news alone.
    """
    lines, _ = training_text.read(sorted(TRAINING.glob("*.txt")))
    reports = [as_report(x.text, str(n), DAY) for n, x in enumerate(lines)]
    for line, (report, parse, people, found) in zip(
        lines, analysed(reports, lambda _: opinions, kept), strict=True
    ):
        for c in (c for c in found if not c.match.act.told):
            told = [
                parse.tokens[i] for i in dict.fromkeys((c.token.i, c.clause.carrier, *c.clause.object.heads))
            ]
            at = [a for t in told for a in line.acts if a.trigger[0] < t.end and t.start < a.trigger[1]]
            gold = next((a for a in at if a.type == c.match.act.type), at[0] if at else None)
            yield (report, parse, people, c), gold


def news(
    sentences: Path, reports: Path, opinions: OpinionsOf, kept: Kept | None = None
) -> Iterator[tuple[Told, list[training_text.Act]]]:
    """Each candidate of the sentences of news that are labelled whole, with the marked acts that it may tell.

    Only those whose acts say who takes part, ``[start, end, type, status, actors, recipients]`` with lists of
    spans (of a pronoun those of a name it stands for): with the others too, lines were less precise.
    """
    by_report: dict[str, list[dict[str, Any]]] = {}
    for raw in sentences.read_text(encoding="utf-8").splitlines():
        x = json.loads(raw)
        if x.get("parties"):
            by_report.setdefault(x["report"], []).append(x)
    for report, parse, people, found in analysed(labelled_reports(reports, by_report), opinions, kept):
        for c in found:
            inside = [x for x in by_report[report.id] if x["start"] <= c.token.start < x["end"]]
            told = [_act(a) for x in inside for a in x["acts"] if a[0] < c.token.end and c.token.start < a[1]]
            if inside and (told or not c.match.act.told):
                yield (report, parse, people, c), told


def labelled_reports(reports: Path, by_report: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Report]:
    """The reports that were labelled, with the text that was."""
    found = []
    for raw in reports.read_text(encoding="utf-8").splitlines():
        r = json.loads(raw)
        of = by_report.get(str(r["id"]), ())
        if of and hashlib.sha256(r["text"].encode()).hexdigest()[:16] == of[0]["sha256"]:
            day = r.get("published") or r.get("date")
            found.append(as_report(r["text"], str(r["id"]), date.fromisoformat(str(day)[:10])))
    return found


def _act(a: Sequence[Any]) -> training_text.Act:
    actors, recipients = (tuple((s, e) for s, e in role) for role in a[4:6])
    return training_text.Act((a[0], a[1]), a[2], a[3], actors, recipients)


def is_right(told: Told, gold: training_text.Act) -> bool:
    """Whether a candidate has the type, the status and the participants of a marked act."""
    _, parse, people, c = told
    if gold.type != c.match.act.type or not _same_status(gold.status, c.status):
        return False
    actors, recipients = ids(parse, people, gold.actors), ids(parse, people, gold.recipients)
    known = {i for i in actors | recipients if i}
    mine = {*c.parties.actors, *c.parties.recipients}
    if "recalled" in c.parties.found:
        return known <= mine  # marked is who stands in the sentence
    return (
        known <= mine
        and len(mine - known) <= ("" in actors | recipients)
        and not (known & recipients & set(c.parties.actors) - actors)
    )


def _same_status(a: str, b: str) -> bool:
    """Planned and expected are told alike by most news, and so are what goes on and what happened."""
    return a == b or {a, b} <= AHEAD or {a, b} <= REAL


def ids(parse: Parse, people: Who, spans: tuple[tuple[int, int], ...]) -> set[str]:
    """Actor ids of marked spans; "" for one that names nobody known."""
    out: set[str] = set()
    for start, end in spans:
        inside = [t for t in parse.tokens if start <= t.start < end and t.i in people.at]
        out |= set(people.at[inside[-1].i]) if inside else {""}
    return out
