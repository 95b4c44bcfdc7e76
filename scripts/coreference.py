"""How often a title, a description or a pronoun of a person is given to the right person.

    python scripts/coreference.py

Measured on the Wikinews texts of GUM (CC BY) in ../shared/bench/gum, whose entities are annotated with
coreference. For every mention of a person that onrecord finds by another form than a name, and that lies on
an annotated mention of a person (spans end on the same word, or one holds the other's last word), the answer
is right when the actor it was given to has a name mention on that same annotated entity; where the annotated
entity is never named in the text, when the actor has no name either or another of its mentions lies on that
entity. Mentions that onrecord leaves unresolved are not counted: this is precision of what is found, and
their number is printed beside it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from onrecord.api import analyse
from onrecord.model import Span

GUM = Path(__file__).parent.parent.parent / "shared" / "bench" / "gum" / "news.jsonl"


def main() -> None:
    if not GUM.exists():
        sys.exit("no annotated news beside this checkout; nothing measured")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    gold_total: Counter[str] = Counter()
    for line in GUM.read_text(encoding="utf8").splitlines():
        d = json.loads(line)
        people = [(m["start"], m["end"], m["eid"]) for m in d["mentions"] if m["type"] == "person"]
        text = d["text"]
        a = analyse(text, date.fromisoformat(d["dct"]))

        def entity(span: Span, people: list[tuple[int, int, str]] = people, text: str = text) -> str | None:
            """The annotated entity that a mention lies on: the smallest span with the same last word."""
            last = span.end - 1
            held = [
                (e - s, eid)
                for s, e, eid in people
                if s <= last < e
                and (span.end == e or s >= span.start or text[span.end : e].strip()[:1] in ",(" or e - s < 90)
            ]
            return min(held)[1] if held else None

        names: dict[str, set[str]] = {}
        for x in a.actors:
            names[x.id] = {g for m in x.mentions if m.form == "name" and (g := entity(m.span))}
        named = {g for gs in names.values() for g in gs}
        for s, e, _ in people:
            words = text[s:e].split()
            gold_total["pronoun" if len(words) == 1 and words[0].islower() else "other"] += 1
        for x in a.actors:
            if x.kind != "person":
                continue
            found = [(m, entity(m.span)) for m in x.mentions if m.form != "name"]
            for m, g in found:
                if g is None:
                    continue
                total[m.form] += 1
                if g in named:
                    right[m.form] += g in names[x.id]
                else:
                    right[m.form] += not names[x.id] or any(g == other for n, other in found if n is not m)
    for form in total:
        print(f"{form}: right {100 * right[form] / total[form]:.1f} of {total[form]}")
    print(
        f"all: right {100 * sum(right.values()) / sum(total.values()):.1f} of {sum(total.values())} found; "
        f"annotated mentions of people: {dict(gold_total)}"
    )


if __name__ == "__main__":
    main()
