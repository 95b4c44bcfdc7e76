"""Which rule fires on a trigger word: the trigger, what it acts on and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.analyse.happened.arguments import Arguments, ids, merely_where, of_noun, of_verb, spread
from onrecord.analyse.happened.rules import Rule, Rules
from onrecord.analyse.happened.words import (
    ARMS,
    ARRANGING,
    COMPLYING,
    DISASTERS,
    GETTING,
    KILLINGS,
    LITERAL,
    MOVING,
    RAIDS,
    SPEAKING,
    SUFFERING,
    TRANSITIVE,
    VIOLENT,
    WAYPOINTS,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import negated
from onrecord.analyse.who import Who

OPENING = frozenset({'"', "``", "“", "‘"})
FORCES = frozenset({"MIL", "COP", "REB"})
CROWDS = frozenset({"CVL", "EDU", "LAB", "AGR", "OPP", "PTY", "REF", "CRM", "REL", "MED", "JRN", "NGO"})
SUFFERED = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT"})
# Acts of good will: to say that one will not do them is to refuse (PLOVER codes the refusal).
WILLING = frozenset({"CONCEDE", "RETREAT", "AGREE", "SUPPORT", "AID", "COOPERATE", "REJECT"})


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


def hits(parse: Parse, who: Who, rules: Rules) -> Iterator[Hit]:
    """Every rule that fires, at most one a trigger, in text order."""
    tokens = parse.tokens
    for t in tokens:
        if t.pos == "VERB" and t.dep not in ("amod", "aux", "auxpass", "compound"):
            hit = _first(_verb_keys(parse, t), rules.verbs, lambda rule, key, t=t: _verb(parse, who, t, rule, key))  # type: ignore[misc]
        elif t.lemma == "be" and t.pos == "AUX" and t.dep not in ("aux", "auxpass"):
            hit = _presence(parse, who, t, rules)
        elif t.pos in ("NOUN", "PROPN") and t.dep != "compound" and t.i not in who.ref_at:
            hit = _first(_noun_keys(parse, t), rules.nouns, lambda rule, key, t=t: _noun(parse, who, t, rule, rules))  # type: ignore[misc]
        elif t.pos == "ADJ" and t.lower in rules.adjectives:
            hit = _first([t.lower], rules.adjectives, lambda rule, key, t=t: _adjective(parse, who, t, rule))  # type: ignore[misc]
        else:
            hit = None
        if hit is None and t.lower in rules.phrases:
            hit = _phrase(parse, who, t, rules)
        if hit is not None and not _figurative(parse, who, hit):
            yield hit


# Words of force that news uses of politics, sport and markets as readily.
LOOSE = frozenset({"assault.pound", "assault.attack", "assault.noun", "assault.launch", "assault.strike", "assault.destroy"})


WORDY = frozenset({"legal", "verbal", "political", "personal", "rhetorical", "public", "scathing", "withering", "blistering"})


def _figurative(parse: Parse, who: Who, hit: Hit) -> bool:
    """"The senators clashed over the bill": no word of force, arms or harm stands in the whole sentence."""
    if hit.rule.id in LOOSE and any(k.lower in WORDY for k in hit.token.kids if k.dep == "amod"):
        return True  # "opened a legal assault on the firm"
    if hit.rule.id == "assault.kill" and not hit.actors:  # "a storm struck and eight were killed"
        row = parse.sent_tokens(parse.sentence(hit.token))
        return any(t.lemma in DISASTERS for t in row) and not any(t.lemma in ARMS for t in row)
    if hit.rule.id not in LOOSE or hit.token.lemma in LITERAL:
        return False
    if any(who.by_id[i].sector in FORCES for i in (*hit.actors, *hit.recipients)):
        return False
    sentence = parse.sentence(hit.token)
    inside = {hit.token.i}
    return not any(t.i not in inside and (t.lemma in VIOLENT or t.lower in VIOLENT) for t in parse.sent_tokens(sentence))


def _first(keys: list[str], table: dict[str, tuple[Rule, ...]], attempt: Callable[[Rule, str], Hit | None]) -> Hit | None:
    for key in keys:
        for rule in table.get(key, ()):
            hit = attempt(rule, key)
            if hit is not None:
                return hit
    return None


def _verb_keys(parse: Parse, t: Token) -> list[str]:
    """A verb's names in the rules, the longest first: "break_off", "break"."""
    keys = [f"{t.lemma}_{k.lower}" for k in t.kids if (k.i > t.i or k.dep == "prt") and k.i <= t.i + (1 if k.dep == "prep" else 3) and k.dep in ("prt", "advmod", "prep")]
    if t.i + 1 < len(parse.tokens):
        keys.insert(0, f"{t.lemma}_{parse.tokens[t.i + 1].lower}")
    if any(k.dep == "prt" and k.lower in TURNING for k in t.kids):
        return list(dict.fromkeys(keys))  # "call off" is no call
    return [*dict.fromkeys(keys), t.lemma]


TURNING = frozenset({"off", "up", "out", "down", "over", "back"})


def _noun_keys(parse: Parse, t: Token) -> list[str]:
    keys = []
    if t.i and parse.tokens[t.i - 1].head == t.i:
        left = parse.tokens[t.i - 1]
        keys.append(f"{left.lower}_{t.lemma}")
        if left.text == "-" and t.i > 1:
            keys.append(f"{parse.tokens[t.i - 2].lower}-{t.lemma}")
    return [*keys, t.lemma]


def _object_names(parse: Parse, heads: list[Token], compounds: bool = False) -> set[str]:
    """The lemmas, also with the word before, of what is acted on and what is coordinated with it."""
    names: set[str] = set()
    for t in spread(parse, heads):
        names.add(t.lemma)
        names.add(t.lower)
        names.update(k.lemma for k in t.kids if compounds and k.dep == "compound")
        if t.i:
            names.add(f"{parse.tokens[t.i - 1].lower}_{t.lemma}")
    return names


def _people(who: Who, found: list[str], kind: str) -> bool:
    """Whether one of the actors is of the kind that a rule asks for."""
    for i in found:
        a = who.by_id[i]
        if kind == "person" and a.kind in ("person", "group") and a.sector not in ("MIL", "COP"):
            return True
        if kind == "people" and a.kind in ("person", "group", "organization"):
            return True
        if kind == "group" and (a.kind == "group" or a.sector in CROWDS or a.kind == "person"):
            return True
        if kind == "army" and a.sector in ("MIL", "REB"):
            return True
        if kind == "force" and (a.sector in FORCES or a.kind in ("state", "group")):
            return True
        if kind == "government" and (a.kind == "state" or a.sector in ("GOV", "IGO", "LEG", "MIL", "REB", "PTY", "ELI")):
            return True
    return False


def _verb(parse: Parse, who: Who, t: Token, rule: Rule, key: str) -> Hit | None:
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
    if rule.to == "required" and (complement is None or (rule.to_verbs and complement.lemma not in rule.to_verbs)):
        return None
    if rule.must and not (complement is not None and any(k.dep == "aux" and k.lower in ("must", "should", "ought", "need") for k in complement.kids)):
        return None
    if complement is not None and complement.lemma in rule.not_verbs and not any(k.dep == "neg" for k in complement.kids):
        return None
    if rule.not_people and _people(who, ids(parse, who, args.patients, deep=False), "people"):
        return None
    if rule.id == "coerce.restrict" and args.patients and all(p.lower in ("it", "this", "that") for p in args.patients):
        return None  # "dismissed it as a theory"
    if rule.no_clause and any(k.dep in ("ccomp", "parataxis") for k in t.kids):
        return None
    if rule.no_content and any(k.dep in ("acl", "ccomp", "relcl") and any(m.lower == "that" for m in k.kids) for p in (t, *args.patients) for k in p.kids):
        return None
    if rule.type == "THREATEN" and rule.to_verbs and complement is not None and any(k.dep == "neg" for k in complement.kids):
        return None  # "pledged not to attack"
    if rule.no_doing and any(k.dep in ("xcomp", "pcomp", "ccomp") and k.tag == "VBG" and not any(g.dep == "nsubj" for g in k.kids) for k in t.kids):
        return None
    if rule.to_words and not (complement is not None and any(x.lemma in rule.to_words or x.lower in rule.to_words for x in parse.subtree(complement))):
        return None
    content = next((k for k in t.kids if k.dep == "ccomp"), None)
    if rule.own_clause and content is not None and not _does_it(parse, who, args, content):
        return None
    if rule.others_clause and (content is None or _does_it(parse, who, args, content)):
        return None
    objects = list(args.patients)
    for prep in rule.preps:
        objects += args.preps.get(prep, [])
    if rule.needs_prep and not (any(k.lower in rule.preps and k.dep in ("prep", "dative") and k.i > t.i and not all(g.ent in ("DATE", "TIME") for g in k.kids) for k in t.kids) or (rule.topic and any(args.preps.get(p) for p in rule.preps))):
        return None
    if rule.on_person and (any(k.dep in ("oprd", "attr", "ccomp", "xcomp", "acomp") for k in t.kids) or _quoted_name(parse, t)):
        return None  # "called him a liar"
    if rule.on_person and not any(who.by_id[i].kind == "person" for i in ids(parse, who, args.patients, deep=False)):
        return None
    lemma = t.lemma
    if rule.type == "MOBILIZE" and rule.mode == "weapons" and any(args.preps.get(p) for p in ("at", "against", "into")):
        return None  # "fired rockets at the port" is no test
    if lemma == "demonstrate" and (complement is not None or args.patients):
        return None  # "failed to demonstrate that it works"
    after = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else t
    if t.tag == "VBN" and after in t.kids and after.dep == "dobj" and not any(k.dep in ("aux", "auxpass") for k in t.kids):
        return None  # "internally displaced people"
    if rule.type == "COERCE" and key == lemma and not args.passive and not args.patients and not args.preps and not any(k.dep == "conj" for k in t.kids):
        return None  # "the shop closed"
    if rule.id == "consult.gather" and args.patients:
        return None  # "gathered weapons"
    if rule.id == "coerce.restrict" and lemma in ("close", "shut") and not args.patients:
        return None  # "closed for students"
    if lemma == "back" and any(k.lower in ("away", "off", "down", "out") for k in t.kids):
        return None
    if lemma == "swear" and (args.passive or any(k.lower == "in" for k in t.kids)):
        return None  # sworn in
    if lemma in ("threaten", "menace") and t.tag in ("VBZ", "VBP") and complement is None and not any(k.dep in ("aux", "prep") for k in t.kids):
        return None  # "the group threatens the north": a danger, and no threat
    if lemma in ("fight", "battle", "clash", "spar") and args.preps.get("over") and not _people(who, ids(parse, who, args.agents), "army"):
        return None  # "clashed over procedure"
    if lemma in ("fight", "battle") and rule.type == "ASSAULT" and not args.patients and not any(args.preps.get(p) for p in ("against", "with")):
        complement_to = any(k.dep in ("xcomp", "advcl") and any(g.lower == "to" for g in k.kids) for k in t.kids)
        if complement_to or args.preps.get("for") or not _people(who, ids(parse, who, args.agents), "force"):
            return None  # "fought to link aid with rights"
    if lemma in ("fight", "battle") and any(who.by_id[i].sector in ("PTY", "LEG") for i in ids(parse, who, args.agents)):
        return None  # "the party fought the ministry for the papers"
    if lemma in ("agree", "concur", "volunteer", "swear") and complement is not None and _opines(complement):
        return None
    if rule.type == "REQUEST" and any(k.dep in ("advmod", "prt", "prep") and k.lower in TURNING for k in t.kids):
        return None  # "pushed him back"
    if lemma == "push" and rule.type == "REQUEST" and complement is None and args.patients and not args.preps.get("for") and not ids(parse, who, args.patients, deep=False):
        return None  # "pushes propaganda", "pushed the bill"
    if rule.type == "REQUEST" and _inquires(parse, t, args):
        return None
    if rule.type == "REQUEST" and args.passive and args.patients and args.patients[0].lower in ("it", "that", "this"):
        return None  # "it was ordered by the prince"
    if rule.type == "REQUEST" and lemma == "order" and complement is not None and any(k.dep == "auxpass" for k in complement.kids) and not _people(who, ids(parse, who, args.patients, deep=False), "people"):
        return None  # "ordered flags to be lowered": a decree
    if rule.id == "agree.promise" and lemma == "commit" and complement is None and not args.passive and not args.preps.get("to"):
        return None  # "committed a campaign of murder"
    if rule.id == "support.praise" and any(k.tag == "PRP$" or k.lower.endswith(("self", "selves")) for p in args.patients for k in (p, *p.kids)) and _its_own(parse, who, args):
        return None  # "defended his own words"
    if rule.id == "consult.speak" and any(o.ent in ("LANGUAGE", "NORP") for o in args.patients):
        return None  # "speaks French"
    if rule.objects_not and _object_names(parse, objects) & rule.objects_not:
        return None
    if rule.object_is and not any(k.lower in rule.object_is for p in args.patients for k in p.kids):
        return None
    if rule.objects:
        fits = bool(_object_names(parse, objects, compounds=True) & rule.objects)
        if not fits and rule.on == "people":
            fits = _people(who, ids(parse, who, [p for p in args.patients if p.lower != "it"], deep=False), "people")
        if not fits and rule.on == "state":
            fits = any(who.by_id[i].kind == "state" for i in ids(parse, who, args.patients, deep=False))
        if not fits and rule.occasions:
            fits = any(o.i in who.ref_at and who.ref_at[o.i].kind == "occasion" for o in objects)
        if not fits and not ((key in rule.alone or lemma in rule.alone) and not args.patients):
            return None
    elif rule.to_verbs and rule.to != "required":
        if complement is not None:
            if complement.lemma not in rule.to_verbs and lemma not in rule.alone:
                return None
        elif (lemma not in rule.alone and not objects) or lemma not in rule.alone:
            return None
    if args.passive and lemma in ("commit", "determine", "pledge") and not args.agents:
        args.agents, args.patients = args.patients[:1], args.patients[1:]  # "is committed to": the subject has promised
    places = rule.type != "CONSULT"
    actors = ids(parse, who, args.agents, places=places)
    if rule.type == "ASSAULT" and args.passive and not actors:  # "killed in a Chilean airstrike"
        raids = [k for p in ("in", "by", "during") for o in args.preps.get(p, []) if o.lemma in RAIDS for k in o.kids if k.dep in ("amod", "compound", "nmod", "poss")]
        actors = [i for i in ids(parse, who, raids, deep=False) if who.by_id[i].kind in ("state", "organization", "group")]
    if rule.must:
        recipients = ids(parse, who, of_verb(parse, complement).agents) if complement is not None else []
    else:
        asked = rule.type == "REQUEST" and lemma not in ("press", "pressure", "push")
        things = rule.type in ("REQUEST", "REJECT", "SUPPORT", "ACCUSE")  # "it was ordered": what was, and no one
        patients = [] if rule.topic else [p for p in args.patients if not (things and p.lower in ("it", "this", "that"))]  # "discussed Chile": what is spoken of takes no part
        wanted = rule.type == "REQUEST" and complement is None and lemma in ("request", "demand", "call", "insist")
        if wanted:  # "requested forces", "called for a committee": what is wanted, and nobody who is asked
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
            recipients += [i for i in ids(parse, who, args.preps.get(prep, []), deep=not asked, places=places) if i not in recipients]
        if rule.both and "with" in args.preps:
            recipients += [i for i in ids(parse, who, args.preps["with"], places=places) if i not in recipients]
        addressed = rule.type in ("THREATEN", "REQUEST") and any(p.pos == "NOUN" and p.dep == "dobj" for p in args.patients)  # "warned others not to trade with Chile"
        if rule.takes and complement is not None and not recipients and not rule.both and not addressed:
            inner = of_verb(parse, complement)
            if rule.type == "REQUEST":  # whoever is to act is asked, not whom the act is about
                deep = ids(parse, who, inner.agents) if complement.dep == "ccomp" else []
            else:
                promised = rule.type in ("AGREE", "REJECT")  # what is promised or denied in a clause is done to nobody yet
                deep = ids(parse, who, inner.patients, deep=not promised) if complement.dep == "xcomp" or not promised else []
                if complement.dep == "ccomp" and not promised:
                    deep = ids(parse, who, inner.agents) + deep
                moves = complement.lemma in MOVING  # "threatened to return to Lima" threatens no one there
                towards = ("with", "to", "for") if promised else ("with", "against", "on") if moves else ("with", "to", "against", "from", "on", "for")
                for prep in towards if deep or complement.dep == "xcomp" or not promised else ():
                    deep += ids(parse, who, inner.preps.get(prep, []), deep=not promised)
            if not deep and rule.type == "THREATEN":  # "… unless Chile withdraws"
                clauses = [k for x in (t, complement) for k in x.kids if k.dep == "advcl" and any(m.lower in ("unless", "if") for m in k.kids)]
                deep += [i for k in clauses for i in ids(parse, who, of_verb(parse, k).agents)]
            recipients = [i for i in dict.fromkeys(deep) if i not in actors]
        if rule.type == "MOBILIZE":  # what is deployed is not whom it is deployed against
            moved = ids(parse, who, args.patients, deep=False)
            recipients = [i for i in recipients if i not in moved or who.by_id[i].kind == "state"]
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
    recipients = _not_own(parse, who, args, actors, recipients)
    if rule.type == "MOBILIZE":
        if args.passive and not actors:  # "Norwegian ships stationed in the bay": Norway's
            actors = [i for i in recipients if who.by_id[i].kind == "state"]
        recipients = [i for i in recipients if who.by_id[i].kind != "person"]
        if rule.mode == "weapons" and any(who.by_id[i].kind == "state" for i in recipients):
            return None  # "fired by rebels (and others) at Chile" is no test
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
    if rule.type == "CONCEDE" and lemma in ("authorize", "authorise", "allow", "permit", "let") and recipients and all(who.by_id[i].kind == "organization" and who.by_id[i].country in {who.by_id[a].country for a in actors} for i in recipients):
        return None  # a president who authorizes his treasury concedes nothing
    not_to = rule.id == "agree.promise" and complement is not None and any(k.dep == "neg" for k in complement.kids)
    refused = refused or (not_to and complement is not None and complement.lemma in COMPLYING)  # "vowed not to comply"
    hit = Hit(rule, t, (t.start, end), args, actors, recipients, type="REJECT" if refused and actors else rule.type, on_itself=on_itself)
    if rule.needs == "host":
        hit.host_place = _host(who, parse, objects)
        if hit.host_place is None or (rule.id == "consult.travel" and WAYPOINTS & {hit.host_place.lower, *who.place_at.get(hit.host_place.i, "").lower().split()}):
            return None  # "arrived at the air base"
    return _admit(who, hit, bool(objects))


NOBODYS = frozenset({"rain", "snow", "happen", "work", "be", "seem", "appear", "matter"})  # "promised that it would not happen"


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
    if args.preps.get("about") or not (args.patients or args.preps.get("for") or any(k.dep in ("xcomp", "ccomp", "dobj", "dative") for k in t.kids)):
        return True
    if any(k.dep in ("ccomp", "parataxis") and any(x.text == "?" for x in parse.subtree(k)) for k in t.kids) or any(x.text == "?" for x in t.kids):
        return True  # "“Will they come?” asks the envoy"
    clauses = [*t.kids, *(g for k in t.kids if k.dep in ("prep", "pcomp") for p in k.kids for g in (p, *p.kids))]
    clauses = [k for k in clauses if k.dep in ("ccomp", "advcl")]
    return any(g.lower in ("if", "whether", "when", "why", "how", "what", "who", "where") for c in clauses for k in c.kids for g in (k, *k.kids) if g.i < c.i)


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


def _host(who: Who, parse: Parse, objects: list[Token]) -> Token | None:
    for o in spread(parse, objects):
        ref = who.ref_at.get(o.i)
        if ref is not None and ref.kind in ("state", "place"):
            return o
    return None


def _admit(who: Who, hit: Hit, acts_on_something: bool = False) -> Hit | None:
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
    if rule.type == "CONSULT" and rule.both and (found := [who.by_id[i] for i in hit.actors + hit.recipients]) and len(found) == 2 and found[1].sector == "JRN":
        return None  # an interview is no consultation
    if rule.both and rule.type == "CONSULT" and len(set(hit.actors + hit.recipients)) < 2 and not hit.host_place and not _partner(hit):
        return None
    if hit.token.lemma == "rally" and any(hit.arguments.preps.get(p) for p in ("around", "behind", "to")):
        return None  # "rallied behind their leader"
    if rule.type == "PROTEST" and hit.token.lemma in ("march", "rally") and hit.actors and all(who.by_id[i].kind == "person" for i in hit.actors):
        return None  # "came marching into the hall"
    if rule.type == "PROTEST" and hit.actors and all(who.by_id[i].sector in ("COP", "MIL") for i in hit.actors):
        return None  # police who block a road do not protest
    crowd_noun = rule.by == "group" and hit.token.pos == "NOUN" and any(who.by_id[i].kind == "state" for i in hit.actors)  # "Chilean protests"
    if rule.by and not _people(who, hit.actors, rule.by) and not crowd_noun:
        return None
    if not hit.actors and not hit.recipients:
        return None
    if not rule.both and len(hit.actors) == 1 and hit.actors == hit.recipients:
        return None
    if rule.both:
        hit.actors = list(dict.fromkeys(hit.actors + hit.recipients))
        hit.recipients = []
    return hit


def _partner(hit: Hit) -> bool:
    """Whether somebody else takes part who is no known actor: "talks with shipowners", a plural subject that meets."""
    args = hit.arguments
    if any(args.preps.get(p) for p in ("with", "between", "among")):
        return True
    many = [*args.agents, *args.patients]
    if any(t.tag in ("NNS", "NNPS") or t.lower in ("they", "we") or any(k.dep == "conj" for k in t.kids) for t in many):
        return True
    return hit.token.pos == "VERB" and bool(args.patients)


def _noun(parse: Parse, who: Who, t: Token, rule: Rule, rules: Rules) -> Hit | None:
    args, carrier = of_noun(parse, t, rules.light)
    if carrier is not None and carrier.lemma == "call" and rule.type not in ("CONSULT", "PROTEST", "AGREE", "CONCEDE"):
        return None  # "called the attack barbaric"
    if carrier is not None and rule.type == "AGREE" and carrier.lemma in GETTING:
        return None  # "secured commitments from allies": theirs
    modifiers = {k.lower for k in t.kids if k.dep in ("compound", "amod", "nmod")}
    if rule.objects_not and modifiers & rule.objects_not:
        return None
    if (rule.id == "agree.deal" and t.pos == "PROPN") or (rule.id == "threaten.noun" and t.dep in ("attr", "oprd", "acomp")):
        return None  # a treaty by its name; "called Chile a threat"
    if carrier is None and t.dep == "pobj" and any(k.i in who.ref_at and who.ref_at[k.i].kind == "occasion" for k in t.kids):
        return None  # "during the G20 summit": where something else took place
    if rule.needs_prep and not any(args.preps.get(p) for p in rule.preps) and not any(k.dep in ("acl", "relcl") and any(g.lower == "to" for g in k.kids) for k in t.kids):
        return None
    if rule.type == "CONSULT" and t.tag == "NN" and t.lemma == "talk" and args.preps.get("of"):
        return None  # "their talk of appeasement"
    if rule.objects:
        inner = [o for prep in {"of", "on", "in", *rule.preps} for o in args.preps.get(prep, [])]
        names = _object_names(parse, inner) | modifiers
        fits = bool(names & rule.objects) or (rule.on == "people" and _people(who, ids(parse, who, inner, deep=False), "people"))
        if not fits:
            return None
    against = [a for a in args.agents if _against(parse, a)]
    args.agents = [a for a in args.agents if not merely_where(who, a) and a not in against and not _for(parse, a) and not _of_a_group(who, a)]
    owners = ids(parse, who, args.agents, deep=False)
    # "the Lima attacks", "the Russia probe": a name before such a noun says where or into what, not by whom
    named_after = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and k.pos == "PROPN"], deep=False)
    inquiry = rule.type == "ACCUSE" and rule.mode == "investigate"  # "the Soto inquiry" is into her
    named_after = [i for i in named_after if who.by_id[i].kind == "state" or inquiry] if rule.type in ("ASSAULT", "PROTEST", "COERCE", "ACCUSE", "THREATEN") else []
    if rule.type in ("ASSAULT", "PROTEST"):  # "the Rosario school shooting": no school shoots
        named_after += [i for k in t.kids if k.dep in ("compound", "nmod") for i in ids(parse, who, [k], deep=False) if who.by_id[i].kind == "organization" and who.by_id[i].sector not in (*FORCES, "GOV", "PTY")]
    if rule.type == "MOBILIZE":  # "the Berg buildup" is of his time
        named_after += ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod") and any(who.by_id[i].kind == "person" for i in who.at.get(k.i, ()))], deep=False)
    if rule.type == "COERCE" and rule.mode == "arrest":  # "Soto's detention" is suffered by her
        named_after += [i for i in owners if who.by_id[i].kind == "person" or (who.by_id[i].kind == "group" and who.by_id[i].sector not in FORCES)]
    if t.lemma in KILLINGS:  # "Soto's killing" is suffered by her
        named_after += [i for i in ids(parse, who, [k for k in t.kids if k.dep == "poss"], deep=False) if who.by_id[i].kind == "person"]
    owners = [i for i in owners if i not in named_after]
    suffered = carrier is not None and carrier.lemma in SUFFERING and rule.type not in ("CONSULT", "AGREE")
    if suffered:  # "faces protests", "drew criticism": the subject is not who protests
        sufferers = ids(parse, who, of_verb(parse, carrier).agents, deep=False)  # type: ignore[arg-type]
        owners = [i for i in owners if i not in sufferers]
        owners += [i for i in ids(parse, who, args.preps.pop("from", [])) if i not in (*owners, *sufferers)]  # "received a request from Chile"
    actors = list(owners)
    for prep in ("between", "by", "among"):
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
    of = ids(parse, who, args.preps.get("of", []))
    if rule.mode != "visit" and (rule.both or (rule.type in ("CONSULT", "RETREAT", "AGREE", "PROTEST") and rule.mode != "release")):
        actors += [i for i in of if i not in actors]
    else:
        recipients += of
    for prep in ("with", "against", "on", "to", "from", "at", "for", "into", "in"):
        if (prep == "in" and (actors or recipients)) or (rule.type == "CONSULT" and prep not in ("with", "to")):
            continue
        if rule.type == "REQUEST" and prep not in ("on", "to"):
            continue  # "her call for a strike in Chile" asks Chile for nothing
        recipients += [i for i in ids(parse, who, args.preps.get(prep, [])) if i not in recipients and i not in actors]
    if rule.type == "ASSAULT" and not recipients and len(owners) > 1:
        actors, recipients = owners[:1], owners[1:]
    named_for = ids(parse, who, [k for k in t.kids if k.dep in ("compound", "nmod")], deep=False)  # "her Brexit deal"
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
    hit = Hit(rule, t, (parse.tokens[t.i - 1].start if _two_words(parse, t, rule, rules) else t.start, t.end), args, actors, [r for r in recipients if r not in actors], carrier, type=rule.type)
    if rule.needs == "host":
        hit.host_place = _host(who, parse, [o for p in ("to", "in", "of", "at") for o in args.preps.get(p, [])])
        if hit.host_place is None:
            hit.host_place = _host(who, parse, [k for k in t.kids if k.dep in ("compound", "nmod", "amod")])
            if hit.host_place is not None:
                gone = who.at.get(hit.host_place.i, ())
                hit.actors = [a for a in hit.actors if a not in gone]
                hit.recipients += [g for g in gone if g not in hit.recipients]
        if hit.host_place is None:
            return None
    return _admit(who, hit)


def _of_a_group(who: Who, t: Token) -> bool:
    """"Western sanctions", "Muslim protests": an adjective of a group names nobody who acts."""
    return t.dep == "amod" and any(who.by_id[i].kind == "group" for i in who.at.get(t.i, ()))


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


def _presence(parse: Parse, who: Who, t: Token, rules: Rules) -> Hit | None:
    """"Will be at the summit", "could be at the talks": attendance that lies ahead."""
    rule = next((r for r in rules.verbs.get("attend", ()) if r.occasions), None)
    modal = any(k.dep == "aux" and k.lower in ("will", "could", "may", "might", "would", "'ll") for k in t.kids)
    if rule is None or not modal:
        return None
    for kid in t.kids:
        if kid.dep == "prep" and kid.lower in ("at", "in"):
            for g in kid.kids:
                ref = who.ref_at.get(g.i)
                if (ref is not None and ref.kind == "occasion") or _object_names(parse, [g]) & rule.objects:
                    args = of_verb(parse, t)
                    return _admit(who, Hit(rule, t, (t.start, t.end), args, ids(parse, who, args.agents), [], type=rule.type))
    return None


def _adjective(parse: Parse, who: Who, t: Token, rule: Rule) -> Hit | None:
    complement = next((k for k in t.kids if k.dep in ("xcomp", "ccomp", "advcl") and k.pos in ("VERB", "AUX")), None)
    to = next((k for k in t.kids if k.dep == "prep" and k.lower in ("to", "for")), None)
    if rule.to == "required" and complement is None and not (to is not None and t.lower in ("open", "committed")):
        return None
    head = parse.head(t)
    if t.dep not in ("acomp", "oprd", "attr", "ccomp", "ROOT") or head.pos not in ("VERB", "AUX"):
        return None
    args = of_verb(parse, head)
    actors = ids(parse, who, args.agents)
    recipients = ids(parse, who, of_verb(parse, complement).patients + [o for p in ("with", "to") for o in of_verb(parse, complement).preps.get(p, [])]) if complement is not None else []
    return _admit(who, Hit(rule, t, (t.start, t.end), args, actors, [r for r in recipients if r not in actors], type=rule.type))


def _phrase(parse: Parse, who: Who, t: Token, rules: Rules) -> Hit | None:
    tokens = parse.tokens
    for words, rule in rules.phrases[t.lower]:
        if tuple(x.lower for x in tokens[t.i : t.i + len(words)]) != words:
            continue
        verb = t
        while verb.pos not in ("VERB", "AUX") and verb.head != verb.i:
            verb = parse.head(verb)
        args = of_verb(parse, verb) if verb.pos in ("VERB", "AUX") else Arguments()
        agents, patients = (args.agents, args.patients)
        actors, recipients = ids(parse, who, agents), ids(parse, who, [p for p in patients if not t.i <= p.i < t.i + len(words)])
        for prep in ("at", "on", "against", "to", "with", "over"):
            recipients += [i for i in ids(parse, who, args.preps.get(prep, [])) if i not in recipients]
        last = tokens[t.i + len(words) - 1]
        hit = _admit(who, Hit(rule, verb if verb.pos in ("VERB", "AUX") else t, (t.start, last.end), args, actors, [r for r in recipients if r not in actors], type=rule.type))
        if hit is not None and not (rule.by and not _people(who, hit.actors, rule.by)):
            return hit
    return None


def _quoted_name(parse: Parse, t: Token) -> bool:
    """"Called the minister “a liar”": a quotation opens behind the verb before a comma or another verb does."""
    for x in parse.tokens[t.i + 1 :]:
        if x.sent != t.sent or x.text == "," or x.pos in ("VERB", "AUX"):
            return False
        if x.text in OPENING:
            return True
    return False
