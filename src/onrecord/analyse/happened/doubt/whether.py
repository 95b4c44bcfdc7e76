"""Whether an act took place, by its own verb or noun: gerunds, infinitives, orders, what was not or not yet done."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.happened.doubt.words import SUBJECTS, words
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import IN_WORDS
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.status import ahead
from onrecord.model.analysis import Status


def doubts(parse: Parse, hit: Hit, verb: Token | None, state: Status, kind: str, dated: bool) -> Iterator[str]:
    if verb is not None:
        yield from _of_form(parse, verb, state, kind, hit.type)
        yield from _ahead(parse, hit, verb, state, dated)
        yield from _refused(parse, hit, verb)
        yield from _undone(parse, hit, verb, state)
    yield from _noun(parse, hit, state)
    yield from _adverbs(parse, hit, verb, state)
    yield from _unreal(parse, hit)


def _ahead(parse: Parse, hit: Hit, verb: Token, state: Status, dated: bool) -> Iterator[str]:
    """Orders, infinitives that nothing makes real, what is bound to be or hangs on a condition."""
    if _imperative(parse, verb):
        yield "order"
    if _unreal_infinitive(parse, verb, state):
        yield "infinitive"
    if state == "planned" and hit.type != "CONSULT" and not dated and any(k.tag == "MD" for k in (*verb.kids, *(parse.head(verb).kids if verb.dep == "conj" else ()))):
        yield "future"  # "will defend its airspace": no more than what is bound to be
    if state in ("planned", "possible") and any(k.lower == "under" and any(g.lemma in ("circumstance", "condition") for g in k.kids) for k in verb.kids):
        yield "condition"  # "would meet him under the right circumstances"
    if verb.dep == "advcl" and any(k.dep in ("mark", "advmod", "prep") and k.lower in ("after", "once", "when", "until") and k.i and parse.tokens[k.i - 1].lower == "only" for k in verb.kids):
        yield "condition"  # "will free the girls only after the men are released"
    if state == "planned" and any(k.dep == "advcl" and any(g.lower in ("once", "if", "unless") or (g.lower == "as" and "as soon as" in parse.text[g.start : g.end + 9].lower() + parse.text[max(0, g.start - 8) : g.end].lower()) for g in (*k.kids, *(h for x in k.kids for h in x.kids))) for k in (*verb.kids, *(g for k in verb.kids if k.lower == "soon" for g in k.kids))):
        yield "condition"  # "will speak with her as soon as the vote is held"


def _refused(parse: Parse, hit: Hit, verb: Token) -> Iterator[str]:
    """What could not or will never be done, and so is no refusal."""
    refused = hit.rule.negated_only or (hit.type == "REJECT" and hit.rule.type != "REJECT")
    if refused and any(k.dep == "aux" and k.lower in ("can", "ca", "could") for k in verb.kids):
        yield "ability"
    if hit.rule.negated_only and any(k.dep == "aux" and k.lower in ("will", "wo") for k in verb.kids) and not (verb.dep == "ccomp" and parse.head(verb).lemma in words()["says"]):
        yield "future"  # "they will never agree": the writer's word
    if hit.rule.negated_only and any(k.dep == "aux" and k.lower == "would" for k in verb.kids) and any(k.dep == "aux" and k.lower == "have" for k in verb.kids):
        yield "belief"  # "would not have accepted it": nobody refused
    if hit.rule.negated_only and any(k.dep == "aux" and k.lower == "would" for k in verb.kids) and verb.dep == "ccomp" and parse.head(verb).lemma in ("know", "realize", "understand", "fear", "worry"):
        yield "belief"  # "everyone knew that Chile would never allow it"


def _undone(parse: Parse, hit: Hit, verb: Token, state: Status) -> Iterator[str]:
    """What was called off, stopped, prevented or never waited for."""
    if state == "not_happened" and any(k.lower in ("rarely", "seldom", "hardly", "scarcely") for k in verb.kids):
        yield "negated"  # "she rarely speaks with them"
    if state == "not_happened" and verb.tag == "VBG" and parse.head(verb).lemma == "avoid":
        yield "negated"  # "avoids discussing it"
    if state == "not_happened" and any(k.dep == "prep" and k.lower == "as" for k in verb.kids):
        yield "negated"  # "was not released as an act of charity": but was
    if state == "not_happened" and any(k.dep == "prep" and k.lower == "until" for k in (*verb.kids, *parse.head(verb).kids)):
        yield "until"  # "did not leave until March" did leave
    if state == "not_happened" and verb.tag == "VBG" and verb.dep == "xcomp" and parse.head(verb).lemma in words()["stopping"]:
        yield "stopped"  # "stopped testing": it was done, and is no more
    if any(k.dep == "conj" and k.lemma == "call" and any(g.lower == "off" for g in k.kids) and any(g.dep == "dobj" and g.lower in ("it", "them") for g in k.kids) for k in verb.kids):
        yield "undone"  # "ordered a strike but called it off"
    if verb.tag == "VBG" and verb.dep in ("ccomp", "xcomp", "nsubj") and parse.head(verb).lemma == "make":
        yield "gerund"  # "made brokering a deal a priority"
    if verb.tag == "VBG" and verb.dep == "pcomp" and parse.head(verb).lower == "about" and state in ("planned", "expected", "possible"):
        yield "gerund"  # "hopes about securing a deal"
    if any(k.dep == "parataxis" and any(g.dep == "aux" and g.lower == "would" for g in k.kids) for k in verb.kids):
        yield "frame"  # "Chile wants to win, he would say"
    if state == "not_happened" and parse.head(verb).lemma in ("prevent", "stop", "keep", "block", "bar") and any(k.tag == "MD" for k in parse.head(verb).kids):
        yield "frame"  # "would prevent Chile from striking a deal"
    if state == "not_happened" and verb.dep == "xcomp" and parse.head(verb).lemma in ("have", "need"):
        yield "ability"  # "does not have to be signed"
    if state == "not_happened" and (hit.type in words()["hostile"] or (hit.type != "CONSULT" and ahead(parse, hit.token, hit.carrier))):
        yield "negated"  # "did not attack the town", "will not resign": no act that was waited for
    unable = verb.dep == "xcomp" and parse.head(verb).lemma in ("able", "unable")
    if state in ("not_happened", "called_off") and (unable or any(k.dep == "aux" and k.lower in words()["able"] for k in verb.kids)):
        yield "ability"  # "can't be indicted" tells no event that did not happen


def _noun(parse: Parse, hit: Hit, state: Status) -> Iterator[str]:
    """Nouns of acts that collapsed, ended or were not had, and refusals that were none."""
    if hit.token.pos == "NOUN" and hit.carrier is None and hit.token.dep == "nsubj" and parse.head(hit.token).lemma in words()["collapsing"]:
        yield "undone"
    if hit.token.pos == "NOUN" and hit.carrier is None and hit.token.dep in ("nsubj", "nsubjpass") and any(k.dep == "neg" for k in parse.head(hit.token).kids):
        yield "negated"  # "a meeting was not on the agenda"
    if hit.type == "REJECT" and any(k.dep == "xcomp" and k.lemma == "rule" for k in hit.token.kids):
        yield "undecided"  # "declined to rule out a strike"
    if hit.type == "REJECT" and hit.rule.type == "REJECT" and state in ("not_happened", "called_off"):
        yield "undecided"  # "did not rule out a strike"
    head = parse.head(hit.token)
    if hit.token.pos == "NOUN" and hit.token.dep == "dobj" and hit.type in words()["good_will"] and head.lemma in words()["undoing"]:
        yield "undone"  # "ended its commitment" tells of an end
    if hit.token.pos == "NOUN" and hit.token.dep == "pobj" and head.lower == "from" and hit.type in words()["good_will"] and parse.head(head).lemma in ("withdraw", "pull", "walk", "exit", "back"):
        yield "undone"  # "withdrew from her predecessor's deal with Chile"


def _adverbs(parse: Parse, hit: Hit, verb: Token | None, state: Status) -> Iterator[str]:
    """"Likely pressed them", "all but ruled it out"."""
    near = [k.lower for k in (verb or hit.token).kids if k.dep == "advmod"]
    if verb is not None and verb.dep in ("xcomp", "ccomp") and verb.tag == "VB":
        near += [k.lower for k in parse.head(verb).kids if k.dep == "advmod" and k.lower in words()["nearly"]]  # "nearly prompted it to strike"
    if state in ("happened", "ongoing") and set(near) & words()["guessed"]:
        yield "belief"  # "likely pressed them"
    if any(x.lower == "effect" and parse.tokens[x.i - 1].lower == "in" and parse.tokens[x.i - 1].head == hit.token.i for x in parse.tokens[max(1, hit.token.i - 4) : hit.token.i + 4]):
        yield "belief"  # "in effect gave them weapons"
    if state == "happened" and [x.lower for x in parse.tokens[max(0, hit.token.i - 2) : hit.token.i]] == ["in", "effect"]:
        yield "figure"  # "in effect gave them the port"
    if set(near) & words()["nearly"] or [x.lower for x in parse.tokens[max(0, hit.token.i - 2) : hit.token.i]] == ["all", "but"]:
        yield "almost"  # "all but ruled it out"


def _unreal(parse: Parse, hit: Hit) -> Iterator[str]:
    """"The prospect of a strike", "absent an attack"."""
    above = parse.head(hit.token)
    within = above if hit.token.dep == "dobj" and above.tag == "VBG" and above.dep == "pcomp" else hit.token
    if within.dep in ("pobj", "pcomp") and (hit.carrier is None or within is above) and parse.head(within).lower == "of" and parse.head(parse.head(within)).lemma in words()["unreal_of"]:
        yield "unreal"  # "at the expense of talks", "the prospect of a strike", "the importance of widening talks"
    if hit.token.tag == "VBG" and hit.token.dep in ("acl", "pcomp") and any(x.dep in ("pobj", "pcomp") and parse.head(x).lower == "of" and parse.head(parse.head(x)).lemma in words()["unreal_of"] for x in (hit.token, parse.head(hit.token))):
        yield "unreal"  # "in the event of the house rejecting the pact"
    if hit.token.pos == "NOUN" and parse.head(hit.token).lower in ("absent", "barring"):
        yield "unreal"  # "absent an attack on ships"


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
        if head.lemma == "include" and verb.dep in ("xcomp", "dobj", "prep", "advcl"):
            yield "gerund"  # "the charges included killing prisoners"
        if verb.dep in ("csubj", "csubjpass") or (verb.dep == "ccomp" and head.lemma == "be") or (verb.dep == "pcomp" and head.lower == "for" and parse.head(head).pos == "NOUN" and any(k.dep == "nsubj" for k in verb.kids)) or (verb.dep == "conj" and head.pos == "NOUN") or (verb.dep == "xcomp" and head.lemma in words()["imagining"]) or (verb.dep in ("nsubj", "attr") and head.i != verb.i) or (verb.dep == "pcomp" and (head.lower not in words()["factive_prepositions"] or parse.head(head).pos == "ADJ" or any(k.dep == "acomp" for k in parse.head(head).kids)) and parse.head(head).lemma not in words()["factive"]):
            yield "gerund"
    node = verb
    for _ in range(3):  # "from using arms to attack the town": the attack is no more told than the use
        if node.dep not in ("xcomp", "advcl", "conj") or node.tag != "VB" or node.head == node.i:
            break
        node = parse.head(node)
        if node.tag == "VBG" and node.dep in ("attr", "acl", "ccomp") and not any(k.dep == "aux" for k in node.kids) and "be" in (parse.head(node).lemma, parse.head(parse.head(node)).lemma):
            yield "gerund"  # "failure is Chile continuing to make concessions"
        if node.tag == "VBG" and node.dep == "pcomp" and parse.head(node).lower not in words()["factive_prepositions"]:
            yield "gerund"
    aux = [k for k in verb.kids if k.dep in ("aux", "auxpass")]
    if any(k.dep == "advmod" and k.lower in words()["habitual"] for k in (*verb.kids, *(parse.head(verb).kids if verb.dep in ("advcl", "conj", "xcomp") else ()))):
        yield "habit"
    if type == "SUPPORT" and any(k.lower == "for" and any(g.lower in ("much", "most") for g in k.kids) for k in verb.kids):
        yield "habit"  # "for much of her time has backed the army"
    if any(k.lower == "on" and any(g.lower == "basis" for g in k.kids) for k in verb.kids):
        yield "habit"  # "talks to the king on a daily basis"
    if type in IN_WORDS and any(k.lower == "for" and any(g.lower in ("decades", "generations", "centuries") for g in k.kids) for k in verb.kids):
        yield "habit"  # "have lamented the bias for decades"
    if any(x.lower == "at" and x.i + 1 < len(parse.tokens) and parse.tokens[x.i + 1].lower in ("best", "worst") for x in parse.subtree(verb)):
        yield "belief"  # "has offered lukewarm support at best"
    present = verb.tag in ("VBZ", "VBP") or any(k.tag in ("VBZ", "VBP") and k.lemma == "be" for k in aux)
    if present and verb.dep == "advcl" and any(k.lower in words()["awaited"] for k in verb.kids if k.dep in ("mark", "advmod")):
        yield "frame"
    if present and any(k.lower in ("repeatedly", "constantly", "consistently") for k in verb.kids):
        yield "habit"  # "repeatedly calls for it"
    if present and verb.dep == "advcl" and any(k.lower == "when" and k.dep == "advmod" for x in (verb, *(y for y in verb.kids if y.dep == "conj")) for k in x.kids) and (parse.head(verb).lemma == "be" or parse.head(verb).pos == "ADJ" or verb.tag == "VBN"):
        yield "habit"  # "war is necessary when the country is attacked"
    signs = type == "SUPPORT" and verb.lemma in ("sign", "ratify", "reach", "strike", "seal", "conclude")
    if verb.tag in ("VBZ", "VBP") and not aux and kind == "paragraph" and (type in words()["single"] or signs):
        yield "habit"
    purpose = verb
    while purpose.dep == "conj" and parse.head(purpose).tag == "VB" and purpose.head != purpose.i:
        purpose = parse.head(purpose)  # "uses them to move, raise and launch missiles"
    means = parse.head(purpose)
    if purpose.tag == "VB" and purpose.dep in ("xcomp", "advcl") and means.tag in ("VBZ", "VBP") and means.lemma == "use" and not any(k.dep in ("aux", "auxpass") for k in means.kids):
        yield "habit"  # "uses soldiers to keep order"


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
    lists = words()
    node = parse.head(verb)
    if state in ("planned", "expected"):
        return node.lemma not in lists["planning"] and node.lower not in lists["planning"]
    if state in ("happened", "ongoing"):
        return node.lemma not in lists["realizing"]
    return node.lemma not in lists["failing"] and node.lemma not in lists["realizing"] and node.lemma not in lists["planning"]


def _imperative(parse: Parse, verb: Token) -> bool:
    """"Do not kill …!": an order, told by no subject and no "to"."""
    subject = next((k for k in verb.kids if k.dep == "nsubj"), None)
    if verb.tag in ("VB", "VBP") and verb.dep == "ccomp" and subject is not None and subject.tag in ("NN", "NNP") and not any(k.dep == "aux" for k in verb.kids) and not any(k.dep == "conj" for k in subject.kids):
        return True  # "was adamant that Chile announce …"
    plain = verb.tag == "VB" and verb.dep in ("ROOT", "ccomp", "parataxis", "conj")
    if not plain or any(k.dep in SUBJECTS for k in verb.kids) or any(k.dep == "aux" and k.lower not in ("do",) for k in verb.kids):
        return False
    return verb.dep != "conj" or _imperative(parse, parse.head(verb))
