"""Why a mention may not tell of a fact: each doubt by its name, from the construction it stands in.

A doubtful mention stays in the analysis of its report; a record leaves it out, for a wrong line of a chronology is
worse than a missing one. The words are data (``status.toml``, part ``doubts``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from onrecord.analyse.happened.arguments import ids, of_verb, spread
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import IN_WORDS
from onrecord.analyse.happened.where import place_of
from onrecord.analyse.happened.words import RAIDS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import ahead
from onrecord.analyse.status import status as status_of
from onrecord.analyse.who import Who
from onrecord.model.analysis import Status
from onrecord.rules import lexicon

CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp", "csubj", "conj", "appos", "attr", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in lexicon("status")["doubts"].items()}


def doubts(parse: Parse, who: Who, hit: Hit, state: Status, kind: str, dated: bool = False) -> tuple[str, ...]:
    """The names of all that speaks against taking the mention for a fact; ``kind`` is that of its block, ``dated`` says
    whether the act has a time of its own."""
    verb = hit.carrier or (hit.token if hit.token.pos in ("VERB", "AUX") else None)
    found: list[str] = []
    if verb is not None:
        found += _of_form(parse, verb, state, kind, hit.type)
        if _imperative(parse, verb):
            found.append("order")
        if not dated and (verb.dep in ("acl", "relcl") or (verb.dep == "pcomp" and verb.tag == "VBG")):
            found.append("aside")  # told in passing and on no day: it says who somebody is, or what led to what is told
        if _unreal_infinitive(parse, verb, state):
            found.append("infinitive")
        if state == "planned" and hit.type != "CONSULT" and not dated and any(k.tag == "MD" for k in (*verb.kids, *(parse.head(verb).kids if verb.dep == "conj" else ()))):
            found.append("future")  # "will defend its airspace": no more than what is bound to be
        refused = hit.rule.negated_only or (hit.type == "REJECT" and hit.rule.type != "REJECT")
        if refused and verb.dep == "ccomp" and parse.head(verb).lemma in _words()["says"] | _words()["insists"] and all(who.by_id[i].kind == "organization" for i in hit.actors) and (said := {i for s in of_verb(parse, parse.head(verb)).agents for i in who.at.get(s.i, ())}) and not said & set(hit.actors):
            found.append("statement")  # a senator's word that the senate would not agree
        if refused and any(k.dep == "aux" and k.lower in ("can", "ca", "could") for k in verb.kids):
            found.append("ability")
        if hit.rule.negated_only and any(k.dep == "aux" and k.lower in ("will", "wo") for k in verb.kids) and not (verb.dep == "ccomp" and parse.head(verb).lemma in _words()["says"]):
            found.append("future")  # "they will never agree": the writer's word
        if hit.rule.negated_only and any(k.dep == "aux" and k.lower == "would" for k in verb.kids) and verb.dep == "ccomp" and parse.head(verb).lemma in ("know", "realize", "understand", "fear", "worry"):
            found.append("belief")  # "everyone knew that Chile would never allow it"
        if refused and any(k.dep == "aux" and k.lower in ("does", "do") for k in verb.kids):
            found.append("attitude")  # "does not allow an opposition"
        if verb.dep == "advcl" and any(k.dep in ("mark", "advmod", "prep") and k.lower in ("after", "once", "when", "until") and k.i and parse.tokens[k.i - 1].lower == "only" for k in verb.kids):
            found.append("condition")  # "will free the girls only after the men are released"
        if state == "not_happened" and any(k.dep == "prep" and k.lower == "as" for k in verb.kids):
            found.append("negated")  # "was not released as an act of charity": but was
        if state == "planned" and any(k.dep == "advcl" and any(g.lower in ("once", "if", "unless") or (g.lower == "as" and "as soon as" in parse.text[g.start : g.end + 9].lower() + parse.text[max(0, g.start - 8) : g.end].lower()) for g in (*k.kids, *(h for x in k.kids for h in x.kids))) for k in verb.kids):
            found.append("condition")  # "will speak with her as soon as the vote is held"
        if state == "not_happened" and any(k.dep == "prep" and k.lower == "until" for k in (*verb.kids, *parse.head(verb).kids)):
            found.append("until")  # "did not leave until March" did leave
        if state == "not_happened" and verb.tag == "VBG" and verb.dep == "xcomp" and parse.head(verb).lemma in _words()["stopping"]:
            found.append("stopped")  # "stopped testing": it was done, and is no more
        if any(k.dep == "conj" and k.lemma == "call" and any(g.lower == "off" for g in k.kids) and any(g.dep == "dobj" and g.lower in ("it", "them") for g in k.kids) for k in verb.kids):
            found.append("undone")  # "ordered a strike but called it off"
        if verb.tag == "VBG" and verb.dep in ("ccomp", "xcomp", "nsubj") and parse.head(verb).lemma == "make":
            found.append("gerund")  # "made brokering a deal a priority"
        if verb.tag == "VBG" and verb.dep == "pcomp" and parse.head(verb).lower == "about" and state in ("planned", "expected", "possible"):
            found.append("gerund")  # "hopes about securing a deal"
        if any(k.dep == "parataxis" and any(g.dep == "aux" and g.lower == "would" for g in k.kids) for k in verb.kids):
            found.append("frame")  # "Chile wants to win, he would say"
        if state == "not_happened" and parse.head(verb).lemma in ("prevent", "stop", "keep", "block", "bar") and any(k.tag == "MD" for k in parse.head(verb).kids):
            found.append("frame")  # "would prevent Chile from striking a deal"
        if state == "not_happened" and verb.dep == "xcomp" and parse.head(verb).lemma in ("have", "need"):
            found.append("ability")  # "does not have to be signed"
        if state == "not_happened" and (hit.type in _words()["hostile"] or (hit.type != "CONSULT" and ahead(parse, hit.token, hit.carrier))):
            found.append("negated")  # "did not attack the town", "will not resign": no act that was waited for
        unable = verb.dep == "xcomp" and parse.head(verb).lemma in ("able", "unable")
        if state in ("not_happened", "called_off") and (unable or any(k.dep == "aux" and k.lower in _words()["able"] for k in verb.kids)):
            found.append("ability")  # "can't be indicted" tells no event that did not happen
    if _referred_to(parse, hit, dated):
        found.append("aside")  # "her visit is a chance": spoken of as known, and on no day
    if hit.token.pos == "NOUN" and hit.carrier is None and hit.token.dep == "nsubj" and parse.head(hit.token).lemma in _words()["collapsing"]:
        found.append("undone")
    if hit.type == "ASSAULT" and hit.token.pos == "NOUN" and hit.token.dep == "nsubj" and parse.head(hit.token).lemma in ("kill", "wound", "injure") and any(k.dep == "dobj" for k in parse.head(hit.token).kids):
        found.append("told")  # "the rebels' attack killed two": the deaths tell of it
    if hit.token.dep == "attr" and state == "not_happened":
        found.append("definition")  # "the deal is not an accord for them to undo"
    found += _of_belief(parse, hit.token)
    first = parse.sent_tokens(parse.sentence(hit.token))[0]
    if kind == "caption" or (first.lower in ("photo", "photos") and parse.text[first.end : first.end + 1] == ":"):
        found.append("caption")  # tells what is seen, of whom the picture is and not of whom the report is
    if SHOWN.search(" ".join(x.lower for x in parse.sent_tokens(parse.sentence(hit.token)))):
        found.append("caption")
    if any(x.text.startswith("@") for x in parse.sent_tokens(parse.sentence(hit.token))):
        found.append("post")  # somebody's post in running text, without marks
    if _garbled(parse, hit.token):
        found.append("garbled")
    if verb is not None and _loosely_attached(parse, verb):
        found.append("whose")
    if _asked(parse, hit.token):
        found.append("question")
    if state in ("happened", "ongoing") and verb is not None:
        found += _of_frame(parse, verb)
    if hit.type == "REJECT" and hit.token.lemma in _words()["denying"] and not any(p.lemma in _words()["withheld"] for p in hit.arguments.patients):
        found.append("statement")  # a claim denied is a quotation; PLOVER has no public statements
    if hit.type == "REJECT" and any(k.dep == "xcomp" and k.lemma == "rule" for k in hit.token.kids):
        found.append("undecided")  # "declined to rule out a strike"
    if hit.token.pos == "NOUN" and hit.carrier is None and hit.token.dep in ("nsubj", "nsubjpass") and any(k.dep == "neg" for k in parse.head(hit.token).kids):
        found.append("negated")  # "a meeting was not on the agenda"
    if hit.type == "REJECT" and any(k.dep == "xcomp" and k.lemma in _words()["comments"] for k in hit.token.kids):
        found.append("statement")  # "declined to say whether"
    if hit.type == "REJECT" and hit.rule.type == "REJECT" and state in ("not_happened", "called_off"):
        found.append("undecided")  # "did not rule out a strike"
    if hit.type == "CONSULT" and hit.carrier is None and hit.token.pos == "NOUN" and (sides := spread(parse, hit.arguments.preps.get("between", []))) and all(any(k.lower in ("a", "an", "any") for k in h.kids) for h in sides):
        found.append("anybody")  # "a meeting between a president and a king would be a first"
    if hit.rule.mode == "visit" and _at_home(parse, who, hit):
        found.append("home")  # a president back in his capital
    if hit.rule.id == "threaten.noun" and hit.token.lemma == "warning":
        found.append("statement")  # most warnings are of others' acts
    if hit.token.lemma == "commit" and any(k.dep == "auxpass" for k in hit.token.kids):
        found.append("attitude")  # "is committed to peace"
    if hit.type in ("SUPPORT", "REJECT") and hit.token.lemma in _words()["attitudes"]:
        found.append("attitude")
    if hit.type == "REJECT" and (not dated or hit.token.tag == "VBG") and hit.token.lemma in _words()["standing"]:
        found.append("attitude")  # "has resisted a treaty", "ignores the warnings"
    if hit.type == "SUPPORT" and hit.token.tag in ("VBZ", "VBP") and kind == "paragraph" and hit.token.lemma in _words()["siding"] and not dated and not any(k.dep == "aux" for k in hit.token.kids):
        found.append("attitude")  # "Chile backs the rebels": what it is for
    near = [k.lower for k in (verb or hit.token).kids if k.dep == "advmod"]
    if verb is not None and verb.dep in ("xcomp", "ccomp") and verb.tag == "VB":
        near += [k.lower for k in parse.head(verb).kids if k.dep == "advmod" and k.lower in _words()["nearly"]]  # "nearly prompted it to strike"
    if state in ("happened", "ongoing") and set(near) & _words()["guessed"]:
        found.append("belief")  # "likely pressed them"
    if any(k.dep == "advmod" and k.lower in _words()["falsely"] for x in parse.ancestors(hit.token) if x.lemma in ("claim", "say", "assert", "report", "state") for k in x.kids):
        found.append("denied")  # "falsely claimed that he ended it"
    if hit.token.lemma not in _words()["denying"] and any(x.lemma in _words()["denying"] and x.pos == "VERB" and any(k.dep == "dobj" and k.lower in ("it", "this", "that") for k in x.kids) for x in parse.tokens[hit.token.i : parse.sentence(hit.token).last]) and any(x.dep == "ccomp" for x in (hit.token, *parse.ancestors(hit.token))):
        found.append("denied")  # "the paper claimed they agreed, but Oslo denied it"
    if _in_condition(parse, hit.token):
        found.append("condition")
    if set(near) & _words()["nearly"] or [x.lower for x in parse.tokens[max(0, hit.token.i - 2) : hit.token.i]] == ["all", "but"]:
        found.append("almost")  # "all but ruled it out"
    if hit.rule.id == "agree.offer" and hit.token.lemma == "propose" and not hit.recipients and not any(k.dep == "xcomp" and k.tag == "VB" for k in hit.token.kids) and not any(x.lemma in _words()["cooperative"] for p in hit.arguments.patients for x in (p, *p.kids)):
        found.append("domestic")  # "the agency proposed a new policy": to nobody
    if any(k.lower in ("more", "fewer") and k.dep == "amod" and any(x.lower == "than" for x in parse.tokens[p.i : p.i + 4]) for p in hit.arguments.patients for k in p.kids):
        found.append("definition")  # "has executed more people than any other": a comparison
    if hit.token.pos == "NOUN" and hit.carrier is None and any(k.dep == "det" and k.lower in ("any", "every", "each") for k in hit.token.kids):
        found.append("anybody")  # "unhappy with any buildup"
    if hit.rule.both and any(k.dep == "det" and k.lower in ("any", "every", "each") for o in hit.arguments.preps.get("with", []) for k in o.kids):
        found.append("anybody")  # "met with every farmer who would listen"
    own = {who.by_id[i].country for i in hit.actors} - {None}
    if hit.on_itself or (hit.type in _words()["hostile"] and hit.type not in ("REQUEST", "REJECT") and len(own) == 1 and any(t.key == "pair" and own & {who.by_id[i].country for i in who.at.get(p.i, ()) if who.by_id[i].kind == "state"} for p in hit.arguments.patients if (t := who.ref_at.get(p.i)) is not None)):
        found.append("itself")  # also "the Norwegian envoy blamed both sides", of which one would be Norway
    if hit.type in ("REQUEST", "ACCUSE", "THREATEN") and hit.token.pos == "VERB" and any(p.tag == "PRP" and p.lower not in ("it", "itself") and not who.at.get(p.i) for p in hit.arguments.patients):
        found.append("nobody")  # "urged them to leave", who are not known
    if hit.type == "CONSULT" and any(who.by_id[i].sector == "JRN" for h in spread(parse, [*hit.arguments.agents, *hit.arguments.preps.get("with", []), *hit.arguments.preps.get("to", [])]) for k in h.kids if k.dep == "poss" for i in who.at.get(k.i, ())):
        found.append("interview")  # "the daily's Ana Holm spoke with the minister"
    if hit.rule.both and len(hit.actors) > 1 and (partners := spread(parse, hit.arguments.preps.get("with", []) or ([p for p in hit.arguments.patients if p.i > hit.token.i] if hit.rule.id == "consult.meet" and not hit.arguments.passive else []))) and all(p.pos in ("NOUN", "PROPN") and not who.at.get(p.i) for p in partners) and not set(ids(parse, who, partners)) & set(hit.actors):
        found.append("others")  # "the ministers held talks with key figures": with each other, it would read
    if hit.token.dep == "relcl" and any(k.lower == "who" for k in hit.token.kids) and parse.tokens[min(k.i for k in hit.token.kids if k.lower == "who") - 1].text != "," and any(who.by_id[i].kind in ("state", "organization") for i in hit.actors):
        found.append("part")  # "the Liberals who backed the treaty": some of the party
    if hit.rule.id == "consult.speak" and len(hit.actors) == 2 and any(x.lemma == "interview" for x in parse.sent_tokens(parse.sentence(hit.token))):
        found.append("interview")  # "speaking to Ana Holm of the daily in an interview"
    if hit.rule.id == "consult.talks" and len(hit.actors) == 1 and who.by_id[hit.actors[0]].kind in ("person", "state"):
        found.append("nobody")  # "invited her to Lima for talks": with whom is not told
    if hit.rule.id in ("consult.talks", "agree.deal", "support.reach") and len(hit.actors) == 2 and any(f"{who.by_id[a].name}'s " in who.by_id[b].name for a in hit.actors for b in hit.actors):
        found.append("itself")  # "Soto and her aides had a deal": with whom is not said
    if hit.type == "CONSULT" and any(k.tag == "PRP$" and set(who.at.get(k.i, ())) & set(hit.actors) for h in spread(parse, hit.arguments.agents) if h.dep == "conj" for k in h.kids):
        found.append("itself")  # "Soto and her firm discussed ships": with whom is not said
    if hit.token.dep in ("pobj", "pcomp") and hit.carrier is None and parse.head(hit.token).lower == "of" and parse.head(parse.head(hit.token)).lemma in _words()["unreal_of"]:
        found.append("unreal")  # "at the expense of talks", "the prospect of a strike"
    if hit.token.tag == "VBG" and hit.token.dep in ("acl", "pcomp") and any(x.dep in ("pobj", "pcomp") and parse.head(x).lower == "of" and parse.head(parse.head(x)).lemma in _words()["unreal_of"] for x in (hit.token, parse.head(hit.token))):
        found.append("unreal")  # "in the event of the house rejecting the pact"
    if hit.token.pos == "NOUN" and parse.head(hit.token).lower in ("absent", "barring"):
        found.append("unreal")  # "absent an attack on ships"
    if hit.type == "PROTEST" and hit.token.pos == "NOUN" and hit.carrier is None and hit.actors and all(who.by_id[i].kind == "state" for i in hit.actors):
        found.append("whose")  # "the Chilean uprising": in Chile, and whose is not said
    if hit.rule.imposes and hit.arguments.passive and not hit.actors:
        found.append("whose")  # "the Chilean sanctions were imposed": by Chile or on it
    if hit.rule.both and any(o.tag == "PRP" and not who.at.get(o.i) for o in hit.arguments.preps.get("with", [])):
        found.append("nobody")  # "shared it with them", who are not known
    if hit.type == "CONSULT" and hit.carrier is None and _topic(parse, hit.token):
        found.append("topic")
    found += _of_actors(parse, who, hit)
    head = parse.head(hit.token)
    if hit.token.pos == "NOUN" and hit.token.dep == "dobj" and hit.type in _words()["good_will"] and head.lemma in _words()["undoing"]:
        found.append("undone")  # "ended its commitment" tells of an end
    return tuple(dict.fromkeys(found))


def _of_form(parse: Parse, verb: Token, state: Status, kind: str, type: str) -> Iterator[str]:
    """A gerund that nothing says took place ("cared about improving ties"), a habit ("speaks", "visits")."""
    if state not in ("happened", "ongoing"):
        return
    progressive = any(k.dep == "aux" and k.lemma == "be" for k in verb.kids)
    if verb.tag == "VBG" and not progressive:
        first = verb
        while first.dep == "conj" and first.head != first.i and parse.head(first).tag == "VBG":
            first = parse.head(first)  # "like meeting them or attending the summit"
        verb = first
        head = parse.head(verb)
        if verb.dep in ("csubj", "csubjpass") or (verb.dep == "conj" and head.pos == "NOUN") or (verb.dep == "xcomp" and head.lemma in _words()["imagining"]) or (verb.dep in ("nsubj", "attr") and head.i != verb.i) or (verb.dep == "pcomp" and (head.lower not in _words()["factive_prepositions"] or parse.head(head).pos == "ADJ" or any(k.dep == "acomp" for k in parse.head(head).kids)) and parse.head(head).lemma not in _words()["factive"]):
            yield "gerund"
    node = verb
    for _ in range(3):  # "from using arms to attack the town": the attack is no more told than the use
        if node.dep not in ("xcomp", "advcl", "conj") or node.tag != "VB" or node.head == node.i:
            break
        node = parse.head(node)
        if node.tag == "VBG" and node.dep in ("attr", "acl") and "be" in (parse.head(node).lemma, parse.head(parse.head(node)).lemma):
            yield "gerund"  # "failure is Chile continuing to make concessions"
        if node.tag == "VBG" and node.dep == "pcomp" and parse.head(node).lower not in _words()["factive_prepositions"]:
            yield "gerund"
    aux = [k for k in verb.kids if k.dep in ("aux", "auxpass")]
    if any(k.dep == "advmod" and k.lower in _words()["habitual"] for k in (*verb.kids, *(parse.head(verb).kids if verb.dep in ("advcl", "conj", "xcomp") else ()))):
        yield "habit"
    if type in IN_WORDS and any(k.lower == "for" and any(g.lower in ("decades", "generations", "centuries") for g in k.kids) for k in verb.kids):
        yield "habit"  # "have lamented the bias for decades"
    present = verb.tag in ("VBZ", "VBP") or any(k.tag in ("VBZ", "VBP") and k.lemma == "be" for k in aux)
    if present and verb.dep == "advcl" and any(k.lower in _words()["awaited"] for k in verb.kids if k.dep in ("mark", "advmod")):
        yield "frame"
    signs = type == "SUPPORT" and verb.lemma in ("sign", "ratify", "reach", "strike", "seal", "conclude")
    if verb.tag in ("VBZ", "VBP") and not aux and kind == "paragraph" and (type in _words()["single"] or signs):
        yield "habit"
    means = parse.head(verb)
    if verb.tag == "VB" and verb.dep in ("xcomp", "advcl") and means.tag in ("VBZ", "VBP") and means.lemma == "use" and not any(k.dep in ("aux", "auxpass") for k in means.kids):
        yield "habit"  # "uses soldiers to keep order"


def _referred_to(parse: Parse, hit: Hit, dated: bool) -> bool:
    """Whether an act is named by a noun with its owner, and neither brought about by a verb nor dated."""
    t = hit.token
    if t.pos != "NOUN" or hit.carrier is not None or dated or hit.type not in ("CONSULT", "AGREE", "REJECT"):
        return False
    if t.dep in ("nsubj", "nsubjpass") and parse.head(t).lemma in _words()["occurring"]:
        return False
    if t.dep == "pobj" and parse.head(t).lower in ("after", "following", "during", "since"):
        return False  # "after her second trip" tells that she made it
    return any(k.dep in ("poss", "compound") for k in t.kids)


def _unreal_infinitive(parse: Parse, verb: Token, state: Status) -> bool:
    """"Hoped to push", "the best way is to get Chile to act": an infinitive that nothing in the clause above makes real."""
    if verb.tag == "VBN" and verb.dep in ("conj", "appos", "dep") and [k.lower for k in verb.kids if k.dep in ("aux", "auxpass")] == ["be"] and not any(k.dep in SUBJECTS for k in verb.kids):
        return True  # "had a choice: leave or be killed"
    while verb.dep == "conj" and verb.tag == "VB" and parse.head(verb).tag == "VB" and not any(k.dep in ("aux", "nsubj") for k in verb.kids):
        verb = parse.head(verb)  # "determined to fight them and dismantle the networks"
    if verb.tag != "VB" or verb.dep not in ("xcomp", "ccomp", "acl", "advcl", "attr", "relcl") or verb.head == verb.i:
        return False
    if any(k.dep in ("aux", "auxpass") and (k.tag == "MD" or k.lemma == "do") for k in verb.kids):
        return False
    words = _words()
    node = parse.head(verb)
    if state in ("planned", "expected"):
        return node.lemma not in words["planning"] and node.lower not in words["planning"]
    if state in ("happened", "ongoing"):
        return node.lemma not in words["realizing"]
    return node.lemma not in words["failing"] and node.lemma not in words["realizing"] and node.lemma not in words["planning"]


def _imperative(parse: Parse, verb: Token) -> bool:
    """"Do not kill …!": an order, told by no subject and no "to"."""
    subject = next((k for k in verb.kids if k.dep == "nsubj"), None)
    if verb.tag in ("VB", "VBP") and verb.dep == "ccomp" and subject is not None and subject.tag in ("NN", "NNP") and not any(k.dep in ("aux", "conj") for k in (*verb.kids, *subject.kids)):
        return True  # "was adamant that Chile announce …"
    plain = verb.tag == "VB" and verb.dep in ("ROOT", "ccomp", "parataxis", "conj")
    if not plain or any(k.dep in SUBJECTS for k in verb.kids) or any(k.dep == "aux" and k.lower not in ("do",) for k in verb.kids):
        return False
    return verb.dep != "conj" or _imperative(parse, parse.head(verb))


def _in_condition(parse: Parse, t: Token) -> bool:
    """"Even if Norway signs a deal with Chile and …": between "if" and the word nothing ends the clause."""
    for x in reversed(parse.tokens[parse.sentence(t).first : t.i]):
        if x.text in (",", ";", ":", "(", ")", "--", "—", "–", '"', "“", "”"):
            return False
        if x.lower in ("if", "unless") and x.pos == "SCONJ":
            return not (x.i and parse.tokens[x.i - 1].lower == "as")
    return False


def _topic(parse: Parse, t: Token) -> bool:
    """"Reports on the summit", "briefed them on the trip": spoken of, and neither told nor dated by what is told."""
    head = parse.head(t)
    while t.dep == "conj" and head.i != t.i:
        t, head = head, parse.head(head)
    return t.pos == "NOUN" and t.dep == "pobj" and head.lower in ("on", "about", "regarding", "concerning") and parse.head(head).lemma not in _words()["entering"]


SHOWN = re.compile(r"\bin this (?:\w+ )?(?:photo|photograph|picture|image|screen ?grab|grab|frame|handout)\b")
CAPITALS = re.compile(r"(?<![A-Z])[A-Z]{4,} [A-Z]{4,}")
GLUED = re.compile(r"([A-Z]?[a-z]+)[A-Z][a-z]+")


def _garbled(parse: Parse, t: Token) -> bool:
    """"Lund talks to SotoRosa Soto: …": headlines run into the sentence without a space, seen by a word of it."""
    words = parse.sent_tokens(parse.sentence(t))
    if len(CAPITALS.findall(" ".join(x.text for x in words))) > 1:
        return True  # "MUST WATCH … JUST WATCHED": a page's furniture
    glued = [found.group(1) for x in words if (found := GLUED.match(x.text))]
    return any(x.text == part for part in glued for x in words)


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
    if t.dep == "conj" and passive and (says := parse.head(t)).lemma in _words()["says"] and any(k.dep == "ccomp" and says.i < k.i < t.i for k in says.kids):
        return True  # "the official said Soto had left and was released"
    if t.dep != "conj" or t.tag != "VBD" or any(k.dep in ("aux", "auxpass") for k in t.kids):
        return False
    first = parse.head(t)
    while first.dep == "conj" and first.head != first.i:
        first = parse.head(first)
    says = parse.head(first)
    other_form = first.pos == "AUX" or any(k.dep in ("aux", "auxpass") for k in first.kids)
    if first.dep == "acl" and any(k.dep == "mark" for k in first.kids):
        return other_form  # "reacted to reports that Chile had left and warned it"
    return first.dep == "ccomp" and other_form and says.tag == "VBD" and says.lemma in _words()["says"]


def _asked(parse: Parse, t: Token) -> bool:
    """Whether the words up to the next question mark of the sentence are a question."""
    sentence = parse.sentence(t)
    rest = parse.tokens[t.i : sentence.last]
    end = next((x for x in rest if x.text in ("?", ".", "!")), None)
    if end is None or end.text != "?":
        return False
    return any(x.lower in _words()["asking"] for x in parse.tokens[max(sentence.first, t.i - 14) : t.i])


def _of_belief(parse: Parse, t: Token) -> Iterator[str]:
    """What is feared, believed, imagined or asked, and not told: "the fear is that …", "they believe that …"."""
    words = _words()
    node = t
    for _ in range(8):
        if node.head == node.i:
            return
        above = parse.head(node)
        if _presupposed(node):
            return
        if node.dep in ("ccomp", "acl", "relcl", "advcl", "csubj", "xcomp", "pcomp") and node.pos in ("VERB", "AUX"):
            if above.pos == "NOUN" and above.lemma in words["belief_nouns"] and (node.dep != "relcl" or not any(k.tag in ("WDT", "WP") for k in node.kids)):
                yield "belief"
                return
            if node.dep == "pcomp" and above.lower in ("about", "of") and parse.head(above).lemma in words["tales"]:
                yield "belief"  # "headlines about Norway having hacked the vote"
                return
            if above.pos == "NOUN" and above.lemma in words["evidence"] and any(k.lower in ("no", "any", "little", "scant") for k in above.kids):
                yield "belief"  # "there is no evidence that they met"
                return
            if node.dep in ("xcomp", "advcl") and above.tag == "VBN" and above.lemma in words["made_for"] and any(k.lower == "to" and k.dep == "aux" for k in node.kids):
                yield "purpose"  # "was formed to defend the coast"
                return
            if above.lemma in words["denying"] or (above.pos == "NOUN" and above.dep in ("dobj", "nsubjpass") and parse.head(above).lemma in words["denying"]):
                yield "denied"  # "reports that she resigned were denied"
                return
            if node.dep == "ccomp" and above.lemma in words["belief"]:
                yield "belief"
                return
            if node.dep in ("ccomp", "csubj") and (above.lemma in words["belief_adjectives"] or any(k.dep == "acomp" and k.lemma in words["belief_adjectives"] for k in above.kids)):
                yield "belief"  # "it is possible that they met"
                return
            if node.dep == "ccomp" and above.lemma == "be" and any(k.dep == "nsubj" and k.lemma in words["belief_nouns"] for k in above.kids):
                yield "belief"
                return
            waits = node.dep == "advcl" and (node.tag in ("VBZ", "VBP") or any(k.dep in ("aux", "auxpass") and k.tag in ("VBZ", "VBP") for k in node.kids))
            if any(k.dep == "mark" and (k.lower in ("if", "whether", "unless") or (k.lower in ("until", "till") and waits)) for k in node.kids):
                yield "condition"  # also "will hold them until the rebels are freed"
                return
        node = above


def _presupposed(node: Token) -> bool:
    """What a relative clause or a clause of time or cause tells in the past stands, whatever it is part of."""
    if node.dep == "acl" and any(k.lower == "that" and k.dep == "mark" for k in node.kids):
        return False  # "the allegation that she met them"
    if any(k.dep in ("mark", "advmod") and k.lower in ("until", "till") for k in node.kids) and any(k.dep in ("aux", "auxpass") and k.tag in ("VBZ", "VBP") for k in node.kids):
        return False  # "until he has been sentenced"
    past = node.tag == "VBD" or (node.tag == "VBN" and (node.dep == "acl" or any((k.lemma == "be" and k.tag == "VBD") or (k.lemma == "have" and k.tag in ("VBD", "VBZ", "VBP")) for k in node.kids if k.dep in ("aux", "auxpass"))))
    marked = any(k.dep in ("mark", "advmod") and k.lower in _words()["presupposing"] for k in node.kids)
    return past and (node.dep in ("relcl", "acl") or (node.dep == "advcl" and marked))


def _of_frame(parse: Parse, verb: Token) -> Iterator[str]:
    """An act told without the past tense inside a clause that is no fact itself: "once he seeks approval, they will"."""
    if verb.tag == "VBD" or _presupposed(verb) or any(k.dep == "aux" and k.lemma == "have" for k in verb.kids):
        return
    node = verb
    for _ in range(10):
        if node.head == node.i:
            return
        if node.dep in CLAUSAL or node.dep in ("pobj", "prep", "dobj", "nsubj", "nsubjpass", "acomp"):
            above = parse.head(node)
            if above.pos in ("VERB", "AUX") and node.dep not in ("ccomp", "parataxis") and status_of(parse, above) not in ("happened", "ongoing"):
                yield "frame"
                return
            if node.dep == "ccomp" and above.lemma in _words()["says"]:
                if any(k.dep == "aux" and k.lower in ("may", "might", "could", "would") for k in above.kids):
                    yield "frame"  # "may say it is disarming"
                return
            node = above
            continue
        return


def _at_home(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether a journey ends in the country of those who make it."""
    place = place_of(parse, who, hit)
    country = next((p.country for p in who.places if p.name == place), None)
    return country is not None and bool(hit.actors) and all(who.by_id[i].country == country for i in hit.actors)


def _of_actors(parse: Parse, who: Who, hit: Hit) -> Iterator[str]:
    """Who acts is nobody in particular ("those who blame"), or known only by what qualifies a person's noun ("Lima
    observers")."""
    if hit.token.pos != "VERB":
        holders = spread(parse, of_verb(parse, hit.carrier).agents) if hit.carrier is not None and hit.type == "CONSULT" and hit.carrier.tag != "VBN" else []
        if holders and not any(i in hit.actors for h in holders for i in who.at.get(h.i, ())):
            yield "nobody"  # "the panel is extending talks with Chile": whose talks they are is said, and not known here
        if hit.type == "CONSULT" and _one_side(parse, who, hit):
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
    if any(h.lower in _words()["anybody"] or any((k.dep == "det" and k.lower in ("no", "any", "every")) or (k.lower == "few" and not any(x.lower == "a" for x in h.kids)) or (k.lower == "most" and hit.token.tag in ("VBP", "VBZ")) for k in h.kids) for h in heads[:1]):
        yield "anybody"
    if len(heads) > 1 and any(who.at.get(h.i) for h in heads) and any(h.pos in ("NOUN", "PROPN") and not who.at.get(h.i) and h.ent not in ("DATE", "TIME") and h.i not in who.ref_at for h in heads):
        yield "others"  # "the king and the hawks attacked": one of those who act is not known here
    if hit.actors and heads and not any(who.at.get(h.i) or h.lemma in RAIDS for h in heads) and not hit.arguments.passive:
        yield "qualified"


def _one_side(parse: Parse, who: Who, hit: Hit) -> bool:
    """Whether talks name whom they are with, and not whose they are."""
    args = hit.arguments
    partners = {i for o in spread(parse, args.preps.get("with", [])) for i in who.at.get(o.i, ())}
    return bool(partners) and not (set(hit.actors) - partners) and not args.preps.get("between")
