"""Which sentences tell a day of a story, word for word: those made of words that both the day and the story
share.

A human's line for a day names what the whole story is about (the country, the well, the virus) and what was
new that day. So a word is worth the geometric mean of two shares: how many of the day's sentences have it,
and how many reports of the story. Measured against human timelines this is close to the chance that their
line for the day has the word. Weighing words by rarity (tf-idf), as is usual for finding a topic, takes the
story's own words for noise and picks the odd sentence instead: the figures of both are in docs/design.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.fuse.chronology import chronology
from onrecord.model import Analysis, Citation

LEAD_SENTENCES = (
    8  # of a report of that day or the next: they tell what is new; 5 to 12 cost at most .008 of AR1
)
LINE_WORDS, MIN_WORDS, MAX_WORDS = (
    6,
    15,
    60,
)  # the first for lines of chronologies, which are meant to be short
STORY_CHARACTERS = (
    3000  # of a report count for the story's words: what comes later is often about something else
)
PRICE = 0.06  # what a word costs; without a price long sentences win, with .10 short ones
_WORD = re.compile(r"[A-Za-z0-9][\w'’-]*")
_WHOLE = re.compile(
    r"[^|]*[.!][\s\"'”’)]*"
)  # no question, no headline, no line cut off at a bracket, none of a page's furniture
_OWN_VOICE = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b"
)  # somebody speaks there, with or without marks
_EMPTY = frozenset(
    [
        "a",
        "about",
        "above",
        "according",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "am",
        "among",
        "an",
        "and",
        "another",
        "any",
        "are",
        "as",
        "at",
        "be",
        "became",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "either",
        "else",
        "even",
        "ever",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "least",
        "less",
        "like",
        "many",
        "may",
        "me",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "neither",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "others",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "per",
        "rather",
        "same",
        "several",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "still",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "thus",
        "to",
        "too",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "well",
        "were",
        "what",
        "whatever",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yet",
        "you",
        "your",
        "yours",
        "yourself",
        "said",
        "say",
        "says",
        "saying",
        "told",
        "tell",
        "mr",
        "mrs",
        "ms",
        "dr",
        "lrb",
        "rrb",
    ]
)  # words of every sentence, which tell nothing of what it is about; "-LRB-" is a bracket of tokenised text


class Candidate(NamedTuple):
    """A sentence that may tell a day, with the different words it has."""

    where: Citation
    words: frozenset[str]
    listed: bool = False
    own_voice: bool = False  # of a speaker ("we", "you"): no line, but it helps to know the words of the day


def words(text: str) -> frozenset[str]:
    """The different words of a text that say what it is about, in lower case."""
    return frozenset(
        w for w in (m.group().lower() for m in _WORD.finditer(text)) if len(w) > 1 and w not in _EMPTY
    )


def shares(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """How many of the texts have each word, as a share of all."""
    counts: Counter[str] = Counter()
    n = 0
    for text in texts:
        counts.update(text)
        n += 1
    return {w: c / n for w, c in counts.items()}


def story_words(analyses: Iterable[Analysis]) -> dict[str, float]:
    """What share of the reports has each word."""
    return shares(words(a.report.text[:STORY_CHARACTERS]) for a in analyses)


def candidates(analyses: Sequence[Analysis], wanted: frozenset[date]) -> dict[date, list[Candidate]]:
    """Whole sentences that name a wanted day, and the first ones of reports of that day or the next.

    A day that lies ahead of its report is no match: the sentence tells a plan. Nor is a lead that names
    another day.
    """
    pool: dict[date, list[Candidate]] = defaultdict(list)
    for a in analyses:
        published = a.report.published
        near = {published, published - timedelta(days=1)} & wanted if published else frozenset()
        dated = dated_sentences(a)
        lines = chronology(a)
        for day, start, end in lines:
            sentence = a.report.text[start:end]
            if day in wanted and _whole(sentence, LINE_WORDS):
                pool[day].append(
                    Candidate(Citation(a.report.id, start, end, sentence), words(sentence), listed=True)
                )
        inside = {end for _, _, end in lines}
        for n, (start, end) in enumerate(a.sentences):
            days = dated.get(n, near if n < LEAD_SENTENCES else frozenset()) & wanted
            sentence = a.report.text[start:end] if days and end not in inside else ""
            if sentence and _whole(sentence, MIN_WORDS):
                told = Candidate(
                    Citation(a.report.id, start, end, sentence),
                    words(sentence),
                    own_voice=bool(_OWN_VOICE.search(sentence)),
                )
                for day in days:
                    if published is None or day <= published:
                        pool[day].append(told)
    return {day: found for day, found in pool.items() if not all(c.own_voice for c in found)}


def _whole(sentence: str, least: int) -> bool:
    return least <= len(sentence.split()) <= MAX_WORDS and bool(_WHOLE.fullmatch(sentence))


def dated_sentences(a: Analysis) -> dict[int, set[date]]:
    """The days that each sentence names, by the sentence's number."""
    out: dict[int, set[date]] = defaultdict(set)
    k = 0
    for t in sorted(a.times, key=lambda t: t.span.start):
        while k < len(a.sentences) and a.sentences[k][1] <= t.span.start:
            k += 1
        if (
            k < len(a.sentences)
            and a.sentences[k][0] <= t.span.start
            and t.earliest is not None
            and t.earliest == t.latest
        ):
            out[k].add(t.earliest)
    return out


class _Day:
    """A day on its way: the sentences that may tell it, what each word is worth there, and what is chosen
    already."""

    def __init__(self, pool: Sequence[Candidate], story: Mapping[str, float]) -> None:
        self.worth = {
            w: math.sqrt(share * story.get(w, 0.0)) for w, share in shares(c.words for c in pool).items()
        }
        pool = sorted([c for c in pool if not c.own_voice], key=lambda c: c.where)
        self.pool = [c for c in pool if c.listed or self.gain(c) >= 0] or pool
        self.chosen: list[Candidate] = []

    def gain(self, c: Candidate, used: Set[str] = frozenset()) -> float:
        """A word counts once, however many sentences of the day have it, and costs each time."""
        return math.fsum(self.worth[w] for w in c.words - used) - PRICE * len(c.words)

    def best(self, taken: Set[Citation]) -> tuple[bool, float, Candidate] | None:
        """The sentence that adds most, its gain, and whether it is the line of a chronology, which opens a
        day."""
        used = frozenset(w for c in self.chosen for w in c.words)
        left = [c for c in self.pool if c.where not in taken and c.words - used] or (
            () if self.chosen else self.pool
        )
        return max(
            ((c.listed and not self.chosen, self.gain(c, used), c) for c in left),
            key=lambda x: x[:2],
            default=None,
        )


def telling(
    pools: Mapping[date, Sequence[Candidate]], k: int, story: Mapping[str, float]
) -> dict[date, tuple[Citation, ...]]:
    """Up to ``k`` sentences for each day, the one that adds most first; what two days could have goes where
    it adds more."""
    days = {day: _Day(pool, story) for day, pool in pools.items()}
    taken: set[Citation] = set()
    for _ in range(k):
        offers = {day: offer for day in sorted(days) if (offer := days[day].best(taken))}
        for day in sorted(offers, key=lambda d: offers[d][:2], reverse=True):
            offer = offers[day] if offers[day][2].where not in taken else days[day].best(taken)
            if offer:
                days[day].chosen.append(offer[2])
                taken.add(offer[2].where)
    return {day: tuple(c.where for c in d.chosen) for day, d in days.items() if d.chosen}
