"""Makes the weights of the second opinion on the status of an act (``analyse/happened/status.py``), and tells what it mends.

    python scripts/calibrate_status.py SENTENCES:REPORTS [--check]

Learns from the sentences of ``training/``, from those that stand with the lexicon's entries, and from those of news that
are labelled whole: of each candidate that a labelled act of its type names, what the table of
factuality said, on which grounds, and the family of the status that the reader gave. Writes
``src/onrecord/lexicon/data/en/status.json``; ``--check`` only cross-validates, by report.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import calibrate
from logistic import fitted
from onrecord.analyse.happened import check as check_lexicon
from onrecord.analyse.happened.status import CLEARLY, chances, evidence, family
from onrecord.lexicon import table
from onrecord.model.analysis import Status

WEIGHTS = Path(__file__).resolve().parent.parent / "src/onrecord/lexicon/data/en/status.json"
FAMILIES = ("real", "ahead", "possible", "not_happened", "called_off")
RARE, PRIOR, LEAST = 3, 8.0, 0.02


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence of one candidate, the family that the table and that the reader gave, and its report."""

    found: dict[str, float]
    told: str
    gold: str
    report: str


def case(facts: dict[str, float], told: Status, gold: Status, report: str) -> Case:
    return Case(evidence(facts, told), family(told), family(gold), report)


def examples() -> list[Case]:
    """Cases of the sentences that stand with the lexicon's entries."""
    lines = [(m["sentence"], m) for _, m in check_lexicon.examples(table("acts")) if not m["none"]]
    reports = [calibrate.as_report(text, str(n), calibrate.DAY) for n, (text, _) in enumerate(lines)]
    made = calibrate.analysed(reports, None, [text for text, _ in lines], as_told=True)
    return [
        case(c.features, c.status, m["status"], f"example {report.id}")
        for (_, m), (report, _, _, found) in zip(lines, made, strict=True)
        for c in found
        if c.match.act.type == m["type"]
    ]


def fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """A table of weights for each family: this one against the others."""
    rows = [c.found for c in cases]
    made = {name: fitted(rows, [c.gold == name for c in cases], RARE, PRIOR) for name in FAMILIES}
    return {name: {f: w for f, w in t.items() if abs(w) >= LEAST} for name, t in made.items()}


def check(cases: Sequence[Case], folds: int = 5) -> None:
    """How often the table is right, and the table with the second opinion, by weights that had not seen the report."""
    fold = {g: n % folds for n, g in enumerate(sorted({c.report for c in cases}))}
    mended = spoiled = right = 0
    for k in range(folds):
        table = fit([c for c in cases if fold[c.report] != k])
        for c in (c for c in cases if fold[c.report] == k):
            p = chances(c.found, table)
            best = max(p, key=lambda name: (p[name], name))
            new = best if p[best] - p[c.told] > CLEARLY else c.told
            mended += new != c.told and new == c.gold
            spoiled += new != c.told and c.told == c.gold
            right += new == c.gold
    before = sum(c.told == c.gold for c in cases)
    print(f"{len(cases)} acts: right before {100 * before / len(cases):.1f}, after {100 * right / len(cases):.1f}; "
          f"mended {mended}, spoiled {spoiled}")  # fmt: skip


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sentences", help="SENTENCES:REPORTS, as calibrate.py takes them")
    args.add_argument("--check", action="store_true", help="only cross-validate")
    given = args.parse_args()
    labels, reports = (Path(x) for x in given.sentences.split(":"))
    cases = [
        case(c.features, c.status, gold[3], report.id)
        for report, _, _, c, told in calibrate.labelled(labels, reports, as_told=True)
        if (gold := next((a for a in told if a[2] == c.match.act.type), None)) is not None
    ]
    cases += [
        case(c.features, c.status, gold.status, f"own {report.id}")
        for report, _, _, c, gold in calibrate.own_labelled(as_told=True)
        if gold is not None and gold.type == c.match.act.type
    ]
    cases += examples()
    check(cases)
    if not given.check:
        body = {"made_by": "scripts/calibrate_status.py", "acts": len(cases), "weights": fit(cases)}
        WEIGHTS.write_text(json.dumps(body, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
