"""Makes the weights of the chance ``p`` and of the two second opinions, and tells how reliable they are.

    python scripts/calibrate.py --sentences SENTENCES:REPORTS --labels LABELS:REPORTS ... [--parses FILE]
        [--check]

Learns from the sentences of ``training/`` (where every act is marked, so what is found and not marked is
wrong), from sentences of news that are labelled whole (``training/sentences.jsonl``), and from labels on
single mentions of news (``training/labels.jsonl``: report id, offsets, digest of the participants, verdict).
None of them holds a word of the texts; REPORTS does. In this order:

1. Status and participants as the rules alone give them, against the labels: the opinions
   (``opinion_status.py``, ``opinion_partakers.py``), once of all labels but those of each quarter of the
   reports, once of all.
2. Every report read again with the opinions of the quarters that it is not in, so that no mention is weighed
   by what had seen it: rows of facts, right or wrong. The weights of ``p`` are a logistic regression over
   them with an L2 prior.

Writes ``weights.json``, ``status.json`` and ``partakers.json`` in ``src/onrecord/lexicon/data/en``;
``--check`` only cross-validates, by report and by sentence. ``--parses`` keeps parses for another run. No
step is random.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

import labelled
import logistic
import opinion_partakers
import opinion_status
from onrecord.analyse.happened.find import Candidate
from onrecord.analyse.happened.opinions import NONE, Opinions
from onrecord.analyse.language import Kept
from onrecord.analyse.who import Who
from onrecord.show.words import SURE, sure

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src/onrecord/lexicon/data/en"
PRIOR = 2.0  # L2; an entry's own weight is drawn to its type's by four times as much
RARE = 4  # a feature that fewer rows have is left out
REFERENCE = (
    "labels"  # the readers whose verdicts p is to agree with; others may be stricter, or mark other sentences
)
PARTS = 4  # of the reports: each is read with opinions of the others
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one mention, whether it is right, its group for cross-validation, and its source."""

    features: dict[str, float]
    right: bool
    group: str
    source: str
    weight: float = 1.0


@dataclass(slots=True)
class Cases(Generic[T]):
    """What an opinion learns from: sentences of news, and of our own."""

    news: list[T] = field(default_factory=list)
    own: list[T] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Learned:
    """Opinions of all labels, of the news alone, and for each part of the reports those of the others."""

    all: Opinions
    news: Opinions
    parts: tuple[Opinions, ...]

    def unseen(self, report: str) -> Opinions:
        """Opinions that had not seen the report."""
        return self.parts[part_of(report)]


def part_of(report: str) -> int:
    return int(hashlib.sha256(report.encode()).hexdigest()[:8], 16) % PARTS


def learned(sentences: Sequence[tuple[Path, Path]], kept: Kept | None) -> Learned:
    """The opinions; prints how many acts each mends and spoils, cross-validated."""
    status, partakers = Cases[opinion_status.Case](), Cases[opinion_partakers.Case]()
    for pair in sentences:
        for told, acts in labelled.news(*pair, lambda _: NONE, kept):
            gold = next((a for a in acts if a.type == told[3].match.act.type), None)
            if gold is not None:
                status.news.append(opinion_status.case(told, gold, told[0].id))
                partakers.news.append(opinion_partakers.case(told, gold, told[0].id))
    for told, act in labelled.own(NONE, kept):
        if act is not None and act.type == told[3].match.act.type:
            status.own.append(opinion_status.case(told, act, f"own {told[0].id}"))
            partakers.own.append(opinion_partakers.case(told, act, f"own {told[0].id}"))
    status.own += opinion_status.examples(kept)
    partakers.news, partakers.own = (
        [c for c in cases if opinion_partakers.is_asked(c)] for cases in (partakers.news, partakers.own)
    )
    opinion_status.check([*status.news, *status.own])
    opinion_partakers.check([*partakers.news, *partakers.own])

    def without(k: int) -> Opinions:
        """Opinions of all but the reports of one part."""
        return Opinions(
            opinion_status.fit([*(c for c in status.news if part_of(c.report) != k), *status.own]),
            opinion_partakers.fit([*(c for c in partakers.news if part_of(c.report) != k), *partakers.own]),
        )

    return Learned(
        without(-1),
        Opinions(opinion_status.fit(status.news), opinion_partakers.fit(partakers.news)),
        tuple(without(k) for k in range(PARTS)),
    )


def own_rows(opinions: Opinions, kept: Kept | None) -> list[Row]:
    """Rows of the sentences of ``training/``."""
    return [
        Row(told[3].features, act is not None and labelled.is_right(told, act), f"own {told[0].id}", "own")
        for told, act in labelled.own(opinions, kept)
    ]


def sentence_rows(pair: tuple[Path, Path], opinions: labelled.OpinionsOf, kept: Kept | None) -> list[Row]:
    """Rows of the sentences of news that are labelled whole: what is found and not marked is wrong."""
    return [
        Row(told[3].features, any(labelled.is_right(told, a) for a in acts), told[0].id, "whole")
        for told, acts in labelled.news(*pair, opinions, kept)
    ]


def _plain(s: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\bthe\b", " ", s.lower())).strip()


def _same(a: list[str], b: list[str]) -> bool:
    def near(x: str, ys: list[str]) -> bool:
        return any(x == y or x in y or y in x for y in ys)

    return len(a) == len(b) and all(near(x, b) for x in a) and all(near(x, a) for x in b)


def label_rows(pair: tuple[Path, Path], opinions: labelled.OpinionsOf, kept: Kept | None) -> list[Row]:
    """Rows of labelled mentions of news; the labelled mention is the one of the same words, type and
    participants.

    pair: labels, a line a mention, with names of participants (``actors``, ``recipients``) or with
    ``parties``, their digest; and their reports, a line a report (``id``, ``text``, ``published`` or
    ``date``).
    """
    labels, reports = pair
    by_report: dict[str, list[dict[str, Any]]] = {}
    for raw in labels.read_text(encoding="utf-8").splitlines():
        m = json.loads(raw)
        by_report.setdefault(str(m["report"]), []).append(m)
    found_reports = []
    for raw in reports.read_text(encoding="utf-8").splitlines():
        r = json.loads(raw)
        if str(r["id"]) in by_report:
            day = r.get("published") or r.get("date")
            found_reports.append(
                labelled.as_report(
                    r["text"], str(r["id"]), date.fromisoformat(str(day)[:10]) if day else None
                )
            )
    rows = []
    for report, _, people, found in labelled.analysed(found_reports, opinions, kept):
        for c in found:
            verdicts = [v for m in by_report[report.id] if (v := _verdict(m, c, people)) is not None]
            if verdicts:
                rows.append(Row(c.features, any(verdicts), report.id, labels.parent.name, 1.0))
    return rows


def digest(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Names of participants without the names: labels go without a word of the texts."""
    told = ">".join("|".join(sorted(map(_plain, names))) for names in (actors, recipients))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _verdict(m: Mapping[str, Any], c: Candidate, people: Who) -> bool | None:
    """Whether a label says that the candidate is right; None where it is of another mention."""
    if not (c.token.start < m["end"] and m["start"] < c.token.end and m["type"] == c.match.act.type):
        return None
    if m["error"] == "no act":
        return False
    actors, recipients = (
        [people.by_id[i].name for i in ids] for ids in (c.parties.actors, c.parties.recipients)
    )
    if "parties" in m:
        same = m["parties"] == digest(actors, recipients)
    else:
        same = _same([_plain(n) for n in actors], [_plain(n) for n in m["actors"]]) and _same(
            [_plain(n) for n in recipients], [_plain(n) for n in m["recipients"]]
        )
    mended = m["error"] == "status" and m["status"] != c.status
    return bool(m["verdict"] == "right") if same and not mended else None


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by feature; sources beside the reference have a bias of their own that is not kept."""
    index = logistic.frequent([r.features for r in rows], RARE)
    names = list(index)
    other = sorted({r.source for r in rows} - {REFERENCE})  # each has a bias of its own, which is not kept
    columns = {**index, **{f"source {name}": len(names) + n for n, name in enumerate(other)}}
    x = logistic.matrix([{**r.features, f"source {r.source}": 1.0} for r in rows], columns)
    y = np.array([r.right for r in rows], dtype=float)
    s = np.array([r.weight for r in rows])
    prior = np.array(
        [
            *(
                4 * PRIOR
                if n.startswith(("entry", "unmet", "actors", "recipients", "word", "object", "under"))
                or (n.rpartition(" ")[2].isupper() and n.count(" ") > 1)
                else 2 * PRIOR
                for n in names
            ),
            *(0.01 for _ in other),
        ]
    )
    if "bias" in index:
        prior[index["bias"]] = 0.01
    w = logistic.newton(x, y, s, prior)
    return {f: round(float(w[n]), 3) for f, n in index.items() if abs(w[n]) >= 0.005}


def crossed(rows: Sequence[Row], folds: int = 5) -> np.ndarray:
    """The chance of each row by weights that had not seen its report or sentence."""
    fold = {g: n % folds for n, g in enumerate(sorted({r.group for r in rows}))}
    p = np.zeros(len(rows))
    for k in range(folds):
        table = fit([r for r in rows if fold[r.group] != k])
        for i, r in enumerate(rows):
            if fold[r.group] == k:
                p[i] = score(table, r)
    return p


def scaled(table: Mapping[str, float], rows: Sequence[Row], p: np.ndarray) -> dict[str, float]:
    """Weights stretched and shifted so that cross-validated chances of the reference are what they say (Platt
    1999)."""
    pick = [i for i, r in enumerate(rows) if r.source == REFERENCE]
    logit = np.log(p[pick] / (1 - p[pick]))
    x = logistic.matrix([{"slope": z, "shift": 1.0} for z in logit], {"slope": 0, "shift": 1})
    y = np.array([rows[i].right for i in pick], dtype=float)
    slope, shift = logistic.newton(x, y, np.ones(len(pick)), np.array([0.01, 0.01]))
    made = {f: round(float(w * slope), 3) for f, w in table.items()}
    made["bias"] = round(made.get("bias", 0.0) + float(shift), 3)
    return made


def score(table: Mapping[str, float], r: Row) -> float:
    return float(
        1 / (1 + np.exp(-np.clip(sum(table.get(f, 0.0) * v for f, v in r.features.items()), -30, 30)))
    )


def check(rows: Sequence[Row], p: np.ndarray) -> None:
    """Of cross-validated chances: area, share kept at a precision of 81, and the fifths, by source."""
    for source in sorted({r.source for r in rows}):
        pick = [i for i, r in enumerate(rows) if r.source == source]
        if not pick:
            continue
        y, q = np.array([rows[i].right for i in pick]), p[pick]
        order = np.argsort(-q)
        hits = np.cumsum(y[order])
        right = hits / np.arange(1, len(pick) + 1)
        kept = max((hits[i] / max(1, y.sum()) for i in range(len(pick)) if right[i] >= 0.81), default=0.0)
        at = q >= 0.5
        rank = np.empty(len(pick))
        rank[np.argsort(q, kind="stable")] = np.arange(1, len(pick) + 1)
        area = (rank[y].sum() - y.sum() * (y.sum() + 1) / 2) / max(1, y.sum() * (~y).sum())
        print(
            f"{source}: {len(pick)} rows, {int(y.sum())} right; area {area:.3f}; "
            f"kept at precision 81: {100 * kept:.1f}; "
            f"at p .5: precise {100 * y[at].mean():.1f}, kept {100 * y[at].sum() / y.sum():.1f}"
        )
        for part in np.array_split(np.argsort(q), 5):
            print(f"   mean p {q[part].mean():.2f}, right {y[part].mean():.2f} of {len(part)}")
        said = [sure(x) for x in q]
        for word, found in {w: y[[x == w for x in said]] for _, w in SURE}.items():
            print(f"   “{word}”: right {found.mean() if len(found) else 0:.2f} of {len(found)}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--labels", nargs="*", default=[], metavar="LABELS:REPORTS", type=_pair)
    parser.add_argument("--sentences", nargs="*", default=[], metavar="SENTENCES:REPORTS", type=_pair)
    parser.add_argument("--parses", type=Path, help="a file that keeps parses for another run")
    parser.add_argument("--rows", type=Path, help="a file that keeps the rows, as JSON, to look at")
    parser.add_argument("--check", action="store_true", help="only cross-validate")
    args = parser.parse_args()
    kept = labelled.kept_in(args.parses)
    found = learned(args.sentences, kept)
    rows = own_rows(found.news, kept)
    for pair in args.labels:
        rows += label_rows(pair, found.unseen, kept)
    for pair in args.sentences:
        rows += sentence_rows(pair, found.unseen, kept)
    if args.rows:
        args.rows.write_text(json.dumps([[r.features, r.right, r.group, r.source] for r in rows]))
    p = crossed(rows)
    check(rows, p)
    if not args.check:
        table = scaled(fit(rows), rows, p)
        _write("weights.json", rows=len(rows), weights=table)
        _write("status.json", weights=found.all.status)
        _write("partakers.json", weights=found.all.partakers)
        print(f"{len(table)} weights of {len(rows)} rows")
    return 0


def _pair(given: str) -> tuple[Path, Path]:
    labels, _, reports = given.partition(":")
    return Path(labels), Path(reports)


def _write(name: str, **body: Any) -> None:
    made = json.dumps({"made_by": "scripts/calibrate.py", **body}, indent=0, sort_keys=True)
    (DATA / name).write_text(made + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
