"""What the clauses around a mention make of it: beliefs, conditions, questions, denials, frames that are no fact."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.happened.doubt.words import words
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import status as status_of
from onrecord.model.analysis import Status

CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp", "csubj", "conj", "appos", "attr", "parataxis"})


def doubts(parse: Parse, hit: Hit, verb: Token | None, state: Status) -> Iterator[str]:
    yield from _of_belief(parse, hit.token)
    if _asked(parse, hit.token):
        yield "question"
    if state in ("happened", "ongoing") and verb is not None:
        yield from _of_frame(parse, verb)
    if any(k.dep == "advmod" and k.lower in words()["falsely"] for x in parse.ancestors(hit.token) if x.lemma in ("claim", "say", "assert", "report", "state") for k in x.kids):
        yield "denied"  # "falsely claimed that he ended it"
    if hit.token.lemma not in words()["denying"] and any(x.lemma in words()["denying"] and x.pos == "VERB" and any(k.dep == "dobj" and k.lower in ("it", "this", "that") for k in x.kids) for x in parse.tokens[hit.token.i : parse.sentence(hit.token).last]) and any(x.dep == "ccomp" for x in (hit.token, *parse.ancestors(hit.token))):
        yield "denied"  # "the paper claimed they agreed, but Oslo denied it"
    if _in_condition(parse, hit.token):
        yield "condition"


def _of_belief(parse: Parse, t: Token) -> Iterator[str]:
    """What is feared, believed, imagined or asked, and not told: "the fear is that …", "they believe that …"."""
    lists = words()
    node = t
    for _ in range(8):
        if node.head == node.i:
            return
        above = parse.head(node)
        if _presupposed(node):
            return
        if node.dep in ("ccomp", "acl", "relcl", "advcl", "csubj", "xcomp", "pcomp") and node.pos in ("VERB", "AUX"):
            if above.pos == "NOUN" and above.lemma in lists["belief_nouns"] and (node.dep != "relcl" or not any(k.tag in ("WDT", "WP") for k in node.kids)):
                yield "belief"
                return
            if node.dep == "pcomp" and above.lower in ("about", "of") and parse.head(above).lemma in lists["tales"]:
                yield "belief"  # "headlines about Norway having hacked the vote"
                return
            if above.pos == "NOUN" and above.lemma in lists["evidence"] and any(k.lower in ("no", "any", "little", "scant") for k in above.kids):
                yield "belief"  # "there is no evidence that they met"
                return
            if node.dep in ("xcomp", "advcl") and above.tag == "VBN" and above.lemma in lists["made_for"] and any(k.lower == "to" and k.dep == "aux" for k in node.kids):
                yield "purpose"  # "was formed to defend the coast"
                return
            if above.lemma in lists["denying"] or (above.pos == "NOUN" and above.dep in ("dobj", "nsubjpass") and parse.head(above).lemma in lists["denying"]):
                yield "denied"  # "reports that she resigned were denied"
                return
            if node.dep == "ccomp" and above.dep == "acl" and above.tag == "VBG" and any(k.lemma in lists["untrue"] for k in parse.head(parse.head(above)).kids if k.dep in ("attr", "acomp")):
                yield "denied"  # "stories saying they met were a hoax"
                return
            if node.dep == "ccomp" and above.lemma in ("raise", "pose", "discuss") and any(k.dep == "dobj" and k.lemma in lists["belief_nouns"] for k in above.kids):
                yield "belief"  # "raises the possibility — no more — that they met"
                return
            if above.dep == "acl" and above.lemma == "give" and parse.head(above).lemma in lists["evidence"] and any(k.lower == "no" for k in parse.head(above).kids):
                yield "belief"  # "there was no indication given that they will meet"
                return
            if node.dep == "ccomp" and above.lemma in lists["belief"]:
                yield "belief"
                return
            if node.dep == "xcomp" and above.lemma in lists["believed"] and any(k.dep == "auxpass" for k in above.kids):
                yield "belief"  # "are believed to have fought"
                return
            if node.dep in ("ccomp", "csubj") and (above.lemma in lists["belief_adjectives"] or any(k.dep == "acomp" and k.lemma in lists["belief_adjectives"] for k in above.kids)):
                yield "belief"  # "it is possible that they met"
                return
            if node.dep == "ccomp" and above.lemma == "be" and any(k.dep == "nsubj" and k.lemma in lists["belief_nouns"] for k in above.kids):
                yield "belief"
                return
            waits = node.dep == "advcl" and (node.tag in ("VBZ", "VBP") or any(k.dep in ("aux", "auxpass") and k.tag in ("VBZ", "VBP") for k in node.kids))
            if any(k.dep == "mark" and (k.lower in ("if", "whether", "unless") or (k.lower in ("until", "till") and waits)) for k in node.kids):
                yield "condition"  # also "will hold them until the rebels are freed"
                return
        node = above


def _presupposed(node: Token) -> bool:
    """What a relative clause or a clause of time or cause tells in the past stands, whatever it is part of."""
    if node.dep in ("acl", "relcl") and any(k.lower == "that" and k.dep == "mark" for k in node.kids):
        return False  # "the allegation that she met them"
    if any(k.dep in ("mark", "advmod") and k.lower in ("until", "till") for k in node.kids) and any(k.dep in ("aux", "auxpass") and k.tag in ("VBZ", "VBP") for k in node.kids):
        return False  # "until he has been sentenced"
    past = node.tag == "VBD" or (node.tag == "VBN" and (node.dep == "acl" or any((k.lemma == "be" and k.tag == "VBD") or (k.lemma == "have" and k.tag in ("VBD", "VBZ", "VBP")) for k in node.kids if k.dep in ("aux", "auxpass"))))
    marked = any(k.dep in ("mark", "advmod") and k.lower in words()["presupposing"] for k in node.kids)
    return past and (node.dep in ("relcl", "acl") or (node.dep == "advcl" and marked))


def _of_frame(parse: Parse, verb: Token) -> Iterator[str]:
    """An act told without the past tense inside a clause that is no fact itself: "once he seeks approval, they will"."""
    if verb.tag == "VBD" or _presupposed(verb) or any(k.dep == "aux" and k.lemma == "have" for k in verb.kids):
        return
    node = verb
    for _ in range(10):
        if node.head == node.i:
            return
        if node.dep in CLAUSAL or node.dep in ("pobj", "prep", "dobj", "nsubj", "nsubjpass", "acomp"):
            above = parse.head(node)
            if above.pos in ("VERB", "AUX") and node.dep not in ("ccomp", "parataxis") and status_of(parse, above) not in ("happened", "ongoing"):
                yield "frame"
                return
            if node.dep == "ccomp" and above.lemma in words()["says"]:
                if any(k.dep == "aux" and k.lower in ("may", "might", "could", "would") for k in above.kids):
                    yield "frame"  # "may say it is disarming"
                return
            node = above
            continue
        return


def _in_condition(parse: Parse, t: Token) -> bool:
    """"Even if Norway signs a deal with Chile and …": between "if" and the word nothing ends the clause."""
    for x in reversed(parse.tokens[parse.sentence(t).first : t.i]):
        if x.text in (",", ";", ":", "(", ")", "--", "—", "–", '"', "“", "”"):
            return False
        if x.lower == "event" and x.i > 1 and parse.tokens[x.i - 2].lower == "in":
            return True  # "in the event that Chile invades"
        if x.lower in ("if", "unless") and x.pos == "SCONJ":
            return not (x.i and parse.tokens[x.i - 1].lower == "as")
    return False


def _asked(parse: Parse, t: Token) -> bool:
    """Whether the words up to the next question mark of the sentence are a question."""
    sentence = parse.sentence(t)
    rest = parse.tokens[t.i : sentence.last]
    end = next((x for x in rest if x.text in ("?", ".", "!")), None)
    if end is None or end.text != "?":
        return False
    return any(x.lower in words()["asking"] for x in parse.tokens[max(sentence.first, t.i - 14) : t.i])
