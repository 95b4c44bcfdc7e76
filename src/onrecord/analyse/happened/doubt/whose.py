"""Whose an act is: nobody in particular, only some of those named, one known by what qualifies a noun, or itself."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.happened.arguments import ids, of_verb, spread
from onrecord.analyse.happened.doubt.words import SUBJECTS, words
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.words import RAIDS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


def doubts(parse: Parse, who: Who, hit: Hit, verb: Token | None) -> Iterator[str]:
    if verb is not None and _loosely_attached(parse, verb):
        yield "whose"
    yield from _anybody(parse, hit)
    yield from _not_known(parse, who, hit)
    yield from _with_itself(parse, who, hit)
    yield from _of_actors(parse, who, hit)


def _anybody(parse: Parse, hit: Hit) -> Iterator[str]:
    if hit.type == "CONSULT" and hit.carrier is None and hit.token.pos == "NOUN" and (sides := spread(parse, hit.arguments.preps.get("between", []))) and all(any(k.lower in ("a", "an", "any") for k in h.kids) for h in sides):
        yield "anybody"  # "a meeting between a president and a king would be a first"
    if hit.token.pos == "NOUN" and hit.carrier is None and any(k.dep == "det" and k.lower in ("any", "every", "each") for k in hit.token.kids):
        yield "anybody"  # "unhappy with any buildup"
    if hit.rule.both and any(k.dep == "det" and k.lower in ("any", "every", "each") for o in hit.arguments.preps.get("with", []) for k in o.kids):
        yield "anybody"  # "met with every farmer who would listen"


def _not_known(parse: Parse, who: Who, hit: Hit) -> Iterator[str]:
    """Whom the words name by a pronoun nobody is known for, or only as one of more."""
    if hit.type in ("REQUEST", "ACCUSE", "THREATEN") and hit.token.pos == "VERB" and any(p.tag == "PRP" and p.lower not in ("it", "itself") and not who.at.get(p.i) for p in hit.arguments.patients):
        yield "nobody"  # "urged them to leave", who are not known
    if hit.type == "CONSULT" and hit.rule.mode != "visit" and hit.token.pos == "VERB" and not hit.arguments.passive and any(p.tag == "PRP" and p.dep in ("dobj", "dative") and set(who.at.get(p.i, ())) <= set(hit.actors) for p in hit.arguments.patients):
        yield "nobody"  # "both envoys called him": not each other
    if hit.rule.both and len(hit.actors) > 1 and (partners := spread(parse, hit.arguments.preps.get("with", []) or ([p for p in hit.arguments.patients if p.i > hit.token.i] if hit.rule.id == "consult.meet" and not hit.arguments.passive else []))) and all(p.pos in ("NOUN", "PROPN") and not who.at.get(p.i) for p in partners) and not set(ids(parse, who, partners)) & set(hit.actors):
        yield "others"  # "the ministers held talks with key figures": with each other, it would read
    if hit.token.dep == "relcl" and any(k.lower == "who" for k in hit.token.kids) and parse.tokens[min(k.i for k in hit.token.kids if k.lower == "who") - 1].text != "," and any(who.by_id[i].kind in ("state", "organization") for i in hit.actors):
        yield "part"  # "the Liberals who backed the treaty": some of the party
    if hit.rule.id == "consult.talks" and len(hit.actors) == 1 and who.by_id[hit.actors[0]].kind in ("person", "state"):
        yield "nobody"  # "invited her to Lima for talks": with whom is not told
    if hit.type == "PROTEST" and hit.token.pos == "NOUN" and hit.carrier is None and hit.actors and all(who.by_id[i].kind == "state" for i in hit.actors):
        yield "whose"  # "the Chilean uprising": in Chile, and whose is not said
    if hit.rule.imposes and hit.arguments.passive and not hit.actors:
        yield "whose"  # "the Chilean sanctions were imposed": by Chile or on it
    if hit.rule.both and any(o.tag == "PRP" and not who.at.get(o.i) for o in hit.arguments.preps.get("with", [])):
        yield "nobody"  # "shared it with them", who are not known


def _with_itself(parse: Parse, who: Who, hit: Hit) -> Iterator[str]:
    own = {who.by_id[i].country for i in hit.actors} - {None}
    if hit.on_itself or (hit.type in words()["hostile"] and hit.type not in ("REQUEST", "REJECT") and len(own) == 1 and any(t.key == "pair" and own & {who.by_id[i].country for i in who.at.get(p.i, ()) if who.by_id[i].kind == "state"} for p in hit.arguments.patients if (t := who.ref_at.get(p.i)) is not None)):
        yield "itself"  # also "the Norwegian envoy blamed both sides", of which one would be Norway
    if hit.rule.id in ("consult.talks", "agree.deal", "support.reach") and len(hit.actors) == 2 and any(f"{who.by_id[a].name}'s " in who.by_id[b].name for a in hit.actors for b in hit.actors):
        yield "itself"  # "Soto and her aides had a deal": with whom is not said
    if hit.type == "CONSULT" and any(k.tag == "PRP$" and set(who.at.get(k.i, ())) & set(hit.actors) for h in spread(parse, hit.arguments.agents) if h.dep == "conj" for k in h.kids):
        yield "itself"  # "Soto and her firm discussed ships": with whom is not said


def _loosely_attached(parse: Parse, t: Token) -> bool:
    """"Norway said Chile was hiding ships and defended its fleet": the second verb's subject may be either's."""
    if any(k.dep in SUBJECTS for k in t.kids):
        return False
    if t.tag == "VBG" and t.i > 1 and parse.tokens[t.i - 1].text == "," and parse.tokens[t.i - 2].dep == "cc":
        return True  # "said Chile was late and, ignoring Peru, left"
    trails = t.tag == "VBN" and t.dep == "advcl" and parse.head(t).i < t.i and not any(k.dep in ("aux", "auxpass", "agent") or k.lower in ("by", "if", "when") for k in t.kids)
    if trails and parse.head(t).pos == "VERB" and not any(k.dep == "auxpass" for k in parse.head(t).kids):
        return True  # "wrote in his letter on the climate, released in June"
    passive = t.tag == "VBN" and any(k.dep == "auxpass" for k in t.kids)
    if t.dep == "conj" and passive and (says := parse.head(t)).lemma in words()["says"] and any(k.dep == "ccomp" and says.i < k.i < t.i for k in says.kids):
        return True  # "the official said Soto had left and was released"
    if t.tag == "VBG" and t.dep == "advcl" and parse.head(t).dep == "ccomp" and parse.head(t).i < t.i and any(k.dep == "mark" and k.lower == "while" for k in t.kids) and parse.head(parse.head(t)).lemma in words()["says"]:
        return True  # "said Chile was a danger, while also criticizing Peru"
    if t.dep != "conj" or t.tag != "VBD" or any(k.dep in ("aux", "auxpass") for k in t.kids):
        return False
    first = parse.head(t)
    while first.dep == "conj" and first.head != first.i:
        first = parse.head(first)
    says = parse.head(first)
    other_form = first.pos == "AUX" or any(k.dep in ("aux", "auxpass") for k in first.kids)
    if first.dep == "acl" and any(k.dep == "mark" for k in first.kids):
        return other_form  # "reacted to reports that Chile had left and warned it"
    return first.dep == "ccomp" and other_form and says.tag == "VBD" and says.lemma in words()["says"]


def _of_actors(parse: Parse, who: Who, hit: Hit) -> Iterator[str]:
    """Who acts is nobody in particular ("those who blame"), or known only by what qualifies a person's noun ("Lima
    observers")."""
    if hit.token.pos != "VERB":
        holders = spread(parse, of_verb(parse, hit.carrier).agents) if hit.carrier is not None and hit.type == "CONSULT" and hit.carrier.tag != "VBN" else []
        if holders and not any(i in hit.actors for h in holders for i in who.at.get(h.i, ())):
            yield "nobody"  # "the panel is extending talks with Chile": whose talks they are is said, and not known here
        if (hit.type == "CONSULT" or (hit.rule.id == "agree.deal" and hit.carrier is None)) and _one_side(parse, who, hit):
            yield "nobody"  # "they extended talks with Chile and Peru": those two do not talk to each other
        return
    heads = spread(parse, hit.arguments.agents)
    if hit.arguments.passive and hit.rule.both and not heads and hit.arguments.preps.get("with"):
        yield "nobody"  # "was shared with the senators"
    unknown = hit.rule.both and (not heads or not any(i in hit.actors for h in heads for i in who.at.get(h.i, ())))
    if not hit.arguments.passive and (not hit.actors or unknown):
        yield "nobody"  # "liberals accuse them": who acts is said, and is not known here
    if any(k.lower in ("many", "much") and any(g.lower == "how" for g in k.kids) for h in heads[:1] for k in h.kids):
        yield "anybody"  # "how many volunteers fight there"
    if any(h.lower in words()["anybody"] or any((k.dep == "det" and k.lower in ("no", "any", "every")) or (k.lower == "few" and not any(x.lower == "a" for x in h.kids)) or (k.lower in ("most", "many") and hit.token.tag in ("VBP", "VBZ")) for k in h.kids) for h in heads[:1]):
        yield "anybody"
    if len(heads) > 1 and any(who.at.get(h.i) for h in heads) and any(h.pos in ("NOUN", "PROPN") and not who.at.get(h.i) and h.ent not in ("DATE", "TIME") and (h.i not in who.ref_at or who.ref_at[h.i].kind == "place") for h in heads):
        yield "others"  # "the king and the hawks attacked": one of those who act is not known here
    if hit.actors and heads and not any(who.at.get(h.i) or h.lemma in RAIDS for h in heads) and not hit.arguments.passive:
        yield "qualified"


def _one_side(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether talks name whom they are with, and not whose they are."""
    args = hit.arguments
    partners = {i for o in spread(parse, args.preps.get("with", [])) for i in who.at.get(o.i, ())}
    return bool(partners) and not (set(hit.actors) - partners) and not args.preps.get("between")
