"""Which rule fires on a trigger word: the trigger, what it acts on and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.analyse.happened.arguments import Arguments, ids, of_verb
from onrecord.analyse.happened.hit import FORCES, Hit, admit, object_names, people
from onrecord.analyse.happened.nouns import of_a_noun
from onrecord.analyse.happened.rules import Rule, Rules
from onrecord.analyse.happened.verbs import of_a_verb
from onrecord.analyse.happened.words import ARMS, DISASTERS, LITERAL, VIOLENT, WORDY
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who

# Words of force that news uses of politics, sport and markets as readily.
TURNING = frozenset({"off", "up", "out", "down", "over", "back", "forward", "ahead", "along"})  # with a verb, another verb
LOOSE = frozenset({"assault.shell", "assault.attack", "assault.noun", "assault.launch", "assault.strike", "assault.destroy"})


def hits(parse: Parse, who: Who, rules: Rules) -> Iterator[Hit]:
    """Every rule that fires, at most one a trigger, in text order."""
    tokens = parse.tokens
    for t in tokens:
        if t.pos == "VERB" and t.dep not in ("amod", "aux", "auxpass", "compound"):
            hit = _first(_verb_keys(parse, t), rules.verbs, lambda rule, key, t=t: of_a_verb(parse, who, t, rule, key))  # type: ignore[misc]
        elif t.lemma == "be" and t.pos == "AUX" and t.dep not in ("aux", "auxpass"):
            hit = _presence(parse, who, t, rules)
        elif t.pos in ("NOUN", "PROPN") and t.dep != "compound" and t.i not in who.ref_at:
            hit = _first(_noun_keys(parse, t), rules.nouns, lambda rule, key, t=t: of_a_noun(parse, who, t, rule, rules))  # type: ignore[misc]
        elif t.pos == "ADJ" and t.lower in rules.adjectives:
            hit = _first([t.lower], rules.adjectives, lambda rule, key, t=t: _adjective(parse, who, t, rule))  # type: ignore[misc]
        else:
            hit = None
        if hit is None and t.lower in rules.phrases:
            hit = _phrase(parse, who, t, rules)
        if hit is not None and not _figurative(parse, who, hit):
            yield hit


NATURAL = frozenset({"earthquake", "quake", "aftershock", "flood", "flooding", "hurricane", "cyclone", "typhoon", "avalanche", "landslide", "tsunami", "wildfire", "tornado"})
OF_DISASTER = 3  # times that a report names one, to be a report of it


def _figurative(parse: Parse, who: Who, hit: Hit) -> bool:
    """"The senators clashed over the bill": no word of force, arms or harm stands in the whole sentence."""
    if hit.rule.id in LOOSE and any(k.lower in WORDY for k in hit.token.kids if k.dep in ("amod", "compound")):
        return True  # "opened a legal assault on the firm"
    if hit.rule.id == "assault.kill" and any({"fire", *DISASTERS} & set(who.by_id[i].name.lower().split()) for i in hit.actors):
        return True  # "the Alto Fire killed six"
    if hit.rule.id == "assault.kill" and not hit.actors:  # "a storm struck and eight were killed"
        row = parse.sent_tokens(parse.sentence(hit.token))
        if any(t.lemma in ARMS for t in row):
            return False
        return any(t.lemma in DISASTERS for t in row) or (not any(t.lemma in ("conflict", "fighting", "clash") for t in row) and sum(t.lemma in NATURAL for t in parse.tokens) >= OF_DISASTER)
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


def _noun_keys(parse: Parse, t: Token) -> list[str]:
    keys = []
    if t.i and parse.tokens[t.i - 1].head == t.i:
        left = parse.tokens[t.i - 1]
        keys.append(f"{left.lower}_{t.lemma}")
        if left.text == "-" and t.i > 1:
            keys.append(f"{parse.tokens[t.i - 2].lower}-{t.lemma}")
    return [*keys, t.lemma]


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
                if (ref is not None and ref.kind == "occasion") or object_names(parse, [g]) & rule.objects:
                    args = of_verb(parse, t)
                    return admit(who, Hit(rule, t, (t.start, t.end), args, ids(parse, who, args.agents), [], type=rule.type))
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
    return admit(who, Hit(rule, t, (t.start, t.end), args, actors, [r for r in recipients if r not in actors], type=rule.type))


def _phrase(parse: Parse, who: Who, t: Token, rules: Rules) -> Hit | None:
    tokens = parse.tokens
    for words, rule in rules.phrases[t.lower]:
        if tuple(x.lower for x in tokens[t.i : t.i + len(words)]) != words:
            continue
        behind = t.i + len(words)
        if words[-1] == "on" and behind < len(tokens) and tokens[behind].ent in ("DATE", "TIME"):
            continue  # "was fired on May 9"
        verb = t
        while verb.pos not in ("VERB", "AUX") and verb.head != verb.i:
            verb = parse.head(verb)
        if t.pos == "ADP" and verb.i > behind:
            continue  # "“Under investigation,” he said": of whom is not said
        args = of_verb(parse, verb) if verb.pos in ("VERB", "AUX") else Arguments()
        agents, patients = (args.agents, args.patients)
        actors, recipients = ids(parse, who, agents), ids(parse, who, [p for p in patients if not t.i <= p.i < t.i + len(words)])
        for prep in ("at", "on", "against", "to", "with", "over"):
            if prep == "at" and args.preps.get("on"):
                continue  # "opened fire on the crowd at the gate"
            recipients += [i for i in ids(parse, who, args.preps.get(prep, [])) if i not in recipients]
        if words[-1] == "hostage" and not args.passive and all(t.i <= p.i < t.i + len(words) for p in patients):  # "diplomats held hostage": they are
            actors, recipients = ids(parse, who, args.preps.get("by", [])), actors
        last = tokens[t.i + len(words) - 1]
        hit = admit(who, Hit(rule, verb if verb.pos in ("VERB", "AUX") else t, (t.start, last.end), args, actors, [r for r in recipients if r not in actors], type=rule.type))
        if hit is not None and not (rule.by and not people(who, hit.actors, rule.by)):
            return hit
    return None
