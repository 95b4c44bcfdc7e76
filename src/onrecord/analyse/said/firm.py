"""Whether an attribution is firm: something was said, in so many words, by a source that the report gives.

What is negated, supposed, wished, asked or only thought is an attribution too, but no line of who said what.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from onrecord.analyse.english import BY, DO, OF, ONE, QUESTIONS, RELATIVE, WHEN, WHENEVER
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.lexicon import Recorded
from onrecord.analyse.said.source import Source
from onrecord.analyse.who.words import words as people

Spans = tuple[tuple[int, int], ...]

CLAUSES = frozenset({"quote", "clause", "around", "order"})
WHOSE = frozenset({"no", "any", "whose", "which"})
FRAMES = frozenset({"according to", "label", "quote after colon", "quote signed"})
BESIDE = 4  # tokens: fewer within marks beside a verb are a name or a word held off, no utterance
ENDS = ".!?\"”’'»)]…:"
PARTICIPLE = frozenset({"by", "after", "before", "in"})  # "by saying", "after saying": it was said
BELOW = frozenset({"ccomp", "xcomp", "conj", "advcl", "relcl", "acl", "pcomp", "prep", "dep", "parataxis"})
OBJECTS = frozenset({"dobj", "dative", "pobj"})
NO_ACT = frozenset({"csubj", "csubjpass", "pobj", "amod", "nsubj", "xcomp"})  # of a participle
SELVES = frozenset({("he", "him"), ("she", "her"), ("they", "them"), ("it", "it")})
MEASURES = frozenset({"QUANTITY", "MONEY", "PERCENT", "DATE", "TIME"})
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
ACRONYM = 5  # letters; a longer word in capitals is a heading
UP = 6  # clauses above a cue that are looked at


def _is_a_heading(ground: Ground, draft: Draft, source: Source) -> bool:
    """Whether what stands before a colon names no speaker: things under their names, "READ MORE: “…”"."""
    tokens, text = ground.parse.tokens, ground.parse.text
    if draft.rule == "label":
        return tokens[source.head].ent != "PERSON"
    if draft.rule != "quote after colon":
        return False
    start, end = tokens[source.first].start, tokens[source.last].end
    acronym = source.last == source.first and end - start <= ACRONYM
    return (not acronym and text[start:end].isupper()) or not _speaks(
        tokens[source.head], ground.lexicon.record
    )


def _by_nobody(cue: Token) -> bool:
    """ "When asked why": by whom is not said."""
    return (
        cue.tag == "VBN"
        and cue.dep == "advcl"
        and not any(k.dep in ("nsubj", "aux", "agent") or k.lower == BY for k in cue.kids)
    )


def _holds_source(content: Spans, first: Token, last: Token) -> bool:
    return any(start < last.end and first.start < end for start, end in content)


def firm(ground: Ground, draft: Draft, content: Spans, kind: str) -> bool:
    """Whether a record may tell this as said."""
    words, tokens = ground.lexicon.record, ground.parse.tokens
    source, cue = draft.source, tokens[draft.cue]
    if (
        source is None
        or (tokens[source.head].lower in words.unsaid and not _one_of(tokens[source.head]))
        or tokens[source.first].lower in words.undoing | WHOSE
    ):
        return False
    if tokens[source.first].lower in WHENEVER or _holds_source(
        content, tokens[source.first], tokens[source.last]
    ):
        return False  # the parse is broken: what is said holds the one who says it
    if _broken(ground, draft) or any(_cut(ground, start, end) for start, end in content):
        return False
    if _is_a_heading(ground, draft, source) or tokens[source.head].ent in MEASURES:
        return False
    if draft.rule in FRAMES:
        return tokens[source.head].lemma not in words.nobody and not _heading(ground, cue)
    if not _said(ground, draft, content, kind):
        return False
    if cue.tag[:2] == "VB" and (not _asserted(ground, cue, kind, words) or _gapped(ground, cue, kind)):
        return False
    if _by_nobody(cue) or (cue.tag == "VBG" and not _trails(ground, cue, tokens[source.head], words)):
        return False
    return not (
        _supposed(ground, cue, words) or (kind == "indirect" and _asked(ground, cue)) or _heading(ground, cue)
    )


def _cut(ground: Ground, start: int, end: int) -> bool:
    """Whether a piece of content ends inside a word or before the verb of its own clause, or is no clause at
    all: "that if she's re", "that the pact will hold long after she", "it was told last year, which", "itself
    a city"."""
    tokens, text = ground.parse.tokens, ground.parse.text
    first, last = (
        bisect_left(tokens, start, key=lambda t: t.start),
        bisect_left(tokens, end, key=lambda t: t.end),
    )
    if last + 1 < len(tokens) and (
        tokens[last].lower in RELATIVE or tokens[first].lower.endswith(("self", "selves"))
    ):
        return True
    if last + 2 >= len(tokens) or ground.inside[last] >= 0:
        return False
    joined = text[end : end + 1] == "-" and text[end - 1].isalnum() and text[end + 1 : end + 2].isalnum()
    behind = tokens[last + 2]
    goes_on = (
        tokens[last + 1].text == ","
        and behind.tag in ("VBZ", "VBD", "VBP")
        and behind.pos == "AUX"
        and ground.inside[behind.i] < 0
    )
    return joined or goes_on


def _goes_on(ground: Ground, last: int) -> bool:
    tokens, after = ground.parse.tokens, last + 1
    while after < len(tokens) and tokens[after].pos == "ADV":
        after += 1
    return (
        after < len(tokens)
        and tokens[after].tag in TENSED
        and ground.inside[after] < 0
        and tokens[after].sent == tokens[last].sent
    )


def _parted(ground: Ground, draft: Draft) -> bool:
    """Whether words of the sentence between two pieces were left out, beside those that tell who said it."""
    tokens, pieces = ground.parse.tokens, sorted(draft.content)
    for (_, last), (first, _) in pairwise(pieces):
        if (
            tokens[last].sent == tokens[min(first, len(tokens) - 1)].sent
            and not last < draft.cue < first
            and first - last > 4
        ):
            return True
    return False


def _skipped(ground: Ground, draft: Draft) -> bool:
    """Whether a clause between the quotation and the cue was left out: "If it "goes on," it will fail, she
    said"."""
    last = max((b for _, b in draft.content if b < draft.cue), default=draft.cue)
    stop = min(draft.cue, draft.source.first) if draft.source is not None else draft.cue
    return any(t.tag in TENSED and ground.inside[t.i] < 0 for t in ground.parse.tokens[last + 1 : stop])


def _has_object(ground: Ground, cue: Token) -> bool:
    """Whether a closing verb has what it tells behind it: "…, officials predicted a high turnout"."""
    hears = any(f.hearer for f in ground.lexicon.verbs.get(cue.lemma, ()))
    return not hears and any(
        k.i > cue.i and k.dep in ("dobj", "xcomp") and k.ent not in ("DATE", "TIME") for k in cue.kids
    )


def _one_of(head: Token) -> bool:
    return head.lower == ONE and any(k.lower == OF for k in head.kids)


def _is_beside(ground: Ground, cue: Token, first: int, last: int) -> bool:
    """Whether what stands before a verb of speech is not what it reports."""
    tokens = ground.parse.tokens
    if any(t.text == ";" for t in tokens[last + 1 : cue.i]) or _has_object(ground, cue):
        return True  # "Most may vote; officials predicted a high turnout"
    acts = any(t.pos in ("VERB", "AUX") for t in tokens[first : last + 1])
    return last - first < BESIDE and not acts and ground.inside[first] < 0  # "On page 5, she writes: …"


def _is_half(ground: Ground, draft: Draft, cue: Token, first: int) -> bool:
    """Whether a verb behind a clause has its subject in it, or the clause's own subject was left out."""
    if cue.tag[:2] == "VB" and any(_goes_on(ground, b) for _, b in draft.content):
        return True
    return first > cue.i + 1 and ground.parse.tokens[first].tag in TENSED


def _broken(ground: Ground, draft: Draft) -> bool:
    """Whether marks or grammar went wrong: a quotation never closed, the verb's own subject or a "which" in
    what is said."""
    tokens, quotes = ground.parse.tokens, ground.quotes
    cue = tokens[draft.cue]
    for first, last in draft.content:
        held = [quotes[n] for n in ground.inside[first : last + 1] if n >= 0]
        if any(not quote.closed and not quote.goes_on for quote in held):
            return True
        within = (k.i for k in cue.kids if k.dep in ("nsubj", "nsubjpass") and first <= k.i <= last)
        if any(i < cue.i for i in within) and not _named_behind(draft, last):
            return True
    first, last = min(draft.content)
    how = draft.rule.rpartition("/")[2]
    if how in ("around", "order") and _is_beside(ground, cue, first, last):
        return True
    if _parted(ground, draft) or (how == "clause" and _is_half(ground, draft, cue, first)):
        return True
    if how == "quote" and draft.source is not None and _skipped(ground, draft):
        return True
    return (how == "around" and tokens[first].lower in RELATIVE) or (
        how == "as" and first == last and tokens[first].tag in ("WP", "WDT")
    )


def _named_behind(draft: Draft, last: int) -> bool:
    """Whether the source stands right behind a quotation: its marks part the two, parsed as it may be."""
    return draft.spoken and draft.source is not None and draft.source.first == last + 1


def _said(ground: Ground, draft: Draft, content: Spans, kind: str) -> bool:
    """Whether the cue with what it takes here is one of saying."""
    words, tokens = ground.lexicon.record, ground.parse.tokens
    cue = tokens[draft.cue]
    _, _, how = draft.rule.rpartition("/")
    if cue.tag[:2] != "VB":
        return how == "clause" and _is_claim(cue, words)
    if how == "quoted":
        short = sum(last - first + 1 for first, last in draft.content) < BESIDE + 2
        return (
            cue.lemma in words.names
            if "as" in _takes(ground, draft)
            else cue.lemma in words.says and not short
        )
    if how in CLAUSES or how == "as put":
        if cue.lemma in words.says:
            return how == "quote" or cue.lemma not in words.utters
        return (
            cue.lemma in words.shows and tokens[draft.source.head].lemma in words.documents
            if draft.source
            else False
        )
    if how == "as":
        return cue.lemma in words.names
    if how == "preposition":
        return any(k.lower in words.calls.get(cue.lemma, ()) for k in cue.kids if k.i > cue.i)
    return {
        "ing": cue.lemma in words.says and "ing" in _takes(ground, draft) and cue.lemma not in words.urges,
        "person": cue.lemma in words.urges,
        "inf": kind == "mixed" and cue.lemma in words.says,  # "vowed to answer “a hundred times over”"
        "object": kind == "mixed" and cue.lemma in words.judges,
    }.get(how, False)


def _is_claim(noun: Token, words: Recorded) -> bool:
    """ "Her claim that …", be it the subject of what follows or not: it is hers all the same."""
    owned = any(k.dep == "poss" for k in noun.kids)
    return noun.lemma in words.nouns and (owned or noun.dep not in ("nsubj", "nsubjpass"))


def _takes(ground: Ground, draft: Draft) -> frozenset[str]:
    rule, _, _ = draft.rule.rpartition("/")
    frames = ground.lexicon.verbs.get(ground.parse.tokens[draft.cue].lemma, ())
    return next((f.takes for f in frames if f.rule == rule), frozenset())


def _asserted(ground: Ground, verb: Token, kind: str, words: Recorded) -> bool:
    """Whether the verb tells of something done: no negation, no modal, no bare infinitive."""
    tokens, chain = ground.parse.tokens, [verb]
    while chain[-1].dep in ("conj", "xcomp", "advcl") and tokens[chain[-1].head].i != chain[-1].i:
        chain.append(tokens[chain[-1].head])  # from which it may have what it does not say itself
    found = True
    for at in reversed(chain):
        found = _told(ground, at, kind, words, found)
    return found


def _undone(verb: Token, words: Recorded) -> bool:
    ahead = [k for k in verb.kids if k.i < verb.i or k.dep == "neg"]
    return any(k.dep == "neg" or k.lower in words.undoing or k.tag == "MD" for k in ahead)


def _helped(verb: Token) -> bool:
    return any(k.dep in ("aux", "auxpass") for k in verb.kids)


def _told(ground: Ground, verb: Token, kind: str, words: Recorded, above_is: bool) -> bool:
    """The same of one verb. above_is: whether the one above it is asserted."""
    if _undone(verb, words):
        return False
    tokens = ground.parse.tokens
    above = tokens[verb.head]
    alone = not any(k.dep in ("nsubj", "nsubjpass") for k in verb.kids)
    if verb.dep == "conj" and alone and above.pos in ("VERB", "AUX"):
        if above.dep == "ccomp" and tokens[above.head].lemma in words.says:
            return False  # "they said she knew of it but denied": it may be theirs or hers
        if verb.tag == above.tag in ("VB", "VBG") and not above_is and not _helped(verb):
            return False
    if verb.tag == "VB" and not any(k.lemma == DO for k in verb.kids):
        done = above.lemma in words.doing and verb.dep in ("xcomp", "advcl")
        quoted = verb.dep == "advcl" and kind != "indirect" and above.tag in ("VBD", "VBZ", "VBP")
        return above_is and (done or quoted)
    if verb.tag != "VBG":
        return True
    return above.lower in PARTICIPLE if verb.dep == "pcomp" else verb.dep not in NO_ACT


def _speaks(head: Token, words: Recorded) -> bool:
    """Whether a source is somebody, or a thing that speaks."""
    if head.pos != "NOUN":
        return True
    roles = people()
    return any(
        head.lemma in table for table in (words.voices, words.documents, roles.person, roles.organization)
    ) or bool(head.ent)


def _trails(ground: Ground, cue: Token, head: Token, words: Recorded) -> bool:
    """Whether a participle is the source's: "told the paper he would, explaining why" is not the paper's, nor
    "he …, telling him" his."""
    if head.dep in OBJECTS and head.lemma not in words.voices:
        return False
    told = next((k.lower for k in cue.kids if k.dep in ("dobj", "dative")), "")
    return _speaks(head, words) and (head.lower, told) not in SELVES


def _gapped(ground: Ground, verb: Token, kind: str) -> bool:
    """ "A plan that he said would fail": what is said lacks the word before it."""
    if verb.dep != "relcl" or kind == "direct":
        return False
    own = next((k for k in verb.kids if k.dep in ("nsubj", "nsubjpass")), None)
    return (
        own is not None
        and own.lower not in RELATIVE
        and not any(k.lower in QUESTIONS and k.i < verb.i for k in verb.kids)
    )


def _supposed(ground: Ground, cue: Token, words: Recorded) -> bool:
    """Whether the cue stands in a clause that is only supposed: "if she says that"."""
    at = cue
    for _ in range(UP):
        if any(k.lower in words.supposing and k.dep in ("mark", "advmod") for k in at.kids):
            return True
        if at.tag in ("VBZ", "VBP") and any(k.lower == WHEN and k.i < at.i for k in at.kids):
            return True  # "when he says so": whenever
        if at.head == at.i or at.dep not in BELOW:
            return False
        above = ground.parse.tokens[at.head]
        if (
            at.dep in ("xcomp", "ccomp")
            and at.i > above.i
            and ground.inside[above.i] < 0
            and any(k.tag == "MD" or k.dep == "neg" for k in above.kids)
        ):
            return True  # "would have us claim", "did not hear him say"
        at = above
    return False


def _asked(ground: Ground, cue: Token) -> bool:
    """Whether the sentence is a question of the writer's."""
    sentence = ground.parse.sentence(cue)
    last = sentence.last - 1
    return ground.parse.tokens[last].text == "?" and ground.inside[last] < 0


def _heading(ground: Ground, cue: Token) -> bool:
    """Whether the cue stands in a line of its own without a full stop: a heading, a link, a caption."""
    parse = ground.parse
    sentence = parse.sentence(cue)
    if sentence.kind != "paragraph":
        return True
    alone = all(
        not 0 <= n < len(parse.sentences) or parse.sentences[n].block != sentence.block
        for n in (sentence.i - 1, sentence.i + 1)
    )
    return alone and parse.tokens[sentence.last - 1].text[-1] not in ENDS


def told_by_another(ground: Ground, drafts: list[Draft], sure: set[int]) -> set[int]:
    """Cues of drafts that only pass on what another one attributes, whose cue is in ``sure``: "…, the order
    said, the agency reported"."""
    spoken = {n for d in drafts if d.rule.endswith("/quote") for n in _quotes_in(ground, d)}
    relayed: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.relay is not None and d.cue in sure:
            relayed.setdefault(d.relay, []).append(d)
    found: set[int] = set()
    for draft in drafts:
        again = not draft.rule.endswith("/quote") and not spoken.isdisjoint(_quotes_in(ground, draft))
        held = draft.source is not None and any(_holds(draft, d) for d in relayed.get(draft.source.head, ()))
        if again or held:
            found.add(draft.cue)
    return found


def _quotes_in(ground: Ground, draft: Draft) -> set[int]:
    return {n for first, last in draft.content for n in ground.inside[first : last + 1] if n >= 0}


def _holds(outer: Draft, inner: Draft) -> bool:
    return any(first <= i <= last for first, last in outer.content for i in (inner.cue, inner.content[0][0]))
