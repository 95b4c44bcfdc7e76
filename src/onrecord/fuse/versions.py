"""Which facts changed between two versions of one dispatch: what came in, what fell out, what is told
otherwise.

What the one tells of an event is laid beside what the other tells of it; days, quotations and counts of the
one are looked for in the whole of the other. A change of words that touches none of these is no change of
facts.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from onrecord.fuse.told import mention_key
from onrecord.model import Analysis, Change, Citation, EventMention
from onrecord.rules import lexicon

SAME = 0.8  # Dice coefficient of words at which two quotations are one
REACH = 4  # words before an act that can turn it into a plan or a denial
MOST = 40  # changes told of one pair
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
DEFINITE = frozenset({"the", "both", "these", "those", "its", "their", "our", "his", "her"})
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


def changes(earlier: Analysis, later: Analysis, same: Mapping[str, str]) -> tuple[Change, ...]:
    """The facts in which ``later`` differs from ``earlier``; empty where the texts say the same.

    same: the event that a mention, as "REPORT:OFFSET", was taken for.
    """
    if earlier.report.text == later.report.text:
        return ()
    found = [
        *_events(earlier, later, same),
        *_dates(earlier, later),
        *_quotations(earlier, later),
        *_numbers(earlier, later),
    ]
    found.sort(key=lambda c: ((c.before or c.after).start if c.before or c.after else 0, c.what))  # type: ignore[union-attr]
    return tuple(found[:MOST])


@functools.cache
def _modality() -> frozenset[str]:
    """Words that turn a fact into a plan, a guess or a denial, and back."""
    return frozenset(lexicon("contact")["modality"]["words"].split())


def _bag(text: str) -> Counter[str]:
    return Counter(m.group().lower() for m in _WORD.finditer(text))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    size = a.total() + b.total()
    return 2 * (a & b).total() / size if size else 0.0


def _events(earlier: Analysis, later: Analysis, same: Mapping[str, str]) -> Iterator[Change]:
    """Events told in both, but in another tone or on other days: "is not expected to attend", "is not
    attending"."""
    bag = functools.cache(_bag)  # a sentence stands beside many
    pairs = sorted(
        (
            -_dice(bag(e.evidence.text), bag(x.evidence.text)),
            e.trigger.start,
            x.trigger.start,
            e.id,
            x.id,
            e,
            x,
        )
        for e in earlier.events
        for x in later.events
        if e.lemma == x.lemma
        and (event := same.get(mention_key(earlier.report.id, e)))
        and event == same.get(mention_key(later.report.id, x))
    )
    used: set[str] = set()
    for unlike, _, _, _, _, e, x in pairs:
        if "a" + e.id in used or "b" + x.id in used:
            continue
        used |= {"a" + e.id, "b" + x.id}
        apart = (
            e.earliest
            and e.latest
            and x.earliest
            and x.latest
            and (e.latest < x.earliest or x.latest < e.earliest)
        )
        if unlike > -1 and (apart or e.status != x.status or _tone(earlier, e) != _tone(later, x)):
            yield Change("event", _clause(earlier, e), _clause(later, x))


def _tone(a: Analysis, e: EventMention) -> frozenset[str]:
    """The words before the act that make it a plan, a guess or a denial."""
    before = [m.group().lower() for m in _WORD.finditer(a.report.text, e.evidence.start, e.trigger.start)][
        -REACH:
    ]
    return frozenset(before) & _modality()


def _clause(a: Analysis, e: EventMention) -> Citation:
    """The act with the words around it, so that the two can be read side by side."""
    spans = [m.span() for m in _WORD.finditer(a.report.text, e.evidence.start, e.evidence.end)]
    at = next(n for n, (_, end) in enumerate(spans) if end > e.trigger.start)
    return _cite(a, spans[max(0, at - REACH - 2)][0], spans[min(len(spans) - 1, at + REACH)][1])


def _cite(a: Analysis, start: int, end: int) -> Citation:
    return Citation(a.report.id, start, end, a.report.text[start:end])


def _both(what: str, mine: Sequence[Citation], theirs: Sequence[Citation]) -> Iterator[Change]:
    """What fell out and what came in."""
    yield from (Change(what, c, None) for c in mine)  # type: ignore[arg-type]
    yield from (Change(what, None, c) for c in theirs)  # type: ignore[arg-type]


def _dates(earlier: Analysis, later: Analysis) -> Iterator[Change]:
    """Days that only one version names; of those that mean the same, how they are put is nothing."""

    def named(a: Analysis) -> dict[tuple[object, object], Citation]:
        found: dict[tuple[object, object], Citation] = {}
        for t in a.times:
            if (
                t.type in ("DATE", "TIME")
                and t.earliest
                and t.latest
                and (t.latest - t.earliest).days <= 6
                and any(s <= t.span.start < e for s, e in a.sentences)
            ):
                found.setdefault((t.earliest, t.latest), _cite(a, t.span.start, t.span.end))
        return found

    mine, theirs = named(earlier), named(later)
    yield from _both(
        "date",
        [c for d, c in mine.items() if d not in theirs],
        [c for d, c in theirs.items() if d not in mine],
    )


def _quotations(earlier: Analysis, later: Analysis) -> Iterator[Change]:
    """Words in quotation marks that only one version has."""

    def quoted(a: Analysis) -> list[Citation]:
        return [
            _cite(a, q.content[0].start, q.content[-1].end)
            for q in a.quotes
            if q.kind == "direct" and len(_bag(q.content[0].text)) > 3
        ]

    mine, theirs = quoted(earlier), quoted(later)

    def alone(one: Sequence[Citation], other: Analysis, others: Sequence[Citation]) -> list[Citation]:
        whole = " ".join(m.group().lower() for m in _WORD.finditer(other.report.text)) if one else ""
        return [
            c
            for c in one
            if " ".join(m.group().lower() for m in _WORD.finditer(c.text)) not in whole
            and all(_dice(_bag(c.text), _bag(x.text)) < SAME for x in others)
        ]

    yield from _both("quotation", alone(mine, later, theirs), alone(theirs, earlier, mine))


def _numbers(earlier: Analysis, later: Analysis) -> Iterator[Change]:
    """Counts, with what they count, that only one version gives."""

    def counted(a: Analysis) -> dict[tuple[str, str], Citation]:
        found: dict[tuple[str, str], Citation] = {}
        spelled = lexicon("relations")["numbers"]
        for s, e in a.sentences:
            words = [m.span() for m in _WORD.finditer(a.report.text, s, e)]
            for n, ((i, j), (_, end)) in enumerate(pairwise(words)):
                number = a.report.text[i:j].lower()
                if not (number in spelled or (number[0].isdigit() and _NUMBER.fullmatch(number))):
                    continue
                if n and a.report.text[slice(*words[n - 1])].lower() in DEFINITE:
                    continue  # "the two countries" counts nothing new
                if not any(t.span.start < j and i < t.span.end for t in a.times):
                    noun = a.report.text[j:end].strip(" ,-–").lower()
                    found.setdefault((str(spelled.get(number, number)), noun.rstrip("s")), _cite(a, i, end))
        return found

    mine, theirs = counted(earlier), counted(later)
    yield from _both(
        "number",
        [c for k, c in mine.items() if k not in theirs],
        [c for k, c in theirs.items() if k not in mine],
    )
