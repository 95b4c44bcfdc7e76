"""Where an act took place, told from what it is about."""

from __future__ import annotations

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import IN_WORDS, POINTLIKE, REPORTING
from onrecord.analyse.happened.words import EDGES, REPLIES
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

VERBAL = frozenset({"CONSULT", *POINTLIKE} - {"SANCTION", "RETREAT"})


def place_of(parse: Parse, who: Who, hit: Hit) -> str | None:
    if hit.host_place is not None:
        ref = who.ref_at.get(hit.host_place.i)
        return who.place_at.get(hit.host_place.i) or (ref.name if ref is not None else None)
    for node in (hit.token, hit.carrier):
        if node is None or (node is hit.carrier and node.lemma in REPORTING):
            continue
        found = _place_below(parse, who, node, hit.type in VERBAL, hit.type in IN_WORDS or hit.rule.topic)
        if found:
            return found
    node = hit.carrier or hit.token
    if node.dep in ("pcomp", "pobj") and parse.head(node).lower in ("after", "before", "since", "following"):
        return None  # "arrived in Lima after visiting Oslo"
    if node.dep == "conj" and any(k.dep in ("nsubj", "nsubjpass") for k in node.kids):
        return None  # a clause of its own
    if node.dep in ("xcomp", "conj", "pobj", "pcomp", "prep", "dobj") and node.head != node.i:
        up = parse.head(node)
        if up.pos == "ADP" and up.lower == "as":
            return None  # "bombed Lima as well as launching a raid"
        if up.pos == "ADP" and up.head != up.i:
            up = parse.head(up)
        return _place_below(parse, who, up, hit.type in VERBAL, hit.type in IN_WORDS or hit.rule.topic) if up.pos == "VERB" and up.lemma not in REPORTING else None
    return None


def _place_below(parse: Parse, who: Who, node: Token, verbal: bool, in_words: bool) -> str | None:
    """The place that hangs below a word; of an act in words, what it is "on" or "of" is its matter and no place."""
    object_ = next((k for k in node.kids if k.dep in ("dobj", "obj", "dative") and k.i > node.i), None) if in_words and node.pos == "VERB" else None
    for kid in sorted(node.kids, key=lambda k: abs(k.i - node.i)):
        if in_words and node.pos == "VERB" and kid.i > node.i and (object_ is not None or kid.lower == "on") and kid.lower not in ("at", "during"):
            continue  # "condemned the attack in Lima", "called on Peru": where the matter is, or who is asked
        if in_words and node.lemma in ("agree", "promise", "vow", "pledge") and kid.i < node.i and kid.lower == "in" and any(g.i in who.ref_at and who.ref_at[g.i].kind == "state" for g in kid.kids):
            continue  # "in Chile, Lund agreed to keep the troops there": where the troops are
        if in_words and node.pos == "NOUN" and kid.lower in ("on", "of"):
            continue  # "her criticism of Chile on Kisumu"
        if node.pos == "NOUN" and kid.dep == "prep" and kid.lower in ("between", "with"):
            inner = next((x for p in parse.subtree(kid) if p.dep == "prep" and p.lower == "in" for x in p.kids if x.i in who.place_at), None)
            if inner is not None:
                return who.place_at[inner.i]
        if kid.dep == "prep" and (kid.lower == "during" or (kid.lower == "for" and not in_words)):
            inner = next((x for p in parse.subtree(kid) if p.dep == "prep" and p.lower == "in" and p.i > kid.i for x in p.kids if x.i in who.place_at), None)
            if inner is not None and not any(parse.tokens[j].pos == "VERB" for j in range(kid.i, inner.i)):
                return who.place_at[inner.i]
        if kid.dep == "prep" and kid.lower in ("in", "at", "inside", "on", "across", "of"):
            for g in kid.kids:
                if g.i in who.place_at and (kid.lower != "of" or (node.pos == "NOUN" and (not verbal or node.lemma in EDGES))):
                    return who.place_at[g.i]
                matter = verbal and g.lemma not in EDGES
                if g.lemma in REPLIES and g.i not in who.place_at:
                    continue  # "in response to attacks in the hills"
                about = (kid.lower == "on" and (g.ent == "DATE" or g.lemma in ("anniversary", "eve") or matter)) or (kid.lower == "of" and (node.pos != "NOUN" or matter))  # "talks on ships in Peru"
                deeper = next((x for p in parse.subtree(g) if p.dep == "prep" and p.lower in ("in", "at") and parse.head(p).pos != "VERB" for x in p.kids if x.i in who.place_at), None)
                if deeper is not None and not about:
                    return who.place_at[deeper.i]
        elif kid.dep in ("dobj", "pobj", "attr", "nsubjpass") and node.pos in ("VERB", "AUX"):
            for p in kid.kids:
                if p.dep == "prep" and p.lower in ("in", "at"):
                    for g in p.kids:
                        if g.i in who.place_at:
                            return who.place_at[g.i]
    return None

