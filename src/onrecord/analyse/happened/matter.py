"""What an act is about, in the report's own words: what it acts on and what it is aimed at."""

from __future__ import annotations

import re

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import IN_WORDS
from onrecord.analyse.happened.words import MARKED_DAYS, MUCH_SAID, RAIDS, TRANSITIVE
from onrecord.analyse.parse import Parse, Token
from onrecord.model import Span

MAX_WHAT = 12
MAX_CONTENT = 15  # of what is promised, asked or threatened: "to withhold billions in aid from states that …"
MARKS = frozenset({"-", '"', "“", "”", "''", "``", "‘", "’"})  # within what is told; all others end it
PARTLY = frozenset({"partially", "partly", "provisionally", "conditionally"})  # what is done so is told so
PARTICLES = frozenset({"aside", "back", "out", "off", "down", "up", "away", "together", "apart"})
OF_SOMEBODY = re.compile(r"\b(?:him|them)\b|\bit$")
AIMED = frozenset({"at", "over", "against", "to", "toward", "towards", "on", "upon", "into", "about", "with", "from", "for", "by", "of"})
BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "predet"})
ACTING = frozenset({"COERCE", "SANCTION", "AID", "MOBILIZE"})  # acts that are done to somebody or with something
MAX_AIM = 10
CONTENTS = frozenset({"REQUEST", "ACCUSE", "COERCE", "THREATEN", "AGREE"})  # of what and to do what is told behind whom
OF_WHAT = {"THREATEN": frozenset({"of", "with", "against"}), "COERCE": frozenset({"from"}), "REQUEST": frozenset({"of", "for", "on", "over", "about", "into"})}
FAR = 12  # tokens between whom somebody asks and what for: "ordered the envoy in a letter of May to leave"
BEHIND = frozenset({"AID", "CONCEDE", "SANCTION", "RETREAT"})  # what stands right behind the object is told with whom it is for
PHRASES = 2  # that follow what is acted on and are told with it: "to the region from Norway"


def lemma_of(parse: Parse, hit: Hit) -> str:
    t = hit.token
    particle = next((k.lower for k in t.kids if k.dep == "prt" or (k.dep in ("advmod", "prep") and (k.i == t.i + 1 or (k.i == t.i + 2 and parse.tokens[t.i + 1].pos in ("PRON", "DET"))) and k.lower in PARTICLES and not any(g.dep == "pobj" for g in k.kids))), None)
    if particle is None and hit.arguments.passive:  # "they were fired upon"
        particle = next((k.lower for k in t.kids if k.dep == "prep" and k.lower in ("on", "upon") and not any(g.dep in ("pobj", "pcomp") for g in k.kids)), None)
    partly = next((k.lower for k in t.kids if k.dep == "advmod" and k.lower in PARTLY), None)
    if t.lemma == "let" and parse.tokens[min(t.i + 1, len(parse.tokens) - 1)].lower == "go":
        particle = "go"
    return " ".join(x for x in (t.lemma, particle, partly) if x)


def what_of(parse: Parse, hit: Hit) -> Span | None:
    """The thing acted on, as the report has it: "negotiations", "the ban on imports"; None where it is long."""
    t = hit.token
    if t.pos != "VERB" or not hit.trigger[0] <= t.start < hit.trigger[1]:
        return None  # also "lost ten kilos while on strike"
    head = next((k for k in t.kids if k.dep in ("dobj", "nsubjpass") and (k.pos in ("NOUN", "PROPN") or (k.pos == "NUM" and k.kids))), None)
    shared = next((k for k in t.kids if k.dep == "conj" and k.pos == "VERB" and k.i - t.i < 4), None)
    if head is None and shared is not None:  # "fined or expelled scores of sailors"
        head = next((k for k in shared.kids if k.dep == "dobj" and k.pos in ("NOUN", "PROPN")), None)
    if head is None and t.dep == "xcomp" and hit.arguments.passive and hit.arguments.patients and hit.arguments.patients[0].i < t.i and hit.arguments.patients[0].pos == "NOUN":
        head = hit.arguments.patients[0]  # "troops were said to be stationed there"
    if head is None and t.dep == "acl" and t.tag == "VBN":  # "a bill passed by the senate"
        noun = parse.head(t)
        first = min((k.i for k in noun.kids if k.dep in ("det", "amod", "compound", "nummod") and noun.i - k.i < 5), default=noun.i)
        return Span.of(parse.text, parse.tokens[first].start, noun.end)
    if head is None and t.dep == "relcl" and not hit.rule.takes and hit.arguments.patients and hit.arguments.patients[0].pos == "NOUN":
        noun = hit.arguments.patients[0]  # "talks on fishing, which were broken off"
        row = [noun.i, *(x.i for k in noun.kids if k.dep in ("amod", "compound") for x in parse.subtree(k)), *(x.i for k in noun.kids if k.dep == "prep" and k.lower in ("on", "over", "about", "of") for x in parse.subtree(k) if x.i < t.i - 1)]
        first, last = min(row), min(max(row), min(row) + MAX_WHAT)
        while last > first and parse.tokens[last].pos in ("PUNCT", "ADP", "DET", "PRON"):
            last -= 1
        return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)
    if head is None and hit.rule.takes:
        content = next((k for k in t.kids if k.dep in ("xcomp", "ccomp") and k.i > t.i), None)
        if content is None or (content.lemma == "do" and (any(k.lower in ("so", "that", "it") for k in content.kids) or not any(k.dep in ("dobj", "ccomp", "aux") and k.lower != "to" for k in content.kids))):
            return None  # also "refused to do so"
        row = [x.i for x in parse.subtree(content)]
        if parse.tokens[row[0]].tag == "MD":
            return None  # "which, reports say, would …": its subject is lost
        if any(parse.tokens[i].text == "," for i in row[1:3]):
            return None  # "that, if elected, …"
        asked = next((k for k in t.kids if k.dep == "prep" and k.i == t.i + 1 and k.lower in ("on", "upon", "for", *(("to",) if t.lemma == "appeal" else ())) and hit.type == "REQUEST" and any(g.dep == "pobj" for g in k.kids)), None)
        if asked is not None and content.i - asked.i < MAX_WHAT:  # "called on the parties to resume": who is asked is told with it
            row = [asked.i, *row]
        last = row[-1]
        for x in parse.tokens[row[0] + 2 : last + 1]:  # stop before a further clause, but for what it hangs on
            if x.dep == "advcl" and any(k.lower == "unless" for k in x.kids) and parse.subtree(x)[-1].i - row[0] <= MAX_CONTENT:
                continue
            if x.dep in ("advcl", "relcl") or (x.dep == "punct" and x.text not in MARKS):
                last = (min(k.i for k in parse.subtree(x)) if x.dep in ("advcl", "relcl") else x.i) - 1
                break
        if last < content.i and content.dep == "ccomp":  # "that, from May, the ships would stay": from its subject on
            row = [x.i for x in parse.subtree(content) if x.i >= min((k.i for s in content.kids if s.dep in ("nsubj", "nsubjpass") for k in parse.subtree(s)), default=content.i)]
            last = _stop(parse, content, row[-1])
        last = _cut(parse, content.i, last, row[0] + MAX_CONTENT)
        if last + 2 < len(parse.tokens) and parse.tokens[last + 1].tag == "POS":
            last = max(last, min(parse.tokens[last].head, last + 4))  # "release Lund's report", and not Lund
        while last > row[0] and (_opens(parse.tokens[last]) or (parse.tokens[last].dep == "conj" and any(k.i > last for k in parse.tokens[last].kids))):
            last -= 1
        if last - row[0] < 1 or (parse.tokens[last].tag == "PRP" and last - row[0] < 2):
            return None
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end)
    if head is None or any(k.lower == "whose" for k in head.kids):
        return None
    start = min((x.i for k in head.kids if k.i < head.i and k.dep in BEFORE_NOUN for x in parse.subtree(k)), default=head.i)
    inside = [x for x in parse.subtree(head) if x.i >= start]
    tail = next((k for k in head.kids if k.dep in ("relcl", "acl", "appos")), None)
    if inside[-1].i - inside[0].i >= MAX_WHAT:
        tail = next((k for k in head.kids if k.dep in ("relcl", "acl", "appos") or (k.dep == "prep" and k.lower not in ("of", "on", "for", "over", "between", "with", "against"))), tail)
    last = (min(x.i for x in parse.subtree(tail)) - 1) if tail is not None and tail.i > head.i else inside[-1].i
    first = inside[0].i
    last = max(_cut(parse, head.i, _stop(parse, head, last), first + MAX_WHAT - 1), head.i)
    while last > head.i and parse.tokens[last].pos in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    if first > 2 and parse.tokens[first - 1].lower == "and" and parse.tokens[first - 2].pos == "NUM" and parse.tokens[first - 3].lower == "between":
        first -= 3  # "between 20 and 30 people"
    while first > 1 and parse.tokens[first - 1].text == "-" and parse.tokens[first - 1].end == parse.tokens[first].start:
        first -= 2  # "twenty-one sailors"
    to = next((k for k in t.kids if k.dep == "dative" and k.pos in ("NOUN", "PROPN") and t.i < k.i < head.i), None) if hit.type in ("AGREE", "AID") and not hit.recipients else None
    if to is not None and all(x.pos == "ADV" for x in parse.tokens[parse.subtree(to)[-1].i + 1 : first]):
        first = parse.subtree(to)[0].i  # "gave the state a grant"
    second = next((k for k in t.kids if k.dep in ("dobj", "oprd") and k.i > last and k.pos in ("NOUN", "PROPN")), None) if hit.type in ("AGREE", "AID") and not hit.recipients else None
    if second is not None and parse.subtree(second)[0].i == last + 1:
        last = second.i  # "offered the northern towns a truce": what, and to whom
    if last - first >= MAX_WHAT:
        first = min((k.i for k in head.kids if k.dep in ("amod", "compound", "det", "nummod", "poss") and head.i - k.i < 5), default=head.i)
        last = head.i
    return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)


def aim_of(parse: Parse, hit: Hit, what: Span | None) -> Span | None:
    """The words that tell whom or what an act is aimed at, where no actor is found for it: the phrase right behind the
    object ("a truce to the west"), behind the verb or the noun ("lashed out at the party", "an attack on bases"),
    the clause that says what is complained of, or an object that is a pronoun of several words ("all those involved")."""
    t = hit.token
    told = next((k for k in t.kids if k.dep in ("dobj", "obj") and k.i > t.i), None)
    if hit.type in CONTENTS and hit.type == hit.rule.type and t.pos == "VERB" and hit.recipients and (told is not None or hit.arguments.passive):
        return _content(parse, hit, told, what)
    if hit.arguments.passive and t.pos == "VERB" and not hit.actors and (by := next((k for k in t.kids if k.dep in ("agent", "prep") and any(g.dep == "pobj" and g.pos in ("NOUN", "PROPN") and g.ent not in ("DATE", "TIME") and (k.lower == "by" or (k.lower == "in" and hit.type == "ASSAULT" and g.lemma in RAIDS)) for g in k.kids)), None)) is not None:
        noun = next(g for g in by.kids if g.dep == "pobj")  # "was rescued by a cruise ship", which is no actor; "killed in an army crackdown"
        last = _cut(parse, noun.i, _stop(parse, noun, parse.subtree(noun)[-1].i), by.i + MAX_AIM)
        return Span.of(parse.text, by.start, parse.tokens[last].end) if last - by.i <= MAX_AIM else None
    if told is not None and hit.type == "ASSAULT" and not hit.recipients and (at := next((k for k in told.kids if k.dep in ("relcl", "acl") and k.lemma in ("target", "hit", "strike", "kill", "destroy")), None)) is not None:
        row = [x.i for x in parse.subtree(at)]  # "ordered a strike that targeted an air base"
        last = _cut(parse, at.i, _stop(parse, at, row[-1]), row[0] + MAX_AIM)
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if last - row[0] <= MAX_AIM else None
    if told is not None and (told.pos in ("PRON", "DET") or told.lower in ("other", "another")) and told.tag not in ("PRP", "WP", "WDT"):
        row = [x.i for x in parse.subtree(told)]
        last = _cut(parse, told.i, row[-1] if told.lower == "those" else _stop(parse, told, row[-1]), row[0] + MAX_AIM) if row[-1] - row[0] >= MAX_AIM // 2 else row[-1]
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if last - row[0] <= MAX_AIM else None
    if (hit.rule.both and (hit.type == "CONSULT" or len(hit.actors) > 1) and hit.type != "AGREE") or (hit.arguments.passive and t.pos == "VERB") or (hit.recipients and told is not None and hit.type not in BEHIND):
        return None
    content = next((k for k in told.kids if k.dep in ("acl", "ccomp") and any(g.lower == "that" and g.dep == "mark" for g in k.kids)), None) if told is not None and hit.type in IN_WORDS else None
    if content is None and told is not None and hit.rule.id.endswith(".express"):
        content = next((k for k in t.kids if k.dep == "ccomp" and any(g.lower == "that" and g.dep == "mark" for g in k.kids)), None)
    if content is not None and (row := [x.i for x in parse.subtree(content)])[0] > told.i and all(x.text in MARKS for x in parse.tokens[told.i + 1 : row[0]]):  # type: ignore[union-attr]
        last = _cut(parse, content.i, _stop(parse, content, row[-1]), row[0] + MAX_CONTENT)
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if content.i < last <= row[0] + MAX_CONTENT else None
    if told is not None and hit.rule.mode == "investigate" and (whether := next((k for x in (told, t) for k in x.kids if k.dep in ("acl", "xcomp", "advcl", "relcl") and k.i - told.i <= 3 and any(g.lower == "to" and g.dep == "aux" for g in k.kids)), None)) is not None:
        row = [x.i for x in parse.subtree(whether)]  # "opened an inquiry to assess whether the firm …"
        last = _cut(parse, whether.i, _stop(parse, whether, row[-1]), row[0] + MAX_CONTENT)
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if whether.i < last <= row[0] + MAX_CONTENT else None
    clause = next((k for k in t.kids if k.dep == "ccomp" and k.i > t.i and k.pos in ("VERB", "AUX")), None)
    if told is None and what is None and clause is not None and hit.type in IN_WORDS and (row := [x.i for x in parse.subtree(clause)])[0] - t.i <= 3:
        last = _stop(parse, clause, min(row[-1], row[0] + MAX_AIM))
        if last <= clause.i:  # an aside stands before its verb: "whether the agency, the largest, used it"
            last = _cut(parse, clause.i, min(row[-1], clause.i + MAX_AIM), clause.i + MAX_AIM - 1)
            while last > clause.i and _opens(parse.tokens[last]):
                last -= 1
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end) if last > clause.i and last - row[0] <= 2 * MAX_AIM else None
    if t.pos == "NOUN" and (act := next((k for k in t.kids if k.dep == "acl" and k.i - t.i <= 5 and any(g.lower == "to" for g in k.kids)), None)):
        row = [x.i for x in parse.subtree(act)]
        last = _stop(parse, act, min(row[-1], row[0] + MAX_AIM))
        return Span.of(parse.text, parse.tokens[row[0]].start, parse.tokens[last].end)
    if what is not None:  # right behind the part that is shown
        after = next((x.i for x in parse.tokens[t.i :] if x.start >= what.end), t.i + 1)
    else:
        after = (max((x.i for k in told.kids if k.dep not in ("prep", "acl", "relcl", "appos") for x in parse.subtree(k)), default=told.i) if told is not None else t.i) + 1
    told_behind: tuple[int, int] | None = None
    for _ in range(PHRASES):
        found = _phrase(parse, hit, after if told_behind is None else told_behind[1] + 1, told_behind is None)
        if found is None or (told_behind is not None and found[1] - told_behind[0] > MAX_AIM):
            break
        told_behind = (found[0] if told_behind is None else told_behind[0], found[1])
    return None if told_behind is None else Span.of(parse.text, parse.tokens[told_behind[0]].start, parse.tokens[told_behind[1]].end)


def _content(parse: Parse, hit: Hit, told: Token | None, what: Span | None) -> Span | None:
    """What somebody is asked to do, accused of or kept from, behind whom: "urged Chile to sign the pact"."""
    t = hit.token
    content = next((k for k in t.kids if k.dep == "xcomp" and k.i > t.i and any(g.lower == "to" for g in k.kids)), None)
    asked = _asked_to(parse, told) if content is None and hit.type == "REQUEST" and told is not None else None
    warned = next((k for k in t.kids if k.dep == "ccomp" and k.i > told.i), None) if content is None and hit.type in ("THREATEN", "AGREE") and told is not None else None
    if warned is not None:
        content, first = warned, parse.subtree(warned)[0].i
    elif asked is not None:
        content, first = asked, parse.tokens[asked.i - 1].i if parse.tokens[asked.i - 1].lower == "to" else asked.i - 2
    elif content is None:
        prep = next((k for x in (t, told) if x is not None for k in x.kids if k.dep == "prep" and k.lower in OF_WHAT.get(hit.type, frozenset({"of", "for"})) and k.i > t.i and any(g.dep in ("pobj", "pcomp") for g in k.kids)), None)
        content = next((g for g in prep.kids if g.dep in ("pobj", "pcomp") and g.ent not in ("DATE", "TIME")), None) if prep is not None else None
        if prep is None or content is None or (prep.lower == "of" and told is not None and prep.head == told.i and content.dep == "pobj"):
            return None
        first = prep.i
    else:
        first = parse.subtree(content)[0].i
    last = _cut(parse, content.i, _stop(parse, content, parse.subtree(content)[-1].i), first + MAX_CONTENT)
    if last - first > MAX_CONTENT or last <= content.i - 1 or parse.tokens[last].tag == "PRP" or (what is not None and parse.tokens[first].start < what.end):
        return None
    return Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end)


def _asked_to(parse: Parse, told: Token) -> Token | None:
    """The verb of the next "to …" behind whom is asked, though the parse hangs it elsewhere."""
    for x in parse.tokens[told.i + 1 : told.i + FAR]:
        if x.dep == "prep" and x.lower in ("on", "about", "over") and not any(k.ent in ("DATE", "TIME") for k in x.kids):
            return None  # "pressed him on the climate and the decision to leave"
        if x.sent != told.sent or x.text in (",", ";", ":", "(", "--") or x.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if x.tag == "TO":
            return next((v for v in parse.tokens[x.i + 1 : x.i + 3] if v.tag == "VB"), None)
    return None


def is_bare(hit: Hit, what: Span | None, aim: Span | None, dated: bool) -> bool:
    """Whether the words tell too little for a chronology: "the minister demands" (what, and of whom?), "the Chilean
    attacks" spoken of as known (on whom, and when?), "he was banned by Chile" (who?)."""
    if hit.rule.id == "agree.promise" and hit.type == "REJECT" and what is None and aim is None:
        return True  # "vowed not to … cooperate"
    told = bool(what or aim or hit.recipients)
    if not hit.recipients and hit.type in ("REJECT", "COERCE", "SANCTION", "ACCUSE", "ASSAULT") and any(s is not None and OF_SOMEBODY.search(s.text) for s in (what, aim)):
        return True  # "declined to help him": whom, is not known
    noun = hit.token.pos == "NOUN"
    if noun and (hit.type in ("ASSAULT", "MOBILIZE", "SANCTION") or (hit.type == "RETREAT" and hit.rule.mode == "withdraw")):
        return hit.carrier is None and not (dated or aim or hit.recipients)
    if hit.type in ACTING and hit.type == hit.rule.type:
        return not told and not hit.rule.both
    if hit.type == "ASSAULT" and not noun and hit.token.lemma in TRANSITIVE:
        return not told
    if hit.type not in IN_WORDS or hit.type != hit.rule.type or told or (hit.rule.mode == "investigate" and (dated or not noun)):
        return False
    return not noun or hit.carrier is None or hit.type in ("THREATEN", "REQUEST", "AGREE")


def _phrase(parse: Parse, hit: Hit, after: int, opening: bool) -> tuple[int, int] | None:
    """First and last token of the phrase that stands at ``after``, but for particles, adverbs and days, and hangs on what
    is told before it; a phrase of time is none."""
    t = hit.token
    after = max(after, next((x.i for x in parse.tokens[t.i :] if x.start >= hit.trigger[1]), after))  # behind "on alert"
    near = [k for x in parse.tokens[t.i : max(after, t.i + 1)] for k in x.kids]
    near += [g for k in near if k.i >= after and k.lower in PARTICLES for g in k.kids]  # "pulled out of the pact"
    phrases = sorted((k for k in near if k.dep in ("prep", "dative", "agent") and k.i >= after and k.lower in AIMED and parse.head(k).pos != "ADV"), key=lambda k: k.i)
    aside = {x.i for k in near if opening and k.dep == "acl" and k.i == after for x in parse.subtree(k)}  # "warships armed with missiles to the coast"
    if not phrases or not all(x.dep in ("prt", "advmod") or (x.dep == "prep" and x.lower in PARTICLES) or (opening and x.ent == "DATE") or x.i in aside for x in parse.tokens[after : phrases[0].i]):
        return None
    noun = next((g for g in phrases[0].kids if (g.dep == "pobj" and (g.pos in ("NOUN", "PROPN") or (g.pos == "NUM" and g.kids) or g.lower == "those") and g.ent not in ("DATE", "TIME")) or (g.dep == "pcomp" and hit.type in ("REQUEST", "ACCUSE", "AGREE"))), None)
    if noun is None or (phrases[0].lower == "by" and noun.ent == "MONEY") or (phrases[0].lower == "on" and (noun.lemma in MUCH_SAID or noun.lemma in MARKED_DAYS)):
        return None  # also "asked on Twitter", "an attack on the eve of the feast"
    last = _cut(parse, noun.i, parse.subtree(noun)[-1].i if noun.lower == "those" else _stop(parse, noun, parse.subtree(noun)[-1].i), phrases[0].i + MAX_AIM)
    if hit.type == "REQUEST" and last + 2 < len(parse.tokens) and parse.tokens[last + 1].tag == "TO" and (act := _asked_to(parse, parse.tokens[last])) is not None:
        last = min(_stop(parse, act, parse.subtree(act)[-1].i), last + MAX_CONTENT)  # "calls for Chile to open its ports"
        return phrases[0].i, last
    return (phrases[0].i, last) if last - phrases[0].i <= MAX_AIM else None


def _cut(parse: Parse, head: int, last: int, most: int) -> int:
    """The last token of a phrase that ends by ``most``, cut before a further phrase or member and never before its head."""
    if last <= most:
        return last
    fits = [x.i - 1 for x in parse.tokens[head + 1 : most + 2] if x.dep in ("prep", "cc", "agent", "acl", "relcl", "appos") or x.text in (",", ";", "(", ":", "--")]
    while fits and _opens(parse.tokens[fits[-1]]):
        fits.pop()
    return fits[-1] if fits else last


def _stop(parse: Parse, head: Token, last: int) -> int:
    """The last token of a phrase without the further clauses and asides that hang on it."""
    tail = next((x for x in parse.tokens[head.i + 1 : last + 1] if x.dep in ("relcl", "acl", "appos", "advcl") or x.text in (",", ";", "(", ":", "--")), None)
    if tail is not None:
        last = (min(x.i for x in parse.subtree(tail)) if tail.dep in ("relcl", "acl", "appos", "advcl") else tail.i) - 1
    while last > head.i and _opens(parse.tokens[last]):
        last -= 1
    return last


def _opens(t: Token) -> bool:
    """A word that opens what follows and so cannot end a phrase: "and", "of", "the", "to", "which"."""
    return (t.pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "AUX") and t.dep != "prt") or t.tag in ("TO", "PRP$", "WDT", "WP")
