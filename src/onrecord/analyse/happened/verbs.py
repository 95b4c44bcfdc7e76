"""What a rule makes of a verb: whether it is meant, who acts and on whom."""

from __future__ import annotations

from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.hit import WANDERING, Hit, admit, host, object_names, people
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.words import (
    COMPLYING,
    DISASTERS,
    MOVING,
    NOBODYS,
    RAIDS,
    RESISTING,
    SENDING,
    SENT,
    TRANSITIVE,
    WAYPOINTS,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import negated
from onrecord.analyse.who import Who

OPENING = frozenset({'"', "``", "“", "‘"})
SUFFERED = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT"})
# Acts of good will: to say that one will not do them is to refuse (PLOVER codes the refusal).
WILLING = frozenset({"CONCEDE", "RETREAT", "AGREE", "SUPPORT", "AID", "COOPERATE", "REJECT"})
AROUND_IT = 400  # characters in which a storm or a flood is told of
TURNING = frozenset({"off", "up", "out", "down", "over", "back"})


def of_a_verb(parse: Parse, who: Who, t: Token, rule: Rule, key: str) -> Hit | None:
    refused = rule.type in WILLING and _refused(parse, t)
    if rule.negated_only and not refused:
        return None
    args = of_verb(parse, t)
    if rule.type in SUFFERED and t.tag == "VBD" and t.dep == "conj" and not args.patients and (upper := of_verb(parse, parse.head(t))).passive:
        # "was arrested, charged and sentenced": the pipeline takes the last for a past tense
        args.passive, args.patients, args.agents = True, upper.patients[:1], args.preps.get("by", [])
    if t.lemma in TRANSITIVE and t.tag in ("VBD", "VBN") and not args.passive and not args.patients and not any(k.dep in ("aux", "ccomp", "conj") for k in t.kids) and t.dep not in ("conj", "relcl"):
        args.passive, args.patients, args.agents = True, args.agents, args.preps.get("by", [])
    complement = next((k for k in t.kids if k.dep in ("xcomp", "ccomp") and k.pos in ("VERB", "AUX")), None)
    if refused and t.lemma == "agree" and complement is None and not args.preps.get("to"):
        return None  # "don't agree on much"
    if not _shape_fits(parse, who, t, rule, args, complement) or _other_sense(parse, who, t, rule, args, complement, key):
        return None
    objects = list(args.patients)
    for prep in rule.preps:
        objects += args.preps.get(prep, [])
    if not _objects_fit(parse, who, t, rule, args, complement, key, objects):
        return None
    lemma = t.lemma
    if args.passive and lemma in ("commit", "determine", "pledge") and not args.agents:
        args.agents, args.patients = args.patients[:1], args.patients[1:]  # "is committed to": the subject has promised
    places = rule.type != "CONSULT"
    actors = ids(parse, who, args.agents, places=places)
    if rule.type == "ASSAULT" and args.passive and not actors:  # "killed in a Chilean airstrike"
        raids = [k for p in ("in", "by", "during") for o in args.preps.get(p, []) if o.lemma in RAIDS for k in o.kids if k.dep in ("amod", "compound", "nmod", "poss")]
        raids += [g for p in ("in", "during") for o in args.preps.get(p, []) if o.lemma in RAIDS for k in o.kids if k.lower == "by" for g in k.kids if g.dep == "pobj"]  # "in a raid by soldiers"
        actors = [i for i in ids(parse, who, raids, deep=False) if who.by_id[i].kind in ("state", "organization", "group")]
    recipients = _not_own(parse, who, args, actors, _recipients(parse, who, t, rule, args, complement, actors))
    if rule.type == "MOBILIZE":
        if args.passive and not actors:  # "Norwegian ships stationed in the bay": Norway's
            moved = [i for i in ids(parse, who, args.patients) if who.by_id[i].kind == "state" or who.by_id[i].sector in ("MIL", "REB")]
            recipients = [i for i in recipients if i not in moved]
            actors = [next((a.id for a in who.actors if a.kind == "state" and a.country == who.by_id[i].country is not None), i) for i in moved]
        whither = {i for p in ("to", "in", "at", "into") for i in ids(parse, who, args.preps.get(p, []), deep=False)}
        recipients = [i for i in recipients if who.by_id[i].kind != "person" and not (i in whither and who.by_id[i].kind == "organization")]
        if rule.mode == "weapons" and any(who.by_id[i].kind == "state" for i in recipients):
            return None  # "fired by rebels (and others) at Chile" is no test
    if rule.type == "RETREAT" and rule.mode == "withdraw" and not args.passive:  # the troops withdrawn
        recipients = [i for i in recipients if i not in ids(parse, who, args.patients, deep=False)]
    if rule.id == "sanction.leave":  # "withdrew the country from the treaty": his own
        own_countries = {who.by_id[i].country for i in actors} - {None}
        recipients = [i for i in recipients if who.by_id[i].country not in own_countries]
    if rule.mode == "resign":
        recipients = []  # who resigns does it to nobody
    if rule.imposes:  # "his tariffs were imposed", "the Chilean ban on Kenya": whose it is imposes it
        owners = ids(parse, who, [k for p in args.patients for k in p.kids if k.dep == "poss"], deep=False)
        actors = actors or owners
        recipients = [i for i in recipients if i not in owners]
    on_itself = rule.type in SUFFERED and any(i in actors for i in recipients) and not _reflexive(parse, who, args)
    recipients = [i for i in recipients if i not in actors]
    end = t.end
    if "_" in key:
        word = key.split("_", 1)[1]
        particle = next((k for k in parse.tokens[t.i + 1 : t.i + 4] if k.lower == word), None)
        end = particle.end if particle is not None and particle.i == t.i + 1 else t.end
    if rule.id == "threaten.warn" and not _own_threat(complement, args):
        return None
    if rule.type == "CONCEDE" and lemma in ("authorize", "authorise", "allow", "permit", "let") and recipients and all((who.by_id[i].kind == "organization" or who.by_id[i].sector in ("MIL", "COP")) and who.by_id[i].country in {who.by_id[a].country for a in actors} for i in recipients):
        return None  # a president who authorizes his treasury concedes nothing
    not_to = rule.id == "agree.promise" and complement is not None and any(k.dep == "neg" for k in complement.kids)
    refused = refused or (not_to and complement is not None and complement.lemma in COMPLYING)  # "vowed not to comply"
    refused = refused or (rule.id == "agree.promise" and complement is not None and not not_to and complement.lemma in RESISTING)  # "vowed to resist it"
    hit = Hit(rule, t, (t.start, end), args, actors, recipients, type="REJECT" if refused and actors else rule.type, on_itself=on_itself)
    if rule.needs == "host":
        hit.host_place = host(who, parse, objects)
        if hit.host_place is None or (rule.id == "consult.travel" and WAYPOINTS & {hit.host_place.lower, *who.place_at.get(hit.host_place.i, "").lower().split()}):
            return None  # "arrived at the air base"
    return admit(who, hit, bool(objects))


def _shape_fits(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None) -> bool:
    """Whether the clause has the shape that the rule asks for: its complement, who acts in it, its prepositions."""
    if rule.to == "required" and (complement is None or (rule.to_verbs and complement.lemma not in rule.to_verbs)):
        return False
    if rule.must and not (complement is not None and any(k.dep == "aux" and k.lower in ("must", "should", "ought", "need") for k in complement.kids)):
        return False
    if complement is not None and complement.lemma in rule.not_verbs and not any(k.dep == "neg" for k in complement.kids):
        return False
    if rule.not_people and people(who, ids(parse, who, args.patients, deep=False), "people"):
        return False
    if rule.id == "coerce.restrict" and args.patients and all(p.lower in ("it", "this", "that") for p in args.patients):
        return False  # "dismissed it as a theory"
    if rule.taken and not args.patients:
        return False
    if rule.no_clause and any(k.dep in ("ccomp", "parataxis") for k in t.kids):
        return False
    if rule.no_content and any(k.dep in ("acl", "ccomp", "relcl") and any(m.lower == "that" for m in k.kids) for p in (t, *args.patients) for k in p.kids):
        return False
    if rule.type == "THREATEN" and rule.to_verbs and complement is not None and any(k.dep == "neg" for k in complement.kids):
        return False  # "pledged not to attack"
    if rule.no_doing and any(k.dep in ("xcomp", "pcomp", "ccomp") and k.tag == "VBG" and not any(g.dep == "nsubj" for g in k.kids) for k in t.kids):
        return False
    if rule.to_words and not (complement is not None and any(x.lemma in rule.to_words or x.lower in rule.to_words for x in parse.subtree(complement))):
        return False
    content = next((k for k in t.kids if k.dep == "ccomp"), None)
    if rule.own_clause and content is not None and not _does_it(parse, who, args, content):
        return False
    if rule.others_clause and (content is None or _does_it(parse, who, args, content)):
        return False
    if rule.needs_prep and not (any(k.lower in rule.preps and k.dep in ("prep", "dative") and k.i > t.i and not all(g.ent in ("DATE", "TIME") for g in k.kids) for k in t.kids) or (rule.topic and any(args.preps.get(p) for p in rule.preps))):
        return False
    if rule.on_person and (any(k.dep in ("oprd", "attr", "ccomp", "xcomp", "acomp") for k in t.kids) or _quoted_name(parse, t)):
        return False  # "called him a liar"
    return not rule.on_person or any(who.by_id[i].kind == "person" for i in ids(parse, who, args.patients, deep=False))


def _other_sense(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str) -> bool:
    """Whether the verb is used in another sense than the rule's, told by its own words."""
    lemma = t.lemma
    if rule.type == "MOBILIZE" and rule.mode == "weapons" and any(args.preps.get(p) for p in ("at", "against", "into")):
        return True  # "fired rockets at the port" is no test
    if lemma == "demonstrate" and (complement is not None or args.patients):
        return True  # "failed to demonstrate that it works"
    after = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else t
    if t.tag == "VBN" and after in t.kids and after.dep == "dobj" and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        return True  # "internally displaced people"
    if rule.type == "COERCE" and key == lemma and not args.passive and not args.patients and not args.preps and not any(k.dep == "conj" for k in t.kids):
        return True  # "the shop closed"
    if rule.id == "accuse.allege" and lemma == "suspect" and complement is not None:
        return True  # "suspects that they know": a thought
    if rule.id == "consult.travel" and (travellers := ids(parse, who, args.agents, deep=False)) and all(who.by_id[i].sector in WANDERING for i in travellers):
        return True  # "18,000 foreigners have travelled to Chile"
    if rule.id == "consult.gather" and args.patients:
        return True  # "gathered weapons"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and not args.patients:
        return True  # "closed for students"
    if lemma == "back" and any(k.lower in ("away", "off", "down", "out") for k in t.kids):
        return True
    if rule.type == "ASSAULT" and not args.passive and any(p.lower.endswith(("self", "selves")) for p in args.patients):
        return True  # "shot himself"
    if lemma in ("shoot", "hit", "fire") and any(k.lower == "back" for k in t.kids):
        return True  # "she shot back" in words
    if rule.mode == "deport" and (moved := ids(parse, who, args.patients, deep=False)) and all(who.by_id[i].kind in ("state", "organization") for i in moved):
        return True  # a state that is expelled from a council is not deported
    if rule.id == "sanction.exclude" and any(o.lemma in ("tariff", "sanction", "ban", "duty", "levy", "embargo", "order", "tax") for o in args.preps.get("from", [])):
        return True  # "excluded Chile from the tariffs": spared it
    if args.passive and not args.agents and lemma in ("displace", "dismantle"):
        return True  # "a million were displaced" by war; "the union was dismantled" by others
    if rule.type == "MOBILIZE" and any(o.lemma in ("hospital", "clinic", "treatment") for p in ("to", "in", "for") for o in args.preps.get(p, [])):
        return True  # "soldiers were rushed to hospitals"
    if rule.id == "consult.gather" and any(k.dep in ("xcomp", "advcl") and k.lemma in ("honor", "honour", "mark", "celebrate", "commemorate", "remember", "mourn", "pray", "watch", "protest") for k in t.kids):
        return True  # "gathered to honour the dead"
    if lemma == "concede" and not args.patients and not args.preps.get("to") and any(x.lower == "that" and x.dep == "mark" for x in parse.tokens[t.i : t.i + 15]):
        return True  # "conceded at a meeting that …"
    if lemma == "invite" and not args.passive and not args.patients:
        return True  # "the farmers invited to the hall left", parsed as a finite verb
    if lemma == "take" and "over" in key and any(p.lemma in ("post", "job", "role", "position", "presidency", "leadership", "office", "reins", "helm") for p in args.patients):
        return True  # "took over the post"
    if rule.id == "coerce.impose" and any(p.lemma in ("state", "emergency") for p in args.patients) and any(word in parse.text[max(0, t.start - AROUND_IT) : t.end + AROUND_IT].lower() for word in DISASTERS):
        return True  # an emergency declared for a storm restricts nobody
    if lemma == "swear" and (args.passive or any(k.lower == "in" for k in t.kids)):
        return True  # sworn in
    if lemma in ("threaten", "menace") and t.tag in ("VBZ", "VBP") and complement is None and not any(k.dep in ("aux", "prep") for k in t.kids):
        return True  # "the group threatens the north": a danger, and no threat
    if lemma in ("fight", "battle", "clash", "spar") and args.preps.get("over") and not people(who, ids(parse, who, args.agents), "army"):
        return True  # "clashed over procedure"
    if lemma in ("fight", "battle") and rule.type == "ASSAULT" and not args.patients and not any(args.preps.get(p) for p in ("against", "with")):
        complement_to = any(k.dep in ("xcomp", "advcl") and any(g.lower == "to" for g in k.kids) for k in t.kids)
        if complement_to or args.preps.get("for") or not people(who, ids(parse, who, args.agents), "force"):
            return True  # "fought to link aid with rights"
    if lemma in ("fight", "battle") and any(who.by_id[i].sector in ("PTY", "LEG") for i in ids(parse, who, args.agents)):
        return True  # "the party fought the ministry for the papers"
    if lemma in ("agree", "concur", "volunteer", "swear") and complement is not None and _opines(complement):
        return True
    if rule.type == "REQUEST" and any(k.dep in ("advmod", "prt", "prep") and k.lower in TURNING for k in t.kids):
        return True  # "pushed him back"
    if lemma == "order" and rule.type == "REQUEST" and complement is None and args.patients and any(o.i in who.place_at or o.i in who.at for o in args.preps.get("to", [])):
        return True  # "ordered advisers to Chile" sends them
    if rule.id == "consult.speak" and not args.preps.get("with") and (heard := ids(parse, who, args.preps.get("to", []), deep=False)) and all(who.by_id[i].kind in ("organization", "group") for i in heard):
        return True  # "spoke to Congress": a speech
    if lemma in ("push", "press") and rule.type == "REQUEST" and complement is None and args.patients and not args.preps.get("for") and not ids(parse, who, args.patients, deep=False):
        return True  # "pushes propaganda", "pushed the bill"
    if rule.type == "REQUEST" and _inquires(parse, t, args):
        return True
    if rule.type == "REQUEST" and args.passive and args.patients and args.patients[0].lower in ("it", "that", "this"):
        return True  # "it was ordered by the prince"
    if rule.type == "REQUEST" and lemma == "order" and complement is not None and any(k.dep == "auxpass" for k in complement.kids) and not people(who, ids(parse, who, args.patients, deep=False), "people"):
        return True  # "ordered flags to be lowered": a decree
    if rule.id == "agree.promise" and lemma == "commit" and complement is None and not args.passive and not args.preps.get("to"):
        return True  # "committed a campaign of murder"
    if rule.id == "support.praise" and any(k.tag == "PRP$" or k.lower.endswith(("self", "selves")) for p in args.patients for k in (p, *p.kids)) and _its_own(parse, who, args):
        return True  # "defended his own words"
    return rule.id == "consult.speak" and any(o.ent in ("LANGUAGE", "NORP") for o in args.patients)  # "speaks French"


def _objects_fit(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, key: str, objects: list[Token]) -> bool:
    """Whether what is acted on is of those that the rule names."""
    lemma = t.lemma
    if rule.objects_not and object_names(parse, objects) & rule.objects_not:
        return False
    if rule.object_is and not any(k.lower in rule.object_is for p in args.patients for k in p.kids):
        return False
    if rule.objects:
        fits = bool((object_names(parse, args.patients, compounds=True) | object_names(parse, objects)) & rule.objects)
        if not fits and rule.on == "people":
            fits = people(who, ids(parse, who, [p for p in args.patients if p.lower != "it"], deep=False), "people")
        if not fits and rule.on == "persons":
            fits = any(who.by_id[i].kind in ("person", "group") for i in ids(parse, who, [p for p in args.patients if p.lower != "it"], deep=False))
        if not fits and rule.on == "state":
            fits = any(who.by_id[i].kind == "state" for i in ids(parse, who, args.patients, deep=False))
        if not fits and rule.occasions:
            fits = any(o.i in who.ref_at and who.ref_at[o.i].kind == "occasion" for o in objects)
        if not fits and not ((key in rule.alone or lemma in rule.alone) and not args.patients):
            return False
    elif rule.to_verbs and rule.to != "required":
        if complement is not None:
            if complement.lemma not in rule.to_verbs and lemma not in rule.alone:
                return False
        elif (lemma not in rule.alone and not objects) or lemma not in rule.alone:
            return False
    return True


def _recipients(parse: Parse, who: Who, t: Token, rule: Rule, args: Arguments, complement: Token | None, actors: list[str]) -> list[str]:
    """On whom the act is done: its object, the phrases that the rule names, or those in what is promised or asked."""
    if rule.must:
        return ids(parse, who, of_verb(parse, complement).agents) if complement is not None else []
    lemma, places = t.lemma, rule.type != "CONSULT" and not rule.both and rule.id != "assault.launch"  # who signs a pact in Lima is not Peru for that
    asked = rule.type == "REQUEST" and lemma not in ("press", "pressure", "push")
    things = rule.type in ("REQUEST", "REJECT", "SUPPORT", "ACCUSE") and rule.id != "accuse.allege"  # "it was ordered": what was, and no one
    patients = [] if rule.topic else [p for p in args.patients if not (things and p.lower in ("it", "this", "that"))]  # "discussed Chile": what is spoken of takes no part
    wanted = rule.type == "REQUEST" and complement is None and lemma in ("request", "demand", "call", "insist")
    if wanted or rule.id == "consult.send":  # "requested forces", "called for a committee": what is wanted, and nobody who is asked; "sent officials": no hosts
        patients = []
    whose = (rule.type in ("SUPPORT", "REJECT", "AGREE", "ACCUSE") and not rule.both) or (rule.type == "CONSULT" and t.lemma in ("negotiate", "discuss"))  # "praised the pact with Chile" praises no one
    own = rule.id.endswith(".express")  # "expressed their dismay": it is theirs
    recipients = ids(parse, who, patients, deep=not (asked or own), places=places, whose=whose)
    direct = bool(ids(parse, who, patients, deep=False))
    for prep in sorted(rule.preps):
        if (wanted and prep in ("for", "on")) and not (prep == "on" and lemma == "call"):
            continue
        if (prep == "by" and args.passive) or (direct and not rule.both and prep in ("against", "of", "over", "for", "in", "on")):
            continue  # "accused him of crimes against the farmers": he is accused, not they
        recipients += [i for i in ids(parse, who, [o for o in args.preps.get(prep, []) if prep != "at" or o.i > t.i], deep=not asked and rule.id != "consult.speak", places=places and not own, whose=own) if i not in recipients]
    if rule.both and "with" in args.preps:
        recipients += [i for i in ids(parse, who, args.preps["with"], places=places) if i not in recipients]
    if not recipients and rule.type in ("REQUEST", "ACCUSE", "SUPPORT", "REJECT") and not args.passive:
        recipients = ids(parse, who, args.preps.get("by", []), deep=False)  # "demanded an admission by Chile"
    addressed = rule.type in ("THREATEN", "REQUEST") and any(p.pos == "NOUN" and p.dep == "dobj" for p in args.patients)  # "warned others not to trade with Chile"
    if rule.takes and complement is not None and not recipients and not rule.both and not addressed:
        inner = of_verb(parse, complement)
        if rule.type == "REQUEST":  # whoever is to act is asked, not whom the act is about
            deep = ids(parse, who, inner.agents) if complement.dep == "ccomp" else []
        else:
            promised = rule.type in ("AGREE", "REJECT")  # what is promised or denied in a clause is done to nobody yet
            moved = complement.lemma in SENDING  # "threatened to send troops"
            deep = ids(parse, who, inner.patients, deep=not promised) if (complement.dep == "xcomp" or not promised) and not moved else []
            if complement.dep == "ccomp" and not promised:
                deep = ids(parse, who, inner.agents) + deep
            moves = complement.lemma in MOVING  # "threatened to return to Lima" threatens no one there
            towards: tuple[str, ...] = ("with", "to", "for", "in", "into") if moved else ("with", "to", "for") if promised else ("with", "against", "on") if moves else ("with", "to", "against", "from", "on", "for")
            for prep in towards if deep or complement.dep == "xcomp" or not promised else ():
                deep += ids(parse, who, inner.preps.get(prep, []) or (_behind(inner, prep) if moved else []), deep=moved or not promised)
        if not deep and rule.type == "THREATEN":  # "… unless Chile withdraws"
            clauses = [k for x in (t, complement) for k in x.kids if k.dep == "advcl" and any(m.lower in ("unless", "if") for m in k.kids)]
            deep += [i for k in clauses for i in ids(parse, who, of_verb(parse, k).agents)]
        recipients = [i for i in dict.fromkeys(deep) if i not in actors]
    if rule.type == "AID" and lemma in SENT:  # "sent food and doctors to Peru": they are sent, and no one they are sent to
        sent = ids(parse, who, [p for p in args.patients if p.dep != "dative" and (len(args.patients) < 2 or p is not args.patients[0])], deep=False)
        recipients = [i for i in recipients if i not in sent]
    if rule.type == "MOBILIZE":  # what is deployed is not whom it is deployed against
        deployed = ids(parse, who, args.patients, deep=False)
        recipients = [i for i in recipients if i not in deployed or who.by_id[i].kind == "state"]
    if not recipients and rule.type in ("ASSAULT", "COERCE", "SANCTION", "CONCEDE", "RETREAT", "MOBILIZE", "AID", "AGREE", "COOPERATE"):
        for prep in ("against", "on", "with", "to", "from", "of", "for", "in", "at", "into"):
            if rule.type == "RETREAT" and prep in ("to", "in", "at", "into"):
                continue  # whither they withdraw is nobody's loss
            if rule.type == "AGREE" and prep not in (("to",) if rule.to_only else ("with", "to")):
                continue  # "promised a report on Chile's ships"
            found = [i for i in ids(parse, who, args.preps.get(prep, []), places=places, deep=rule.type != "AGREE") if i not in actors]
            if found:
                recipients = found
                break
    if not recipients and rule.type in ("PROTEST", "MOBILIZE"):
        recipients = ids(parse, who, args.preps.get("against", []) + args.preps.get("at", []))
    return recipients


def _behind(args: Arguments, prep: str) -> list[Token]:
    """What a preposition hung on the object takes: "deploy troops in Chile"."""
    return [g for o in args.patients for k in o.kids if k.lower == prep for g in k.kids if g.dep == "pobj"]


def _does_it(parse: Parse, who: Who, args: Arguments, content: Token) -> bool:
    """Whether the clause that says what is promised or proposed is about what its speaker does: by a pronoun, something
    of its own, or a name that is the speaker's or of the speaker's state."""
    subject = next((k for k in content.kids if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower in ("he", "she", "they", "we", "i", "it") or any(k.tag == "PRP$" for k in subject.kids):
        meant = subject is None or subject.lower != "it" or bool(set(ids(parse, who, args.agents)) & set(who.at.get(subject.i, ())))
        return meant and content.lemma not in NOBODYS
    speakers = [who.by_id[i] for i in ids(parse, who, args.agents)]
    doers = [who.by_id[i] for i in who.at.get(subject.i, ())]
    return any(d.id == s.id or (d.country is not None and d.country == s.country) for d in doers for s in speakers)


def _its_own(parse: Parse, who: Who, args: Arguments) -> bool:
    """Whether what is acted on belongs to who acts, or is himself."""
    actors = set(ids(parse, who, args.agents))
    near = [x for p in args.patients for x in (p, *p.kids) if x.tag == "PRP$" or x.lower.endswith(("self", "selves"))]
    return any(actors & set(who.at.get(x.i, ())) or not who.at.get(x.i) for x in near)


def _reflexive(parse: Parse, who: Who, args: Arguments) -> bool:
    """"Its own ships", "themselves": what is said to be its own may well be what it acts on."""
    near = [x for p in args.patients for x in parse.subtree(p)]
    return any(x.i in who.ref_at and who.ref_at[x.i].form == "pronoun" for x in near)


def _not_own(parse: Parse, who: Who, args: Arguments, actors: list[str], recipients: list[str]) -> list[str]:
    """"The president denied Chilean meddling": whoever acts for a state that merely qualifies the matter does it to
    nobody."""
    own = {who.by_id[i].country for i in actors} - {None}
    named = ids(parse, who, [*args.patients, *(o for prep, os in args.preps.items() if prep != "in" for o in os)], deep=False)
    return [i for i in recipients if i in named or not (who.by_id[i].kind == "state" and who.by_id[i].country in own)]


def _opines(complement: Token) -> bool:
    """"Agreed that prices are high", "agree to disagree": an opinion shared, and no promise."""
    if complement.lemma in ("disagree", "differ"):
        return True
    aux = {k.lower for k in complement.kids if k.dep in ("aux", "auxpass")}
    return complement.dep == "ccomp" and not aux & {"will", "would", "should", "must", "shall", "to", "'ll"} and complement.tag != "VB"


def _inquires(parse: Parse, t: Token, args: Arguments) -> bool:
    """"Asked about the plan", "asked whether he knew": a question, and no request."""
    if t.lemma != "ask":
        return False
    if any(p.lemma in ("question", "thought", "opinion", "view", "name", "age") for p in args.patients):
        return True  # "asked him his thoughts"
    if args.patients and not args.preps.get("for") and not any(k.dep in ("xcomp", "ccomp", "advcl", "dative") or (k.dep == "dobj" and k not in args.patients[:1]) for k in t.kids) and len(args.patients) < 2 and not any(k.dep == "acl" for p in args.patients for k in p.kids):
        return True  # "“Why?” he asked reporters"
    if args.preps.get("about") or not (args.patients or args.preps.get("for") or any(k.dep in ("xcomp", "ccomp", "dobj", "dative") for k in t.kids)):
        return True
    if any(k.dep in ("ccomp", "parataxis") and any(x.text == "?" for x in parse.subtree(k)) for k in t.kids) or any(x.text == "?" for x in t.kids):
        return True  # "“Will they come?” asks the envoy"
    clauses = [*t.kids, *(g for k in t.kids if k.dep in ("prep", "pcomp") for p in k.kids for g in (p, *p.kids))]
    clauses = [k for k in clauses if k.dep in ("ccomp", "advcl")]
    return any(g.lower in ("if", "whether", "when", "why", "how", "what", "who", "whom", "which", "where") for c in clauses for k in c.kids for g in (k, *k.kids) if g.i < c.i)


def _own_threat(complement: Token | None, args: Arguments) -> bool:
    """A warning threatens where the one who warns would act, or where there are consequences."""
    if complement is not None and complement.dep == "ccomp":
        modal = any(k.dep == "aux" and k.lower in ("will", "would", "could", "'ll", "may", "might") for k in complement.kids)
        subject = next((k for k in complement.kids if k.dep in ("nsubj", "nsubjpass")), None)
        return modal and bool(args.patients) and (subject is None or subject.lower in ("it", "he", "she", "they", "we", "i"))
    if complement is not None:
        return bool(args.patients)  # "warned Chile not to act"
    return any(o.lemma in ("consequence", "retaliation", "action", "response", "sanction", "reprisal", "punishment", "war", "attack", "strike") for p in ("of", "with") for o in (*args.preps.get(p, []), *(g for x in args.patients for k in x.kids if k.lower == p for g in k.kids)))


def _refused(parse: Parse, t: Token) -> bool:
    """A refusal, which is an act, and not merely something that did not take place: present or future, or "would"."""
    if not negated(parse, t):
        return False
    modals = {k.lower for k in t.kids if k.dep == "aux"}
    if any(k.dep == "mark" and k.lower in ("if", "unless", "whether") for k in t.kids):
        return False
    return bool(modals & {"will", "would", "wo", "does", "do", "can", "could", "ca"})


def _quoted_name(parse: Parse, t: Token) -> bool:
    """"Called the minister “a liar”": a quotation opens behind the verb before a comma or another verb does."""
    for x in parse.tokens[t.i + 1 :]:
        if x.sent != t.sent or x.text == "," or x.pos in ("VERB", "AUX"):
            return False
        if x.text in OPENING:
            return True
    return False
