"""What a rule makes of a noun: whether it names an act that is told there, and of whom."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, of_noun, of_verb
from onrecord.analyse.happened.hit import Hit, admit, host, object_names, people
from onrecord.analyse.happened.parties import Parties, agents_of, parties
from onrecord.analyse.happened.rules import Rule, Rules
from onrecord.analyse.happened.sense import nominal
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who


def of_a_noun(parse: Parse, who: Who, t: Token, rule: Rule, rules: Rules) -> Hit | None:
    args, carrier = of_noun(parse, t, rules.light)
    if nominal.other_sense(parse, who, t, rule, args, carrier):
        return None
    if rule.type == "CONSULT":
        _of_talks(parse, t, args, carrier)
    if not _shape_fits(parse, who, t, rule, args):
        return None
    args.agents, against = agents_of(parse, who, t, rule, args, carrier)
    found = parties(parse, who, t, rule, args, carrier, against)
    if not _told_here(parse, who, t, rule, args, carrier, found):
        return None
    actors, recipients = found.actors, found.recipients
    if rule.mode == "visit":  # "on the visit to Jerusalem, Berg and the Israeli premier vowed …": who is at home there is no visitor
        hosts = {who.by_id[i].country for i in recipients if who.by_id[i].kind == "state"}
        actors = [i for i in actors if who.by_id[i].country not in hosts] or actors
    hit = Hit(rule, t, (parse.tokens[t.i - 1].start if _two_words(parse, t, rule, rules) else t.start, t.end), args, actors, [r for r in recipients if r not in actors], carrier, type=rule.type)
    if rule.needs == "host" and not _hosted(parse, who, hit):
        return None
    return admit(who, hit)


def _of_talks(parse: Parse, t: Token, args: Arguments, carrier: Token | None) -> None:
    """Who takes part in talks that one is invited to, that another arranged, or of which one only tells."""
    if carrier is not None and carrier.lemma == "invite" and not args.preps.get("with"):
        args.agents = [*args.agents, *of_verb(parse, carrier).patients]  # "invited the envoy to Lima for talks": with her
        args.preps.pop("to", None)
    if carrier is not None and carrier.lemma in ("arrange", "organize", "organise", "schedule", "broker", "set") and (arranged := of_verb(parse, carrier)).passive:
        args.agents = [a for a in args.agents if a not in arranged.agents]  # "was arranged by Soto": she need not take part
    if carrier is None and t.dep == "dobj" and parse.head(t).lemma in ("report", "describe", "disclose", "mention", "explain", "relay", "summarize"):
        args.preps.pop("to", None)  # "reported her call with the envoy to a lawyer"


def _shape_fits(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments) -> bool:
    """Whether what stands with the noun is what the rule asks for."""
    modifiers = {k.lower for k in t.kids if k.dep in ("compound", "amod", "nmod")}
    if rule.objects_not and modifiers & rule.objects_not:
        return False
    if rule.needs_prep and not any(args.preps.get(p) for p in rule.preps) and not any(k.dep in ("acl", "relcl") and any(g.lower == "to" for g in k.kids) for k in t.kids):
        return False
    if not rule.objects:
        return True
    inner = [o for prep in {"of", "on", "in", *rule.preps} for o in args.preps.get(prep, [])]
    names = object_names(parse, inner) | modifiers
    return bool(names & rule.objects) or (rule.on == "people" and people(who, ids(parse, who, inner, deep=False), "people"))


def _told_here(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, carrier: Token | None, found: Parties) -> bool:
    """Whether the act is somebody's, as the rule asks, and told where it stands."""
    named_for = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod")], deep=False)  # "her ferry deal"
    sides = [i for i in found.owners if i not in named_for or who.by_id[i].kind == "state"]
    if rule.with_only and not (args.preps.get("with") or args.preps.get("between") or len(sides) > 1):
        return False
    if rule.poss_only and not (any(k.dep == "poss" for k in t.kids) or args.preps.get("by") or (carrier is not None and rule.type != "ACCUSE")):
        return False
    if rule.dated and not any(k.dep in ("prep", "npadvmod", "nummod") and any(g.ent == "DATE" for g in [k, *k.kids]) for k in t.kids):
        return False
    own = len(found.actors) > 1 or bool(found.owners) or any(args.preps.get(p) for p in ("between", "with", "by", "against", "among"))
    return carrier is not None or ((own or rule.needs == "any") and _stands(parse, t, own, rule))


def _hosted(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether it is known where one went: behind the noun, or before it ("her Lima visit"), where that is no actor then."""
    t = hit.token
    hit.host_place = host(who, parse, [o for p in ("to", "in", "of", "at") for o in hit.arguments.preps.get(p, [])])
    if hit.host_place is None:
        hit.host_place = host(who, parse, [k for k in t.kids if k.dep in ("compound", "nmod", "amod")])
        if hit.host_place is not None:
            gone = who.at.get(hit.host_place.i, ())
            hit.actors = [a for a in hit.actors if a not in gone]
            hit.recipients += [g for g in gone if g not in hit.recipients]
    return hit.host_place is not None


def _two_words(parse: Parse, t: Token, rule: Rule, rules: Rules) -> bool:
    return bool(t.i) and any(r is rule for r in rules.nouns.get(f"{parse.tokens[t.i - 1].lower}_{t.lemma}", ()))


def _stands(parse: Parse, t: Token, own: bool, rule: Rule) -> bool:
    """Whether a nominal event without a light verb is told here, rather than merely referred to."""
    if t.head == t.i:
        return True
    head = parse.head(t)
    if t.dep in ("nsubj", "nsubjpass"):
        return own or rule.type == "ASSAULT"
    if t.dep == "pobj":
        if any(k.lower == "between" for k in t.kids):
            return True
        return own and head.lower in ("after", "during", "following", "in", "at", "before", "since", "for", "by", "from", "of", "on", "over", "with", "despite", "amid", "ahead")
    if t.dep in ("dobj", "appos", "conj", "attr", "oprd", "dep", "npadvmod"):
        return own
    return own
