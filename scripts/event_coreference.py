"""Which event mentions are one event, on MEANTIME (CC BY) and NewsWCL50 (CC BY-SA), beside the head lemma.

    python scripts/event_coreference.py

The reports of a story (MEANTIME: a sub-corpus; NewsWCL50: a topic told by five outlets) are analysed and
fused as a record would. Counted are the mentions that onrecord has on record and whose trigger lies on an
annotated mention of an event: the gold cluster is the annotated chain (a mention without one stands alone),
ours the fused event, and the baseline puts all mentions with one trigger lemma within a story together.
B-cubed F1 over the mentions of all stories (Bagga and Baldwin 1998). What is annotated and not found counts
against neither; its number is printed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from onrecord.analyse.report import analyse_reports
from onrecord.fuse import fuse
from onrecord.fuse.told import mention_key
from onrecord.model import Report
from onrecord.read import report_of

BENCH = Path(__file__).parent.parent.parent / "shared" / "bench"
Gold = dict[str, list[tuple[int, int, str]]]  # report id to (start, end, chain)


def meantime() -> Iterator[tuple[str, list[Report], Gold]]:
    """The two sub-corpora, with the reports' own days."""
    stories: dict[str, tuple[list[Report], Gold]] = defaultdict(lambda: ([], {}))
    for line in (BENCH / "meantime" / "docs.jsonl").read_text(encoding="utf8").splitlines():
        d = json.loads(line)
        reports, gold = stories[d["subcorpus"]]
        instance = {
            o["m_id"]: o.get("instance_id") or f"{d['id']}/{o['m_id']}"
            for o in d["other"]
            if o["tag"] == "EVENT"
        }
        chain = {
            m: instance[r["target"][0]]
            for r in d["relations"]
            if r["tag"] == "REFERS_TO" and r["target"] and r["target"][0] in instance
            for m in r["source"]
        }
        reports.append(
            report_of(
                d["text"], id=str(d["id"]), published=date.fromisoformat(d["dct"][:10]) if d["dct"] else None
            )
        )
        gold[str(d["id"])] = [
            (m["start"], m["end"], chain.get(m["m_id"], f"{d['id']}/{m['m_id']}"))
            for m in d["event_mentions"]
        ]
    for name, (reports, gold) in sorted(stories.items()):
        yield f"MEANTIME {name}", reports, gold


def newswcl50() -> Iterator[tuple[str, list[Report], Gold]]:
    """The five stories; mentions of events and actions only."""
    folder = BENCH / "newswcl50"
    articles = {
        a["id"]: a
        for a in map(json.loads, (folder / "articles.jsonl").read_text(encoding="utf8").splitlines())
    }
    gold: Gold = defaultdict(list)
    for line in (folder / "mentions.jsonl").read_text(encoding="utf8").splitlines():
        m = json.loads(line)
        if m["mention_type"] in ("EVENT", "ACTION") and m["doc_id"] in articles:
            span = _found(articles[m["doc_id"]]["text"], m)
            if span:
                gold[m["doc_id"]].append((*span, m["coref_chain"]))
    for story in sorted({a["story"] for a in articles.values()}):
        reports = [
            report_of(a["text"], id=i, published=date.fromisoformat(a["date"]) if a["date"] else None)
            for i, a in sorted(articles.items())
            if a["story"] == story
        ]
        yield f"NewsWCL50 {story}", reports, {r.id: gold[r.id] for r in reports}


def _found(text: str, m: Mapping[str, object]) -> tuple[int, int] | None:
    """Where a mention stands, by the words before and after it."""
    context, tokens = [str(x) for x in m["mention_context"]], [str(x) for x in m["tokens_text"]]  # type: ignore[attr-defined]
    starts = [n for n in range(len(context)) if context[n : n + len(tokens)] == tokens]
    for n in starts:
        for before, after in ((6, 4), (3, 2)):
            parts = [
                context[max(0, n - before) : n],
                tokens,
                context[n + len(tokens) : n + len(tokens) + after],
            ]
            hit = re.search(
                r"\s*".join("(" + r"\s*".join(re.escape(t.strip()) for t in p) + ")" for p in parts), text
            )
            if hit:
                return hit.start(2), hit.end(2)
    return None


def b_cubed(keys: Mapping[str, str], answers: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1, in per cent."""
    gold, mine = defaultdict(set), defaultdict(set)
    for m in keys:
        gold[keys[m]].add(m)
        mine[answers[m]].add(m)
    p = sum(len(gold[keys[m]] & mine[answers[m]]) / len(mine[answers[m]]) for m in keys) / len(keys)
    r = sum(len(gold[keys[m]] & mine[answers[m]]) / len(gold[keys[m]]) for m in keys) / len(keys)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def measure(
    name: str, reports: Sequence[Report], gold: Gold
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """For each mention on record that is annotated: its gold chain, our event, and its lemma within the
    story."""
    analyses = list(analyse_reports(reports))
    event = {m: e.id for e in fuse(analyses).events for m in e.mentions}
    keys: dict[str, str] = {}
    ours: dict[str, str] = {}
    lemma: dict[str, str] = {}
    for a in analyses:
        for m in a.events:
            anchor = mention_key(a.report.id, m)
            chain = next(
                (c for s, e, c in gold[a.report.id] if s < m.trigger.end and m.trigger.start < e), None
            )
            if chain is not None and anchor in event:
                keys[anchor], ours[anchor] = f"{name}/{chain}", f"{name}/{event[anchor]}"
                lemma[anchor] = f"{name}/{m.lemma or m.trigger.text.lower()}"
    return keys, ours, lemma


def main() -> None:
    if not BENCH.is_dir():
        sys.exit("no annotated news beside this checkout; nothing measured")
    everything: tuple[dict[str, str], dict[str, str], dict[str, str]] = ({}, {}, {})
    for corpus in (meantime, newswcl50):
        keys: dict[str, str] = {}
        ours: dict[str, str] = {}
        lemma: dict[str, str] = {}
        annotated = 0
        for name, reports, gold in corpus():
            annotated += sum(map(len, gold.values()))
            for whole, part in zip((keys, ours, lemma), measure(name, reports, gold), strict=True):
                whole.update(part)
        several = sum(n > 1 for n in Counter(keys.values()).values())
        print(
            f"{corpus.__name__}: {len(keys)} of {annotated} annotated mentions on record, "
            f"{len(set(keys.values()))} events, {several} of them told more than once"
        )
        for what, answers in (
            ("onrecord", ours),
            ("head lemma", lemma),
            ("each alone", {m: m for m in keys}),
        ):
            p, r, f = b_cubed(keys, answers)
            print(f"  {what:11} B-cubed P {p:.1f} R {r:.1f} F1 {f:.1f}")
        for whole, part in zip(everything, (keys, ours, lemma), strict=True):
            whole.update(part)
    print(f"both: {len(everything[0])} mentions")
    for what, answers in (("onrecord", everything[1]), ("head lemma", everything[2])):
        p, r, f = b_cubed(everything[0], answers)
        print(f"  {what:11} B-cubed P {p:.1f} R {r:.1f} F1 {f:.1f}")


if __name__ == "__main__":
    main()
