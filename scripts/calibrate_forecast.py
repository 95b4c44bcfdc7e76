"""Makes the weights of the chance of a forecast (``analyse/foreseen.py``), and tells how reliable it is.

    python scripts/calibrate_forecast.py REPORTS [--labels FILE] [--parses FILE] [--check]

Learns from ``training/forecasts.jsonl``: single clauses of news by report id, start of the text's SHA-256 and
offsets of the predicate, with a reader's word on whether it belongs on a list of what is expected next.
REPORTS has their texts, a line a report (``id``, ``text``, ``published`` or ``date``). Cross-validated by
report; writes ``forecast.json`` unless ``--check`` is given. No step is random.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

import labelled
import logistic
from onrecord.analyse import foreseen, speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.happened.chance import chance
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.language import Kept, parses, pipeline
from onrecord.world import load

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src/onrecord/lexicon/data/en/forecast.json"
RARE, PRIOR, FOLDS = 3, 2.0, 5
CUTS = (0.25, 0.37, 0.5, 0.6)
Row = tuple[Mapping[str, float], bool, str]


def rows(labels: Path, reports: Path, kept: Kept | None) -> Iterator[Row]:
    """Facts of each labelled clause that is still a candidate, the reader's word, and its report."""
    by_report: dict[str, dict[tuple[int, int], bool]] = {}
    heads: dict[str, list[dict[str, str]]] = {}
    for raw in labels.read_text(encoding="utf-8").splitlines():
        x = json.loads(raw)
        by_report.setdefault(x["report"], {})[(x["start"], x["end"])] = x["expected"]
        heads.setdefault(x["report"], []).append(x)
    those = labelled.labelled_reports(reports, heads)
    for start in range(0, len(those), labelled.BATCH):
        part = those[start : start + labelled.BATCH]
        for report, parse in zip(part, parses(part, pipeline(), kept), strict=True):
            people, times = who.find(parse, report, load()), when.find(parse, report)
            made = clauses(parse)
            names = Names(made, people, Vouchers(speech.find(parse, people, times)))
            for t, clause, actors, days in foreseen.candidates(parse, report, made, names, times):
                verdict = by_report[report.id].get((t.start, t.end))
                if verdict is not None:
                    facts = foreseen.facts(parse, made, names, t, clause, actors, days)
                    yield facts, verdict, report.id


def checked(found: Sequence[Row]) -> None:
    """Prints the area, the share right from each chance on, and mean chance against share right by fifths."""
    fold = {r: n % FOLDS for n, r in enumerate(sorted({report for _, _, report in found}))}
    p = np.zeros(len(found))
    for k in range(FOLDS):
        weights = _fitted([r for r in found if fold[r[2]] != k])
        for n, (facts, _, report) in enumerate(found):
            if fold[report] == k:
                p[n] = chance(facts, weights)
    y = np.array([verdict for _, verdict, _ in found])
    print(f"{len(found)} clauses, {y.sum()} expected; area {_area(p, y):.3f}")
    for cut in CUTS:
        kept = p >= cut
        right, of_all = 100 * y[kept].mean(), 100 * y[kept].sum() / y.sum()
        print(f"   from {cut}: {kept.sum()}, right {right:.0f}, kept {of_all:.0f}")
    for part in np.array_split(np.argsort(p, kind="stable"), 5):
        print(f"   mean p {p[part].mean():.2f}, right {y[part].mean():.2f} of {len(part)}")


def _fitted(found: Sequence[Row]) -> dict[str, float]:
    return logistic.fitted([facts for facts, _, _ in found], [y for _, y, _ in found], RARE, PRIOR)


def _area(p: np.ndarray, y: np.ndarray) -> float:
    good, bad = p[y], p[~y]
    above = (good[:, None] > bad[None, :]).sum() + 0.5 * (good[:, None] == bad[None, :]).sum()
    return float(above / max(1, len(good) * len(bad)))


def main() -> int:
    args = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    args.add_argument("reports", type=Path)
    args.add_argument("--labels", type=Path, default=labelled.TRAINING / "forecasts.jsonl")
    args.add_argument("--parses", type=Path, help="a file that keeps parses for another run")
    args.add_argument("--check", action="store_true")
    given = args.parse_args()
    found = list(rows(given.labels, given.reports, labelled.kept_in(given.parses)))
    checked(found)
    if not given.check:
        weights = {
            "made_by": "scripts/calibrate_forecast.py",
            "rows": len(found),
            "weights": dict(sorted(_fitted(found).items())),
        }
        DATA.write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
