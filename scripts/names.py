"""How often names that were taken for one actor are one, by the ground on which they were.

    python scripts/names.py            # ECB+ (CC BY), train and dev: the reports of a topic as one record

A topic's reports are analysed and identified as a record would. Counted is each actor of a report whose names
lie on annotated mentions, against the other reports of its actor in which it has another name: it is right
where most of those are of the same chain. ``within``: two names in one report that it takes for one. The
figures stand in ``rules/data/en/sameness.toml``, where ``merges --why`` reads them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.analyse.report import analyse_reports
from onrecord.fuse.identity import naming
from onrecord.model import Actor, Report
from onrecord.read import report_of

FILE = Path(__file__).parent.parent.parent / "shared" / "bench" / "coref" / "ecbplus.jsonl"
Gold = dict[str, dict[int, str]]  # report id: the chain of each character that lies on an annotated mention


def topics() -> Iterator[tuple[list[Report], Gold]]:
    """The reports of each topic, with their chains of people and bodies."""
    found: dict[str, tuple[list[Report], Gold]] = defaultdict(lambda: ([], {}))
    for line in FILE.read_text(encoding="utf8").splitlines():
        d = json.loads(line)
        reports, gold = found[d["topic"]]
        text, at = "", {}
        for number, words in d["sentences"]:
            for n, word in enumerate(words):
                at[(number, n)] = (len(text), len(text) + len(word))
                text += word + " "
            text += "\n"
        chains: dict[int, str] = {}
        for m in d["entities"]:
            for n in m["tokens_number"]:
                if (m["sent_id"], n) in at:
                    chains |= dict.fromkeys(range(*at[(m["sent_id"], n)]), m["coref_chain"])
        try:
            reports.append(report_of(text, id=d["doc"]))
        except ValueError:
            continue
        gold[d["doc"]] = chains
    yield from found.values()


def chain_of(x: Actor, gold: dict[int, str], name: str | None = None) -> str | None:
    """The chain on which most names of an actor lie, or those that read ``name``."""
    on = Counter(
        gold[m.span.end - 1]
        for m in x.mentions
        if m.form == "name" and m.span.end - 1 in gold and name in (None, m.span.text)
    )
    return on.most_common(1)[0][0] if on else None


def main() -> int:
    if not FILE.exists():
        print(f"{FILE}: not there; the annotated news is no part of the project", file=sys.stderr)
        return 2
    right, asked = Counter[str](), Counter[str]()
    for reports, gold in topics():
        analyses = list(analyse_reports(reports))
        known = naming(analyses)
        told: dict[tuple[str, ...], list[tuple[str, str, str, str]]] = defaultdict(list)
        for a in analyses:
            for x in a.actors:
                key, _, ground = known.whom(a.report.id, x)
                names = sorted({m.span.text for m in x.mentions if m.form == "name"})
                chains = [c for n in names if (c := chain_of(x, gold[a.report.id], n))]
                for c in chains[1:]:
                    asked["within"] += 1
                    right["within"] += c == chains[0]
                if chain := chain_of(x, gold[a.report.id]):
                    told[key].append((a.report.id, x.name, chain, ground))
        for those in told.values():
            for report, name, chain, how in those:
                others = Counter(c for r, n, c, _ in those if r != report and n != name)
                if others:
                    asked[how] += 1
                    right[how] += chain == others.most_common(1)[0][0]
    for step, n in asked.most_common():
        print(f"{step:9} {right[step]:5} of {n:5} one: {right[step] / n:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
