"""Whether what is told is an act that makes a line: no caption, statement, attitude, interview or thing told in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.analyse.happened.arguments import of_verb, spread
from onrecord.analyse.happened.doubt.words import words
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.where import place_of
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who
from onrecord.model.analysis import Status

SHOWN = re.compile(r"\bin this (?:\w+ )?(?:photo|photograph|picture|image|screen ?grab|grab|frame|handout)\b")
CAPITALS = re.compile(r"(?<![A-Z])[A-Z]{4,} [A-Z]{4,}")
GLUED = re.compile(r"([A-Z]?[a-z]+)[A-Z][a-z]+")


def doubts(parse: Parse, who: Who, hit: Hit, verb: Token | None, state: Status, kind: str, dated: bool) -> Iterator[str]:
    if verb is not None and not dated and (verb.dep in ("acl", "relcl") or (verb.dep == "pcomp" and verb.tag == "VBG")):
        yield "aside"  # told in passing and on no day: it says who somebody is, or what led to what is told
    if _referred_to(parse, hit, dated):
        yield "aside"  # "her visit is a chance": spoken of as known, and on no day
    if hit.type == "ASSAULT" and hit.token.pos == "NOUN" and hit.token.dep == "nsubj" and parse.head(hit.token).lemma in ("kill", "wound", "injure") and any(k.dep == "dobj" for k in parse.head(hit.token).kids):
        yield "told"  # "the rebels' attack killed two": the deaths tell of it
    if hit.token.dep == "attr" and state == "not_happened":
        yield "definition"  # "the deal is not an accord for them to undo"
    yield from _of_text(parse, hit, kind)
    yield from _statement(parse, who, hit, verb)
    yield from _attitude(hit, verb, kind, dated)
    yield from _kind(parse, who, hit)


def _of_text(parse: Parse, hit: Hit, kind: str) -> Iterator[str]:
    """Captions, posts and headlines that ran into the text."""
    first = parse.sent_tokens(parse.sentence(hit.token))[0]
    if kind == "caption" or (first.lower in ("photo", "photos") and parse.text[first.end : first.end + 1] == ":"):
        yield "caption"  # tells what is seen, of whom the picture is and not of whom the report is
    if SHOWN.search(" ".join(x.lower for x in parse.sent_tokens(parse.sentence(hit.token)))):
        yield "caption"
    if any(x.text.startswith("@") for x in parse.sent_tokens(parse.sentence(hit.token))):
        yield "post"  # somebody's post in running text, without marks
    if _garbled(parse, hit.token):
        yield "garbled"


def _statement(parse: Parse, who: Who, hit: Hit, verb: Token | None) -> Iterator[str]:
    """Denials and comments, which PLOVER does not code."""
    refused = hit.rule.negated_only or (hit.type == "REJECT" and hit.rule.type != "REJECT")
    if verb is not None and refused and verb.dep == "ccomp" and parse.head(verb).lemma in words()["says"] | words()["insists"] and all(who.by_id[i].kind == "organization" for i in hit.actors) and (said := {i for s in of_verb(parse, parse.head(verb)).agents for i in who.at.get(s.i, ())}) and not said & set(hit.actors):
        yield "statement"  # a senator's word that the senate would not agree
    if hit.type == "REJECT" and hit.token.lemma in words()["denying"] and not any(p.lemma in words()["withheld"] for p in hit.arguments.patients):
        yield "statement"  # a claim denied is a quotation; PLOVER has no public statements
    if hit.type == "REJECT" and any(k.dep == "xcomp" and k.lemma in words()["comments"] for k in hit.token.kids):
        yield "statement"  # "declined to say whether"
    if hit.rule.id == "threaten.noun" and hit.token.lemma == "warning":
        yield "statement"  # most warnings are of others' acts


def _attitude(hit: Hit, verb: Token | None, kind: str, dated: bool) -> Iterator[str]:
    """What somebody is for or against, and has been."""
    refused = hit.rule.negated_only or (hit.type == "REJECT" and hit.rule.type != "REJECT")
    if verb is not None and refused and any(k.dep == "aux" and k.lower in ("does", "do") for k in verb.kids):
        yield "attitude"  # "does not allow an opposition"
    if hit.token.lemma == "commit" and any(k.dep == "auxpass" for k in hit.token.kids):
        yield "attitude"  # "is committed to peace"
    if hit.type in ("SUPPORT", "REJECT") and hit.token.lemma in words()["attitudes"]:
        yield "attitude"
    if hit.type == "REJECT" and (not dated or hit.token.tag == "VBG") and hit.token.lemma in words()["standing"]:
        yield "attitude"  # "has resisted a treaty", "ignores the warnings"
    if hit.type == "SUPPORT" and hit.token.tag in ("VBZ", "VBP") and kind == "paragraph" and hit.token.lemma in words()["siding"] and not dated and not any(k.dep == "aux" for k in hit.token.kids):
        yield "attitude"  # "Chile backs the rebels": what it is for


def _kind(parse: Parse, who: Who, hit: Hit) -> Iterator[str]:
    """Journeys home, interviews, plans put to nobody, comparisons, topics."""
    if hit.rule.mode == "visit" and _at_home(parse, who, hit):
        yield "home"  # a president back in his capital
    if hit.rule.id == "agree.offer" and hit.token.lemma == "propose" and not hit.recipients and not any(k.dep == "xcomp" and k.tag == "VB" for k in hit.token.kids) and not any(x.lemma in words()["cooperative"] for p in hit.arguments.patients for x in (p, *p.kids)):
        yield "domestic"  # "the agency proposed a new policy": to nobody
    if any(k.lower in ("more", "fewer") and k.dep == "amod" and any(x.lower == "than" for x in parse.tokens[p.i : p.i + 4]) for p in hit.arguments.patients for k in p.kids):
        yield "definition"  # "has executed more people than any other": a comparison
    if hit.type == "CONSULT" and any(who.by_id[i].sector == "JRN" for h in spread(parse, [*hit.arguments.agents, *hit.arguments.preps.get("with", []), *hit.arguments.preps.get("to", [])]) for k in h.kids if k.dep == "poss" for i in who.at.get(k.i, ())):
        yield "interview"  # "the daily's Ana Holm spoke with the minister"
    if hit.rule.id == "consult.speak" and len(hit.actors) == 2 and any(x.lemma == "interview" for x in parse.sent_tokens(parse.sentence(hit.token))):
        yield "interview"  # "speaking to Ana Holm of the daily in an interview"
    if hit.type == "CONSULT" and hit.carrier is None and _topic(parse, hit.token):
        yield "topic"


def _referred_to(parse: Parse, hit: Hit, dated: bool) -> bool:
    """Whether an act is named by a noun with its owner, and neither brought about by a verb nor dated."""
    t = hit.token
    if t.pos != "NOUN" or hit.carrier is not None or dated or hit.type not in ("CONSULT", "AGREE", "REJECT"):
        return False
    if t.dep in ("nsubj", "nsubjpass") and parse.head(t).lemma in words()["occurring"]:
        return False
    if t.dep == "pobj" and parse.head(t).lower in ("after", "following", "during", "since"):
        return False  # "after her second trip" tells that she made it
    return any(k.dep in ("poss", "compound") for k in t.kids)


def _topic(parse: Parse, t: Token) -> bool:
    """"Reports on the summit", "briefed them on the trip": spoken of, and neither told nor dated by what is told."""
    head = parse.head(t)
    while t.dep == "conj" and head.i != t.i:
        t, head = head, parse.head(head)
    return t.pos == "NOUN" and t.dep == "pobj" and head.lower in ("on", "about", "regarding", "concerning") and parse.head(head).lemma not in words()["entering"]


def _garbled(parse: Parse, t: Token) -> bool:
    """"Lund talks to SotoRosa Soto: …": headlines run into the sentence without a space, seen by a word of it."""
    words = parse.sent_tokens(parse.sentence(t))
    if len(CAPITALS.findall(" ".join(x.text for x in words))) > 1:
        return True  # "MUST WATCH … JUST WATCHED": a page's furniture
    glued = [found.group(1) for x in words if (found := GLUED.match(x.text))]
    return any(x.text == part for part in glued for x in words)


def _at_home(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether a journey ends in the country of those who make it."""
    place = place_of(parse, who, hit)
    country = next((p.country for p in who.places if p.name == place), None)
    return country is not None and bool(hit.actors) and all(who.by_id[i].country == country for i in hit.actors)
