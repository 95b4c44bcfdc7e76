"""Makes the weights by which two mentions are taken for one event, and tells how well they part pairs.

    python scripts/calibrate_same.py REPORTS.jsonl [--check]

Learns from ``training/pairs.jsonl``: pairs of mentions of one report or of two of one story, by report id,
start of the text's SHA-256, offsets of the trigger and type, with a reader's verdict (same, part, different,
unknown); no word of the texts. REPORTS holds those reports (``id``, ``text``, ``date``). Cross-validates by
report; writes ``src/onrecord/rules/data/en/alike.json`` unless --check. No step is random.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

import onrecord
from logistic import fitted
from onrecord.fuse.alike import features
from onrecord.fuse.gathered import gathered
from onrecord.fuse.identity import identify
from onrecord.fuse.lineage import lineages
from onrecord.fuse.stories import stories
from onrecord.fuse.told import Told, tell

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/onrecord/rules/data/en/alike.json"
PAIRS = HERE.parent / "training/pairs.jsonl"
RARE = 4


def mentions(reports: Path, wanted: set[str], record: Path) -> dict[tuple[str, int, str], Told]:
    """Every mention of the wanted reports by report, offset of its trigger and type."""
    folder = record.parent
    with (folder / "reports.jsonl").open("w", encoding="utf-8") as out:
        for raw in reports.read_text(encoding="utf-8").splitlines():
            r = json.loads(raw)
            if r["id"] in wanted:
                day = r.get("published") or r.get("date")
                out.write(
                    json.dumps({"id": r["id"], "text": r["text"], "title": r.get("title"), "published": day})
                    + "\n"
                )
    book = onrecord.open(record)
    book.read([folder / "reports.jsonl"], workers=1)
    analyses = sorted(book.analyses(), key=lambda a: (a.report.published or date.max, a.report.id))
    those = gathered(analyses)
    lines = lineages([a.report for a in analyses], those.runs, those.text)
    lineage_of = {i: line.id for line in lines for i in line.reports}
    story_of = {i: s.id for s in stories(analyses, lines, those.words) for i in s.reports}
    told = tell(analyses, identify(analyses, ()), lineage_of, story_of)
    return {(t.report.id, t.mention.trigger.start, t.mention.type): t for t in told}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", type=Path)
    parser.add_argument("--record", type=Path, help="a record of the reports that is kept for another run")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pairs = [json.loads(x) for x in PAIRS.read_text(encoding="utf-8").splitlines()]
    wanted = {p[side][0] for p in pairs for side in ("a", "b")}
    with tempfile.TemporaryDirectory() as scratch:
        found = mentions(args.reports, wanted, args.record or Path(scratch) / "pairs.db")
    rows, right, groups = [], [], []
    for p in pairs:
        t, x = (found.get((p[s][0], p[s][2], p[s][4])) for s in ("a", "b"))
        if t is None or x is None or p["verdict"] == "unknown":
            continue
        rows.append(features(t, x))
        right.append(p["verdict"] == "same")
        groups.append(min(t.report.id, x.report.id))
    print(f"{len(rows)} pairs of {len(pairs)} met again, {sum(right)} the same")
    for within in (True, False):
        pick = [n for n, r in enumerate(rows) if ("one report" in r) == within]
        print("within a report:" if within else "between reports:")
        check(rows, np.array(right), groups, pick)
    if not args.check:
        table = fitted(rows, right, RARE)
        WEIGHTS.write_text(
            json.dumps(
                {"made_by": "scripts/calibrate_same.py", "rows": len(rows), "weights": table},
                indent=0,
                sort_keys=True,
            )
            + "\n"
        )
    return 0


def check(
    rows: list[dict[str, float]], right: np.ndarray, groups: list[str], pick: list[int], folds: int = 5
) -> None:
    """Cross-validated area, and the share right and kept at several chances, of the rows picked."""
    order = {g: n % folds for n, (g, _) in enumerate(Counter(groups).most_common())}
    p = np.zeros(len(rows))
    for k in range(folds):
        rest = [n for n, g in enumerate(groups) if order[g] != k]
        table = fitted([rows[n] for n in rest], [bool(right[n]) for n in rest], RARE)
        for n, g in enumerate(groups):
            if order[g] == k:
                p[n] = 1 / (1 + np.exp(-sum(table.get(f, 0.0) * v for f, v in rows[n].items())))
    p, right = p[pick], right[pick]
    rank = np.empty(len(pick))
    rank[np.argsort(p, kind="stable")] = np.arange(1, len(pick) + 1)
    yes = int(right.sum())
    print(f"area {(rank[right].sum() - yes * (yes + 1) / 2) / (yes * (len(pick) - yes)):.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        at = p >= least
        print(
            f"   p >= {least}: {int(at.sum())} pairs, {100 * right[at].mean():.1f} right, "
            f"{100 * right[at].sum() / yes:.1f} kept"
        )


if __name__ == "__main__":
    sys.exit(main())
