"""Did it happen? Planned, expected, possible, denied and called off, by rules of context with scope.

The rules are data (``rules/data/en/status.toml``): a word of context acts on what it governs, nearest first,
as in medspaCy's context rules, with the parse in place of a window of words.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from onrecord.analyse.parse import Parse, Token
from onrecord.model.analysis import Status
from onrecord.rules import lexicon
from onrecord.times.calendar import WEEKDAYS


@dataclass(frozen=True, slots=True)
class StatusWords:
    verbs: dict[str, Status]
    adjectives: dict[str, Status]
    modals: dict[str, Status]
    negators: frozenset[str]
    conditions: frozenset[str]
    nouns: dict[str, Status]
    infinitives: dict[str, Status]
    orders: dict[str, Status]
    dated: frozenset[str]
    answers: frozenset[str]
    spoken: frozenset[str]
    brings: frozenset[str]
    occur: frozenset[str]
    phases: frozenset[str]
    means: frozenset[str]
    allows: frozenset[str]
    reported: frozenset[str]
    performed: frozenset[str]
    voted: frozenset[str]
    causes: frozenset[str]


@functools.cache
def status_words() -> StatusWords:
    data = lexicon("status")

    def table(part: dict[str, str]) -> dict[str, Status]:
        return {w: status for status, ws in part.items() for w in ws.split()}  # type: ignore[misc]

    return StatusWords(
        table(data["verbs"]), table(data["adjectives"]), table(data["modals"]),
        frozenset(data["negators"]["words"].split()), frozenset(data["conditions"]["words"].split()),
        table(data["nouns"]), table(data["infinitives"]), table(data["orders"]),
        *(frozenset(data["sets"][name].split()) for name in ("dated", "answers", "spoken", "brings", "occur", "phases", "means", "allows", "reported", "performed", "voted", "causes")),
    )  # fmt: skip


ROUNDS = frozenset({"round", "series", "day", "week", "hour", "month", "set", "bout", "number"})
PLANS = frozenset({"plan", "arrangement", "preparation", "schedule"})
GOVERNING = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl"})
PREDICATE = frozenset({"acomp", "attr", "oprd"})
AHEAD = frozenset({"planned", "expected", "possible"})
UNDONE = frozenset({"not_happened", "called_off"})
TOWARDS = frozenset({"about", "at", "during", "for", "into", "on", "to", "toward", "towards", "with"})
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only", "youngest", "oldest"})
REASONS = frozenset({"because", "since", "although", "though", "as", "while", "whereas"})
KNOWN = frozenset({"the", "this", "that", "these", "those"})
DONE_OBJECT = frozenset({"possible", "planned", "expected", "called_off", "not_happened", "ongoing"})


def negated(parse: Parse, t: Token) -> bool:
    """Whether a negation has this word in its scope: its own, its auxiliary's, or on its subject or determiner."""
    lex = status_words()
    for kid in t.kids:
        if kid.lower == "longer" and kid.i and parse.tokens[kid.i - 1].lower == "no":
            return True
        if kid.lower in lex.negators and kid.i + 1 < len(parse.tokens) and parse.tokens[kid.i + 1].lower == "only":
            continue  # "not only recalled its envoy but …"
        if kid.dep == "neg" or (kid.lower in lex.negators and kid.dep in ("advmod", "det", "preconj", "cc", "aux")):
            return True
        if kid.dep in ("nsubj", "nsubjpass", "dobj") and (kid.lower in ("nobody", "none", "nothing", "neither") or any(g.lower in ("no", "neither") and g.dep in ("det", "preconj", "advmod") for g in kid.kids)):
            return True
        if kid.dep == "prep" and kid.lower == "without":
            return False
    if t.dep in ("pobj", "pcomp") and t.head != t.i and parse.head(t).lower == "without":
        return True
    if t.pos == "VERB" and any(k.lower == "than" and 0 < k.i < t.i and parse.tokens[k.i - 1].lower == "rather" and parse.tokens[k.i + 1].lower not in ("just", "only", "merely", "simply") for k in (*t.kids, *((parse.head(t),) if t.dep == "pcomp" else ()))):
        return True  # "rather than leave, they stayed"
    if t.pos == "VERB" and t.dep == "conj" and any(parse.tokens[j].lower == "than" and parse.tokens[j - 1].lower == "rather" for j in range(max(t.i - 3, 1), t.i)):
        return True  # "abstained rather than vetoing it"
    if t.i and t.pos == "NOUN" and parse.tokens[t.i - 1].lower in ("no", "neither"):
        return True
    if t.dep == "xcomp" and t.head != t.i and parse.head(t).lemma in ("have", "be", "remain") and any(k.lower == "yet" for k in (*t.kids, *parse.head(t).kids)) and any(k.lower == "to" for k in t.kids):
        return True  # "has yet to answer"
    # "not expected to", "did not hold": a negated auxiliary or conjunct
    if t.dep == "conj" and t.head != t.i and t.pos == "VERB":
        head = parse.head(t)
        own_aux = any(k.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for k in t.kids)
        joined = any(k.lower in ("or", "nor") for k in head.kids if k.dep == "cc")
        return not own_aux and joined and any(k.dep == "neg" for k in head.kids)
    return False


def status(parse: Parse, t: Token, carrier: Token | None = None) -> Status:
    """The status of the act that ``t`` names; ``carrier`` is the light verb of a nominal act."""
    lex = status_words()
    above = carrier or (parse.head(parse.head(t)) if t.dep == "pobj" and parse.head(t).lower == "with" else t)
    gone_on = above is not t and above.tag in ("VBD", "VBN") and above.lemma in ("carry", "go", "proceed", "continue")
    if gone_on and _own(parse, t, lex) in AHEAD:
        return "happened"  # "carried on with the planned meetings"
    if carrier is not None:
        own = _own(parse, t, lex)
        base = _clause(parse, carrier, lex, depth=0)
        if own in ("called_off", "not_happened"):
            return own
        governed = lex.verbs.get(_verb_key(carrier))
        if governed in AHEAD and base in ("happened", "ongoing") and carrier.lemma != "order":
            return governed  # "were planning an attack"
        return base if base != "happened" else (own or base)
    if t.pos == "ADJ" and t.dep in PREDICATE and parse.head(t).pos in ("VERB", "AUX") and not negated(parse, t):
        return _clause(parse, parse.head(t), lex, depth=0)  # "will be available": a predicate is what its verb is
    if t.pos in ("VERB", "AUX", "ADJ"):
        return _clause(parse, t, lex, depth=0)
    own = _own(parse, t, lex)
    outer = _noun(parse, t, lex) if own is None or own in AHEAD else own
    return outer if own is None or outer in UNDONE else own  # "cancelled the planned talks"


def ahead(parse: Parse, t: Token, carrier: Token | None = None) -> bool:
    """Whether the act lies ahead, which its status alone does not say.

    "May have met" and "can meet" are possible, but not ahead; "will not meet" has not happened, and is ahead.
    """
    found = status(parse, t, carrier)
    verb = carrier or next((x for x in (t, *parse.ancestors(t)) if x.pos in ("VERB", "AUX")), t)
    if found == "possible":
        return not (_past_if(verb) or any(_able(x) for x in _chain(parse, verb)))
    if found in UNDONE and (t.pos in ("VERB", "AUX") or carrier is not None):
        return any(_undecided(parse, x) for x in _chain(parse, verb))
    return found in AHEAD


def _chain(parse: Parse, verb: Token) -> list[Token]:
    """A verb and those whose infinitive or participle it is: "stop", "would" of "would stop selling"."""
    found = [verb]
    while found[-1].dep in ("xcomp", "ccomp", "acl") and found[-1].tag in ("VB", "VBG") and not any(k.dep in ("nsubj", "nsubjpass") for k in found[-1].kids):
        found.append(parse.head(found[-1]))
    return found


def _able(verb: Token) -> bool:
    """Whether a verb tells of an ability, or of what may have been: "can carry", "may have met"."""
    aux = [k for k in verb.kids if k.dep in ("aux", "auxpass")]
    return any(k.lower in ("can", "ca") or k.lemma == "have" for k in aux)


def _past_if(verb: Token) -> bool:
    """Whether a condition speaks of the past: "if it was sold", "whether he agreed"."""
    marked = any(k.dep == "mark" and k.lower in status_words().conditions for k in verb.kids)
    return marked and (verb.tag in ("VBD", "VBN")) and not any(k.lower in status_words().modals for k in verb.kids)


def _undecided(parse: Parse, verb: Token) -> bool:
    """Whether a clause that is denied leaves the future open: "will not buy", "told them not to buy"."""
    lex = status_words()
    aux = [k for k in verb.kids if k.dep == "aux"]
    if any(k.lower in lex.modals and k.lower != "ca" and k.lower != "can" for k in aux):
        return not any(k.lemma == "have" for k in aux)
    if verb.lemma == "go" and verb.tag == "VBG" and any(k.dep == "xcomp" and any(g.lower == "to" for g in k.kids) for k in verb.kids):
        return True  # "is not going to quit"
    if any(k.lower == "to" for k in aux) and verb.head != verb.i and any(k.dep == "neg" for k in verb.kids):
        above = parse.head(verb)
        known = {**lex.orders, **lex.verbs, **lex.infinitives} if above.pos in ("VERB", "NOUN") else lex.adjectives
        return known.get(above.lemma) in AHEAD
    return False


def _own(parse: Parse, noun: Token, lex: StatusWords) -> Status | None:
    """What a noun's own modifiers say: "planned talks", "no meeting", "the cancelled visit", "talks set for May"."""
    if noun.pos == "VERB":
        return None
    if negated(parse, noun):
        return "not_happened"
    for kid in noun.kids:
        if kid.dep in ("amod", "compound"):
            found = lex.adjectives.get(kid.lower) or lex.adjectives.get(kid.lemma)
            if found and not (kid.lower == "next" and _past(parse, noun)):
                return found
        if kid.dep == "acl" and kid.tag == "VBN" and not negated(parse, kid):
            found = lex.verbs.get(_verb_key(kid))
            if found in UNDONE or (found and kid.lemma in lex.dated):
                return found
        if kid.dep in ("acl", "relcl") and kid.lemma in ("hold", "host", "convene", "stage", *lex.occur) and any(k.lower == "to" and k.dep == "aux" for k in kid.kids):
            return "planned"  # "a meeting to be held in May"
    return None


def _definite(noun: Token) -> bool:
    """Whether a noun speaks of something known: its act then stands outside the clause it is mentioned in."""
    return any(k.dep == "poss" or (k.dep == "det" and k.lower in KNOWN) for k in noun.kids)


def _noun(parse: Parse, noun: Token, lex: StatusWords, depth: int = 0) -> Status:
    """A nominal act under the verb whose subject or object it is: "the talks were cancelled"."""
    top = noun
    while top.head != top.i:
        above = parse.head(top)
        if top.dep in ("conj", "appos") and above.pos in ("NOUN", "PROPN"):
            top = above
        elif top.dep == "pobj" and above.lower == "of" and parse.head(above).lemma in ROUNDS:
            top = parse.head(above)  # "another round of talks"
        else:
            break
    if top.head == top.i or depth > 4:
        return "happened"
    head = parse.head(top)
    if head.pos == "NOUN" and top.dep in ("compound", "nmod", "amod"):
        return lex.nouns.get(head.lemma, "happened")  # "a merger plan", "the launch date"
    if head.lower in ("after", "following", "since", "despite"):
        outer = _clause(parse, parse.head(head), lex, depth=1) if parse.head(head).pos == "VERB" else "happened"
        return outer if outer == "planned" and head.lower == "after" and ((parse.head(head).dep == "xcomp" and parse.head(parse.head(head)).tag in ("VBZ", "VBP")) or any(k.dep == "aux" and k.lower in ("will", "'ll") for k in parse.head(head).kids)) else "happened"
    if head.pos in ("VERB", "AUX") and top.dep in ("dobj", "nsubjpass", "nsubj", "attr", "obj"):
        return _argument(parse, top, head, lex)
    if top.dep in ("pobj", "pcomp") and head.pos in ("ADP", "SCONJ", "ADV"):
        return _under_preposition(parse, top, head, lex, depth)
    return "happened"


def _argument(parse: Parse, noun: Token, verb: Token, lex: StatusWords) -> Status:
    """The status of a nominal act that is the subject or the object of a verb."""
    governed = lex.verbs.get(_verb_key(verb))
    outer = _clause(parse, verb, lex, depth=1)
    if noun.lemma in lex.spoken and (verb.lemma in lex.answers or _definite(noun)):
        return "happened"  # what was rejected had been proposed
    if governed == "planned" and outer == "happened" and any(k.dep == "xcomp" and k.lemma == "coincide" for k in verb.kids):
        return "happened"  # "the trip was scheduled to coincide with the vote": when, and not whether
    if noun.dep in ("dobj", "nsubjpass", "obj") and governed in DONE_OBJECT:
        if governed == "called_off" and outer in ("possible", "not_happened"):
            return "planned"
        return "possible" if governed == "planned" and outer == "possible" else governed  # "seeking to set up a meeting"
    if verb.lemma == "announce" and noun.dep == "dobj" and outer == "happened" and not _definite(noun) and noun.lemma not in lex.reported:
        return "planned"  # "announced cuts"
    to = any(k.lower == "to" and k.dep == "aux" for k in verb.kids)
    if noun.dep == "nsubj" and (to or verb.lemma in lex.occur) and outer in ("planned", "expected", "possible", "not_happened"):
        return outer
    if verb.lemma == "be" and outer == "happened" and noun.lemma not in lex.spoken:
        for kid in verb.kids:
            if kid.dep in ("acomp", "attr", "advmod") and kid.lower in lex.adjectives:
                return lex.adjectives[kid.lower]
    if noun.dep == "nsubj" and outer == "possible" and not _definite(noun) and any(k.lower == "would" for k in verb.kids):
        return "possible"  # "a withdrawal would be a mistake"
    if noun.dep == "nsubj":
        return "planned" if outer == "planned" else "happened"  # "the visit will last a week"
    if outer == "not_happened" and (_definite(noun) or verb.lemma in lex.answers) and verb.lemma not in lex.brings:
        return "happened"  # "did not report the accident"
    return outer if outer in UNDONE or outer in AHEAD else "happened"


def _instead(parse: Parse, prep: Token) -> bool:
    return prep.lower == "of" and prep.i > 0 and parse.tokens[prep.i - 1].lower == "instead"


def _past(parse: Parse, t: Token) -> bool:
    """Whether a word stands in a clause of the past."""
    verb = next((x for x in (t, *parse.ancestors(t)) if x.pos in ("VERB", "AUX")), None)
    return verb is not None and (verb.tag == "VBD" or any(k.dep in ("aux", "auxpass") and (k.tag == "VBD" or k.lemma == "have") and k.lemma in ("be", "have") for k in verb.kids))


def _under_preposition(parse: Parse, noun: Token, prep: Token, lex: StatusWords, depth: int) -> Status:
    """The status of a nominal act after a preposition: "a plan for talks", "without a fight", "will be on strike"."""
    above = parse.head(prep)
    if prep.lower == "without" or _instead(parse, prep):
        return "not_happened"
    if above.lemma == "heel" and prep.lower == "of":
        return "happened"  # "will come on the heels of a meeting"
    if above.lower == "due" and prep.lower == "to":
        return "happened"  # "due to the strike" gives a cause
    if prep.lower == "for" and above.lemma in lex.causes:
        return "happened"  # "will be paid for the delay"
    if prep.lower == "ahead" or (prep.lower == "of" and above.lower == "ahead"):
        return "planned"
    if prep.lower == "before":
        return "happened" if _past(parse, above) else "planned"  # "left before the vote": the past has had its vote
    found = lex.nouns.get(above.lemma) if above.pos == "NOUN" else None
    if prep.lower == "for" and above.pos == "VERB" and (put := next((k for k in above.kids if k.dep == "dobj" and k.i < prep.i), None)) is not None and put.lemma in ("request", "proposal", "call", "bid", "demand"):
        found = lex.nouns.get(put.lemma)  # "filed a request, on her order, for talks with Chile"
    if found and (prep.lower in ("for", "of", "to", "about", "against") or (prep.lower in ("on", "in") and found != "possible")):
        return found
    if prep.lower in ("for", "on", "to", "about") and above.pos in ("VERB", "ADJ"):
        governed = lex.verbs.get(_verb_key(above)) or lex.adjectives.get(above.lower)
        if governed in AHEAD:
            return governed
    if prep.lower == "from" and above.pos == "VERB" and lex.verbs.get(_verb_key(above)) == "not_happened":
        return "not_happened"
    if prep.dep == "agent" and above.pos == "VERB":
        outer = _clause(parse, above, lex, depth=1)
        return outer if outer in AHEAD or outer in UNDONE else "happened"  # "will be hurt by strikes"
    if above.pos in ("VERB", "AUX"):
        if (prep.lower == "during" or (prep.lower == "in" and noun.tag == "NNS")) and any(k.lower in ("will", "'ll") for k in above.kids if k.dep == "aux"):
            return "planned"  # "will be seen during her visit"
        if prep.lower not in TOWARDS or (prep.lower in ("at", "during", "into", "with") and _definite(noun)):
            return "happened"
        outer = _clause(parse, above, lex, depth=1)
        return outer if outer in AHEAD else "happened"
    if above.pos == "NOUN" and noun.pos == "NOUN" and prep.lower in ("of", *TOWARDS) and (not _definite(noun) or above.lemma in lex.phases):
        outer = _own(parse, above, lex) or _noun(parse, above, lex, depth + 1)
        return outer if outer in AHEAD or (prep.lower == "of" and outer in UNDONE) else "happened"
    return "happened"


def _verb_key(t: Token) -> str:
    particle = next((k.lower for k in t.kids if k.dep == "prt" or (k.dep == "advmod" and k.lower in ("back", "off", "out"))), None)
    key = f"{t.lemma}_{particle}" if particle else t.lemma
    return key if key in status_words().verbs else t.lemma


def _clause(parse: Parse, t: Token, lex: StatusWords, depth: int) -> Status:
    """A verb's status: its auxiliaries and negation, then what governs its clause."""
    if depth > 5:
        return "happened"
    modal: Status | None = None
    perfect = progressive = False
    for kid in t.kids:
        if kid.dep in ("aux", "auxpass"):
            if kid.lower in lex.modals:
                modal = lex.modals[kid.lower]
            elif kid.lower in ("'d", "’d") and t.tag == "VB":
                modal = "planned"  # "said he'd ask"
            elif kid.lemma == "have":
                perfect = True
            elif kid.lower == "being" and t.tag == "VBN" and any(g.dep in ("aux", "auxpass") and g.tag in ("VBP", "VBZ") for g in t.kids):
                progressive = True  # "are being investigated"
            elif kid.lemma == "be" and t.tag == "VBG":
                progressive = kid.lower in ("is", "are", "'s", "'re", "am", "was", "were", "been", "be")
        elif kid.dep == "mark" and kid.lower in lex.conditions:
            return "possible"
    is_negated = negated(parse, t)
    if not is_negated and _said_by_saying(parse, t, lex):
        return "happened"
    if any(k.dep == "advcl" and any(m.lower in ("if", "unless") and m.dep == "mark" for m in k.kids) for k in t.kids) and (modal or progressive or any(k.lower in ("would", "will") for k in t.kids)):
        return "possible"  # "if the talks fail, Norway will …"
    if modal == "possible" and perfect and not is_negated:
        return "possible"
    if modal and not is_negated:
        if modal == "possible" and any(k.lower == "would" for k in t.kids):
            # reported future: "said it would meet"
            head = parse.head(t)
            if t.dep in ("ccomp", "relcl", "acl") and head.tag in ("VBD", "VBN") and not any(k.dep == "advcl" and any(m.lower == "if" for m in k.kids) for k in t.kids):
                return "planned"
        return modal
    if is_negated:
        governed = _governed(parse, t, lex, depth)
        return "not_happened" if governed in ("happened", "ongoing", "planned", "possible", "expected") else governed
    governed = _governed(parse, t, lex, depth)
    if t.tag == "VBG" and t.dep in ("acl", "pcomp") and any(k.lower == "already" for k in t.kids):
        return "ongoing"  # "the battalion already fighting them"
    if governed != "happened":
        return governed
    if progressive and not perfect:
        now = any(k.lower in ("is", "are", "'re", "'s", "am") for k in t.kids if k.dep in ("aux", "auxpass"))
        return "planned" if now and _ahead(t) else "ongoing"
    if t.tag in ("VBZ", "VBP") and t.lemma in ("begin", "start", "open", "resume", "convene") and any(g.lemma in WEEKDAYS for k in t.kids for g in (k, *k.kids) if k.dep in ("prep", "npadvmod")):
        return "planned"  # "the talks begin on Monday"
    if t.tag in ("VBZ", "VBP") and any(_next(k) or (k.lower == "later" and k.i > t.i) for k in t.kids):
        return "planned"  # "the fair opens next week"
    return "happened"


def _of_noun(parse: Parse, noun: Token, lex: StatusWords) -> Status:
    """The status of the infinitive of a noun: "a plan to meet", "the cancelled deal to buy"."""
    own = _own(parse, noun, lex)
    if own in UNDONE:
        return own
    outer = _noun(parse, noun, lex)  # "cancelled his plans to travel"
    return outer if outer in UNDONE else lex.infinitives.get(noun.lemma, "possible")


def _next(t: Token) -> bool:
    """Whether a word of time lies ahead whatever the day of the report is: "tomorrow", "next week"."""
    return t.lower in ("tomorrow", "soon") or (t.dep in ("npadvmod", "pobj") and any(k.lower in ("next", "coming") for k in t.kids) and not any(k.lower == "the" for k in t.kids))


def _ahead(t: Token) -> bool:
    """Whether a present progressive has a time that makes it an arrangement: "is flying there on Monday"."""
    if any(k.lower == "tonight" or (k.dep == "npadvmod" and any(g.lemma in WEEKDAYS for g in k.kids)) for k in t.kids):
        return True  # "are hosting her on Monday night"
    times = [*t.kids, *(g for k in t.kids if k.dep == "prep" and k.lower in ("on", "in", "over") for g in k.kids)]
    return any(_next(k) or k.lower == "later" or (k.lemma in WEEKDAYS and k.dep in ("npadvmod", "pobj")) for k in times)


def _said_by_saying(parse: Parse, t: Token, lex: StatusWords) -> bool:
    """Whether this is the wish or the word of "we would like to thank": it thanks."""
    if t.lemma in lex.performed:
        return t.dep == "xcomp" and parse.head(t).lemma in ("like", "want", "wish")
    return t.lemma in ("like", "want", "wish") and any(k.dep == "xcomp" and k.lemma in lex.performed for k in t.kids)


def _governed(parse: Parse, t: Token, lex: StatusWords, depth: int) -> Status:
    """The status that the governor of an infinitive or a clause gives: "plans to meet", "failed to agree"."""
    if t.head == t.i:
        # a headline's infinitive is its future: "Norway to host talks"
        to = next((k for k in t.kids if k.lower == "to" and k.dep == "aux"), None)
        return "planned" if to is not None and any(k.dep in ("nsubj", "nsubjpass") and k.i < to.i for k in t.kids) else "happened"
    head = parse.head(t)
    infinitive = any(k.lower == "to" and k.dep in ("aux", "mark") for k in t.kids)
    if t.dep == "conj":
        if head.pos in ("VERB", "AUX") and not any(k.dep in ("nsubj", "nsubjpass") for k in t.kids):
            if any(k.dep == "aux" and k.lower in lex.modals for k in t.kids):
                return "happened"
            twin = next((k for k in reversed(parse.tokens[head.i + 1 : t.i]) if k.tag == "VB" and (k.dep == "xcomp" or head.tag != "VB") and any(g.lower == "to" and g.dep == "aux" for g in k.kids)), None)
            if t.tag == "VB" and twin is not None and head.tag != "VB":
                return _clause(parse, twin, lex, depth + 1)  # "agreed to arm them, support the government and keep …"
            upper = _clause(parse, head, lex, depth + 1)
            other_form = (t.tag in ("VBD", "VBN") and head.tag not in ("VBD", "VBN")) or (t.tag == "VBG" and head.tag == "VB")  # "vowing to act and threatening them"
            return upper if upper in ("planned", "expected", "possible") and not other_form else "happened"
        return "happened"
    if head.pos in ("VERB", "AUX") and t.dep in ("xcomp", "ccomp", "advcl", "acl"):
        key = _verb_key(head)
        if infinitive and t.dep == "advcl":
            before = parse.tokens[max(0, min(k.i for k in t.kids if k.lower == "to") - 1)]
            if before.pos == "NOUN" and (before.lemma in lex.infinitives or _own(parse, before, lex) in UNDONE):
                return _of_noun(parse, before, lex)  # "agreed on a plan to meet", wherever the parser hung it
            return _clause(parse, head, lex, depth + 1) if head.lemma in lex.means else "possible"  # a purpose is no fact
        past = t.tag == "VBD" or any(k.tag == "VBD" and k.dep in ("aux", "auxpass") for k in t.kids)
        timed = any(k.lower in ("before", "until", "once", "when", "after") and k.dep in ("mark", "advmod") for k in t.kids)
        would = any(k.lower == "would" for k in head.kids)  # "would be done before the tour began"
        if t.dep == "advcl" and (timed if t.tag == "VBN" else True) and (not past or (timed and would)) and not any(k.dep == "mark" and k.lower in REASONS for k in t.kids):
            if t.tag == "VBG" and head.dep == "xcomp" and head.head != head.i and (lead := parse.subtree(t)[0].i) and parse.tokens[lead - 1].text == ",":
                head = parse.head(head)  # "vowed to avenge them, moving ships to the coast"
            upper = _clause(parse, head, lex, depth + 1)
            return upper if upper in AHEAD else "happened"  # "will open in May, creating jobs"
        if t.dep == "ccomp" and t.tag == "VBD" and key == "forget":
            return "happened"  # "forgot that it had promised to"
        if t.dep == "ccomp" and t.tag == "VBD" and t.i < head.i:
            return "happened"  # "they met on the day that the accord was agreed"
        if t.dep in ("xcomp", "ccomp") and (infinitive or t.tag in ("VBG", "VBN", "VB") or key in lex.verbs):
            governed = lex.verbs.get(key) or (lex.orders.get(key) if infinitive else None)
            if key == "kill":
                governed = None  # "was killed fighting the rebels"
            if infinitive and any(k.dep == "nsubj" and k.lemma in PLANS for k in t.kids):
                return "planned"  # "made arrangements to meet", parsed as a clause
            if infinitive and ((key == "be" and not any(k.dep in PREDICATE for k in head.kids)) or (key == "have" and head.tag in ("VBP", "VBZ"))):  # "is to meet", "has to pay"
                return "planned"
            if t.dep == "ccomp" and not infinitive and governed in ("planned", "possible") and key not in ("demand", "suggest", "recommend", "hope", "wish", "propose", "request", "ask", "fear", "want", "threaten", "pledge", "promise", "vow", "agree"):
                governed = None
            if key == "hesitate" and negated(parse, head):  # "would not hesitate to strike", "did not hesitate to strike"
                return "happened" if any(k.lower == "did" for k in head.kids) else "possible"
            upper = _clause(parse, head, lex, depth + 1)
            if key == "vote" and upper == "happened" and t.lemma in lex.voted:
                return "happened"
            if governed == "not_happened":
                return "happened" if negated(parse, head) else "not_happened"
            if governed == "planned" and any(k.lower == "had" and k.dep == "aux" for k in head.kids):
                return "possible"  # "had been scheduled to meet": whether they did is not said
            if governed == "planned" and upper == "possible" and any(k.lower in ("could", "may", "might") for k in head.kids):
                return "possible"  # "could decide to veto it"
            if governed:
                if upper == "not_happened":  # "was not allowed to meet"; "need not buy" says less
                    return "possible" if governed == "possible" and key not in lex.allows else "not_happened"
                return upper if governed == "happened" or (governed == "ongoing" and upper in AHEAD) else governed
            if infinitive and key in ("go", "going") and upper == "ongoing":
                return "planned"  # "is going to ban them"
            if upper != "happened" and (infinitive or not any(k.dep in ("aux", "mark") for k in t.kids)):
                return upper  # "will see it delivered", "may start selling"
            if infinitive and key in ("go", "going"):
                return "planned"
        return "happened"
    if head.pos == "ADJ" and t.dep in ("xcomp", "ccomp", "advcl", "acl"):
        found = lex.adjectives.get(head.lower)
        if found and infinitive:
            above = parse.head(head) if head.head != head.i else head
            if found == "planned" and any(k.lower == "had" and k.dep == "aux" for k in above.kids):
                return "possible"  # "had been due to arrive"
            if negated(parse, above) or negated(parse, head):
                return "not_happened" if found != "not_happened" else "happened"
            return found
        return "happened"
    if head.pos in ("NOUN", "PROPN") and t.dep in ("acl", "relcl") and infinitive:
        if any(k.lemma == "have" and k.dep == "aux" for k in t.kids):
            return "happened"  # "the first leader to have been accused"
        if head.dep in ("attr", "nsubj", "nsubjpass", "appos") and any(k.lower in ORDINALS and k.dep in ("amod", "advmod") for k in head.kids):
            top = parse.head(head)  # "is the first to win": it has won
            return _clause(parse, top, lex, depth + 1) if head.dep == "attr" and top.pos in ("VERB", "AUX") else "happened"
        return _of_noun(parse, head, lex)
    if t.dep == "pcomp":
        if head.lower == "without":
            return "not_happened"
        if head.lower == "against" and parse.head(head).lemma in ("opt", "decide", "vote", "advise", "warn", "argue", "counsel"):
            return "not_happened"
        if head.lower == "to" and parse.head(head).lemma == "look":
            return "expected"  # "looks forward to meeting"
        if head.lower in ("from",):
            above = parse.head(head)
            if lex.verbs.get(_verb_key(above)) == "not_happened":
                return "not_happened"
        above = parse.head(head)
        if head.lower in ("of", "on", "about", "for", "towards", "toward"):
            governed = lex.verbs.get(_verb_key(above)) or lex.nouns.get(above.lemma)
            if governed in AHEAD or governed in UNDONE:
                return governed
        if _instead(parse, head):
            return "not_happened"
        if above.pos in ("VERB", "AUX"):
            outer = _clause(parse, above, lex, depth + 1)
            return outer if outer in AHEAD else "happened"
    return "happened"
