"""Who does what to whom: the participants of a verb or a noun, through the constructions of English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.analyse.happened.words import (
    AROUND,
    CAUSED,
    JUDGING,
    KILLINGS,
    MANNER,
    MONEY,
    NOT_DONE,
    OBJECT_CONTROL,
    PLANS,
    PRESS,
    RELATED,
    SENDING,
    SHARED,
    SPEAKING,
    TOPICS,
    UNDERGONE,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who
from onrecord.analyse.who.beside import KIN
from onrecord.analyse.who.words import words as who_words
from onrecord.model import Actor

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
TREATIES = frozenset({"Agreement", "Treaty", "Accord", "Accords", "Pact", "Deal", "Convention"})  # as the head of a name
NEAR = 8  # tokens between a description and its name
TOGETHER = frozenset({"along", "together", "alongside"})
SUBJECT_DEPS = ("nsubj", "csubj")


@dataclass(slots=True)
class Arguments:
    """Token heads by role; ``preps`` maps a lower-case preposition to what follows it."""

    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False


def of_verb(parse: Parse, t: Token, depth: int = 0) -> Arguments:
    """The participants of a verb, its own or those it takes from the clause above."""
    args = Arguments()
    beside: list[Token] = []
    subject = passive = None
    for kid in t.kids:
        if kid.dep in SUBJECT_DEPS:
            subject = kid
        elif kid.dep == "nsubjpass":
            passive = kid
        elif kid.dep in ("dobj", "dative", "obj", "iobj") and kid.pos != "ADP" and not (kid.ent in ("DATE", "TIME") and kid.pos == "NOUN"):
            args.patients.append(kid)
        elif kid.dep == "ccomp" and any(k.lower == "to" and k.dep == "aux" for k in kid.kids):
            # "allowed the party to march": parsed as a clause, but the party is what the verb acts on
            args.patients.extend(k for k in kid.kids if k.dep == "nsubj")
        elif kid.dep in ("prep", "agent", "dative", "prt"):
            for g in kid.kids:
                if g.lemma == "top" and kid.lower == "on":
                    continue  # "on top of those he had sent"
                if g.dep in ("pobj", "pcomp") and not (kid.lower == "with" and (g.lemma in MANNER or _absolute(parse, kid, g))):
                    args.preps.setdefault(kid.lower, []).append(g)
                elif g.dep == "prep" and g.lower == "with" and kid.lower in TOGETHER and (kid.i < t.i or not (any(k.dep in ("dobj", "dative") and k.i < kid.i for k in t.kids) or any(x.pos == "VERB" or x.text == "," for x in parse.tokens[t.i + 1 : kid.i]))):  # "flew to Lima along with the minister"
                    beside.extend(k for k in g.kids if k.dep == "pobj")
                elif (g.dep == "prep" and kid.lower != "according") or (g.dep == "conj" and g.lower == kid.lower and g.pos == "ADP"):  # "out of", "up to"; "praised by Chile and by farmers"
                    args.preps.setdefault(g.lower, []).extend(k for k in g.kids if k.dep == "pobj")
    for patient in list(args.patients):  # "met Chile's envoy with …": a phrase hung on the object is the verb's too
        for kid in patient.kids:
            if kid.dep == "prep" and kid.lower in ("with", "against", "to", "from", "on", "into", "for", "between", "by"):
                args.preps.setdefault(kid.lower, []).extend(k for k in kid.kids if k.dep == "pobj")
    if subject is None and passive is None and t.dep in ("acl", "relcl") and (t.tag == "VBN" or (t.tag == "VBD" and t.dep == "acl" and any(k.lower == "by" for k in t.kids))):
        args.passive = True
        args.patients = [parse.head(t), *args.patients]
        args.agents = _by(parse, t, args)
        return args
    if passive is not None and any(k.lower in ("'s", "’s") and k.dep == "auxpass" for k in t.kids) and any(p.dep == "dobj" for p in args.patients):
        subject, passive = passive, None  # "she's received three guests": has
    if passive is not None:
        args.passive = True
        args.patients = [_antecedent(parse, passive, t), *args.patients]
        args.agents = _by(parse, t, args)
        return args
    if subject is None and t.dep == "ccomp" and any(k.dep == "auxpass" for k in t.kids):
        # "says that between two and six people were killed": no subject that the parser knows, and none of those above
        args.passive = True
        args.patients = [g for k in t.kids if k.dep == "prep" and k.lower in ("between", "from") and k.i < t.i for g in k.kids if g.dep == "pobj" and g.tag == "NNS"]
        args.agents = _by(parse, t, args)
        return args
    bare = t.tag == "VBN" and t.dep in ("xcomp", "oprd", "acomp") and not any(k.dep == "aux" and k.lemma == "have" for k in t.kids)
    if subject is None and (bare or (any(k.dep == "auxpass" for k in t.kids) and t.dep in ("xcomp", "advcl", "pcomp", "acl", "conj"))):
        # "thirty people were reported killed", "asked to be released": suffered, not done, by the subject above
        args.passive = True
        args.patients = _inherited(parse, t, depth) + args.patients
        args.agents = _by(parse, t, args)
        return args
    if subject is not None and t.tag == "VBN" and subject.lower.endswith(("self", "selves")) and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        args.passive, args.patients, args.agents = True, [subject], _by(parse, t, args)  # "found himself criticized"
        return args
    if subject is not None and t.tag in ("VBN", "VBD") and not args.patients and t.dep in ("ccomp", "xcomp") and t.head != t.i and parse.head(t).lemma in CAUSED and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        # "wanted the claims investigated": suffered, not done
        args.passive, args.patients, args.agents = True, [subject], _by(parse, t, args)
        return args
    if subject is None and t.dep == "conj" and t.tag in ("VBN", "VBD") and not args.patients and any(k.dep == "agent" for k in t.kids) and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        args.passive, args.agents = True, _by(parse, t, args)  # "the raid by exiles and backed by the agency"
        if parse.head(t).pos == "VERB" and depth < 4 and (above := of_verb(parse, parse.head(t), depth + 1)).passive:
            args.patients = above.patients[:1]  # "was arrested and beaten by police"
        return args
    if subject is not None and subject.lemma in PLANS and t.dep == "ccomp" and t.head != t.i:
        subject = None  # "made arrangements to meet": the planners meet
    if subject is None and t.tag == "VBN" and t.dep == "advcl" and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        # "Asked about the plan, the ministry said …": what the ministry suffers
        args.passive = True
        said = next((k for k in parse.head(t).kids if k.dep == "ccomp" and k.i < t.head), None) if parse.head(t).lemma in SPEAKING and t.i > t.head else None
        told = of_verb(parse, said, depth + 1) if said is not None and depth < 4 else None
        # "they mixed it, the envoy said, helped by friends": they were helped, and not the envoy
        args.patients = (_inherited(parse, t, depth) if told is None else told.patients[:1] if told.passive else told.agents) + args.patients
        args.agents = _by(parse, t, args)
        if not args.agents and parse.head(t).pos == "VERB" and depth < 4 and t.i > parse.head(t).i and any(k.dep == "auxpass" for k in parse.head(t).kids):
            args.agents = of_verb(parse, parse.head(t), depth + 1).agents  # "was arrested by police in May, accused of theft"
        return args
    if subject is None and (t.tag == "VBN" or (t.tag == "VBD" and not args.patients and parse.head(t).tag == "VBN")) and t.dep == "conj" and t.head != t.i and not any(k.dep in ("aux", "auxpass") for k in t.kids) and depth < 4:
        upper = of_verb(parse, parse.head(t), depth + 1)
        if upper.passive:  # "was arrested by police and accused"
            args.passive = True
            args.patients = upper.patients[:1] + args.patients
            args.agents = _by(parse, t, args) or upper.agents
            return args
    where = any(k.lower in ("where", "when", "why") for k in t.kids if k.dep == "advmod")  # "France, where he spoke"
    where = where or any(k.dep == "prep" and any(g.lower in RELATIVES for g in k.kids) for k in t.kids)  # "the session at which he stepped down"
    if t.dep == "relcl" and subject is not None and subject.lower not in RELATIVES and not args.patients and not where:
        args.patients = [parse.head(t)]  # "the treaty that Norway signed", "the crime it commits"
    args.patients = [_antecedent(parse, p, t) if p.lower in RELATIVES else p for p in args.patients]
    args.agents = [_antecedent(parse, subject, t)] if subject is not None else _inherited(parse, t, depth)
    args.agents += beside
    return args


def _absolute(parse: Parse, prep: Token, noun: Token) -> bool:
    """"The ministry praised it, with a spokesman saying …": a clause of its own, and nobody it was done with."""
    return prep.i > 0 and parse.tokens[prep.i - 1].text == "," and any(k.dep == "acl" and k.tag == "VBG" for k in noun.kids)


def _by(parse: Parse, t: Token, args: Arguments) -> list[Token]:
    """Who did what is told in the passive: "by the rebels", "at the hands of the rebels", "arrested and beaten by police"."""
    found = [o for o in args.preps.get("by", []) if parse.tokens[parse.head(o).i - 1].lower != "not"]  # "not by the king but by the court"
    if not found:
        hands = [o for o in args.preps.get("at", []) if o.lower in ("hands", "hand")]
        found = [g for h in hands for k in h.kids if k.lower == "of" for g in k.kids if g.dep == "pobj"]
    if not found:
        joined = next((k for k in t.kids if k.dep == "conj" and k.i - t.i <= 4 and parse.tokens[t.i + 1].dep in ("cc", "punct") and k.tag in ("VBN", "VBD") and not any(g.dep in ("nsubj", "nsubjpass") for g in k.kids)), None)
        found = [g for k in joined.kids if k.dep == "agent" for g in k.kids if g.dep == "pobj"] if joined is not None else []
    return found


def _antecedent(parse: Parse, subject: Token, verb: Token) -> Token:
    """For "who" and "which", the noun that the clause describes."""
    if subject.lower in RELATIVES and verb.dep in ("relcl", "acl"):
        found = parse.head(verb)
        if found.tag in ("NN", "NNP") and any(k.lower in ("were", "are", "have") for k in (*verb.kids, verb)):
            # "talks on trade, which were suspended": the plural verb tells which noun is meant
            found = next((up for up in parse.ancestors(found) if up.tag in ("NNS", "NNPS")), found)
        if subject.lower == "who" and found.dep == "pobj" and parse.head(found).lower == "of" and (found.ent == "ORG" or found.lemma in who_words().organization):
            found = parse.head(parse.head(found))  # "a member of the party who objects"
        return found
    return subject


def _inherited(parse: Parse, t: Token, depth: int) -> list[Token]:
    """The subject of a verb that has none of its own."""
    if depth > 4 or t.head == t.i:
        return []
    head = parse.head(t)
    if t.dep in ("acl",) and head.pos in ("NOUN", "PROPN", "PRON"):
        if t.tag == "VBG":
            return [head]
        # "a plan to attack": the planner is the noun's own possessor or the subject above it
        owners = [k for k in head.kids if k.dep == "poss"]
        if owners:
            return owners
        above = parse.head(head)
        return of_verb(parse, above, depth + 1).agents if above.pos in ("VERB", "AUX") and head.dep in ("dobj", "attr") else []
    if head.pos not in ("VERB", "AUX"):
        if t.dep in ("pcomp",) and head.pos == "ADP":
            above = parse.head(head)
            if above.pos in ("VERB", "AUX"):
                upper = of_verb(parse, above, depth + 1)
                if head.lower == "for" and above.lemma in ("lash", "rail", "hit", "swipe", "snap") and (aimed := upper.preps.get("at") or upper.preps.get("against")):
                    return aimed[:1]  # "lashed out at Chile for breaking off"
                if head.lower == "from" and upper.passive:  # "she was barred by Peru from entering"
                    return upper.patients[:1]
                # "blamed Chile for breaking off": Chile broke off
                return upper.patients[:1] if head.lower in ("for", "of", "from") and upper.patients and not upper.passive and above.lemma in JUDGING else upper.agents
        if t.dep in ("xcomp", "acl", "ccomp", "advcl") and head.pos in ("ADJ", "NOUN"):
            above = parse.head(head) if head.dep in ("acomp", "attr", "oprd") else head
            return of_verb(parse, above, depth + 1).agents if above.pos in ("VERB", "AUX") else []
        return []
    finite = t.tag in ("VBD", "VBZ", "VBP") or any(k.dep in ("aux", "auxpass") and k.tag in ("VBD", "VBZ", "VBP") for k in t.kids)
    if t.dep == "ccomp" and finite and head.dep == "relcl" and head.lemma in SPEAKING and any(k.dep == "nsubj" and k.lower not in RELATIVES for k in head.kids):
        return [parse.head(head)]  # "the cell that prosecutors say kidnapped them": the cell did
    if t.dep == "ccomp" and finite and head.pos in ("VERB", "AUX"):
        return []  # a clause of its own lacks its subject only where the parse has lost it
    if t.tag == "VBG" and t.dep == "advcl" and (beside := _set_beside(parse, t, head)) is not None:
        return [beside]
    upper = of_verb(parse, head, depth + 1)
    if t.dep == "advcl" and head.lemma in SENDING and upper.patients and any(k.lower == "to" and k.dep == "aux" for k in t.kids):
        return upper.patients[:1]  # "sent her envoy to meet the rebels": the envoy meets them, also where she was not sent
    if t.dep == "xcomp" and head.lemma in OBJECT_CONTROL | SENDING and upper.patients and not upper.passive:
        return upper.patients[:1]
    if t.dep in ("xcomp", "conj", "advcl", "ccomp"):
        if t.dep == "conj" and upper.passive and t.tag != "VBN":
            return upper.patients[:1]
        if t.dep == "ccomp" and head.lemma in OBJECT_CONTROL and upper.patients and upper.patients[0].lemma not in PLANS:
            return upper.patients[:1]
        if upper.passive:
            return upper.patients[:1]
        return upper.agents
    return []


def _set_beside(parse: Parse, t: Token, head: Token) -> Token | None:
    """"The party attacked her, with its chairman Berg, a lawyer, even calling for her to go": Berg calls."""
    last = next((k for k in reversed(head.kids) if k.dep == "prep" and k.lower == "with" and head.i < k.i < t.i and parse.tokens[k.i - 1].text == ","), None)
    named = next((g for g in last.kids if g.dep == "pobj" and g.pos == "PROPN"), None) if last is not None else None
    if named is None or any(x.pos in ("VERB", "AUX") for x in parse.tokens[named.i + 1 : t.i]):
        return None
    return named


def of_noun(parse: Parse, t: Token, light: frozenset[str]) -> tuple[Arguments, Token | None]:
    """The participants of a nominal event, and the light verb that carries it ("held talks")."""
    args = Arguments()
    for kid in t.kids:
        if kid.dep in ("poss", "compound", "amod", "nmod"):
            args.agents.append(kid)
            if kid.dep == "poss" or kid.pos != "NOUN":  # "the Chilean meddling inquiry" is into it, and not Chile's
                args.agents.extend(k for k in kid.kids if k.dep in ("compound", "nmod", "amod", "poss"))
        elif kid.dep == "prep":
            objects = [g for g in kid.kids if g.dep == "pobj"]
            args.preps.setdefault(kid.lower, []).extend(objects)
    if t.dep == "conj" and t.head != t.i and parse.head(t).lemma in SHARED and not any(k.dep == "poss" for k in t.kids):
        args.agents.extend(k for k in parse.head(t).kids if k.dep == "poss")  # "his talks with A and meetings with B"
    carrier = _carrier(parse, t, light)
    if carrier is not None:
        upper = of_verb(parse, carrier)
        if upper.passive:
            args.agents = args.agents + upper.agents
        else:
            args.agents = upper.agents + args.agents
        for prep, objects in upper.preps.items():
            args.preps.setdefault(prep, []).extend(o for o in objects if o not in args.preps.get(prep, []))
    return args, carrier


def _carrier(parse: Parse, t: Token, light: frozenset[str]) -> Token | None:
    top = t
    for _ in range(3):
        if top.dep in ("conj", "appos") and top.head != top.i and parse.head(top).pos in ("NOUN", "PROPN"):
            top = parse.head(top)
    if top.head == top.i:
        return None
    head = parse.head(top)
    turned = any(k.dep == "prt" and f"{head.lemma}_{k.lower}" not in light for k in head.kids)
    if top.dep in ("dobj", "nsubjpass", "obj") and head.lemma in light and head.pos == "VERB" and not turned:
        return head
    if top.dep == "dobj" and any(f"{head.lemma}_{k.lower}" in light for k in head.kids if k.dep == "prt"):
        return head
    if top.dep == "pobj" and head.pos == "ADP" and head.lower in ("in", "into", "for", "to", "on", "during", "at"):
        above = parse.head(head)
        if (above.pos == "VERB" or (above.lemma == "be" and head.lower == "in")) and above.lemma in ("engage", "reengage", "re-engage", "enter", "gather", "participate", "arrive", "travel", "fly", "be", "go", "sit", "meet", "invite", "return", "come", "exchange", "say", "speak"):
            return above if above.lemma not in ("say", "speak", "exchange") else None
    return None


def spread(parse: Parse, heads: Iterable[Token]) -> list[Token]:
    """Each head and what is coordinated with it; "a group of farmers" passes on to the farmers."""
    lex = who_words()
    out: list[Token] = []
    todo = list(heads)
    while todo:
        t = todo.pop(0)
        if t in out or (t.lower.endswith(("self", "selves")) and t.dep in ("appos", "npadvmod")):
            continue  # "which she herself endorsed"
        out.append(t)
        for named in t.kids:  # "the envoy, Name, and his counterpart": the second hangs on the name
            if named.dep == "appos" and named.i - t.i <= NEAR and not any(x.pos == "VERB" for x in parse.tokens[t.i : named.i]):
                todo.extend(k for k in named.kids if named.pos == "PROPN" and k.dep == "conj" and k.pos in ("NOUN", "PROPN"))
        if t.dep in SUBJECT_DEPS:  # "Soto, along with Berg, left"
            todo.extend(x for k in t.kids if k.lower in TOGETHER for g in (k, *k.kids) if g.lower in ("with", "alongside") for x in g.kids if x.dep == "pobj")
        if t.tag == "NNS":  # "lawmakers, including Soto and Berg": those named among them
            todo.extend(g for k in t.kids if k.dep == "prep" and k.lower == "including" for g in k.kids if g.dep == "pobj" and g.pos == "PROPN" and g.ent == "PERSON")
        todo.extend(k for k in t.kids if k.dep == "conj" and k.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") and not _denied(parse, k) and not _also_is(parse, t, k))
        if (t.lemma in lex.transparent and not (t.lemma == "member" and any(k.dep == "nummod" for k in t.kids))) or t.pos == "NUM":  # "90 members of the house" are not the house
            for kid in t.kids:
                if kid.dep == "prep" and kid.lower == "of":
                    todo.extend(g for g in kid.kids if g.dep == "pobj")
    return out


def _also_is(parse: Parse, t: Token, k: Token) -> bool:
    """"Lund, a retired admiral and former aide, declined": two descriptions of one."""
    described = next((a for a in t.kids if a.dep == "appos" and a.pos == "NOUN" and t.i < a.i < k.i), None)
    described = described or next((a for a in t.kids if a.dep == "appos" and a.pos == "PROPN" and t.i < a.i < k.i and any(g.lower in ("a", "an") for g in a.kids)), None)
    return described is not None and k.tag == "NN" and t.pos == "PROPN" and not any(x.text == "," for x in parse.tokens[described.i : k.i]) and not any(g.lower == "the" for g in k.kids)


def _denied(parse: Parse, t: Token) -> bool:
    """"Blamed Chile, not Peru"."""
    first = min([t.i, *(k.i for k in t.kids if k.dep in ("det", "amod", "compound", "poss"))])
    return any(k.dep == "neg" for k in t.kids) or (first > 0 and parse.tokens[first - 1].lower == "not")


def ids(parse: Parse, who: Who, heads: Iterable[Token], deep: bool = True, places: bool = True, whose: bool = False, owned: bool = True, before: int | None = None) -> list[str]:
    """Actor ids of token heads; a head that is no actor passes on to those that qualify it ("Chile's plan"), and with
    ``places`` to where it is ("a village in Chile"); with ``whose`` only to whose it is, not to whom it is with or for; without ``owned`` what has an owner of its own in a
    list passes on nothing ("an accord with Chile and Soto's pledge"); with ``before`` nobody counts who is listed
    behind that token ("Soto, who left, and Berg")."""
    found: list[str] = []
    row = spread(parse, heads)
    of_them = {parse.head(parse.head(x)).i for x in row if x.dep == "pobj" and parse.head(x).lower == "of" and _direct(who, x)}
    row = [t for t in row if not (t.i in of_them and t.lemma in who_words().transparent)]  # "a group of farmers" is the farmers
    row = [t for t in row if not _counted_out(who, t, row)]
    inside = {t.i for t in row if t.lemma in who_words().transparent and _direct(who, t)}
    row = [t for t in row if not (t.dep == "pobj" and parse.head(t).lower == "of" and parse.head(parse.head(t)).i in inside)]
    row += [k for t in row for k in t.kids if k.dep == "appos" and k.i in who.beside and k not in row]
    row += [x for t in row for i in who.listed_after(t.i) if (x := parse.tokens[i]) not in row]
    for t in row if before is None else [x for x in row if x.i < before]:
        here = _direct(who, t)
        named = [k for k in t.kids if k.dep == "appos" and t.lemma not in NAMED and not (t.lemma in KIN and any(g.lower == "of" for g in t.kids)) and _direct(who, k) and min(x.i for x in parse.subtree(k)) - t.i <= 2]
        alike = "state" if here and all(who.by_id[i].kind == "state" for i in here) else "person" if t.ent == "PERSON" and any(k.dep == "conj" for k in t.kids) else ""
        if alike:  # "Chile, Peru, and Norway": the parser took the second for an apposition
            here += tuple(i for k in named for i in _direct(who, k) if who.by_id[i].kind == alike and i not in here)
        elif not here:
            here = tuple(i for k in named for i in _direct(who, k))  # "the former Berg ally, Soto", "its governor, Soto"
        if not here and deep and (owned or t.dep != "conj" or not any(k.dep == "poss" for k in t.kids)) and t.pos in ("NOUN", "PROPN", "VERB", "NUM"):
            here = _qualifying(parse, who, t, places and not whose, whose)
        found.extend(i for i in here if i not in found)
    return found


NOT_THEIRS = frozenset({"broker", "mediate", "inspire", "back", "support", "fund", "arm", "train", "make", "build", "design", "supply", "compliant", "style", "like", "friendly", "related", "free"})  # "a Chilean-made drone"
NAMED = frozenset({"phrase", "term", "word", "name", "label", "slogan", "title", "hashtag"})  # "the phrase “radical farmers”"
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def _counted_out(who: Who, t: Token, row: list[Token]) -> bool:
    """"Two ministers, A and B": where as many names follow as are counted, these are they."""
    n = next((NUMBERS[k.lower] for k in t.kids if k.lower in NUMBERS), 0)
    named = {i for x in row if 0 < x.i - t.i <= 4 * n and x.pos == "PROPN" for i in _direct(who, x) if who.by_id[i].kind == "person"}
    return bool(n) and t.tag in ("NNS", "NNPS") and len(named) == n


def _direct(who: Who, t: Token) -> tuple[str, ...]:
    ref = who.ref_at.get(t.i)
    if ref is not None and ref.kind == "place":
        return ()
    return who.at.get(t.i, ())


def merely_where(who: Who, t: Token) -> bool:
    """Whether a city qualifies a noun by where it is: "the Paris accord"."""
    ref = who.ref_at.get(t.i)
    return ref is not None and ref.place and t.dep in ("compound", "nmod")


def _qualifies(actor: Actor, k: Token, whose: bool) -> bool:
    """An adjective stands for a state ("the Chilean plan"), and for no faith or party ("a Muslim state"); a name
    before a noun for no person ("the Soto plan"), and where it is asked whose it is for a state alone."""
    if k.dep == "amod" or (whose and k.dep in ("compound", "nmod")):
        return actor.kind == "state"
    return k.dep not in ("compound", "nmod") or not (actor.kind == "person" or (actor.kind == "group" and k.tag == "NN"))  # "the troop surge"


def _owner(parse: Parse, t: Token) -> Token | None:
    """The noun that a clause with "whose" describes."""
    clause = next((x for x in (t, *parse.ancestors(t)) if x.dep == "relcl"), None)
    return parse.head(clause) if clause is not None else None


def _none_of(parse: Parse, k: Token) -> bool:
    """"A non-Chilean spy" is none of Chile's."""
    return k.i > 1 and parse.tokens[k.i - 1].text == "-" and parse.tokens[k.i - 2].lower == "non"


def _named_body(who: Who, k: Token) -> bool:
    """"Two former Navy SEALs" are not the Navy."""
    return all(who.by_id[i].kind == "organization" for i in _direct(who, k))


SUFFERED = KILLINGS | {"exit", "departure", "impeachment", "prosecution", "defeat", "indictment", "conviction", "firing", "dismissal", "ouster", "removal", "arrest", "detention", "release", "nomination", "appointment", "ejection", "expulsion"}


def _undergone(t: Token) -> bool:
    """"The shelling of schools", "the use of soldiers": what stands behind "of" is what it was done to."""
    return t.lemma in UNDERGONE or (t.pos == "NOUN" and t.lemma not in NOT_DONE and t.lemma.endswith(("ing", "tion", "sion", "ment")))


def _qualifying(parse: Parse, who: Who, t: Token, places: bool, whose: bool) -> tuple[str, ...]:
    if t.lemma in MONEY or t.lemma in PRESS or t.lemma in ("foe", "enemy", "adversary"):
        return ()  # "millions of American dollars", "the Chilean media"
    if t.pos == "PROPN" and (t.text in TREATIES or t.ent in ("LAW", "WORK_OF_ART", "PRODUCT", "EVENT") or t.lower in ("act", "bill", "law", "amendment", "resolution", "initiative")):
        return ()  # "the Chile Review Act" is nobody of Chile
    modifiers = ("amod", "appos") if t.lemma in TOPICS else ("amod", "compound", "nmod", "appos")
    for deps in (("poss",), modifiers):
        if deps == ("poss",) and (t.lemma in AROUND or (t.tag == "NNS" and t.lemma in RELATED)):
            continue  # "Chile's partners" are not Chile
        if deps == ("poss",) and any(k.lower == "whose" for k in t.kids) and (owner := _owner(parse, t)) is not None and _direct(who, owner):
            return _direct(who, owner)  # "Soto, whose office was raided"
        if whose and deps == ("poss",) and t.lemma in SUFFERED:
            continue  # "endorsed Soto's dismissal": she suffers it
        found = [i for k in t.kids if k.dep in deps and not _none_of(parse, k) and not (whose and k.dep in ("compound", "nmod") and k.tag == "NNP" and k.text.isalpha() and not k.text.isupper()) and not (t.tag in ("NNS", "NNPS") and t.text[:1].isupper() and k.dep in ("compound", "nmod") and _named_body(who, k)) and not merely_where(who, k) for i in _direct(who, k) if _qualifies(who.by_id[i], k, whose)]
        if not found:
            found = [i for k in t.kids if k.dep in deps and k.lemma not in NOT_THEIRS for g in k.kids if not (k.dep == "appos" and g.dep == "poss") if g.dep in ("amod", "compound", "nmod", "poss", "npadvmod") for i in _direct(who, g) if who.by_id[i].kind != "group" or g.dep == "poss"]
        if found:
            return tuple(dict.fromkeys(found))
    for preps in (("by",) if t.lemma in ("purchase", "import", "acquisition") else ("by", "from"), (() if _undergone(t) else ("of",)) if whose else ("of", "on", "for", "with", "against"), ("in", "to", "at", "between")):
        if "in" in preps and not places:
            break
        for kid in t.kids:
            if kid.dep in ("prep", "agent") and kid.lower in preps:
                found = []
                for g in kid.kids:
                    if g.dep == "pobj":
                        for s in spread(parse, [g]):
                            # "called the family of Soto" did not call Soto
                            found += [i for i in _direct(who, s) if who.by_id[i].kind != "person" or "by" in preps] or [i for k in s.kids if s.lemma not in AROUND and s.lemma not in MONEY if k.dep in ("poss", "amod", "compound", "nmod") for i in _direct(who, k) if k.dep == "poss" or who.by_id[i].kind not in ("group", "person")]
                if found:
                    return tuple(dict.fromkeys(found))
    return ()
