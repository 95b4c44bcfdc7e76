"""A rule that fired, and what makes its participants an event."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.analyse.happened.arguments import Arguments, spread
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

FORCES = frozenset({"MIL", "COP", "REB"})
WANDERING = frozenset({"CVL", "REF", "EDU", "CRM", "LAB", "AGR", "REB"})  # sectors whose travels are no consultation
CROWDS = frozenset({"CVL", "EDU", "LAB", "AGR", "OPP", "PTY", "REF", "CRM", "REL", "MED", "JRN", "NGO"})


@dataclass(slots=True)
class Hit:
    """A rule that fired: the trigger tokens, the participants found and the verb that carries a noun."""

    rule: Rule
    token: Token
    trigger: tuple[int, int]
    arguments: Arguments
    actors: list[str]
    recipients: list[str]
    carrier: Token | None = None
    host_place: Token | None = None
    type: str = ""
    absorbed: bool = False
    on_itself: bool = False  # it would act on itself or its own: most often somebody else did


def people(who: Who, found: list[str], kind: str) -> bool:
    """Whether one of the actors is of the kind that a rule asks for."""
    for i in found:
        a = who.by_id[i]
        if kind == "person" and a.kind in ("person", "group") and a.sector not in ("MIL", "COP"):
            return True
        if kind == "people" and a.kind in ("person", "group", "organization"):
            return True
        if kind == "group" and (a.kind == "group" or a.sector in CROWDS or a.kind == "person"):
            return True
        if kind == "police" and a.sector in ("COP", "JUD"):
            return True
        if kind == "army" and a.sector in ("MIL", "REB"):
            return True
        if kind == "force" and (a.sector in FORCES or a.kind in ("state", "group")):
            return True
        if kind == "government" and (a.kind == "state" or a.sector in ("GOV", "IGO", "LEG", "MIL", "REB", "PTY", "ELI")):
            return True
    return False


def object_names(parse: Parse, heads: list[Token], compounds: bool = False) -> set[str]:
    """The lemmas, also with the word before, of what is acted on and what is coordinated with it."""
    names: set[str] = set()
    for t in spread(parse, heads):
        names.add(t.lemma)
        names.add(t.lower)
        names.update(k.lemma for k in t.kids if compounds and k.dep == "compound")
        if t.i:
            names.add(f"{parse.tokens[t.i - 1].lower}_{t.lemma}")
    return names


def host(who: Who, parse: Parse, objects: list[Token]) -> Token | None:
    for o in spread(parse, objects):
        ref = who.ref_at.get(o.i)
        if ref is not None and ref.kind in ("state", "place"):
            return o
    return None


def admit(who: Who, hit: Hit, acts_on_something: bool = False) -> Hit | None:
    """Participants put in their roles, and the rule's demands on them met; an event without any is none."""
    rule = hit.rule
    if rule.swap:
        hit.actors, hit.recipients = hit.recipients, hit.actors
    if rule.needs == "actor" and not hit.actors:
        return None
    if rule.needs == "recipient" and not hit.recipients and not (rule.both and len(hit.actors) > 1 and (rule.id != "consult.speak" or hit.arguments.preps.get("by"))) and hit.host_place is None and not (acts_on_something and hit.actors and not rule.both):
        return None
    if rule.needs == "both" and not (hit.actors and hit.recipients):
        return None
    if rule.id == "consult.meet" and hit.arguments.passive:
        return None  # "was met with silence"
    if rule.type == "CONSULT" and rule.both and (found := [who.by_id[i] for i in hit.actors + hit.recipients]) and len(found) == 2 and any(a.sector == "JRN" for a in found):
        return None  # an interview is no consultation
    if rule.type == "CONSULT" and rule.mode == "visit" and hit.actors and all(_private(who, i, rule.id in ("consult.travel", "consult.receive") or not (hit.recipients or hit.host_place)) for i in hit.actors):
        return None  # a tourist's journey, a reporter's visit, a medal that was received
    if rule.both and rule.type == "CONSULT" and len(set(hit.actors + hit.recipients)) < 2 and not hit.host_place and not _partner(hit):
        return None
    if hit.token.lemma == "rally" and (any(hit.arguments.preps.get(p) for p in ("around", "round", "behind", "to")) or any(k.lower == "round" for x in (hit.token, *hit.arguments.patients) for k in x.kids)):
        return None  # "rallied behind their leader"
    if rule.type == "PROTEST" and hit.token.lemma in ("march", "rally", "demonstrate") and hit.actors and all(who.by_id[i].kind == "person" for i in hit.actors):
        return None  # "came marching into the hall"
    if rule.type == "PROTEST" and hit.actors and all(who.by_id[i].sector in ("COP", "MIL", "JRN") for i in hit.actors):
        return None  # police who block a road do not protest, and a daily that demonstrates proves something
    if rule.type == "PROTEST" and hit.token.lemma == "rally" and any(k.dep == "poss" and who.by_id[i].kind == "person" for k in hit.token.kids for i in who.at.get(k.i, ())):
        return None  # "the candidate's rally"
    crowd_noun = rule.by == "group" and hit.token.pos == "NOUN" and any(who.by_id[i].kind == "state" for i in hit.actors)  # "Chilean protests"
    if rule.by and not people(who, hit.actors, rule.by) and not crowd_noun:
        return None
    if not hit.actors and not hit.recipients:
        return None
    if not rule.both and len(hit.actors) == 1 and hit.actors == hit.recipients:
        return None
    one_way = rule.id == "cooperate.share" and hit.token.lemma == "share" and hit.arguments.preps.get("with")  # "shared secrets with them": they share none
    opened = rule.id == "support.relations" and hit.token.lemma == "open"  # "opened an embassy in Lima"
    if rule.both and not one_way and not opened and not (rule.id == "agree.agree" and hit.arguments.preps.get("to")):  # "agreed to Chile's demand": Chile has asked
        hit.actors = list(dict.fromkeys(hit.actors + hit.recipients))
        hit.recipients = []
    return hit


def _private(who: Who, i: str, office: bool) -> bool:
    """Whether somebody is of the press or, where an office is asked for, a person of none, as far as the report and the
    lists of leaders tell."""
    actor = who.by_id[i]
    if office and actor.kind == "group" and not actor.country and actor.sector in WANDERING:
        return True
    return actor.sector == "JRN" or (office and actor.kind == "person" and actor.sector is None and not actor.roles)


def _partner(hit: Hit) -> bool:
    """Whether somebody else takes part who is no known actor: "talks with shipowners", a plural subject that meets."""
    args = hit.arguments
    if any(args.preps.get(p) for p in ("with", "between", "among")):
        return True
    many = [*args.agents, *args.patients]
    if any(t.tag in ("NNS", "NNPS") or t.lower in ("they", "we") or any(k.dep == "conj" for k in t.kids) for t in many):
        return True
    return hit.token.pos == "VERB" and bool(args.patients)
