"""The quotations of a draft held against the reports: verbatim, altered and where, by another speaker, or not
found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from onrecord.ask.wording import Word, find, fold, words_of
from onrecord.fuse import Fused
from onrecord.fuse.together import SaidOnRecord
from onrecord.model import Analysis, Citation, Report, Span

Found = Literal["verbatim", "altered", "not found"]
MARKS = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"")
ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}")
SHORT = 3  # words under which what stands in marks is a term and no quotation
ALIKE = 0.6  # of two word sequences that may be one quotation


class Checked(Struct, frozen=True):
    """One quotation of a draft: where it stands there, what was found, and the words of the report that are
    nearest.

    differs: ``(words of the draft, words of the report)`` where they are not the same. speaker: who says it
    on record; other_speaker: whether the draft lays it to somebody else.
    """

    start: int
    end: int
    text: str
    found: Found
    source: Citation | None = None
    differs: tuple[tuple[str, str], ...] = ()
    speaker: str | None = None
    laid_to: str | None = None
    other_speaker: bool = False
    note: str = ""


def verify(draft: Analysis, fused: Fused, reports: Sequence[Report]) -> list[Checked]:
    """Every quotation of the draft, in its order. reports: in order of publication; the first that has the
    words is given."""
    index = _Index(reports)
    spoken: dict[str, list[SaidOnRecord]] = defaultdict(list)
    for q in fused.quotes:
        spoken[q.report].append(q)
    out = []
    for span in quotations(draft.report.text):
        checked = _checked(span, index)
        laid_to = _laid_to(span, draft)
        speaker, said = _speaker(checked.source, spoken)
        notes = [checked.note] if checked.note else []
        if checked.source is not None and not said:
            notes.append("in the report these are no quoted words")
        other = bool(laid_to and speaker and not _same_name(laid_to, speaker, fused))
        out.append(
            Checked(
                checked.start,
                checked.end,
                checked.text,
                checked.found,
                checked.source,
                checked.differs,
                speaker,
                laid_to,
                other,
                "; ".join(notes),
            )
        )
    return out


def quotations(text: str) -> Iterator[Span]:
    """What stands in quotation marks and is long enough to be somebody's words, without the marks."""
    for m in MARKS.finditer(text):
        n = next(k for k in range(1, 5) if m.group(k) is not None)
        if len(words_of(m.group(n))) >= SHORT:
            yield Span.of(text, m.start(n), m.end(n))


class _Index:
    """The words of all reports, and which reports hold a word."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        self.words = [words_of(r.text) for r in reports]
        self.having: dict[str, set[int]] = defaultdict(set)
        for n, words in enumerate(self.words):
            for w in words:
                self.having[w.plain].add(n)

    def with_all(self, words: Sequence[Word]) -> list[int]:
        sets = [self.having.get(w.plain, set()) for w in words]
        return sorted(set.intersection(*sets)) if sets else []

    def with_most(self, words: Sequence[Word], most: int = 25) -> list[int]:
        """Reports that hold the most of these words, rare ones counting for more."""
        count: Counter[int] = Counter()
        for w in {w.plain for w in words}:
            held = self.having.get(w, set())
            for n in held:
                count[n] += 1000 // len(held) + 1
        return sorted(sorted(count), key=lambda n: -count[n])[:most]

    def cite(self, n: int, first: Word, last: Word) -> Citation:
        r = self.reports[n]
        return Citation(r.id, first.start, last.end, r.text[first.start : last.end])


def _checked(span: Span, index: _Index) -> Checked:
    pieces = [p for p in (words_of(x) for x in ELLIPSIS.split(span.text)) if p]
    everything = [w for p in pieces for w in p]
    for n in index.with_all(everything):
        places = _in_order(pieces, index.words[n])
        if places is not None:
            cited = index.cite(n, index.words[n][places[0]], index.words[n][places[-1] + len(pieces[-1]) - 1])
            note = "with words left out" if len(pieces) > 1 else ""
            return Checked(span.start, span.end, span.text, "verbatim", cited, note=note)
    best = max(
        ((_nearest(everything, index.words[n]), -n) for n in index.with_most(everything)),
        default=((0.0, 0, 0), 0),
    )
    (ratio, start, end), n = best
    if ratio < ALIKE:
        return Checked(span.start, span.end, span.text, "not found")
    there = index.words[-n][start:end]
    return Checked(
        span.start,
        span.end,
        span.text,
        "altered",
        index.cite(-n, there[0], there[-1]),
        tuple(_differences(everything, there, span.text, index.reports[-n].text)),
    )


def _in_order(pieces: Sequence[Sequence[Word]], text: Sequence[Word]) -> list[int] | None:
    at, places = 0, []
    for p in pieces:
        found = find(p, text, at)
        if found < 0:
            return None
        places.append(found)
        at = found + len(p)
    return places


def _nearest(wanted: Sequence[Word], text: Sequence[Word]) -> tuple[float, int, int]:
    """The stretch of a text that is nearest to the words, and how near: ``(ratio, start, end)`` in words."""
    size = len(wanted)
    count = Counter(w.plain for w in wanted)
    best, best_at = 0, 0
    held: Counter[str] = Counter()
    shared = 0
    for n, w in enumerate(text):
        if w.plain in count:
            held[w.plain] += 1
            shared += held[w.plain] <= count[w.plain]
        if n >= size and (out := text[n - size].plain) in count:
            shared -= held[out] <= count[out]
            held[out] -= 1
        if shared > best:
            best, best_at = shared, max(0, n - size + 1)
    if not text or best < size * ALIKE / 2:
        return 0.0, 0, 0
    first, last = max(0, best_at - size // 3 - 2), min(len(text), best_at + size + size // 3 + 2)
    plain, around = [w.plain for w in wanted], [w.plain for w in text[first:last]]
    blocks = [b for b in SequenceMatcher(None, plain, around, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return 0.0, 0, 0
    start = max(first, first + blocks[0].b - blocks[0].a)
    end = min(last, first + blocks[-1].b + blocks[-1].size + (size - blocks[-1].a - blocks[-1].size))
    stretch = [w.plain for w in text[start:end]]
    return SequenceMatcher(None, plain, stretch, autojunk=False).ratio(), start, end


def _differences(
    wanted: Sequence[Word], there: Sequence[Word], draft: str, report: str
) -> Iterator[tuple[str, str]]:
    plain, other = [w.plain for w in wanted], [w.plain for w in there]
    for kind, a, b, c, d in SequenceMatcher(None, plain, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield (
                " ".join(w.plain for w in wanted[a:b]),
                report[there[c].start : there[d - 1].end] if d > c else "",
            )


def _laid_to(span: Span, draft: Analysis) -> str | None:
    """The speaker that the draft gives."""
    names = {a.id: a.name for a in draft.actors}
    for q in draft.quotes:
        if q.speaker and any(c.start < span.end and span.start < c.end for c in q.content):
            return names.get(q.speaker)
    return None


def _speaker(c: Citation | None, spoken: dict[str, list[SaidOnRecord]]) -> tuple[str | None, bool]:
    """Who says these words on record, and whether they are reported as said at all."""
    if c is None:
        return None, False
    hit = [q for q in spoken.get(c.report, ()) if any(s < c.end and c.start < e for s, e, _ in q.content)]
    return (hit[0].speaker if hit else None), bool(hit)


def _same_name(one: str, other: str, fused: Fused) -> bool:
    """Whether two names may be one's: equal, of one actor, or a surname and the whole."""
    a, b = fold(one), fold(other)
    if a == b or a.split()[-1] == b.split()[-1]:
        return True
    return any({a, b} <= {fold(n) for n in (x.name, *x.aliases)} for x in fused.actors)
