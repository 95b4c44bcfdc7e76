"""What a rule makes of a noun: whose act it names, and on whom."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, merely_where, of_noun, of_verb
from onrecord.analyse.happened.hit import FORCES, Hit, admit, host, object_names, people
from onrecord.analyse.happened.rules import Rule, Rules
from onrecord.analyse.happened.sense.kinds import in_words
from onrecord.analyse.happened.words import ARRANGING, GETTING, GOODS, KILLINGS, SPEAKING, SUFFERING, VIOLENT
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

MATTERS = frozenset({"handling", "policy", "record", "character", "credibility", "position", "leadership", "integrity", "motive", "legacy", "proposal", "idea", "remark", "comment", "decision", "agenda"})
MEANS = frozenset({"air", "gas", "chemical", "sarin", "cyber", "ground", "land", "sea", "naval", "arson", "acid", "car", "van", "truck", "revenge", "surprise", "proxy", "torpedo", "mine", "sniper", "helicopter"})


def of_a_noun(parse: Parse, who: Who, t: Token, rule: Rule, rules: Rules) -> Hit | None:
    args, carrier = of_noun(parse, t, rules.light)
    if carrier is not None and carrier.lemma == "call" and rule.type not in ("CONSULT", "PROTEST", "AGREE", "CONCEDE"):
        return None  # "called the attack barbaric"
    if carrier is not None and rule.type == "ASSAULT" and carrier.lemma in ("issue", "receive", "call", "attend", "host", "join", "file", "lodge", "propose", "schedule", "arrange", "offer"):
        return None  # "issued a statement blasting attacks"
    if rule.id == "assault.noun" and t.lemma == "attack" and in_words(parse, who, Arguments([k for k in t.kids if k.dep == "poss"] if carrier is None else of_verb(parse, carrier).agents, args.preps.get("on", []))):
        return None  # "her attack on the order of the world"
    if rule.type == "ASSAULT" and t.lemma in ("battle", "clash", "fight") and (fighters := ids(parse, who, [k for k in t.kids if k.dep == "poss"], deep=False)) and all(who.by_id[i].kind == "person" and who.by_id[i].sector not in FORCES for i in fighters):
        return None  # "the president's battles with the generals"
    if carrier is not None and carrier.lemma == "take" and any(k.lower in ("seriously", "lightly") for k in carrier.kids):
        return None  # "have not taken the talks seriously"
    if rule.type == "CONSULT" and carrier is not None and carrier.dep == "acl" and any(k.lower in ("annual", "yearly", "regular") for k in t.kids):
        return None  # "farmers gathered for the union's annual meetings"
    if carrier is not None and rule.type == "CONSULT" and carrier.lemma == "invite" and not args.preps.get("with"):
        args.agents = [*args.agents, *of_verb(parse, carrier).patients]  # "invited the envoy to Lima for talks": with her
        args.preps.pop("to", None)
    if carrier is not None and rule.type == "AGREE" and carrier.lemma in GETTING:
        return None  # "secured commitments from allies": theirs
    if rule.id == "protest.noun" and t.lemma == "rally" and any(who.by_id[i].kind == "person" for i in ids(parse, who, [k for k in t.kids if k.dep in ("poss", "compound")], deep=False)):
        return None  # "Soto's rally": a campaign's
    if carrier is not None and rule.type == "CONSULT" and carrier.lemma in ("arrange", "organize", "organise", "schedule", "broker", "set") and (arranged := of_verb(parse, carrier)).passive:
        args.agents = [a for a in args.agents if a not in arranged.agents]  # "was arranged by Soto": she need not take part
    if rule.type == "CONSULT" and carrier is None and t.dep == "dobj" and parse.head(t).lemma in ("report", "describe", "disclose", "mention", "explain", "relay", "summarize"):
        args.preps.pop("to", None)  # "reported her call with the envoy to a lawyer"
    modifiers = {k.lower for k in t.kids if k.dep in ("compound", "amod", "nmod")}
    if rule.objects_not and modifiers & rule.objects_not:
        return None
    if (rule.id == "agree.deal" and t.pos == "PROPN") or (rule.id == "threaten.noun" and t.dep in ("attr", "oprd", "acomp")):
        return None  # a treaty by its name; "called Chile a threat"
    if carrier is None and t.dep == "pobj" and any(k.i in who.ref_at and who.ref_at[k.i].kind == "occasion" for k in t.kids):
        return None  # "during the G20 summit": where something else took place
    if rule.needs_prep and not any(args.preps.get(p) for p in rule.preps) and not any(k.dep in ("acl", "relcl") and any(g.lower == "to" for g in k.kids) for k in t.kids):
        return None
    if t.lemma == "appeal" and args.preps.get("to") and not args.preps.get("for") and not any(k.dep in ("acl", "relcl") for k in t.kids):
        return None  # "her appeal to young voters"
    if t.lemma == "demand" and any(o.lemma in GOODS for o in args.preps.get("for", [])):
        return None  # "the country's demand for oil"
    if rule.type == "CONSULT" and t.tag == "NN" and t.lemma == "talk" and args.preps.get("of"):
        return None  # "their talk of appeasement"
    if rule.objects:
        inner = [o for prep in {"of", "on", "in", *rule.preps} for o in args.preps.get(prep, [])]
        names = object_names(parse, inner) | modifiers
        fits = bool(names & rule.objects) or (rule.on == "people" and people(who, ids(parse, who, inner, deep=False), "people"))
        if not fits:
            return None
    if rule.type == "ASSAULT" and any(k.dep == "compound" and k.pos == "NOUN" and k.lemma not in VIOLENT and k.lemma not in MEANS for k in t.kids):
        args.agents = [a for a in args.agents if a.dep != "amod"]  # "a Chilean wedding attack": where it was
    if rule.type == "CONSULT":
        args.agents = [a for a in args.agents if not (a.dep == "compound" and a.lemma in ("group", "community", "team", "family"))]  # "a community meeting"
    against = [a for a in args.agents if _against(parse, a)]
    args.agents += [k for a in args.agents if a.dep == "amod" for k in a.kids if k.dep == "conj" and k.pos == "NOUN" and k.i < t.i]  # "Chilean and coalition airstrikes"
    args.agents = [a for a in args.agents if not merely_where(who, a) and a not in against and not _for(parse, a) and not _of_a_group(who, a) and not (rule.type in ("RETREAT", "MOBILIZE") and _kind_of(who, a))]
    if rule.id == "consult.talks" and t.lemma == "meeting" and any(k.lower == "annual" for k in t.kids):
        return None  # "gathered for the league's annual meetings"
    if rule.id == "assault.noun" and any(o.lemma in MATTERS for o in args.preps.get("on", [])):
        return None  # "an attack on her handling of the crisis": with words
    if rule.type == "ASSAULT" and any(a.pos == "PROPN" for a in args.agents):
        args.agents = [a for a in args.agents if a.lemma not in ("terrorist", "rebel", "militant", "militia", "insurgent", "suicide")]  # "the Brigade terrorist attacks"
    if rule.type == "ASSAULT" and carrier is not None and carrier.lemma in SPEAKING:  # "the spokesman announced the airstrike"
        args.agents = [a for a in args.agents if a not in of_verb(parse, carrier).agents]
    if t.lemma == "appeal" and rule.type == "REQUEST" and carrier is None and args.preps.get("to") and not args.preps.get("for"):
        return None  # "his appeal to young men": that they like him
    if rule.id == "sanction.expel-noun" and people(who, ids(parse, who, args.preps.get("of", []), deep=False), "army"):
        return None  # "the expulsion of the army from the port": by force
    if t.lemma == "consultation" and parse.head(t).lower == "in" and not any(k.dep == "det" for k in t.kids):
        return None  # "gives it powers in consultation with her"
    if t.lemma == "search" and args.preps.get("for"):
        return None  # "their search for the devices"
    if rule.type == "SUPPORT" and any(o.lemma in ("percent", "%") or any(k.lemma in ("percent", "%") for k in o.kids) for o in args.preps.get("from", [])):
        return None  # "has backing from 33 percent": a poll
    if rule.id == "retreat.noun" and any(o.lemma in ("license", "licence", "support", "permit", "offer", "proposal", "bill", "candidate", "funding", "subsidy", "plan", "request", "statement", "money", "deposit", "visa", "status", "candidacy", "invitation") for o in args.preps.get("of", [])):
        return None  # "the withdrawal of its licence"
    if t.lemma == "invasion" and sum(who.by_id[i].kind == "state" for i in ids(parse, who, [k for k in t.kids if k.dep in ("amod", "compound", "nmod")])) > 1:
        return None  # "the Chilean or Peruvian invasions": where they were
    if rule.id == "retreat.noun" and not args.preps and not any(k.dep == "compound" for k in t.kids):
        return None  # "announced Norway's withdrawal": from what is not said
    owners = ids(parse, who, args.agents, deep=False)
    # "the Lima attacks", "the Russia probe": a name before such a noun says where or into what, not by whom
    named_after = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and k.pos == "PROPN"], deep=False)
    inquiry = rule.type == "ACCUSE" and rule.mode == "investigate"  # "the Soto inquiry" is into her
    named_after = [i for i in named_after if who.by_id[i].kind == "state" or (inquiry and not (who.by_id[i].kind == "organization" and who.by_id[i].sector in ("COP", "JUD", "GOV", "LEG", "SPY", "MIL")))] if rule.type in ("ASSAULT", "PROTEST", "COERCE", "ACCUSE", "THREATEN") else []
    elsewhere = ids(parse, who, [o for p in ("in", "on", "against") for o in args.preps.get(p, [])])
    if rule.type == "ASSAULT" and elsewhere and not set(elsewhere) & set(named_after):
        named_after = [i for i in named_after if who.by_id[i].kind != "state"]  # "U.S. attacks in Chile" are not attacks in the U.S.
    if rule.type in ("ASSAULT", "PROTEST"):  # "the Rosario school shooting": no school shoots
        named_after += [i for k in t.kids if k.dep in ("compound", "nmod") for i in ids(parse, who, [k], deep=False) if who.by_id[i].kind == "organization" and (who.by_id[i].sector not in (*FORCES, "GOV", "PTY", "IGO") or k.lemma in ("embassy", "consulate", "mission"))]
    if rule.type == "PROTEST":  # "the Lima riots": where they were
        named_after += ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and k.pos == "PROPN" and any(who.by_id[i].kind != "group" or k.tag == "NNP" for i in who.at.get(k.i, ()))], deep=False)
    if rule.type == "MOBILIZE":  # "the Berg buildup" is of his time
        named_after += ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and any(who.by_id[i].kind == "person" for i in who.at.get(k.i, ()))], deep=False)
    if rule.type == "COERCE" and rule.mode == "arrest":  # "Soto's detention" is suffered by her
        beside = ids(parse, who, [k for k in t.kids if k.dep != "prep"], deep=False)
        named_after += [i for i in owners if (carrier is None or i in beside) if who.by_id[i].kind == "person" or (who.by_id[i].kind == "group" and who.by_id[i].sector not in FORCES)]
    if t.lemma in KILLINGS:  # "Soto's killing" is suffered by her
        named_after += [i for i in ids(parse, who, [k for k in t.kids if k.dep == "poss"], deep=False) if who.by_id[i].kind == "person"]
    owners = [i for i in owners if i not in named_after]
    suffered = carrier is not None and (carrier.lemma in SUFFERING or (carrier.lemma in ("bring",) and bool(args.preps.get("from")))) and rule.type not in ("CONSULT", "AGREE")
    if suffered:  # "faces protests", "drew criticism": the subject is not who protests
        sufferers = ids(parse, who, of_verb(parse, carrier).agents, deep=False)  # type: ignore[arg-type]
        owners = [i for i in owners if i not in sufferers]
        owners += [i for i in ids(parse, who, args.preps.pop("from", [])) if i not in (*owners, *sufferers)]  # "received a request from Chile"
    actors = list(owners)
    for prep in ("between", "by", "among"):
        if prep == "by" and rule.type == "ACCUSE" and owners and args.preps.get("of"):
            continue  # "Chile's accusations of torture by rebels"
        actors += [i for i in ids(parse, who, args.preps.get(prep, []), deep=prep != "by") if i not in actors]
    if rule.type == "CONSULT" and carrier is None and not owners and not args.preps.get("between"):
        holders = _around(parse, t)
        args.agents = [*args.agents, *holders]
        around = ids(parse, who, holders, deep=False)
        actors += [i for i in around if i not in actors]
    recipients: list[str] = sufferers if suffered else []
    recipients = recipients + [i for i in ids(parse, who, against, deep=False) if i not in recipients]
    if rule.type == "CONSULT" and any(who.by_id[i].kind == "person" for i in actors):  # "Berg's Lima summit with Soto"
        held_in = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and k.pos == "PROPN"], deep=False)
        actors = [i for i in actors if not (i in held_in and who.by_id[i].kind == "state")]
    if rule.type in ("ACCUSE", "COERCE") or t.lemma in KILLINGS:
        recipients = recipients + [i for i in named_after if i not in recipients]
    belonging = args.preps.get("of", [])
    of = ids(parse, who, belonging)
    if set(ids(parse, who, [k for o in belonging for k in o.kids if k.dep == "poss"], deep=False)) & set(actors):
        of = [i for i in of if i in actors]  # "Chile announced the withdrawal of its troops"
    if rule.type == "PROTEST" and owners and args.preps.get("of"):
        recipients += of  # "her protests of the plan"
    elif rule.mode == "withdraw" and owners and rule.type == "RETREAT":
        pass  # "Norway's withdrawal of its troops": they are withdrawn
    elif rule.mode != "visit" and (rule.both or (rule.type in ("CONSULT", "RETREAT", "AGREE", "PROTEST") and rule.mode != "release")):
        actors += [i for i in of if i not in actors]
    else:
        recipients += of
    if rule.mode == "visit" and (args.preps.get("of") or args.preps.get("to")):  # "her tour of Chile with the cabinet": they go too
        actors += [i for i in ids(parse, who, args.preps.pop("with", []), deep=False) if i not in actors]
    for prep in ("with", "against", "on", "to", "from", "at", "for", "into", "in"):
        if (prep == "in" and (actors or recipients)) or (rule.type == "CONSULT" and prep not in ("with", "to")):
            continue
        if rule.type == "ACCUSE" and prep == "to":
            continue  # "her complaint to the board": before whom
        if rule.type == "REQUEST" and prep not in ("on", "to"):
            continue  # "her call for a strike in Chile" asks Chile for nothing
        recipients += [i for i in ids(parse, who, [o for o in args.preps.get(prep, []) if o.lemma not in ("anniversary", "eve", "day")], owned=False) if i not in recipients and i not in actors]
    if carrier is not None and rule.type in ("THREATEN", "AGREE", "REQUEST") and not recipients:  # "gave Chile an ultimatum"
        recipients = [i for i in ids(parse, who, [k for k in carrier.kids if k.dep == "dative"], deep=False) if i not in actors]
    if rule.type == "ASSAULT":  # "his strike against his regime": another's, whose pronoun is not known
        recipients = [i for i in recipients if not any(who.by_id[i].name.startswith(f"{who.by_id[a].name}'s ") for a in actors if who.by_id[a].kind == "person")]
    if rule.type == "COERCE":  # "the premier's crackdown on Kisumu": on his own
        home = {who.by_id[i].country for i in actors} - {None}
        recipients = [i for i in recipients if not (who.by_id[i].kind == "state" and who.by_id[i].country in home)]
    if rule.type == "ASSAULT" and not recipients and len(owners) > 1:
        actors, recipients = owners[:1], owners[1:]
    named_for = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod")], deep=False)  # "her ferry deal"
    parties = [i for i in owners if i not in named_for or who.by_id[i].kind == "state"]
    if rule.with_only and not (args.preps.get("with") or args.preps.get("between") or len(parties) > 1):
        return None
    own = len(actors) > 1 or bool(owners) or any(args.preps.get(p) for p in ("between", "with", "by", "against", "among"))
    if rule.poss_only and not (any(k.dep == "poss" for k in t.kids) or args.preps.get("by") or (carrier is not None and rule.type != "ACCUSE")):
        return None
    if rule.dated and not any(k.dep in ("prep", "npadvmod", "nummod") and any(g.ent == "DATE" for g in [k, *k.kids]) for k in t.kids):
        return None
    if carrier is None and not own and rule.needs != "any":
        return None
    if carrier is None and not _stands(parse, t, own, rule):
        return None
    if rule.mode == "visit":  # "on the visit to Jerusalem, Berg and the Israeli premier vowed …": who is at home there is no visitor
        hosts = {who.by_id[i].country for i in recipients if who.by_id[i].kind == "state"}
        actors = [i for i in actors if who.by_id[i].country not in hosts] or actors
    hit = Hit(rule, t, (parse.tokens[t.i - 1].start if _two_words(parse, t, rule, rules) else t.start, t.end), args, actors, [r for r in recipients if r not in actors], carrier, type=rule.type)
    if rule.needs == "host":
        hit.host_place = host(who, parse, [o for p in ("to", "in", "of", "at") for o in args.preps.get(p, [])])
        if hit.host_place is None:
            hit.host_place = host(who, parse, [k for k in t.kids if k.dep in ("compound", "nmod", "amod")])
            if hit.host_place is not None:
                gone = who.at.get(hit.host_place.i, ())
                hit.actors = [a for a in hit.actors if a not in gone]
                hit.recipients += [g for g in gone if g not in hit.recipients]
        if hit.host_place is None:
            return None
    return admit(who, hit)


def _of_a_group(who: Who, t: Token) -> bool:
    """"Western sanctions", "Muslim protests": an adjective of a group names nobody who acts."""
    return (t.dep == "amod" or (t.dep in ("compound", "nmod") and t.ent == "NORP" and t.tag in ("JJ", "NNP"))) and any(who.by_id[i].kind == "group" for i in who.at.get(t.i, ()))


def _kind_of(who: Who, t: Token) -> bool:
    """"A troop withdrawal": of what kind it is, and none of the troops spoken of before."""
    ref = who.ref_at.get(t.i)
    return ref is not None and ref.form == "nominal" and t.dep in ("compound", "nmod") and t.tag == "NN" and ref.first == ref.last


def _prefixed(parse: Parse, t: Token, words: tuple[str, ...]) -> bool:
    i = t.i - 1 - (t.i > 1 and parse.tokens[t.i - 1].text == "-")
    return i >= 0 and parse.tokens[i].lower.rstrip("-") in words and parse.tokens[i].end >= t.start - 1


def _against(parse: Parse, t: Token) -> bool:
    """"Anti-Chilean protests" are against Chile, and nobody's of Chile."""
    return _prefixed(parse, t, ("anti",))


def _for(parse: Parse, t: Token) -> bool:
    return _prefixed(parse, t, ("pro",))


def _around(parse: Parse, t: Token) -> list[Token]:
    """Who held talks that name no holder: the subject of the clause they stand in ("after talks, the envoys agreed")
    or the one who speaks of them ("Norway said talks with Chile went well")."""
    top = t
    while top.head != top.i and ((top.dep == "pobj" and parse.head(top).lower == "of") or (top.dep == "prep" and top.lower == "of")):
        top = parse.head(top)
    if top.dep == "conj" and top.head != top.i:
        top = parse.head(top)
    if top.head == top.i:
        return []
    head = parse.head(top)
    if head.lower in ("before", "ahead") and not any(k.lower == "with" for k in t.kids):
        return []  # "dined before the start of the summit"
    if top.dep == "pobj" and head.lower in ("in", "during", "after", "following", "at", "through", "via", "before") and head.head != head.i:
        verb = parse.head(head)
        if verb.lower in ("ahead",) and verb.head != verb.i:
            verb = parse.head(verb)
        return of_verb(parse, verb).agents if verb.pos == "VERB" and not of_verb(parse, verb).passive else []
    if top.dep == "dobj" and head.pos == "VERB" and head.lemma in ARRANGING and not of_verb(parse, head).passive:
        return of_verb(parse, head).agents  # "cancelled a meeting with Chile"
    if top.dep == "nsubj" and head.dep == "ccomp" and head.head != head.i and parse.head(head).lemma in SPEAKING and any(k.lower == "with" for k in t.kids):
        return of_verb(parse, parse.head(head)).agents
    return []


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
