"""The parse of one report as plain Python lists: what every question of ``analyse`` is asked of.

spaCy's ``Token`` objects cost a call per attribute; these slots cost none, pickle, and can be made by
hand in a test. Offsets are global: code points of the report's text, not of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


class Token:
    """One token. ``i`` is its index in ``Parse.tokens``; ``head`` the index of its governor (itself at a
    root)."""

    __slots__ = (
        "dep",
        "end",
        "ent",
        "ent_iob",
        "head",
        "i",
        "kids",
        "lemma",
        "lower",
        "pos",
        "sent",
        "start",
        "tag",
        "text",
    )

    def __init__(
        self, i: int, start: int, end: int, text: str, lemma: str, pos: str, tag: str, dep: str, head: int,
        ent: str, ent_iob: str, sent: int,
    ) -> None:  # fmt: skip
        self.i, self.start, self.end, self.text, self.lower = i, start, end, text, text.lower()
        self.lemma, self.pos, self.tag, self.dep, self.head = lemma, pos, tag, dep, head
        self.ent, self.ent_iob, self.sent = ent, ent_iob, sent
        self.kids: list[Token] = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of one sentence; ``block`` is the index of its layout block."""

    i: int
    first: int
    last: int
    block: int
    kind: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A report's text with its tokens and sentences; lower-cased lemmas, straightened marks, same offsets."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def sentence(self, token: Token) -> Sentence:
        return self.sentences[token.sent]

    def sent_tokens(self, sentence: Sentence) -> Sequence[Token]:
        return self.tokens[sentence.first : sentence.last]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, in text order."""
        found, todo = [], [token]
        while todo:
            t = todo.pop()
            found.append(t)
            todo.extend(t.kids)
        found.sort(key=lambda t: t.i)
        return found
