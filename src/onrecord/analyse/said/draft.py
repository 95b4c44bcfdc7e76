"""What the steps of one report share, and how drafted content becomes spans of characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.said.lexicon import Lexicon
from onrecord.analyse.said.marks import Quotation
from onrecord.analyse.said.source import Source
from onrecord.analyse.said.tree import Reach

JOINING = frozenset({"and", "but"})  # what they joined is the reporter's again
ASIDE = 60  # tokens of a closing aside in brackets
TAGS = frozenset({"report", "say", "write"})
TAG = 12  # tokens of "the NTB, Norway's news agency, reported"
EDGE = frozenset(",.;:-–—()… ")


@dataclass(slots=True)
class Draft:
    """An attribution in the making: content as inclusive token ranges."""

    cue: int
    rule: str
    content: list[tuple[int, int]]
    source: Source | None = None
    relay: int | None = None
    spoken: bool = False  # a later quotation may go on from it


@dataclass(slots=True)
class Ground:
    """A parse with its reaches and quotations; ``inside[i]`` is the quotation token ``i`` is in, or -1."""

    parse: Parse
    reach: Reach
    quotes: list[Quotation]
    lexicon: Lexicon
    inside: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inside = [-1] * len(self.parse.tokens)
        for n, quote in enumerate(self.quotes):
            for i in range(quote.first, quote.last):
                self.inside[i] = n


def spans_of(ground: Ground, draft: Draft) -> tuple[tuple[int, int], ...]:
    """The characters of a draft's content: trimmed, whole at quotation marks, in order, never overlapping."""
    tokens, inside, quotes = ground.parse.tokens, ground.inside, ground.quotes
    spans: list[tuple[int, int]] = []
    for first, last in sorted(draft.content):
        last = _within(ground, first, last)
        while first <= last and tokens[first].text in EDGE and inside[first] < 0:
            first += 1
        while (
            last >= first
            and (tokens[last].text in EDGE or tokens[last].lower in JOINING)
            and inside[last] < 0
        ):
            last -= 1
        if first > last or (first == last and tokens[first].pos == "CCONJ"):
            continue
        start, end = tokens[first].start, tokens[last].end
        if inside[last] >= 0:
            quote = quotes[inside[last]]
            if inside[draft.cue] != inside[last]:
                end = max(end, quote.end)
        if inside[first] >= 0:
            quote = quotes[inside[first]]
            if inside[draft.cue] != inside[first]:
                start = min(start, quote.start)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _within(ground: Ground, first: int, last: int) -> int:
    """The last token before a closing aside in brackets, or before another's tag: "…”, the NTB reported"."""
    tokens, inside = ground.parse.tokens, ground.inside
    opened = -1
    for i in range(last, max(first, last - ASIDE), -1):
        if tokens[i].text == ")" and i != last:
            break
        if tokens[i].text == "(":
            opened = i
            break
    if opened > first and inside[opened] < 0:
        last = opened - 1
    if last > first and inside[last] < 0 and tokens[last].tag == "VBD" and tokens[last].lemma in TAGS:
        i = last - 1
        while (
            i > first
            and inside[i] < 0
            and tokens[i].pos in ("PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT")
            and last - i <= TAG
        ):
            i -= 1
        if (
            inside[i] >= 0
            and i + 2 < last
            and (tokens[i].text == "," or tokens[i - 1].text == ",")
            and tokens[i + 1].pos in ("PROPN", "DET", "NOUN")
        ):
            return i
    return last


def hyphened(ground: Ground, token: Token) -> bool:
    """Whether a word is the second half of another: "so-called", "self-described"."""
    before = ground.parse.tokens[token.i - 1] if token.i else None
    return before is not None and before.end == token.start and before.text == "-"


def join(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans of neighbouring words as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def kind_of(ground: Ground, spans: tuple[tuple[int, int], ...]) -> Literal["direct", "indirect", "mixed"]:
    """Direct where all words are quoted, mixed where some are, indirect where none is."""
    within = total = 0
    edges = [(q.start, q.end) for q in ground.quotes]
    for start, end in spans:
        total += end - start
        at = _first_after(edges, start)
        while at < len(edges) and edges[at][0] < end:
            within += max(0, min(end, edges[at][1]) - max(start, edges[at][0]))
            at += 1
    if not within:
        return "indirect"
    return "direct" if total - within <= 2 * len(spans) else "mixed"


def _first_after(edges: list[tuple[int, int]], start: int) -> int:
    low, high = 0, len(edges)
    while low < high:
        middle = (low + high) // 2
        if edges[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    return low


def outermost(drafts: list[Draft], tokens: int) -> list[Draft]:
    """The drafts whose cue is not among the words another one reports; the longer content goes first."""
    held = bytearray(tokens)
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-sum(b - a for a, b in d.content), d.cue)):
        if held[draft.cue] and draft.relay is None:
            continue
        kept.append(draft)
        for first, last in draft.content:
            held[first : last + 1] = b"\x01" * max(0, last + 1 - first)
    return kept
