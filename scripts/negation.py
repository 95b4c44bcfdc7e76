"""Negated and future event mentions on MEANTIME (CC BY), by the clause layer, which gives an event its
status.

    python scripts/negation.py

Every annotated event mention of ../shared/bench/meantime is looked up in the parse; it counts as found
negated when its status is ``not_happened`` or ``called_off``, and as found future when it lies ahead
(planned, expected, possible; or denied of the future). Rules were written while the errors of the documents
with even numbers were read; those with odd numbers were read once.
"""

from __future__ import annotations

import bisect
import json
import sys
from collections import Counter
from itertools import product
from pathlib import Path

from onrecord.analyse.clause import Clause, Clauses, clauses
from onrecord.analyse.language import parses, pipeline
from onrecord.read import report_of

MEANTIME = Path(__file__).parent.parent.parent / "shared" / "bench" / "meantime" / "docs.jsonl"


def ahead(told: Clauses, clause: Clause) -> bool:
    """Whether an act lies ahead: "may have met" and "can meet" are possible, but not ahead; "will not meet"
    is ahead."""
    if clause.status in ("planned", "expected"):
        return True
    able = any(
        told.factuality.form(told.parse.tokens[s.at]).modal in ("can", "could", "ca") for s in clause.steps
    )
    if clause.status == "possible":
        return not (clause.form.perfect or clause.form.tense == "past" or able)
    return clause.status == "not_happened" and (clause.form.tense == "future" or clause.form.modal == "would")


def main() -> None:
    if not MEANTIME.exists():
        sys.exit("no annotated news beside this checkout; nothing measured")
    docs = [json.loads(line) for line in MEANTIME.read_text(encoding="utf8").splitlines()]
    n: Counter[str] = Counter()
    for number, (d, parse) in enumerate(
        zip(docs, parses([report_of(d["text"], id=d["id"]) for d in docs], pipeline()), strict=True)
    ):
        told = clauses(parse)
        starts = [t.start for t in parse.tokens]
        for m in d["event_mentions"]:
            i = max(0, bisect.bisect_right(starts, m["start"]) - 1)
            inside = [t for t in parse.tokens[i : i + 6] if m["start"] <= t.start and t.end <= m["end"]]
            if not m.get("polarity") or not inside:
                continue
            places = {t.i for t in inside}
            head = next((t for t in inside if t.head not in places or t.head == t.i), inside[-1])
            clause = told.of(head)
            for name, gold, mine in (
                ("negated", m["polarity"] == "NEG", clause.status in ("not_happened", "called_off")),
                ("future", m["time"] == "FUTURE", ahead(told, clause)),
            ):
                for part in ("all", "odd" if number % 2 else "even"):
                    n[f"{name} {part} gold"] += gold
                    n[f"{name} {part} mine"] += mine
                    n[f"{name} {part} both"] += gold and mine
    for name, part in product(("negated", "future"), ("even", "odd", "all")):
        both, found, marked = (n[f"{name} {part} {k}"] for k in ("both", "mine", "gold"))
        print(
            f"{name}, {part}: P {100 * both / found:.1f} R {100 * both / marked:.1f} F1 "
            f"{200 * both / (found + marked):.1f}   ({marked} gold)"
        )


if __name__ == "__main__":
    main()
