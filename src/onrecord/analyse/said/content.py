"""What was said: the words a cue takes as content, read off the grammar as inclusive token ranges."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.analyse.english import (
    ACCORDING,
    ARTICLES,
    AS,
    AS_OF_FOR,
    AS_THOUGH,
    ASKED,
    BE,
    BUT,
    CLEAR,
    EVEN,
    EXPLETIVES,
    IT,
    MAKE,
    THOUGH,
    TO,
    WHICH,
    WHILE,
)
from onrecord.analyse.parse import Token
from onrecord.analyse.said.draft import Draft, Ground
from onrecord.analyse.said.lexicon import Frame

Ranges = list[tuple[int, int]]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SAME = frozenset({"VBD", "VBZ", "VBG"})  # forms in which a second verb may be the reporter's again
DASHES = frozenset({"-", "–", "—", "--"})
BREAKS = frozenset({",", "-", "–", "—", "--"})
SAYS = frozenset({"say", "tell", "add"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"})
AUXILIARY = frozenset({"aux", "auxpass", "cop"})
UNDER_PASSIVES = frozenset({"xcomp", "oprd", "ccomp"})
# Objects that only point back at content told elsewhere.
POINTERS = frozenset(
    {
        "it",
        "so",
        "something",
        "anything",
        "everything",
        "nothing",
        "itself",
        "themselves",
        "himself",
        "herself",
    }
)
SPINE = 40  # how deep the right edge of a clause is followed


def whole(ground: Ground, token: Token) -> tuple[int, int]:
    """All that hangs on ``token``."""
    return ground.reach.low[token.i], ground.reach.high[token.i]


def finite(token: Token) -> bool:
    """Whether a clause has a tensed verb."""
    return token.tag in FINITE or any(k.tag in FINITE for k in token.kids if k.dep in AUXILIARY)


def infinitive(token: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(k.lower == TO and k.i < token.i for k in token.kids)


def clause_after(ground: Ground, verb: Token, hearer: bool) -> Ranges:
    """The tensed clause that follows a verb, without what belongs to the reporter again."""
    stray = frozenset({"nsubj", "attr", "dep"}) if hearer else frozenset({"nsubj", "attr", "dep", "dobj"})
    for kid in verb.kids:
        if kid.dep == "ccomp" and kid.i > verb.i and finite(kid):
            low, high = whole(ground, kid)
            high = _cut(ground, verb, kid, high)
            for other in verb.kids:  # a subject that the parser gave to the cue
                if verb.i < other.i < low and other.dep in stray:
                    low = min(low, ground.reach.low[other.i])
            return [(_after_date(ground, kid, max(low, verb.i + 1)), _before_remark(ground, kid, high))]
    if hearer:
        for kid in verb.kids:
            if kid.dep in ("dobj", "dative"):
                for (
                    clause
                ) in kid.kids:  # "convinced activists that": the parser hung the clause on the hearer
                    if (
                        clause.dep in ("acl", "ccomp", "relcl")
                        and clause.i > kid.i
                        and finite(clause)
                        and _marked(clause)
                    ):
                        low, high = whole(ground, clause)
                        return [(low, _cut(ground, verb, clause, high))]
    return []


def _before_remark(ground: Ground, clause: Token, high: int) -> int:
    """Where a closing remark on the whole begins: ", which could cost a million", "— a first for the
    town"."""
    tokens = ground.parse.tokens
    for k in range(high - 1, max(clause.i, high - SPINE), -1):
        t, after = tokens[k], tokens[k + 1]
        if ground.inside[k] >= 0:
            return high
        if t.text == ",":
            again = (
                after.lower == WHICH
                and k + 2 <= high
                and (tokens[k + 2].tag in FINITE or tokens[k + 2].pos == "ADV")
            )
            return k - 1 if again else high
        if t.text in DASHES and tokens[k - 1].end < t.start:
            if after.tag in RELATIVE_TAGS or (
                after.pos == "ADP" and k + 2 <= high and tokens[k + 2].tag in RELATIVE_TAGS
            ):
                return k - 1  # "— with which it is still at war"
            return (
                k - 1
                if after.lower in ARTICLES and not any(x.tag in FINITE for x in tokens[k + 1 : high + 1])
                else high
            )
    return high


def _before_dash(ground: Ground, clause: Token, high: int) -> int:
    """Where a second verb after a dash begins: "her claim that it is safe — and turn against it"."""
    tokens = ground.parse.tokens
    for k in range(clause.i + 1, min(high, clause.i + SPINE)):
        if (
            tokens[k].text in DASHES
            and tokens[k + 1].dep == "cc"
            and tokens[k - 1].end < tokens[k].start
            and ground.inside[k] < 0
        ):
            return k - 1
    return high


def _after_date(ground: Ground, clause: Token, low: int) -> int:
    """``low``, or the word after "on Friday" in "said on Friday they had met": that is when it was said."""
    for kid in clause.kids:
        if ground.reach.low[kid.i] == low and kid.dep in ("prep", "npadvmod"):
            last = ground.reach.high[kid.i]
            dated = ground.parse.tokens[last].ent in ("DATE", "TIME")
            if dated and last + 1 < clause.i and ground.parse.tokens[last + 1].text != ",":
                return last + 1
    return low


def _cut(ground: Ground, cue: Token, clause: Token, high: int) -> int:
    """Where a reported clause really ends: before ", adding that", "and insisted", ", who was there"."""
    node = clause
    for _ in range(SPINE):
        following: Token | None = None
        for kid in node.kids:
            if kid.i < node.i:
                continue
            stop = _reporter_again(ground, cue, node, kid)
            if clause.i < stop < high:
                return stop
            if ground.reach.high[kid.i] == high:
                following = kid
        if following is None:
            break
        node = following
    return high


def _speaks_on(ground: Ground, cue: Token, kid: Token) -> bool:
    """Whether a verb that is joined to what was said reports too: what somebody else says, or the same one
    goes on to say."""
    also_says = kid.lemma in SAYS or (
        kid.lemma in ground.lexicon.record.says and any(k.dep == "ccomp" and finite(k) for k in kid.kids)
    )
    another = (
        also_says
        and cue.lemma in SAYS
        and kid.tag == cue.tag
        and any(k.dep == "nsubj" and k.pos != "PRON" for k in kid.kids)
        and not _marked(kid)
    )
    after = ground.parse.tokens[kid.i + 1 : kid.i + 3]
    told = kid.lemma in ground.lexicon.verbs or (kid.lemma == MAKE and any(t.lower == CLEAR for t in after))
    return another or (told and kid.tag == cue.tag and cue.tag in SAME and not _has_subject(kid))


def _reporter_again(ground: Ground, cue: Token, node: Token, kid: Token) -> int:
    """The last token before ``kid`` where that is the reporter's own addition, or -1."""
    tokens, verbs, nouns = ground.parse.tokens, ground.lexicon.verbs, ground.lexicon.nouns
    low = ground.reach.low[kid.i]
    dep = kid.dep
    if dep == "conj":
        if not _speaks_on(ground, cue, kid):
            return -1
        stop = low - 1
        while stop > node.i and (tokens[stop].dep == "cc" or tokens[stop].text == ","):
            stop -= 1
        return stop
    if tokens[low - 1].text not in BREAKS:
        return -1
    if dep in ("advcl", "acl"):
        again = (
            (kid.tag == "VBG" and (kid.lemma in verbs or tokens[low - 1].text != ","))
            or (kid.lemma in SAYS and finite(kid))
            or _even_as(ground, low)
        )
    elif dep == "appos":
        again = kid.lemma in nouns
    elif dep == "relcl":
        again = tokens[low].tag in RELATIVE_TAGS
    else:
        again = kid.lower == ACCORDING
    return low - 1 if again else -1


def _even_as(ground: Ground, low: int) -> bool:
    """ ", even as …", ", even though …": what the reporter sets against it."""
    tokens = ground.parse.tokens
    if tokens[low].lower in THOUGH:
        return True
    if tokens[low].lower == WHILE:  # "while the minister said": another's words
        return any(
            t.lemma in ground.lexicon.record.says and t.tag in ("VBD", "VBZ")
            for t in tokens[low + 1 : low + SPINE]
            if t.sent == tokens[low].sent and ground.inside[t.i] < 0
        )
    return tokens[low].lower == EVEN and low + 1 < len(tokens) and tokens[low + 1].lower in AS_THOUGH


def _has_subject(token: Token) -> bool:
    return any(k.dep in ("nsubj", "nsubjpass", "expl") for k in token.kids)


def clause_around(ground: Ground, verb: Token) -> Ranges:
    """The clause before a verb, or on both sides of it: "The plan failed, officials said."."""
    before = [k for k in verb.kids if k.dep == "ccomp" and k.i < verb.i]
    if before:
        clause = before[0]
        subjects = [k for k in verb.kids if k.dep in ("nsubj", "csubj") and clause.i < k.i < verb.i]
        own = min([verb.i] + [ground.reach.low[k.i] for k in subjects])
        low, high = whole(ground, clause)
        if verb.dep == "ROOT":
            low = min(low, ground.parse.sentence(verb).first)
        content = [(low, min(high, own - 1))]
        if high > verb.i:
            content.append((_clause_end(ground, verb) + 1, high))
        return content
    if verb.dep == "parataxis":
        low, high = whole(ground, ground.parse.tokens[verb.head])
        left, right = whole(ground, verb)
        return [(low, left - 1), (right + 1, high)]
    return []


def _clause_end(ground: Ground, verb: Token) -> int:
    """The last token of a parenthetical "she said on Sunday"."""
    end = verb.i
    for kid in verb.kids:
        if kid.i > verb.i and kid.dep not in ("ccomp", "punct", "advcl", "conj", "cc"):
            end = max(end, ground.reach.high[kid.i])
    return end


def _untensed(
    ground: Ground, verb: Token, objects: Sequence[Token], takes: Collection[str]
) -> tuple[str, Ranges]:
    """A gerund or an infinitive that a verb takes, and which of them."""
    for kid in verb.kids:
        if kid.dep not in ("xcomp", "ccomp") or kid.i < verb.i:
            continue
        low, high = whole(ground, kid)
        if kid.tag == "VBG":
            if "ing" in takes:
                return "ing", [(max(low, verb.i + 1), _cut(ground, verb, kid, high))]
        elif infinitive(kid):
            owned = bool(objects) or _has_subject(kid)
            if owned and "person" in takes:
                if objects:
                    low = min(low, ground.reach.low[objects[0].i])
                return "person", [(max(low, verb.i + 1), _cut(ground, verb, kid, high))]
            if not owned and "inf" in takes:
                return "inf", [(low, _cut(ground, verb, kid, high))]
    return "", []


def _object(ground: Ground, verb: Token, found: Token, frame: Frame) -> tuple[int, int]:
    """The object of a verb, with the phrase that the verb may take behind it."""
    low, high = whole(ground, found)
    for kid in verb.kids:
        if kid.dep == "prep" and kid.lower in frame.also and kid.i > found.i:
            high = max(high, ground.reach.high[kid.i])
            break
    return max(low, verb.i + 1), _cut(ground, verb, found, high)


def complement(ground: Ground, verb: Token, frame: Frame) -> tuple[str, Ranges]:
    """What a verb in the active takes besides a tensed clause, and the name of that pattern."""
    takes = frame.takes
    objects = _objects(verb, "dobj") or (_objects(verb, "dative") if "as" in takes else [])
    relative = [k for k in verb.kids if k.dep == "dobj" and k.i < verb.i and k.tag in ("WDT", "WP")]
    if "as" in takes and (content := _called(ground, verb, objects, relative)):
        return "as", content
    how, content = _untensed(ground, verb, objects, takes)
    if content:
        return how, content
    if "object" in takes and "small" not in takes and objects and objects[0].lower not in POINTERS:
        return "object", [_object(ground, verb, objects[0], frame)]
    if "object" in takes and relative and verb.dep == "relcl":
        return "relative", [(relative[0].i, relative[0].i)]
    if "seem" in takes and (content := _seeming(ground, verb)):
        return "seem", content
    if "small" in takes and (content := _small_clause(ground, verb, objects, takes)):
        return "small", content
    if frame.prepositions and (content := prepositional(ground, verb, frame)):
        return "preposition", content
    return "", []


def _objects(verb: Token, dep: str) -> list[Token]:
    return [k for k in verb.kids if k.dep == dep and k.i > verb.i]


def _seeming(ground: Ground, verb: Token) -> Ranges:
    """ "The dam appears to have held": what seems, and to do what; nobody is named as the source."""
    subjects = [k for k in verb.kids if k.dep in ("nsubj", "expl") and k.i < verb.i]
    rest = [
        k for k in verb.kids if k.i > verb.i and k.dep in ("xcomp", "oprd", "acomp", "ccomp", "advcl", "attr")
    ]
    if not subjects or not rest:
        return []
    tail = (ground.reach.low[rest[0].i], ground.reach.high[rest[-1].i])
    return [tail] if subjects[0].lower in EXPLETIVES else [whole(ground, subjects[0]), tail]


def _small_clause(ground: Ground, verb: Token, objects: list[Token], takes: frozenset[str]) -> Ranges:
    """A finding told as an object and what it does or is: "shows the party gaining", "puts the toll at
    12"."""
    opens = [k for k in verb.kids if k.dep in ("ccomp", "xcomp") and k.i > verb.i]
    if opens:
        low, high = whole(ground, opens[0])
    elif objects and "object" in takes:
        low, high = whole(ground, objects[0])
    else:
        return []
    for kid in verb.kids:
        if (
            kid.i > low
            and kid.dep in ("prep", "advmod", "npadvmod", "oprd", "acomp")
            and ground.reach.low[kid.i] == high + 1
        ):
            high = ground.reach.high[kid.i]
    return [(max(low, verb.i + 1), high)]


def _called(ground: Ground, verb: Token, objects: list[Token], relative: list[Token]) -> Ranges:
    after = [k for k in verb.kids if k.i > verb.i]
    named = [
        k
        for k in after
        if k.dep in ("oprd", "attr", "acomp")
        or (k.dep in ("ccomp", "xcomp") and not finite(k) and not infinitive(k) and k.tag != "VBG")
        or (k.dep == "prep" and k.lower == AS)
    ]
    if not named:
        return []
    if objects:
        low = min(ground.reach.low[objects[0].i], ground.reach.low[named[0].i])
        return [(max(verb.i + 1, low), _cut(ground, verb, named[-1], ground.reach.high[named[-1].i]))]
    if relative:
        return [
            (relative[0].i, relative[0].i),
            (ground.reach.low[named[-1].i], _cut(ground, verb, named[-1], ground.reach.high[named[-1].i])),
        ]
    if named[0].dep in ("ccomp", "xcomp") and _has_subject(named[0]):
        low, high = whole(ground, named[0])
        return [(max(low, verb.i + 1), high)]
    return []


def prepositional(ground: Ground, word: Token, frame: Frame) -> Ranges:
    """What follows the first preposition that leads to content, with an infinitive of its own."""
    kids = list(word.kids)
    if frame.hearer:  # "asked the leader about": the parser hung the phrase on the hearer
        kids += [k for who in word.kids if who.dep == "dobj" for k in who.kids]
    for kid in kids:
        if kid.dep in ("prep", "prt", "agent") and kid.i > word.i and kid.lower in frame.prepositions:
            for noun in kid.kids:
                if noun.dep in ("pobj", "pcomp") and noun.lower not in POINTERS:
                    high = ground.reach.high[kid.i]
                    for verb in word.kids:
                        if verb.dep in ("xcomp", "advcl", "ccomp") and verb.i > high and infinitive(verb):
                            if ground.reach.low[verb.i] <= high + 1:
                                high = ground.reach.high[verb.i]
                            break
                    return [(ground.reach.low[noun.i], high)]
    return []


def _subjects_before(verb: Token) -> list[Token]:
    return [k for k in verb.kids if k.dep in ("nsubjpass", "nsubj") and k.i < verb.i]


def _is_complement(k: Token) -> bool:
    """Of a passive."""
    return k.dep in UNDER_PASSIVES or (k.dep == "prep" and k.lower in AS_OF_FOR)


def passive_complement(ground: Ground, verb: Token, frame: Frame) -> tuple[str, Ranges]:
    """ "The minister is expected to resign": the subject and what is reported of it."""
    subjects = _subjects_before(verb)
    if frame.hearer and (content := prepositional(ground, verb, frame)):
        return "preposition", content
    behind = [k for k in verb.kids if k.i > verb.i]
    if not subjects and "person" in frame.takes and verb.dep == "advcl":
        # Asked to confirm it, the ministry …
        return "inf", [whole(ground, k) for k in behind if k.dep == "xcomp" and infinitive(k)][:1]
    if not subjects:
        return "", []
    rest = [k for k in behind if _is_complement(k)]
    if frame.takes & {"passive", "as", "person"}:
        if not rest or subjects[0].lower == IT:
            return "", []
        last = (ground.reach.low[rest[0].i], ground.reach.high[rest[-1].i])
        return "passive", [whole(ground, subjects[0]), last]
    if "object" not in frame.takes or subjects[0].lower in POINTERS or "dobj" in {k.dep for k in verb.kids}:
        return "", []
    content = [whole(ground, subjects[0])]
    if frame.also and rest:
        content.append((ground.reach.low[rest[0].i], ground.reach.high[rest[-1].i]))
    return "passive object", content


def noun_content(ground: Ground, noun: Token, frame: Frame) -> tuple[str, Ranges]:
    """What a cue noun leads to: "his claim that", "the hope of", "the question is whether"."""
    for kid in noun.kids:
        if kid.i < noun.i or kid.dep not in ("acl", "ccomp", "relcl"):
            continue
        if (
            "clause" in frame.takes
            and finite(kid)
            and (_marked(kid) or (kid.dep != "relcl" and _has_subject(kid)))
        ):
            low, high = whole(ground, kid)
            return "clause", [(low, _before_dash(ground, kid, high))]
        if "inf" in frame.takes and kid.dep == "acl" and infinitive(kid):
            return "inf", [whole(ground, kid)]
    if "voiced" in frame.takes:
        verb = ground.parse.tokens[noun.head]
        if noun.dep != "dobj" or verb.lemma not in ground.lexicon.voicing:
            return "", []
    if "owned" in frame.takes and not _owned(ground, noun):
        return "", []
    content = prepositional(ground, noun, frame)
    if content:
        return "preposition", content
    if noun.dep == "nsubj" and "clause" in frame.takes:
        verb = ground.parse.tokens[noun.head]
        if verb.lemma == BE:
            for kid in verb.kids:
                if kid.dep == "ccomp" and kid.i > verb.i:
                    return "be", [whole(ground, kid)]
    return "", []


def _owned(ground: Ground, noun: Token) -> bool:
    """Whether a noun is someone's: "his comments on", "made comments on"."""
    if any(k.dep == "poss" for k in noun.kids):
        return True
    return noun.dep == "dobj" and ground.parse.tokens[noun.head].lemma in ground.lexicon.light


def _marked(clause: Token) -> bool:
    return any(k.dep == "mark" and k.lower in ASKED for k in clause.kids)


def extended(ground: Ground, verb: Token, draft: Draft) -> None:
    """Adds "…, and that he had seen it": a second clause the grammar hung on the cue itself."""
    for kid in verb.kids:
        if kid.dep != "conj" or kid.i < verb.i or not finite(kid):
            continue
        if _marked(kid) or (
            _has_subject(kid)
            and kid.lemma not in ground.lexicon.verbs
            and not any(k.lower == BUT for k in verb.kids)
        ):
            low, high = whole(ground, kid)
            draft.content.append((low, _cut(ground, verb, kid, high)))
