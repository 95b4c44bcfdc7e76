"""Phrases that frame a sentence as someone's: "according to X", "as X put it", "in X's view", "X: …"."""

from __future__ import annotations

from onrecord.analyse.english import ACCORDING, AS, OF, TO, WORDS_OF
from onrecord.analyse.parse import Token
from onrecord.analyse.said.content import Ranges
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.source import Source, phrase, subject

LABEL = 7  # tokens a speaker's label before a colon may have
HEADLINE = 30  # tokens after the colon among which a verb must stand
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


def drafts(ground: Ground) -> list[Draft]:
    """One draft for each framing phrase outside quotation marks."""
    found: list[Draft] = []
    words = ground.lexicon
    for token in ground.parse.tokens:
        if ground.inside[token.i] >= 0:
            continue
        draft: Draft | None = None
        if token.lower == ACCORDING:
            draft = _according(ground, token)
        elif token.lower in words.viewpoints and token.pos == "NOUN":
            draft = _viewpoint(ground, token)
        elif token.lower in words.reportedly:
            draft = _reportedly(ground, token)
        elif token.lemma in words.putting and token.tag[:2] == "VB":
            draft = _as_put(ground, token)
        if draft is not None:
            found.append(draft)
    found += _labels(ground)
    return found


def _rest(ground: Ground, head: Token, first: int, last: int) -> Ranges:
    """What the clause of ``head`` says besides tokens ``[first, last]``."""
    low, high = ground.reach.low[head.i], ground.reach.high[head.i]
    return [(a, b) for a, b in ((low, first - 1), (last + 1, high)) if a <= b]


def _clause(ground: Ground, token: Token) -> Token:
    """The verb whose clause a phrase frames; the root where there is none."""
    for above in ground.parse.ancestors(token):
        if above.pos in ("VERB", "AUX") or above.head == above.i:
            return above
    return token


def _one_side(ground: Ground, content: Ranges) -> Ranges:
    """What stands before a closing phrase, where the words after it begin another clause: ", and experts have
    …"."""
    tokens = ground.parse.tokens
    content = [(a, b) for a, b in content if any(t.pos not in ("CCONJ", "PUNCT") for t in tokens[a : b + 1])]
    if len(content) < 2:
        return content
    (first, last), (after, end) = content
    while after < end and tokens[after].pos == "PUNCT":
        after += 1
    another = tokens[after].pos == "CCONJ" and any(t.tag in TENSED for t in tokens[after : end + 1])
    return content[:1] if another and any(t.tag in TENSED for t in tokens[first : last + 1]) else content


def _according(ground: Ground, word: Token) -> Draft | None:
    tokens = ground.parse.tokens
    to = word.i + 1
    if to >= len(tokens) or tokens[to].lower != TO:
        return None
    noun = next((k for k in tokens[to].kids if k.dep == "pobj"), None)
    if noun is None:
        return None
    source = phrase(noun, ground.reach, word.i)
    sentence = ground.parse.sentence(word)
    low, high = sentence.first, sentence.last - 1
    content = [(a, b) for a, b in ((low, word.i - 1), (source.last + 1, high)) if a <= b]
    return Draft(word.i, "according to", _one_side(ground, content), source)


def _viewpoint(ground: Ground, noun: Token) -> Draft | None:
    """ "In Lund's view, …"; "in the words of Lund"."""
    tokens = ground.parse.tokens
    into = tokens[noun.head]
    if into.lower not in WORDS_OF or noun.dep != "pobj":
        return None
    owner = next((k for k in noun.kids if k.dep == "poss"), None)
    if owner is None:
        of = next((k for k in noun.kids if k.dep == "prep" and k.lower == OF), None)
        owner = next((k for k in of.kids if k.dep == "pobj"), None) if of is not None else None
    if owner is None:
        return None
    head = _clause(ground, into)
    content = _rest(ground, head, ground.reach.low[into.i], ground.reach.high[into.i])
    return Draft(noun.i, "viewpoint", content, phrase(owner, ground.reach, noun.i)) if content else None


def _reportedly(ground: Ground, word: Token) -> Draft | None:
    head = ground.parse.tokens[word.head]
    if head.pos not in ("VERB", "AUX", "ADJ"):
        return None
    if head.lemma in ground.lexicon.speaking and any(k.dep == "ccomp" for k in head.kids):
        return None  # "reportedly told her that …": who said so is told
    content = _rest(ground, head, word.i, word.i)
    return Draft(word.i, "reportedly", content) if content else None


def _as_put(ground: Ground, verb: Token) -> Draft | None:
    """ "As Lund put it, …"."""
    if verb.dep != "advcl" or not any(k.lower == AS and k.dep in ("mark", "advmod") for k in verb.kids):
        return None
    if any(k.dep in ("ccomp", "xcomp") for k in verb.kids):
        return None
    who = subject(ground.parse, ground.reach, verb)
    if who is None:
        return None
    low, high = ground.reach.low[verb.i], ground.reach.high[verb.i]
    head = ground.parse.tokens[verb.head]
    while head.dep not in ("ROOT", "ccomp", "conj", "advcl") and head.head != head.i:
        head = ground.parse.tokens[head.head]
    content = _one_side(ground, _rest(ground, head, low, high))
    return Draft(verb.i, "as put", content, phrase(who, ground.reach, verb.i)) if content else None


def _labels(ground: Ground) -> list[Draft]:
    """A paragraph "Name: …": a headline that quotes, or a turn of a transcript."""
    found: list[Draft] = []
    parse = ground.parse
    sentences = parse.sentences
    for n, sentence in enumerate(sentences):
        if n and sentences[n - 1].block == sentence.block:
            continue
        colon = _label(ground, sentence.first)
        if colon < 0:
            continue
        last = sentence.last - 1
        k = n + 1
        while k < len(sentences) and sentences[k].block == sentence.block:
            last = sentences[k].last - 1
            k += 1
        if last - colon < 3 or ground.inside[colon + 1] >= 0:
            continue
        if not any(t.tag in TENSED for t in parse.tokens[colon + 1 : min(last + 1, colon + HEADLINE)]):
            continue
        names = [t for t in parse.tokens[sentence.first : colon] if t.pos in ("PROPN", "NOUN")]
        label = names[-1]
        if len(label.text) == 1 or label.lower in ground.lexicon.notes:
            continue
        if label.pos == "NOUN" and label.lemma not in ground.lexicon.labels:
            continue
        source = Source(names[-1].i, sentence.first, colon - 1)
        found.append(Draft(colon, "label", [(colon + 1, last)], source))
    return found


def _label(ground: Ground, first: int) -> int:
    """The colon after a speaker's label that begins at token ``first``, or -1."""
    tokens = ground.parse.tokens
    named = False
    for k in range(first, min(first + LABEL + 1, len(tokens))):
        token = tokens[k]
        if token.text == ":":
            return k if named and k > first else -1
        if (
            token.tag[:2] in ("VB", "MD", "IN")
            or token.pos in ("NUM", "PRON")
            or token.text in ".!?;"
            or ground.inside[k] >= 0
        ):
            return -1
        named = named or token.pos in ("PROPN", "NOUN")
    return -1
