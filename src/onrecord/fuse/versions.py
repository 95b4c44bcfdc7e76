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
from typing import NamedTuple, TypeVar

import msgspec

from onrecord.fuse.memo import key_of
from onrecord.fuse.told import mention_key
from onrecord.model import Analysis, Change, Citation, EventMention
from onrecord.rules import lexicon

K = TypeVar("K")
SAME = 0.8  # Dice coefficient of words at which two quotations are one
REACH = 4  # words before an act that can turn it into a plan or a denial
MOST = 40  # changes told of one pair
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
DEFINITE = frozenset({"the", "both", "these", "those", "its", "their", "our", "his", "her"})
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


class Version(NamedTuple):
    """A report with what is looked for in another: its days, its words in quotation marks and its counts.
    Each is made once, however many versions it is held against."""

    analysis: Analysis
    days: Mapping[tuple[object, object], Citation]
    quoted: Sequence[Citation]
    counts: Mapping[tuple[str, str], Citation]


def version(a: Analysis) -> Version:
    """A report to be held against others."""
    return Version(a, _named(a), _quoted(a), _counted(a))


def changes(earlier: Version, later: Version, same: Mapping[str, str]) -> tuple[Change, ...]:
    """The facts in which ``later`` differs from ``earlier``; empty where the texts say the same.

    same: the event that a mention, as "REPORT:OFFSET", was taken for.
    """
    if earlier.analysis.report.text == later.analysis.report.text:
        return ()
    found = [
        *_events(earlier.analysis, later.analysis, same),
        *_alone("date", earlier.days, later.days),
        *_quotations(earlier, later),
        *_alone("number", earlier.counts, later.counts),
    ]
    found.sort(key=_place)
    return tuple(found[:MOST])


def _place(c: Change) -> tuple[int, str]:
    words = c.before or c.after
    return (words.start if words else 0, c.what)


def depends_on(earlier: Analysis, later: Analysis, same: Mapping[str, str]) -> str:
    """A key for all that ``changes`` of two versions depends on; of the reports all but the text is asked,
    which its hash stands for."""
    told = [
        (i, same.get(mention_key(a.report.id, e))) for i, a in enumerate((earlier, later)) for e in a.events
    ]
    first: dict[str, int] = {}
    one = [(i, first.setdefault(event, n) if event else -1) for n, (i, event) in enumerate(told)]
    parts = [
        msgspec.msgpack.encode((msgspec.structs.replace(a.report, text=""), a.version))
        for a in (earlier, later)
    ]
    return key_of(*parts, msgspec.msgpack.encode(one))


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


def _alone(what: str, mine: Mapping[K, Citation], theirs: Mapping[K, Citation]) -> Iterator[Change]:
    """What only one version has; of what means the same, how it is put is nothing."""
    yield from _both(
        what,
        [c for k, c in mine.items() if k not in theirs],
        [c for k, c in theirs.items() if k not in mine],
    )


def _named(a: Analysis) -> dict[tuple[object, object], Citation]:
    """The days that a report names in its sentences."""
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


def _quoted(a: Analysis) -> list[Citation]:
    return [
        _cite(a, q.content[0].start, q.content[-1].end)
        for q in a.quotes
        if q.kind == "direct" and len(_bag(q.content[0].text)) > 3
    ]


def _quotations(earlier: Version, later: Version) -> Iterator[Change]:
    """Words in quotation marks that only one version has."""
    bag = functools.cache(_bag)

    def alone(one: Sequence[Citation], other: Version) -> list[Citation]:
        whole = _words(other.analysis.report.text) if one else ""
        return [
            c
            for c in one
            if _words(c.text) not in whole
            and all(_dice(bag(c.text), bag(x.text)) < SAME for x in other.quoted)
        ]

    yield from _both("quotation", alone(earlier.quoted, later), alone(later.quoted, earlier))


def _words(text: str) -> str:
    return " ".join(w.lower() for w in _WORD.findall(text))


def _counted(a: Analysis) -> dict[tuple[str, str], Citation]:
    """The counts that a report gives, with what they count."""
    found: dict[tuple[str, str], Citation] = {}
    spelled = lexicon("relations")["numbers"]
    text = a.report.text
    for s, e in a.sentences:
        words = [m.span() for m in _WORD.finditer(text, s, e)]
        for n, ((i, j), (_, end)) in enumerate(pairwise(words)):
            number = text[i:j].lower()
            if not (number in spelled or (number[0].isdigit() and _NUMBER.fullmatch(number))):
                continue
            if n and text[slice(*words[n - 1])].lower() in DEFINITE:
                continue  # "the two countries" counts nothing new
            if not any(t.span.start < j and i < t.span.end for t in a.times):
                noun = text[j:end].strip(" ,-–").lower()
                found.setdefault((str(spelled.get(number, number)), noun.rstrip("s")), _cite(a, i, end))
    return found
