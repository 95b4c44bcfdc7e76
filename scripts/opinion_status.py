"""The second opinion on the status of an act (``analyse/happened/status.py``): how its weights are learned.

Of each candidate that a labelled act of its type names: what the table of factuality said, on which grounds,
and the family of the status that the reader gave. ``scripts/calibrate.py`` gives the cases and writes the
weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import labelled
import training_text
from logistic import fitted
from onrecord.analyse.happened import check as check_lexicon
from onrecord.analyse.happened.find import Candidate
from onrecord.analyse.happened.opinions import NONE
from onrecord.analyse.happened.status import CLEARLY, chances, evidence, family
from onrecord.analyse.language import Kept
from onrecord.lexicon import table

FAMILIES = ("real", "ahead", "possible", "not_happened", "called_off")
RARE, PRIOR, LEAST = 3, 8.0, 0.02


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence of one candidate, the family that the table and that the reader gave, and its report."""

    found: dict[str, float]
    told: str
    gold: str
    report: str


def case(told: labelled.Told, gold: training_text.Act, report: str) -> Case:
    return Case(*_case(told[3], gold.status), report)


def _case(c: Candidate, gold: str) -> tuple[dict[str, float], str, str]:
    return evidence(c.features, c.status), family(c.status), family(gold)  # type: ignore[arg-type]


def examples(kept: Kept | None = None) -> list[Case]:
    """Cases of the sentences that stand with the lexicon's entries."""
    lines = [(m["sentence"], m) for _, m in check_lexicon.examples(table("acts")) if not m["none"]]
    reports = [labelled.as_report(text, str(n), labelled.DAY) for n, (text, _) in enumerate(lines)]
    made = labelled.analysed(reports, lambda _: NONE, kept)
    return [
        Case(*_case(c, m["status"]), f"example {report.id}")
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
    """How often the table is right, and the table with the second opinion that had not seen the report."""
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
    before, after = (100 * n / len(cases) for n in (sum(c.told == c.gold for c in cases), right))
    print(
        f"{len(cases)} acts: right before {before:.1f}, after {after:.1f}; mended {mended}, spoiled {spoiled}"
    )
