"""Makes the weights of the second opinion on who takes part (``analyse/happened/partakers.py``), and tells
what it mends.

    python scripts/calibrate_partakers.py SENTENCES:REPORTS [--check]

Learns from the sentences of ``training/`` and from those of news that are labelled whole: of each
candidate that a labelled act of its type names, how everyone named around it stands to it
(``whom.py``), and whether the reader has them take part, and as a recipient. Writes
``src/onrecord/lexicon/data/en/partakers.json``; ``--check`` only cross-validates, by report.

The weights of ``p`` that stand beside it were learned with opinions (these and those on status) of half
the reports for the other half, so that no mention was weighed by what had seen it; ``calibrate.py``
alone takes the opinions that are shipped, and would trust them too much.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import calibrate
import logistic
from onrecord.analyse.happened import partakers
from onrecord.analyse.happened.find import Candidate
from onrecord.analyse.parse import Parse
from onrecord.analyse.who import Who

WEIGHTS = Path(__file__).resolve().parent.parent / "src/onrecord/lexicon/data/en/partakers.json"
RARE, PRIOR, LEAST = 2, 3.0, 0.03


@dataclass(frozen=True, slots=True)
class Case:
    """One act: how everyone named around it stands to it, whom the rule and whom the reader has take part,
    its report."""

    standing: Mapping[str, Mapping[str, float]]
    told: tuple[frozenset[str], frozenset[str]]
    gold: tuple[frozenset[str], frozenset[str]]  # "" for one that names nobody known
    both: bool
    report: str


def case(
    parse: Parse, people: Who, c: Candidate, gold: Sequence[Sequence[Sequence[int]]], report: str
) -> Case:
    """gold: the spans of the actors and of the recipients."""
    marked = [frozenset(calibrate.ids(parse, people, tuple((s, e) for s, e in role))) for role in gold]
    told = (frozenset(c.parties.actors), frozenset(c.parties.recipients))
    return Case(c.standing, told, (marked[0], marked[1]), c.match.act.both, report)


def fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights by question: takes part or not; of those who do, recipient or not."""
    everyone = [(c, i, facts) for c in cases for i, facts in c.standing.items()]
    partaking = [(c, i, facts) for c, i, facts in everyone if i in c.gold[0] | c.gold[1]]
    return {
        "part": _fitted([f for _, _, f in everyone], [i in c.gold[0] | c.gold[1] for c, i, _ in everyone]),
        "recipient": _fitted([f for _, _, f in partaking], [i in c.gold[1] for c, i, _ in partaking]),
    }


def _fitted(rows: Sequence[Mapping[str, float]], came_out: Sequence[bool]) -> dict[str, float]:
    index = logistic.frequent(rows, RARE)
    prior = np.array([0.01 if f == "bias" else PRIOR * (2 if _of_one_word(f) else 1) for f in index])
    w = logistic.newton(
        logistic.matrix(rows, index), np.array(came_out, dtype=float), np.ones(len(rows)), prior
    )
    return {f: round(float(w[n]), 2) for f, n in index.items() if abs(w[n]) >= LEAST}


def _of_one_word(feature: str) -> bool:
    """What holds for one type, entry or word is drawn to nothing by twice as much as what holds for all."""
    return feature.rpartition(" ")[2].isupper() or "." in feature or " word " in feature


def right(c: Case, told: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether these take part and no others, none in the role of the other (as ``calibrate.py`` judges a
    mention)."""
    known = {i for i in c.gold[0] | c.gold[1] if i}
    mine = told[0] | told[1]
    unknown = "" in c.gold[0] | c.gold[1]
    return known <= mine and len(mine - known) <= unknown and not (known & c.gold[1] & told[0] - c.gold[0])


def again(c: Case, weights: partakers.Tables) -> tuple[frozenset[str], frozenset[str]]:
    """Whom the second opinion has take part."""
    actors, recipients = partakers.chosen(*c.told, c.both, partakers.chances(c.standing, weights))
    return frozenset(actors), frozenset(recipients)


def check(cases: Sequence[Case], folds: int = 4) -> None:
    """How often the rule is right, and the rule with the second opinion, by weights that had not seen the
    report."""
    fold = {g: n % folds for n, g in enumerate(sorted({c.report for c in cases}))}
    before = after = mended = spoiled = 0
    for k in range(folds):
        weights = fit([c for c in cases if fold[c.report] != k])
        for c in (c for c in cases if fold[c.report] == k):
            old, new = right(c, c.told), right(c, again(c, weights))
            before, after = before + old, after + new
            mended, spoiled = mended + (new and not old), spoiled + (old and not new)
    was, now = (100 * n / len(cases) for n in (before, after))
    print(f"{len(cases)} acts: right before {was:.1f}, after {now:.1f}; mended {mended}, spoiled {spoiled}")


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sentences", help="SENTENCES:REPORTS, as calibrate.py takes them")
    args.add_argument("--check", action="store_true", help="only cross-validate")
    given = args.parse_args()
    labels, reports = (Path(x) for x in given.sentences.split(":"))
    cases = [
        case(parse, people, c, gold[4:6], report.id)
        for report, parse, people, c, told in calibrate.labelled(labels, reports, as_told=True)
        if (gold := next((a for a in told if a[2] == c.match.act.type), None)) is not None
    ]
    cases += [
        case(parse, people, c, (gold.actors, gold.recipients), f"own {report.id}")
        for report, parse, people, c, gold in calibrate.own_labelled(as_told=True)
        if gold is not None and gold.type == c.match.act.type
    ]
    cases = [
        c for c in cases if c.told[0] | c.told[1] <= c.standing.keys()
    ]  # without those of an act told before
    check(cases)
    if not given.check:
        body = {"made_by": "scripts/calibrate_partakers.py", "acts": len(cases), "weights": fit(cases)}
        WEIGHTS.write_text(json.dumps(body, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
