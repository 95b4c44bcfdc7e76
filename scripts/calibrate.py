"""Makes the weights of the chance ``p`` that a mention is right, and tells how reliable they are.

    python scripts/calibrate.py --labels LABELS:REPORTS ... --sentences SENTENCES:REPORTS [--folds FOLDER] [--check]

Learns from the sentences of ``training/`` (where every act is marked, so what is found and not marked is wrong) and from
labels on news (``training/labels.jsonl``: report id, offsets, digest of the participants, verdict; no word of the texts). Writes ``src/onrecord/lexicon/data/en/weights.json``; ``--check`` only cross-validates, by report and by sentence.
Logistic regression with an L2 prior (``logistic.py``); no step is random.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

import logistic
import training_text
from onrecord.analyse import speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.encoder import Hints, propose
from onrecord.analyse.encoder.propose import loaded
from onrecord.analyse.happened.find import Candidate, candidates, settle
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.language import parses, pipeline
from onrecord.analyse.parse import Parse
from onrecord.analyse.who import Who
from onrecord.lexicon.acts import acts
from onrecord.model import Report
from onrecord.read import report_of
from onrecord.read.report import Foreign
from onrecord.show.words import SURE, sure
from onrecord.world import load
from training_labels import fold_of

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/onrecord/lexicon/data/en/weights.json"
PRIOR = 2.0  # L2; an entry's own weight is drawn to its type's by four times as much
RARE = 4  # a feature that fewer rows have is left out
REFERENCE = (
    "labels"  # the readers whose verdicts p is to agree with; others may be stricter, or mark other sentences
)
AHEAD = frozenset({"planned", "expected"})
REAL = frozenset({"happened", "ongoing"})
DAY = date(2024, 5, 8)


Hinted = Callable[[Parse, Who, str], Hints | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one mention, whether it is right, its group for cross-validation, and its source."""

    features: dict[str, float]
    right: bool
    group: str
    source: str
    weight: float = 1.0


def analysed(
    reports: Sequence[Report], hints: Hinted | None, groups: Sequence[str], as_told: bool = False
) -> Iterator[tuple[Report, Parse, Who, list[Candidate]]]:
    """Every candidate of every report."""
    for report, group, parse in zip(reports, groups, parses(reports, pipeline()), strict=True):
        people, times = who.find(parse, report, load()), when.find(parse, report)
        quotes = speech.find(parse, people, times)
        made = clauses(parse)
        suggested = hints(parse, people, group) if hints else None
        vouchers = Vouchers(quotes)
        found = candidates(
            parse,
            report,
            people,
            times,
            made,
            vouchers,
            Names(made, people, vouchers),
            acts(),
            suggested,
            as_told,
        )
        yield report, parse, people, settle(found)


def as_report(text: str, id: str, published: date | None) -> Report:
    try:
        return report_of(text, id=id, published=published)
    except Foreign as error:
        return error.report


def own_rows(hints: Hinted | None = None) -> list[Row]:
    """Rows of the sentences of ``training/``."""
    return [
        Row(c.features, gold is not None and _as_marked(parse, people, gold, c), f"own {report.id}", "own")
        for report, parse, people, c, gold in own_labelled(hints)
    ]


def own_labelled(
    hints: Hinted | None = None, as_told: bool = False
) -> Iterator[tuple[Report, Parse, Who, Candidate, training_text.Act | None]]:
    """Each candidate of the sentences of ``training/``, with the marked act that its words tell."""
    lines, _ = training_text.read(sorted((HERE.parent / "training").glob("*.txt")))
    reports = [as_report(x.text, str(n), DAY) for n, x in enumerate(lines)]
    for line, (report, parse, people, found) in zip(
        lines, analysed(reports, hints, [x.text for x in lines], as_told), strict=True
    ):
        for c in found:
            if c.match.act.told:  # not marked in training/: acts in words are learned from labels alone
                continue
            told = [
                parse.tokens[i] for i in dict.fromkeys((c.token.i, c.clause.carrier, *c.clause.object.heads))
            ]
            at = [a for t in told for a in line.acts if a.trigger[0] < t.end and t.start < a.trigger[1]]
            gold = next((a for a in at if a.type == c.match.act.type), at[0] if at else None)
            yield report, parse, people, c, gold


def _same_status(a: str, b: str) -> bool:
    """Planned and expected are told alike by most news, and so are what goes on and what happened."""
    return a == b or {a, b} <= AHEAD or {a, b} <= REAL


def _as_marked(parse: Parse, people: Who, gold: training_text.Act, c: Candidate) -> bool:
    if gold.type != c.match.act.type or not _same_status(gold.status, c.status):
        return False
    actors, recipients = ids(parse, people, gold.actors), ids(parse, people, gold.recipients)
    known = {i for i in actors | recipients if i}
    mine = {*c.parties.actors, *c.parties.recipients}
    if (
        "recalled" in c.parties.found
    ):  # marked is who stands in the sentence; a noun that looks back names others beside
        return known <= mine
    return (
        known <= mine
        and len(mine - known) <= ("" in actors | recipients)
        and not (known & recipients & set(c.parties.actors) - actors)
    )


def ids(parse: Parse, people: Who, spans: tuple[tuple[int, int], ...]) -> set[str]:
    """Actor ids of marked spans; "" for one that names nobody known."""
    out: set[str] = set()
    for start, end in spans:
        inside = [t for t in parse.tokens if start <= t.start < end and t.i in people.at]
        out |= set(people.at[inside[-1].i]) if inside else {""}
    return out


def out_of_fold(folder: Path) -> Hinted:
    """Hints from models that had not seen the report or sentence (``scripts/train.py --folds``), asked by its group."""
    models = [loaded(path) for path in sorted(folder.glob("fold[0-9]"))]
    return lambda parse, people, group: propose(parse, people, models[fold_of(group, len(models))])


def _plain(s: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\bthe\b", " ", s.lower())).strip()


def _same(a: list[str], b: list[str]) -> bool:
    def near(x: str, ys: list[str]) -> bool:
        return any(x == y or x in y or y in x for y in ys)

    return len(a) == len(b) and all(near(x, b) for x in a) and all(near(x, a) for x in b)


def label_rows(labels: Path, reports: Path, hints: Hinted | None = None) -> list[Row]:
    """Rows of labelled mentions of news; the labelled mention is the one of the same words, type and participants.

    labels: a line a mention, with names of participants (``actors``, ``recipients``) or with ``parties``, their digest;
    reports: a line a report (``id``, ``text``, ``published`` or ``date``).
    """
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
                as_report(r["text"], str(r["id"]), date.fromisoformat(str(day)[:10]) if day else None)
            )
    rows = []
    for report, _, people, found in analysed(found_reports, hints, [r.id for r in found_reports]):
        for c in found:
            verdicts = [v for m in by_report[report.id] if (v := _verdict(m, c, people)) is not None]
            if verdicts:
                rows.append(Row(c.features, any(verdicts), report.id, labels.parent.name, 1.0))
    return rows


def sentence_rows(sentences: Path, reports: Path, hints: Hinted | None = None) -> list[Row]:
    """Rows of the sentences of news that are labelled whole: what is found and not marked is wrong."""
    return [
        Row(c.features, any(_told_so(parse, people, a, c) for a in told), report.id, "whole")
        for report, parse, people, c, told in labelled(sentences, reports, hints)
    ]


def labelled(
    sentences: Path, reports: Path, hints: Hinted | None = None, as_told: bool = False
) -> Iterator[tuple[Report, Parse, Who, Candidate, list[Any]]]:
    """Each candidate of the sentences that are labelled whole, with the labelled acts that its word tells.

    Only those whose acts say who takes part, ``[start, end, type, status, actors, recipients]`` with lists of spans (of a pronoun
    those of a name it stands for): with the others too, lines were less precise at the same recall.
    """
    by_report: dict[str, list[dict[str, Any]]] = {}
    for raw in sentences.read_text(encoding="utf-8").splitlines():
        x = json.loads(raw)
        if x.get("parties"):
            by_report.setdefault(x["report"], []).append(x)
    found_reports = []
    for raw in reports.read_text(encoding="utf-8").splitlines():
        r = json.loads(raw)
        own = by_report.get(str(r["id"]), ())
        if own and hashlib.sha256(r["text"].encode()).hexdigest()[:16] == own[0]["sha256"]:
            day = r.get("published") or r.get("date")
            found_reports.append(as_report(r["text"], str(r["id"]), date.fromisoformat(str(day)[:10])))
    for report, parse, people, found in analysed(
        found_reports, hints, [r.id for r in found_reports], as_told
    ):
        for c in found:
            inside = [x for x in by_report[report.id] if x["start"] <= c.token.start < x["end"]]
            told = [a for x in inside for a in x["acts"] if a[0] < c.token.end and c.token.start < a[1]]
            if inside and (told or not c.match.act.told):
                yield report, parse, people, c, told


def _told_so(parse: Parse, people: Who, act: Sequence[Any], c: Candidate) -> bool:
    """Whether a labelled act is the candidate, with its participants."""
    spans = [tuple((s, e) for s, e in role) for role in act[4:6]]
    return _as_marked(parse, people, training_text.Act((act[0], act[1]), act[2], act[3], *spans), c)


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
    """Weights stretched and shifted so that cross-validated chances of the reference are what they say (Platt 1999)."""
    pick = [i for i, r in enumerate(rows) if r.source == REFERENCE]
    logit = np.log(p[pick] / (1 - p[pick]))
    x = logistic.matrix([{"slope": z, "shift": 1.0} for z in logit], {"slope": 0, "shift": 1})
    y = np.array([rows[i].right for i in pick], dtype=float)
    slope, shift = logistic.newton(x, y, np.ones(len(pick)), np.array([0.01, 0.01]))
    made = {f: round(float(w * slope), 3) for f, w in table.items()}
    made["bias"] = round(made.get("bias", 0.0) + float(shift), 3)
    return made


def score(table: Mapping[str, float], r: Row) -> float:
    return 1 / (1 + np.exp(-np.clip(sum(table.get(f, 0.0) * v for f, v in r.features.items()), -30, 30)))


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
        print(f"{source}: {len(pick)} rows, {int(y.sum())} right; area {area:.3f}; kept at precision 81: {100 * kept:.1f}; "
              f"at p .5: precise {100 * y[at].mean():.1f}, kept {100 * y[at].sum() / y.sum():.1f}")  # fmt: skip
        for part in np.array_split(np.argsort(q), 5):
            print(f"   mean p {q[part].mean():.2f}, right {y[part].mean():.2f} of {len(part)}")
        said = [sure(x) for x in q]
        for word, found in {w: y[[x == w for x in said]] for _, w in SURE}.items():
            print(f"   “{word}”: right {found.mean() if len(found) else 0:.2f} of {len(found)}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--labels", nargs="*", default=[], metavar="LABELS:REPORTS")
    parser.add_argument("--sentences", nargs="*", default=[], metavar="SENTENCES:REPORTS")
    parser.add_argument("--folds", type=Path, default=None, help="folder of scripts/train.py --folds")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    hints = out_of_fold(args.folds) if args.folds else None
    rows = own_rows(hints)
    for pair in args.labels:
        labels, _, reports = pair.partition(":")
        rows += label_rows(Path(labels), Path(reports), hints)
    for pair in args.sentences:
        sentences, _, reports = pair.partition(":")
        rows += sentence_rows(Path(sentences), Path(reports), hints)
    p = crossed(rows)
    check(rows, p)
    if not args.check:
        table = scaled(fit(rows), rows, p)
        WEIGHTS.write_text(
            json.dumps(
                {"made_by": "scripts/calibrate.py", "rows": len(rows), "weights": table},
                indent=0,
                sort_keys=True,
            )
            + "\n"
        )
        print(f"{len(table)} weights of {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
