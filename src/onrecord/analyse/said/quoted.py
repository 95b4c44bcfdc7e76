"""Quoted speech: which cue each quotation hangs on, read from the marks and words around it.

The grammar of a sentence broken by quotation marks is often wrong, so this step trusts the order of
words: the quotation, the mark that ends it, and the first speech verb before or after.
"""

from __future__ import annotations

from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.source import Source, phrase, verb_source

STOPS = frozenset(".!?")
GAP = 40  # tokens from a quotation to its verb; beyond it the verb is another clause's


def drafts(ground: Ground) -> list[Draft]:
    """One draft for each cue that governs whole quotations."""
    found: list[Draft] = []
    last: Draft | None = None  # the latest quotation's draft, for quotations that go on without a cue
    previous = -1
    taken: dict[int, Draft] = {}
    for n, quote in enumerate(ground.quotes):
        before = ground.quotes[n - 1] if n else None
        floor = _floor(ground, n)
        cue = _after(ground, n) or _before(ground, n, floor)
        if cue is not None:
            draft = taken.get(cue.i)
            if draft is None:
                draft = Draft(cue.i, "quote." + _rule(ground, cue), [], _source(ground, cue))
                taken[cue.i] = draft
                found.append(draft)
            draft.content.append((_left(ground, n, floor, cue), quote.last - 1))
            last, previous = draft, n
            continue
        if last is not None and before is not None and previous == n - 1 and _continues(ground, n):
            last.content.append((quote.first, quote.last - 1))
            previous = n
    return found


def _rule(ground: Ground, cue: Token) -> str:
    for frame in ground.lexicon.verbs.get(cue.lemma, ()):
        if "quote" in frame.takes:
            return frame.rule
    return "unknown"


def _speaks(ground: Ground, token: Token) -> bool:
    if token.pos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") or ground.inside[token.i] >= 0:
        return False
    if token.pos != "VERB" and not token.tag.startswith("VB"):
        return False
    return any("quote" in frame.takes for frame in ground.lexicon.verbs.get(token.lemma, ()))


def _block(ground: Ground, i: int) -> int:
    parse = ground.parse
    return parse.sentences[parse.tokens[i].sent].block


def _floor(ground: Ground, n: int) -> int:
    """The first token of the unquoted words before quotation ``n`` in its own sentence."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = quote.first
    while i > 0 and ground.inside[i - 1] < 0 and tokens[i - 1].text not in STOPS and _block(ground, i - 1) == quote.block:
        i -= 1
    return i


def _after(ground: Ground, n: int) -> Token | None:
    """The verb after a quotation: "…," said Kerry; "…," the minister said."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = quote.last
    if i >= len(tokens) or _block(ground, i) != quote.block:
        return None
    ended = _last_word(ground, n)
    if tokens[i].text in (",", "-", "–", "—", "--"):
        i += 1
    elif (ended in (".", "…") and tokens[i].text[:1].isupper() and tokens[i].pos != "PROPN" and tokens[i].dep == "ROOT") or ended not in (",", "?", "!", "-", "–", "—", "…", "--"):
        return None
    if i < len(tokens) and tokens[i].pos == "CCONJ":
        return None
    relative = False
    for k in range(i, min(i + GAP, len(tokens))):
        token = tokens[k]
        if token.text in STOPS or ground.inside[k] >= 0 or _block(ground, k) != quote.block:
            return None
        if token.lower in ("who", "which"):
            relative = True
        elif token.text in (",", "—", "–"):
            relative = False
        if token.tag == "VBG" and k == i:
            return None
        if not relative and token.tag in ("VBD", "VBZ", "VBP", "VBN", "VB") and _speaks(ground, token) and token.dep != "relcl":
            return token
    return None


def _last_word(ground: Ground, n: int) -> str:
    quote = ground.quotes[n]
    end = quote.end - (1 if quote.closed else 0)
    text = ground.parse.text
    while end > quote.start and text[end - 1] in "'’\"”»` ":
        end -= 1
    return text[end - 1]


def _before(ground: Ground, n: int, floor: int) -> Token | None:
    """The verb before a quotation: He said, "…"; the statement read: "…"."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = quote.first - 1
    if i < 0:
        return None
    if floor == quote.first:
        if tokens[i].text == ":" and ground.inside[i] < 0 and _block(ground, i) != quote.block:
            start = ground.parse.sentences[tokens[i].sent].first
            return _last_speech(ground, start, i)
        return None
    if tokens[i].text in (":", ","):
        return _last_speech(ground, floor, i)
    if _speaks(ground, tokens[i]):
        return tokens[i]
    return None


def _last_speech(ground: Ground, first: int, stop: int) -> Token | None:
    for k in range(stop - 1, max(first - 1, stop - GAP), -1):
        if _speaks(ground, ground.parse.tokens[k]):
            return ground.parse.tokens[k]
    return None


def _left(ground: Ground, n: int, floor: int, cue: Token) -> int:
    """Where the content begins: at the mark, or with the unquoted words of its clause."""
    quote = ground.quotes[n]
    if floor == quote.first or cue.i < quote.first:
        return quote.first
    tokens = ground.parse.tokens
    if tokens[quote.first - 1].text in (",", ":") and quote.first - floor <= 3:
        return quote.first
    if n and ground.quotes[n - 1].last == floor:
        return quote.first
    return floor


def _continues(ground: Ground, n: int) -> bool:
    """Whether a quotation without a cue goes on from the one before it."""
    before, quote = ground.quotes[n - 1], ground.quotes[n]
    tokens = ground.parse.tokens
    if before.goes_on and before.last == quote.first:
        return True
    if before.block != quote.block:
        return False
    at = quote.first - 1
    if ground.inside[at] >= 0:
        return True
    if tokens[at].text in STOPS or tokens[at].text == ",":
        return sum(1 for k in range(before.last, at) if tokens[k].text in STOPS) == 0
    return False


def _source(ground: Ground, cue: Token) -> Source | None:
    found = verb_source(ground.parse, ground.reach, cue)
    if found is not None and ground.inside[found.head] < 0:
        first, last = found.first, found.last
        while first < found.head and ground.inside[first] >= 0:
            first += 1
        while last > found.head and ground.inside[last] >= 0:
            last -= 1
        return Source(found.head, first, last)
    return _beside(ground, cue)


def _beside(ground: Ground, cue: Token) -> Source | None:
    """The noun next to the verb, where the grammar gives no subject outside the quotation."""
    tokens = ground.parse.tokens
    for step in (1, -1):
        k = cue.i + step
        while 0 <= k < len(tokens) and abs(k - cue.i) < 12 and ground.inside[k] < 0 and tokens[k].text not in STOPS:
            token = tokens[k]
            if token.text in (",", ":"):
                break
            if token.pos in ("PROPN", "PRON", "NOUN") and not (token.dep == "compound"):
                return phrase(token, ground.reach, cue.i)
            k += step
    return None
