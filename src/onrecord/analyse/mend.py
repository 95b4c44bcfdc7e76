"""What the pipeline's parses get wrong often enough, and plainly enough, to be put right before anyone asks
them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.analyse.clause.words import words as words_
from onrecord.analyse.english import (
    AND,
    ANY_ARTICLE,
    AS,
    BEFORE_TIMES,
    BY,
    CO,
    FOR,
    HAD,
    HELPING,
    HOME,
    OF,
    ON,
    ONE_OF_MANY,
    RELATIVES,
    THIRD_PERSON,
    TO,
    WELL,
)
from onrecord.analyse.parse import Token
from onrecord.times.calendar import WEEKDAYS

CLOSING = frozenset({'"', "''", "”", "’"})
BODIES = frozenset(
    {
        "police",
        "army",
        "navy",
        "government",
        "military",
        "parliament",
        "opposition",
        "rebel",
        "militia",
        "troop",
        "intelligence",
    }
)
OPERATIONS = frozenset(
    {
        "raid",
        "search",
        "crackdown",
        "operation",
        "strike",
        "airstrike",
        "attack",
        "offensive",
        "investigation",
        "assault",
        "probe",
    }
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OF_A_CLAUSE = frozenset({"nsubj", "nsubjpass", "aux", "mark", "dobj", "ccomp", "xcomp"})
CALL, CALLS = "call", "calls"
SENDING = frozenset({"welcome", "bring", "send"})  # somebody home
PROMISING = frozenset({"promise", "pledge", "vow"})
SAID = frozenset(
    {
        "promise",
        "pledge",
        "vow",
        "urge",
        "call",
        "demand",
        "accuse",
        "condemn",
        "criticize",
        "criticise",
        "warn",
        "threaten",
        "praise",
        "welcome",
        "reject",
        "deny",
        "ask",
        "blame",
    }
)
BEYOND = 4  # words that a mend looks ahead without asking whether they are there
TELLING = frozenset({"say", "believe", "claim", "allege", "report", "think", "suspect"})
TITLES = frozenset(
    {
        "president",
        "minister",
        "leader",
        "premier",
        "chancellor",
        "king",
        "queen",
        "prince",
        "general",
        "gen",
        "colonel",
        "admiral",
        "senator",
        "sen",
        "rep",
        "gov",
        "governor",
        "secretary",
        "ambassador",
        "judge",
        "justice",
        "pope",
        "bishop",
    }
)


def mend(tokens: Sequence[Token], base: int) -> None:
    """Changes heads and labels of the tokens from ``base`` on; their ``kids`` are not yet filled."""
    _weekdays(tokens, base)
    left: dict[int, list[Token]] = {}
    words = tokens[base:]
    for t in words:
        if t.head != t.i:
            left.setdefault(t.head, []).append(t)
    end = len(tokens)
    tokens = [
        *tokens,
        *(Token(i, 0, 0, "", "", "", "", "", i, "", "", -1) for i in range(end, end + BEYOND)),
    ]  # what is asked of the last word's neighbour finds nothing
    for t in words:
        _subjects(tokens, left, t)
        _nouns(tokens, left, t)
        _particles(tokens, left, t)
        _people(tokens, left, t)
        _behind(tokens, left, t)
        _verbs(tokens, left, t)


def _subjects(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """Names and subjects, before anything else hangs on them."""
    if (
        t.dep in ("nmod", "amod", "compound")
        and (t.pos == "PROPN" or t.lower in THIRD_PERSON)
        and t.i + 2 < len(tokens)
        and tokens[t.i + 1].lower == AND
    ):
        _two_names(tokens, left, t)
    if (
        t.dep == "nsubj"
        and t.lower in RELATIVES
        and tokens[t.head].lemma in TELLING
        and tokens[t.head].dep == "relcl"
    ):
        _as_others_say(left, t, tokens[t.head])
    if t.dep == "nsubj" and t.pos == "PROPN":
        _listed_behind(tokens, left, t)
        _second_subject(tokens, left, t)
    if t.dep == "nsubj" and t.pos == "NOUN":
        _then_in_office(tokens, left, t)
        _listed_subject(tokens, left, t)
        _listed_before(tokens, left, t)
    if t.dep == "nsubj" and t.tag in ("NNS", "NNPS"):
        _shared_subject(tokens, left, t)


def _is_of_a_body(after: Token, t: Token, head: Token) -> bool:
    operation = t.i + 1 < t.head and head.lemma in OPERATIONS
    return operation and after.lower in BODIES and after.dep == "compound" and after.head == t.head


def _nouns(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """Words that stand before a noun, and nouns taken for verbs."""
    if t.lower in words_().before_names and t.tag == "VBG" and t.dep in ("pcomp", "xcomp", "advcl"):
        _acting(tokens, left, t)
    if t.dep == "amod" and t.tag in ("VBN", "VBD") and t.i < t.head:
        _before_number(tokens, left, t)
    if t.tag == "NN" and t.dep == "ccomp":
        _plain_form(left, t)
    if t.pos in ("NOUN", "PROPN", "NUM") and t.dep == "pobj" and tokens[t.head].lower in BEFORE_TIMES:
        _clause_of_time(tokens, left, t)
    if (
        t.tag == "NN"
        and t.lower.endswith("ing")
        and tokens[t.i - 1].ent == "NORP"
        and tokens[t.i - 1].head == t.i
    ):
        _somebody_doing(tokens, left, t)
    if (
        t.tag == "VBG"
        and t.dep == "advcl"
        and tokens[t.i - 1].dep == "prt"
        and tokens[t.i - 1].head == t.head
    ):
        t.dep = "xcomp"  # "ruled out sending soldiers": what is ruled out
    if t.ent == "NORP" and t.dep == "amod" and _is_of_a_body(tokens[t.i + 1], t, tokens[t.head]):
        _hang(left, t, "amod", t.i + 1)  # "a Chilean police raid": whose the police are


def _particles(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """Small words that the parse hangs on the wrong side."""
    if (
        t.lower == AS
        and t.dep == "cc"
        and t.i > 3
        and tokens[t.i - 1].lower == WELL
        and tokens[t.i - 2].lower == AS
        and tokens[t.head].pos in ("VERB", "AUX")
    ):
        _as_well(tokens, left, t)
    if (
        t.lower == TO
        and t.dep == "aux"
        and tokens[t.head].tag == "JJ"
        and tokens[t.head].dep == "advcl"
        and (given := next((k for k in left.get(t.head, []) if k.dep == "dobj" and k.pos == "PROPN"), None))
        is not None
    ):
        adjective = tokens[t.head]
        _hang(left, t, "dative", adjective.head)  # "granted asylum to fugitive Name"
        _hang(left, given, "pobj", t.i)
        _hang(left, adjective, "amod", given.i)
    if (
        t.lower == CO
        and t.i + 2 < len(tokens)
        and tokens[t.i + 1].text == "-"
        and tokens[t.i + 2].head == t.head
    ):
        _hang(left, t, "compound", t.i + 2)  # "the co-pilot": one word
        _hang(left, tokens[t.i + 1], "punct", t.i + 2)


def _called(head: Token, left: dict[int, list[Token]]) -> bool:
    named = any(k.dep in ("dobj", "nsubjpass") for k in left.get(head.i, []))
    return head.lemma == CALL and head.tag != "VBN" and head.dep != "acl" and not named


def _people(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """Whom a verb acts on, and who is named beside it."""
    if t.dep == "oprd" and t.ent == "PERSON" and t.i > t.head and _called(tokens[t.head], left):
        t.dep = "dobj"  # "called Premier Name to thank her"
    if t.tag == "MD" and t.dep == "aux":
        _modal(tokens, left, t)
    if t.dep == "ccomp" and t.i < t.head and any(x.text == ";" for x in tokens[t.i : t.head]):
        t.dep = "parataxis"  # "the army asked …; the navy asked …"
    if t.dep == "dobj" and t.tag == "NNS" and t.i > t.head:
        _second_object(tokens, left, t)
    if t.dep == "conj" and t.pos == "PROPN" and t.i + 1 < len(tokens) and tokens[t.i + 1].tag == "VBD":
        _next_speaker(tokens, left, t)
    if t.dep == "conj" and t.pos in ("NOUN", "PROPN"):
        _next_clause(tokens, left, t)
    if t.dep == "conj" and t.pos == "PROPN" and t.ent != "DATE" and tokens[t.head].ent == "DATE":
        _after_date(tokens, left, t)


def _is_noun(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> bool:
    alone = not any(k.dep in ("nsubj", "dobj") for k in left.get(t.i, []))
    joined = tokens[t.i - 1].lower == AND and tokens[t.i - 2].pos == "NOUN"
    return alone and joined and tokens[t.head].tag in ("VBN", "VBD")


def _behind(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """What stands right behind a noun or a name."""
    if (
        t.tag == "VBG"
        and t.dep == "advcl"
        and tokens[t.i - 1].pos == "PROPN"
        and tokens[t.i - 1].dep == "pobj"
        and tokens[tokens[t.i - 1].head].lower == OF
        and _holds(left, t, t.i - 1)
    ):
        _hang(left, tokens[t.i - 1], "nsubj", t.i)  # "on the heels of Lund agreeing to go": she agrees
    if t.lower == CALLS and t.tag == "VBZ" and t.dep == "conj" and _is_noun(tokens, left, t):
        t.tag, t.pos = "NNS", "NOUN"
        _hang(left, t, "conj", t.i - 2)  # "met with scorn and calls for her to go"
    if (
        t.lower == HOME
        and t.dep == "compound"
        and tokens[t.i - 1].i == tokens[t.head].head
        and tokens[t.i - 1].lemma in SENDING
    ):
        _hang(left, t, "advmod", t.i - 1)  # "welcomes home detainees"
    if (
        t.dep in ("conj", "advcl")
        and t.tag == "VBD"
        and tokens[t.i - 1].dep == "dobj"
        and not any(k.dep in OF_A_CLAUSE for k in left.get(t.i, []))
        and not any(k.dep == "cc" and k.i < t.i for k in left.get(t.head, []))
    ):
        t.tag = "VBN"
        _hang(left, t, "acl", t.i - 1)  # "met to discuss the deal agreed for the ports"


def _verbs(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """Verbs: what they are coordinated with, and what qualifies a noun."""
    if t.dep == "conj" and t.pos == "VERB":
        _as_told(tokens, left, t)
        _coordination(tokens, left, t)
    elif t.dep == "acl" and t.tag in ("VBN", "VBD"):
        _verbless(tokens, left, t)
        _quoted_before(tokens, left, t)
    elif t.dep == "ROOT" and t.tag == "VBD":
        _reduced(tokens, left, t)


def _end(left: dict[int, list[Token]], t: Token) -> int:
    """The last token of what hangs on ``t``."""
    last, waiting = t.i, [t]
    while waiting:
        x = waiting.pop()
        last = max(last, x.i)
        waiting += [k for k in left.get(x.i, []) if k.i > x.i]
    return last


def _holds(left: dict[int, list[Token]], t: Token, i: int) -> bool:
    """Whether token ``i`` hangs on ``t``, directly or further down."""
    waiting = list(left.get(t.i, []))
    while waiting:
        k = waiting.pop()
        if k.i == i:
            return True
        waiting += left.get(k.i, [])
    return False


def _hang(left: dict[int, list[Token]], t: Token, dep: str, head: int) -> None:
    """Gives ``t`` another label and head; its own index as the head makes it a root. What hangs on ``t``
    itself can't be its head: then nothing changes."""
    if head != t.i and _holds(left, t, head):
        return
    if t.head != t.i:
        left[t.head].remove(t)
    t.dep, t.head = dep, head
    if head != t.i:
        left.setdefault(head, []).append(t)


def _climb(tokens: Sequence[Token], t: Token, fits: Callable[[Token], bool]) -> Token | None:
    """The nearest word above the head of ``t`` that fits, five steps up at most."""
    up = tokens[t.head]
    for _ in range(5):
        if up.head == up.i:
            return None
        up = tokens[up.head]
        if fits(up):
            return up
    return None


def _two_names(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Lund and Chilean President Name agreed": the first is no part of the second's title."""
    head = tokens[t.head]
    while head.i > t.i and head.dep in ("compound", "nmod", "amod") and head.head != head.i:
        head = tokens[head.head]
    between = tokens[t.i + 2 : head.i]
    apart = tokens[t.i + 2].lower in ANY_ARTICLE and t.ent in (
        "GPE",
        "ORG",
        "PERSON",
    )  # "Chile and the militant group Name"
    if (
        head.i <= t.i + 2
        or head.pos != "PROPN"
        or (head.ent != "PERSON" and not apart)
        or t.ent == "NORP"
        or head.sent != t.sent
    ):
        return
    if apart:
        between = between[1:]
    if (
        head.dep not in ("nsubj", "nsubjpass", "dobj", "pobj")
        or not all(x.pos in ("ADJ", "NOUN", "PROPN") or x.text == "-" for x in between)
        or len(between) > 7
    ):
        return
    if not any(x.pos in ("ADJ", "NOUN") or x.lower.rstrip(".") in TITLES for x in between):
        return
    _hang(left, t, head.dep, head.head)
    _hang(left, head, "conj", t.i)
    _hang(left, tokens[t.i + 1], "cc", t.i)
    loose = {t.i, *(x.i for x in between)}
    for x in between:
        if x.head in loose:
            _hang(left, x, "amod" if x.pos == "ADJ" else "compound", head.i)


def _plain_form(left: dict[int, list[Token]], t: Token) -> None:
    """ "Demanded that Lund release the report": with a subject and an object, it is a verb."""
    deps = {k.dep for k in left.get(t.i, [])}
    if deps & {"nsubj", "nsubjpass"} and deps & {"dobj", "mark"} and "det" not in deps:
        t.pos, t.tag = "VERB", "VB"


def _is_finite(tokens: Sequence[Token], verb: Token) -> bool:
    helped = verb.tag not in ("VBG", "VBN") or tokens[verb.i - 1].dep in ("aux", "auxpass")
    return verb.tag in ("VBD", "VBZ", "VBG", "VBN") and verb.pos == "VERB" and helped


def _subtree(left: dict[int, list[Token]], t: Token) -> list[Token]:
    inside = [t, *left.get(t.i, [])]
    while any(k not in inside for x in inside for k in left.get(x.i, [])):
        inside += [k for x in inside for k in left.get(x.i, []) if k not in inside]
    return inside


def _he_said(tokens: Sequence[Token], at: int) -> bool:
    """Whether ", he said," stands at a place."""
    return (
        at + 4 < len(tokens)
        and tokens[at].text == tokens[at + 3].text == ","
        and tokens[at + 1].pos == "PRON"
        and tokens[at + 2].pos == "VERB"
    )


def _clause_of_time(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "A day after a judge ordered it", "the gangs formed after Chile began": what stands right before a
    finite verb is its subject, and no noun of time."""
    inside = _subtree(left, t)
    at = max(x.i for x in inside) + 1
    if _he_said(tokens, at):
        at += 4  # "since the group, he said, is waging a war"
    verb, prep = tokens[min(at, len(tokens) - 1)], tokens[t.head]
    if verb.dep in ("aux", "auxpass"):
        verb = tokens[verb.head]
    if not _is_finite(tokens, verb) or verb.sent != t.sent or verb in inside:
        return
    kids = left.get(verb.i, [])
    subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is None and verb.dep in ("advcl", "ccomp", "conj", "dep"):
        _hang(left, t, "nsubjpass" if any(k.dep == "auxpass" for k in kids) else "nsubj", verb.i)
        return
    main = tokens[prep.head]
    told = main.tag in ("VBN", "VBD") and not any(k.dep == "agent" for k in left.get(main.i, []))
    if subject is not None and told and main.dep == "acl" and main.head == subject.i and verb.dep == "ROOT":
        main.tag = "VBD"
        _hang(left, main, "ROOT", main.i)
        _hang(left, subject, "nsubj", main.i)
        _hang(left, verb, "advcl", main.i)
        _hang(left, t, "nsubj", verb.i)
        _hang(left, prep, "mark", verb.i)


def _somebody_doing(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "The death of a Chilean fighting in Kenya": somebody who fights, and no fighting of Chile's."""
    name = tokens[t.i - 1]
    article = tokens[name.i - 1]
    if (
        name.dep != "amod"
        or article.lower not in ONE_OF_MANY
        or not any(k.dep == "prep" for k in left.get(t.i, []))
    ):
        return
    _hang(left, name, t.dep, t.head)
    _hang(left, t, "acl", name.i)
    _hang(left, article, "det", name.i)
    name.pos, name.tag = "NOUN", "NN"
    t.pos, t.tag = "VERB", "VBG"


def _modal(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Warned Chile would “leave” the pact": what stands before "would" is its subject, and nobody's
    object."""
    verb = tokens[t.head]
    name = next(
        (
            k
            for k in left.get(verb.head, [])
            if k.dep == "dobj" and _end(left, k) + 1 + (tokens[t.i - 1].pos == "PUNCT") == t.i
        ),
        None,
    )
    if (
        name is None
        or (
            verb.dep != "xcomp"
            and not (verb.dep == "ccomp" and verb.head != verb.i and tokens[verb.head].lemma in PROMISING)
        )
        or verb.i < t.i
        or any(k.dep in ("nsubj", "nsubjpass") for k in left.get(verb.i, []))
    ):
        return
    _hang(left, name, "nsubj", verb.i)
    _hang(left, verb, "ccomp", verb.head)


def _second_subject(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Name with the newspaper Herald said": of two subjects, the one right behind a noun of the other's is
    its name."""
    first = min([t.i, *(k.i for k in left.get(t.i, []) if k.dep == "compound")])
    noun = tokens[first - 1] if first else t
    other = next((k for k in left.get(t.head, []) if k.dep == "nsubj" and k.i < first), None)
    if (
        other is None
        or noun.pos != "NOUN"
        or noun.dep != "pobj"
        or tokens[tokens[noun.head].head].i != other.i
    ):
        return
    _hang(left, t, "appos", noun.i)


def _then_in_office(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Name, then the speaker of the house, left": what the name's bearer was is no second subject."""
    name = next(
        (k for k in left.get(t.head, []) if k.dep == "nsubj" and k.i < t.i and k.pos == "PROPN"), None
    )
    if name is not None and [x.lower for x in tokens[name.i + 1 : t.i]] in (
        [",", "then"],
        [",", "then", "the"],
    ):
        _hang(left, t, "appos", name.i)


def _as_others_say(left: dict[int, list[Token]], t: Token, says: Token) -> None:
    """ "The cell that prosecutors say kidnapped them": it is the cell that did, and not the prosecutors."""
    did = next((k for k in left.get(says.i, []) if k.dep in ("xcomp", "ccomp") and k.i > says.i), None)
    if (
        did is None
        or did.tag not in ("VBN", "VBD")
        or not any(k.dep == "nsubj" and k is not t for k in left.get(says.i, []))
        or any(k.dep in ("nsubj", "aux", "auxpass") for k in left.get(did.i, []))
    ):
        return
    did.tag, did.dep = "VBD", "ccomp"
    _hang(left, t, "mark", did.i)


def _listed_behind(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Both Lund, known as Red, and Berg left": of two subjects, the one behind the other's "and" is its
    second member."""
    first = min([t.i, *(k.i for k in left.get(t.i, []) if k.dep == "compound")])
    other = next((k for k in left.get(t.head, []) if k.dep == "nsubj" and k.i < first), None)
    if other is not None and any(k.dep == "cc" and k.i == first - 1 for k in left.get(other.i, [])):
        _hang(left, t, "conj", other.i)


def _second_object(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Promised help against the Brigade, rebels known for raids": behind a name and a comma, they are what
    it is."""
    first = min([t.i, *(k.i for k in left.get(t.i, []) if k.i < t.i)])
    name, other = (
        tokens[first - 2],
        next((k for k in left.get(t.head, []) if k.dep == "dobj" and k.i < t.i), None),
    )
    if (
        other is not None
        and tokens[first - 1].text == ","
        and name.pos == "PROPN"
        and name.i > other.i
        and name.dep == "pobj"
    ):
        _hang(left, t, "appos", name.i)


def _listed_subject(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Chile, Peruvian and other officials say": of two subjects, the first begins a list of those whose
    officials they are."""
    other = next((k for k in left.get(t.head, []) if k.dep == "nsubj" and k.i > t.i), None)
    if other is None or other.i - t.i > 8 or tokens[t.i + 1].text != "," or tokens[t.i + 2].ent != "NORP":
        return
    if any(k.dep in ("cc", "conj") and t.i + 2 <= k.head <= other.i for k in tokens[t.i + 2 : other.i]):
        _hang(left, other, "conj", t.i)


def _shared_subject(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "After raids killed farmers and troops searched villages": whom the raids killed is no subject of what
    follows."""
    verb, before = tokens[t.head], tokens[min([t.i, *(k.i for k in left.get(t.i, []))]) - 1]
    second = next((k for k in left.get(t.i, []) if k.dep == "conj" and k.pos == "NOUN"), None)
    if (
        second is None
        or before.tag != "VBD"
        or before.dep == "ROOT"
        or not any(k.dep == "nsubj" for k in left.get(before.i, []))
        or any(k.dep in ("dobj", "ccomp", "xcomp") and k is not verb for k in left.get(before.i, []))
        or verb.i < second.i
        or before.sent != t.sent
    ):
        return
    _hang(left, t, "dobj", before.i)
    _hang(left, second, "nsubj", verb.i)
    if verb.head == before.i:
        verb.dep = "conj"


def _next_speaker(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "She will meet Lund, and Minister Berg said …": who stands between a comma with "and" and a verb
    without a subject speaks, and is not met."""
    verb, first = (
        tokens[t.i + 1],
        min([t.i, *(k.i for k in left.get(t.i, []) if k.dep in ("compound", "amod", "poss", "det"))]),
    )
    if (
        first < 2
        or tokens[first - 1].lower != AND
        or tokens[first - 2].text != ","
        or any(k.dep in ("nsubj", "nsubjpass") for k in left.get(verb.i, []))
        or verb.head == t.i
        or not any(k.dep in ("ccomp", "dobj", "parataxis") for k in left.get(verb.i, []))
    ):
        return
    _hang(left, t, "nsubj", verb.i)


def _next_clause(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Seized tankers and Chile blames Peru": what stands between "and" and a finite verb without a subject
    is its subject, and no second object."""
    end = _end(left, t)
    verb = tokens[min(end + 1, len(tokens) - 1)]
    first = min([t.i, *(k.i for k in left.get(t.i, []))])
    if (
        verb.tag not in FINITE
        or verb.dep != "conj"
        or verb.head >= t.i
        or verb.sent != t.sent
        or tokens[first - 1].lower != AND
        or tokens[t.head].dep not in ("dobj", "pobj")
    ):
        return
    if any(k.dep in ("nsubj", "nsubjpass", "expl") for k in left.get(verb.i, [])) or any(
        k.dep == "cc" and t.i < k.i < verb.i for k in left.get(verb.head, [])
    ):
        return
    _hang(left, t, "nsubj", verb.i)


def _after_date(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "On May 26, 2008, Lund and Berg, her deputy, signed": who is named behind a date is no part of it."""
    verb = _climb(tokens, t, lambda up: up.pos == "VERB" and up.tag in FINITE)
    if (
        verb is None
        or verb.i < t.i
        or tokens[min([t.i, *(k.i for k in left.get(t.i, []) if k.dep == "compound")]) - 1].text != ","
    ):
        return
    subject = next((k for k in left.get(verb.i, []) if k.dep == "nsubj"), None)
    if subject is not None and (subject.i < t.i or tokens[subject.i + 1].dep == "nsubj"):
        return
    _hang(left, t, "nsubj", verb.i)
    if subject is not None:
        _hang(left, subject, "appos", next((k.i for k in left.get(t.i, []) if k.dep == "conj"), t.i))


def _coordination(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Urged Chile to act and have blamed Peru": a finite verb is coordinated with the finite one above, not
    with the infinitive or the gerund between them."""
    head, kids = tokens[t.head], left.get(t.i, [])
    alone = not any(k.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for k in kids)
    if t.tag == "VB" and alone and head.tag in ("VBD", "VBN") and head.dep in ("relcl", "acl"):
        _to_infinitive(tokens, left, t)
        return
    own = _helped_finite(kids)
    done = t.tag == "VBD" and any(
        k.dep in ("dobj", "ccomp") or (k.lower == FOR and t.lemma == CALL) for k in kids
    )
    if not (own or done) or any(k.dep in ("nsubj", "nsubjpass", "expl") for k in kids):
        return
    if not (_lower_verb(head, t, left.get(head.i, [])) or _reported_verb(tokens, head, t)):
        return

    def predicate(up: Token) -> bool:
        above = left.get(up.i, [])
        finite = up.tag in FINITE or _helped_finite(above)
        return up.pos in ("VERB", "AUX") and finite and any(k.dep in ("nsubj", "nsubjpass") for k in above)

    if up := _climb(tokens, t, predicate):
        _hang(left, t, t.dep, up.i)


def _helped_finite(kids: Sequence[Token]) -> bool:
    """Whether an auxiliary among what hangs on a verb makes it finite."""
    return any(k.dep == "aux" and (k.tag in FINITE or k.tag == "MD") for k in kids)


def _lower_verb(head: Token, t: Token, lower: list[Token]) -> bool:
    """Whether a finite verb hangs on one that is none: an infinitive, a gerund, a wish, a participle.
    lower: what hangs on that one."""
    helped = any(k.dep == "aux" for k in lower)
    plain = head.tag == "VB" and any(k.dep == "aux" and k.lower == TO for k in lower)
    gerund = head.tag == "VBG" and head.dep == "pcomp" and not helped
    singular = any(
        k.dep == "nsubj" and k.tag in ("NN", "NNP") for k in lower
    )  # "that North Chile declare": no present
    wished = (
        (head.tag == "VB" or (head.tag == "VBP" and singular))
        and head.dep == "ccomp"
        and t.tag == "VBD"
        and not helped
    )  # "proposed that Chile stop and urged Peru to wait"
    perfect = (
        t.tag == "VBD"
        and head.tag == "VBN"
        and head.dep == "ccomp"
        and t.lemma in SAID
        and any(k.dep == "aux" and k.lower == HAD for k in lower)
    )  # "admitted that it had failed and promised better"
    return plain or gerund or wished or perfect


def _reported_verb(tokens: Sequence[Token], head: Token, t: Token) -> bool:
    """Whether a verb of speech hangs on what was said, and not on the verb that said it."""
    if t.lemma not in SAID or t.tag != "VBD" or head.lemma in SAID or head.tag != "VBD":
        return False
    if head.dep == "ccomp" and tokens[t.i - 1].lower == AND and tokens[t.i - 2].text == ",":
        return True  # "said that Chile had to go, and urged them to act"
    top = _climb(tokens, t, lambda up: up.tag in FINITE and up.pos == "VERB")
    # "rejected the view that Chile failed and called for talks"
    return head.dep in ("acl", "relcl", "ccomp") and top is not None and top.lemma in SAID


def _as_told(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "One man survived, officials say, and was rescued": what follows goes on from what they say, and not
    from them."""
    says = tokens[t.head]
    first = next((k for k in left.get(says.i, []) if k.dep == "ccomp" and k.i < says.i), None)
    if (
        first is None
        or says.i + 1 >= len(tokens)
        or tokens[says.i + 1].text != ","
        or any(k.dep in ("nsubj", "nsubjpass") for k in left.get(t.i, []))
    ):
        return
    _hang(left, t, "conj", first.i)


def _as_well(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Spoke with the generals, as well as Chile": beside the noun before it."""
    before = tokens[t.i - 4] if tokens[t.i - 3].text == "," else tokens[t.i - 3]
    beside = next(
        (
            x
            for x in tokens[t.i + 1 : t.i + 8]
            if x.pos in ("NOUN", "PROPN")
            and (
                x.head == t.i or (x.head == t.head and x.dep in ("attr", "dobj", "conj", "npadvmod", "appos"))
            )
        ),
        None,
    )
    if (
        beside is not None
        and before.pos in ("NOUN", "PROPN")
        and before.dep in ("pobj", "dobj", "conj")
        and before.sent == t.sent
    ):
        _hang(left, beside, "conj", before.i)
        _hang(left, t, "cc", before.i)


def _to_infinitive(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Chose to leave the pact that Chile made and impose duties": a plain form goes on from the infinitive
    above."""
    if up := _climb(
        tokens,
        t,
        lambda up: up.tag == "VB" and any(k.dep == "aux" and k.lower == TO for k in left.get(up.i, [])),
    ):
        _hang(left, t, t.dep, up.i)


def _before_number(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Pakistan test-fired two missiles": no participle stands before the numeral or the article of its
    noun."""
    noun = tokens[t.head]
    between = [k for k in left.get(noun.i, []) if t.i < k.i < noun.i and k.dep in ("nummod", "det")]
    before = [
        k
        for k in left.get(noun.i, [])
        if k.i < t.i and k.dep in ("compound", "nmod", "nsubj") and k.pos in ("PROPN", "NOUN")
    ]
    if not between or not before or noun.dep not in ("ROOT", "ccomp", "conj"):
        return
    t.tag, t.pos = "VBD", "VERB"
    _hang(left, t, noun.dep, t.i if noun.head == noun.i else noun.head)
    _hang(left, noun, "dobj", t.i)
    _hang(left, before[-1], "nsubj", t.i)
    for k in before[:-1]:
        _hang(left, k, "compound", before[-1].i)


def _listed_before(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "On the sidelines of the summit in Lima, Chile's minister, Name, and President Name met": who stands
    between a fronted phrase and "and" is the first subject, and nothing beside the place."""
    verb = tokens[t.head]
    first = min([t.i, *(k.i for k in left.get(t.i, []) if k.dep == "compound")])
    if first < 3 or tokens[first - 1].lower != AND or verb.i < t.i or tokens[first - 1].dep != "cc":
        return
    beside = next(
        (
            x
            for x in tokens[max(0, first - 14) : first - 1]
            if x.dep == "appos"
            and x.sent == t.sent
            and tokens[x.head].dep == "pobj"
            and x.pos in ("NOUN", "PROPN")
        ),
        None,
    )
    if (
        beside is None
        or tokens[beside.head].ent not in ("GPE", "LOC", "FAC")
        or _end(left, beside) < first - 3
    ):
        return
    person = any(k.dep == "appos" and k.pos == "PROPN" for k in left.get(beside.i, []))
    phrase = tokens[tokens[beside.head].head]
    while phrase.head not in (verb.i, phrase.i):
        phrase = tokens[phrase.head]
    if not person or phrase.head != verb.i or phrase.dep != "prep":
        return
    _hang(left, beside, "nsubj", verb.i)
    _hang(left, t, "conj", beside.i)
    _hang(left, tokens[first - 1], "cc", beside.i)


def _acting(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Gave it to acting Secretary Name": a title, and nobody acts."""
    name = next((k for k in left.get(t.i, []) if k.dep == "dobj" and k.pos == "PROPN"), None)
    if name is None or t.head == t.i or not tokens[t.i + 1].text[:1].isupper():
        return
    _hang(left, name, "pobj" if t.dep == "pcomp" else "dobj", t.head)
    t.pos, t.tag = "ADJ", "JJ"
    _hang(left, t, "amod", name.i)


def _verbless(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Soto, a Liberal, promised to act": where the sentence has no other verb, it is no participle."""
    noun = tokens[t.head]
    top = tokens[noun.head] if noun.dep == "appos" else noun
    kids = left.get(t.i, [])
    if (
        t.tag != "VBN"
        or top.dep != "ROOT"
        or top.pos != "PROPN"
        or tokens[t.i - 1].text != ","
        or any(k.dep == "agent" or k.lower == BY for k in kids)
    ):
        return
    if not any(k.dep in ("dobj", "xcomp", "ccomp", "prep") for k in kids) or tokens[top.i].sent != t.sent:
        return
    t.tag = "VBD"
    _hang(left, t, "ROOT", t.i)
    _hang(left, top, "nsubj", t.i)


def _quoted_before(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "“…,” Lund, a teacher, recalled": what follows a quotation and its speaker is no participle."""
    noun = tokens[t.head]
    kids = left.get(t.i, [])
    if (
        t.dep != "acl"
        or noun.pos != "PROPN"
        or noun.dep not in ("npadvmod", "appos", "dep", "dobj")
        or tokens[t.i - 1].text != ","
    ):
        return
    first = min([noun.i, *(k.i for k in left.get(noun.i, []) if k.dep == "compound")])
    verb = tokens[noun.head]
    if (
        not first
        or tokens[first - 1].text not in CLOSING
        or verb.i > noun.i
        or verb.pos != "VERB"
        or any(k.dep == "agent" or k.lower == BY for k in kids)
    ):
        return
    t.tag = "VBD"
    _hang(left, t, "parataxis", verb.i)
    _hang(left, noun, "nsubj", t.i)


def _reduced(tokens: Sequence[Token], left: dict[int, list[Token]], t: Token) -> None:
    """ "Farmers invited to the talks had left": of two verbs with one subject before both, the first is a
    participle."""
    kids = left.get(t.i, [])
    subject = next((k for k in kids if k.dep == "nsubj" and k.i < t.i and k.pos in ("NOUN", "PROPN")), None)
    main = next((k for k in kids if k.dep == "ccomp" and k.i > t.i), None)
    if subject is None or main is None:
        return
    of_main = left.get(main.i, [])
    aux = next((k for k in of_main if k.dep == "aux" and k.lower in HELPING), None)
    if (
        aux is None
        or any(x.pos == "PUNCT" for x in tokens[subject.i : aux.i])
        or any(k.dep in ("nsubj", "nsubjpass", "mark", "expl") for k in of_main)
    ):
        return
    t.tag = "VBN"
    _hang(left, main, "ROOT", main.i)
    _hang(left, subject, "nsubj", main.i)
    _hang(left, t, "acl", subject.i)
    for k in list(kids):
        if k.dep == "punct" and k.i > main.i:
            _hang(left, k, k.dep, main.i)


def _weekdays(tokens: Sequence[Token], base: int) -> None:
    """ "On Wednesday Lund met …", "On Wednesday Chilean rebels …": the pipeline takes the day for a part of
    the name."""
    for t in tokens[base:]:
        if t.lower not in WEEKDAYS or t.dep != "compound" or t.i + 2 >= len(tokens):
            continue
        name, verb, prep = (
            tokens[t.head],
            tokens[t.head + 1] if t.head + 1 < len(tokens) else t,
            tokens[t.i - 1],
        )
        if (
            name.dep == "pobj"
            and name.head == prep.i
            and prep.lower == ON
            and prep.head == verb.i
            and verb.tag in ("VBD", "VBZ", "VBP", "MD")
        ):
            name.dep, name.head = "nsubj", verb.i
            t.dep, t.head = "pobj", prep.i
        elif (
            prep.lower == ON
            and prep.i + 1 == t.i
            and not any(x.head == prep.i and x.i != prep.i for x in tokens[t.i + 1 : t.i + 8])
        ):
            t.dep, t.head = "pobj", prep.i
