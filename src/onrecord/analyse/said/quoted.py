"""Quoted speech: which cue each quotation hangs on, read from the marks and words around it.

The grammar of a sentence broken by quotation marks is often wrong, so this step trusts the order of
words: the quotation, the mark that ends it, and the first speech verb before or after.
"""

from __future__ import annotations

from bisect import bisect_right

from onrecord.analyse.english import OF_SUBJECTS
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.marks import Quotation
from onrecord.analyse.said.source import Source, phrase, verb_source

STOPS = frozenset(".!?")
DASHES = frozenset({"-", "–", "—", "―", "--"})
ENDS = frozenset({",", "?", "!", "-", "–", "—", "…"})
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBORDINATE = frozenset(
    {"when", "if", "while", "after", "before", "because", "though", "although", "since", "until"}
)
GAP = 40  # tokens from a quotation to its verb; beyond it the verb is another clause's
WORDS = 3  # fewer within marks are a name, or words held off
APPOSED = 16  # tokens of a name with its description, between a quotation and its verb
ASIDE = 3  # unquoted words and a comma before a quotation that don't belong to it ("Still, …")


def drafts(ground: Ground) -> list[Draft]:
    """One draft for each cue that governs whole quotations."""
    found: dict[int, Draft] = {}
    for n, quote in enumerate(ground.quotes):
        floor = _floor(ground, n)
        before = _before(ground, n, floor)
        cue = before if before is not None and _last_mark(ground, quote) in STOPS else None
        if cue is None:
            cue = _after(ground, n, floor) or before
        if cue is None:
            continue
        draft = found.get(cue.i)
        if draft is None:
            draft = Draft(cue.i, f"{_rule(ground, cue)}/quote", [], _source(ground, cue), spoken=True)
            found[cue.i] = draft
        draft.content += _pieces(ground, n, floor, cue)
    return list(found.values())


def taken_by(ground: Ground, drafts_: list[Draft]) -> set[int]:
    """Quotations that some draft holds in part or whole."""
    taken: set[int] = set()
    starts = [q.first for q in ground.quotes]
    for draft in drafts_:
        for first, last in draft.content:
            n = max(0, bisect_right(starts, first) - 1)
            while n < len(starts) and starts[n] <= last:
                if ground.quotes[n].last > first:
                    taken.add(n)
                n += 1
    return taken


def carry_on(ground: Ground, found: list[Draft]) -> None:
    """Gives each quotation that stands alone to whoever was speaking just before it."""
    taken = taken_by(ground, found)
    by_cue = sorted((d for d in found if d.spoken), key=lambda d: d.cue)
    cues = [d.cue for d in by_cue]
    speaker: Draft | None = None
    for n, quote in enumerate(ground.quotes):
        if n in taken:
            continue
        at = bisect_right(cues, quote.first) - 1
        if at < 0:
            continue
        speaker = by_cue[at]
        if _carries(ground, n, speaker):
            speaker.content.append((quote.first, quote.last - 1))
            taken.add(n)


def _carries(ground: Ground, n: int, speaker: Draft) -> bool:
    quote, tokens = ground.quotes[n], ground.parse.tokens
    end = max(speaker.content[-1][1], speaker.cue)
    if end >= quote.first:
        return False
    before = ground.quotes[n - 1] if n else None
    if before is not None and before.goes_on and before.last == quote.first:
        return before.first <= end
    at = quote.first - 1
    if block_of(ground, at) == quote.block:
        first = max(end + 1, ground.parse.sentence(tokens[quote.first]).first)
        led = first < quote.first and ground.inside[at] < 0 and tokens[at].text not in STOPS
        if led and (
            quote.last - quote.first < WORDS + 2 or any(_another(t) for t in tokens[first : quote.first])
        ):
            return False  # a word held off, or a sentence that somebody else is named in
        if tokens[at].pos in ("CCONJ", "ADV") and at > 0 and ground.inside[at] < 0:
            at -= 1
        ended = ground.inside[at] >= 0 or tokens[at].text[-1] in ".!?,;"
        return ended and _sentences_between(ground, end, quote.first) <= 1
    whole = ground.parse.sentences[tokens[quote.first].sent]
    alone = quote.last >= len(tokens) or block_of(ground, quote.last) != quote.block
    return (
        alone
        and whole.first == quote.first
        and quote.last - quote.first > 5
        and _sentences_between(ground, end, quote.first) <= 1
    )


def _another(token: Token) -> bool:
    return token.pos == "PROPN" and (token.dep == "nsubj" or (token.dep == "poss" and token.ent == "PERSON"))


def _sentences_between(ground: Ground, first: int, last: int) -> int:
    """How many sentence ends lie in tokens ``[first, last)`` outside quotations; two are enough to know."""
    count = 0
    for k in range(first, min(last, first + 80)):
        if (
            ground.inside[k] < 0
            and ground.parse.tokens[k].text in STOPS
            and ground.parse.tokens[k].dep == "punct"
        ):
            count += 1
            if count > 1:
                return count
    return count if last - first < 80 else 2


def _rule(ground: Ground, cue: Token) -> str:
    """The id of the rule that lets a verb take quoted words."""
    frames = ground.lexicon.verbs[cue.lemma]
    return next((f.rule for f in frames if "quote" in f.takes), frames[0].rule)


def _speaks(ground: Ground, token: Token) -> bool:
    if token.tag[:2] != "VB" or token.dep == "amod" or ground.inside[token.i] >= 0:
        return False
    return token.lemma in ground.lexicon.speaking


def block_of(ground: Ground, i: int) -> int:
    """The layout block of token ``i``."""
    parse = ground.parse
    return parse.sentences[parse.tokens[i].sent].block


def _floor(ground: Ground, n: int) -> int:
    """The first token of the unquoted words before quotation ``n`` in its own sentence."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = quote.first
    while (
        i > 0
        and ground.inside[i - 1] < 0
        and tokens[i - 1].text not in STOPS
        and block_of(ground, i - 1) == quote.block
    ):
        i -= 1
    return i


def _behind(ground: Ground, quote: Quotation) -> int | None:
    """The token behind a quotation at which its attribution may begin."""
    tokens, i = ground.parse.tokens, quote.last
    if i >= len(tokens) or block_of(ground, i) != quote.block:
        return None
    if tokens[i].text == "," or tokens[i].text in DASHES:
        i += 1
    elif _last_mark(ground, quote) not in ENDS:
        return None
    if i >= len(tokens) or tokens[i].pos == "CCONJ" or tokens[i].tag == "VBG":
        return None
    return i


def _ends(ground: Ground, k: int, quote: Quotation) -> bool:
    """Whether no attribution of a quotation goes on to a token."""
    stop = ground.parse.tokens[k].text in STOPS
    return stop or ground.inside[k] >= 0 or block_of(ground, k) != quote.block


def _after(ground: Ground, n: int, floor: int) -> Token | None:
    """The verb after a quotation: "…," said Lund; "…," the minister said."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = _behind(ground, quote)
    if i is None:
        return None
    relative = False
    spare: Token | None = None  # another cue verb, taken where none of speaking follows: "…," he mocks
    for k in range(i, min(i + GAP, len(tokens))):
        token = tokens[k]
        if _ends(ground, k, quote):
            return spare
        if token.lower in OF_SUBJECTS or token.lower in SUBORDINATE:
            relative = True
        elif token.text == "," or token.text in DASHES:
            relative = False
        if relative or token.dep == "relcl" or token.tag[:2] != "VB":
            continue
        if token.lemma not in ground.lexicon.speaking:
            if floor == quote.first and token.lemma in ground.lexicon.verbs and token.tag in TENSED:
                spare = spare or token
            continue
        if token.tag not in TENSED and token.tag != "VBN" and not any(k.tag in TENSED for k in token.kids):
            continue
        said = floor < quote.first and any(c.dep == "ccomp" and c.i > token.i for c in token.kids)
        return None if said else token
    return spare


def _last_mark(ground: Ground, quote: Quotation) -> str:
    """The last character a quotation holds inside its marks."""
    text = ground.parse.text
    end = quote.end
    while end > quote.start + 1 and text[end - 1] in "'’\"”»` ":
        end -= 1
    return text[end - 1]


def _before(ground: Ground, n: int, floor: int) -> Token | None:
    """The verb before a quotation: He said, "…"; the statement read: "…"."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    i = quote.first - 1
    if i < 0:
        return None
    if floor == quote.first:
        if tokens[i].text == ":" and ground.inside[i] < 0 and block_of(ground, i) != quote.block:
            return _last_speech(ground, ground.parse.sentence(tokens[i]).first, i)
        return None
    if tokens[i].text == ":":
        return _last_speech(ground, floor, i)
    if tokens[i].text == ",":
        cue = _last_speech(ground, floor, i)
        if cue is not None and any(tokens[k].tag in TENSED for k in range(cue.i + 1, i)):
            return None  # what was said has begun before the mark
        return cue
    if _speaks(ground, tokens[i]):
        later = any(c.dep == "ccomp" and ground.reach.high[c.i] > quote.last for c in tokens[i].kids)
        return None if later and _last_mark(ground, quote) not in ".,?!" else tokens[i]
    return None


def _last_speech(ground: Ground, first: int, stop: int) -> Token | None:
    for k in range(stop - 1, max(first - 1, stop - GAP), -1):
        if _speaks(ground, ground.parse.tokens[k]):
            return ground.parse.tokens[k]
    return None


def _apart(ground: Ground, n: int, floor: int) -> bool:
    """Whether the words between ``floor`` and a quotation before its cue are none that were said."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    before = tokens[quote.first - 1].text
    if before == ":" or before in DASHES:
        return True
    if before == "," and quote.first - floor <= ASIDE:
        return True
    return (
        n > 0
        and ground.quotes[n - 1].last == floor
        and block_of(ground, floor - 1) == quote.block
        and quote.first - floor < ASIDE
    )


def _goes_on_to(ground: Ground, quote: Quotation, cue: Token) -> int:
    """Where the words end that a quotation's sentence goes on with."""
    tokens, end = ground.parse.tokens, quote.last
    most = min(len(tokens), quote.last + GAP)
    while end < most and tokens[end].text not in STOPS and block_of(ground, end) == quote.block:
        after = tokens[end + 1 : end + 2]
        if tokens[end].pos == "CCONJ" and after and after[0].tag == cue.tag and _speaks(ground, after[0]):
            break  # "and added that": the reporter's again
        end += 1
    return end


def _pieces(ground: Ground, n: int, floor: int, cue: Token) -> list[tuple[int, int]]:
    """The quotation with the unquoted words of its own sentence that were said too."""
    tokens, quote = ground.parse.tokens, ground.quotes[n]
    whole = (quote.first, quote.last - 1)
    if floor == quote.first:
        return [whole]
    if cue.i > quote.first:
        return [whole if _apart(ground, n, floor) else (floor, whole[1])]
    if not ground.parse.text[quote.start : quote.start + 3].strip("\"“'‘`«„ ")[:1].islower():
        return [whole]
    # A lower-case quotation after a comma goes on from words before the cue: The bridge, she said, "is safe".
    own = min(
        [cue.i] + [ground.reach.low[k.i] for k in cue.kids if k.dep == "nsubj" and floor <= k.i < cue.i]
    )
    if own - 2 > floor and tokens[own - 1].text == "," and tokens[quote.first - 1].text == ",":
        pieces = [(floor, own - 2), whole]
        if _last_mark(ground, quote) not in ".,?!":
            pieces[1] = (quote.first, _goes_on_to(ground, quote, cue) - 1)
        return pieces
    return [whole]


def _source(ground: Ground, cue: Token) -> Source | None:
    found = verb_source(ground.parse, ground.reach, cue)
    if found is not None and ground.inside[found.head] < 0:
        first, last = found.first, found.last
        if first < cue.i:
            while first < found.head and ground.inside[first] >= 0:
                first += 1
        while last > found.head and ground.inside[last] >= 0:
            last -= 1
        return Source(found.head, first, last)
    return _beside(ground, cue)


def _named_before(ground: Ground, cue: Token) -> Source | None:
    """ "“…,” Lund, a Liberal, wrote": the name between the quotation and a description held off by commas."""
    tokens = ground.parse.tokens
    first = cue.i
    while first > 0 and cue.i - first < APPOSED and ground.inside[first - 1] < 0:
        first -= 1
    last = first
    while _capital(tokens[last]) and _capital(tokens[last + 1]):
        last += 1
    between = tokens[last + 1 : cue.i]
    if first == 0 or ground.inside[first - 1] < 0 or not _capital(tokens[last]) or len(between) < 3:
        return None
    commas = [t.i for t in between if t.text == ","]
    return Source(last, first, last) if commas == [last + 1, cue.i - 1] else None


def _capital(t: Token) -> bool:
    """A name to the eye, whatever the parse of a sentence that quotation marks broke says."""
    return t.pos in ("PROPN", "NOUN") and t.text[0].isupper()


def _beside(ground: Ground, cue: Token) -> Source | None:
    """The noun next to the verb, where the grammar gives no subject outside the quotation."""
    tokens = ground.parse.tokens
    named = _named_before(ground, cue)
    if named is not None:
        return named
    for step in (1, -1):
        k = cue.i + step
        while (
            0 <= k < len(tokens)
            and abs(k - cue.i) < 12
            and ground.inside[k] < 0
            and tokens[k].text not in STOPS
        ):
            token = tokens[k]
            if token.text in (",", ":"):
                break
            if token.pos in ("PROPN", "PRON", "NOUN") and token.dep != "compound":
                return phrase(token, ground.reach, cue.i)
            k += step
    return None
