"""What is an event of its own, and what only says what another event is about.

PLOVER gives one category, never category and auxiliary: "threatened to expel the envoys" is a threat and no
expulsion. A meeting that is agreed on is the exception the contract makes: it is kept, as planned.
"""

from __future__ import annotations

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.words import ALLEGED, SPEAKING
from onrecord.analyse.parse import Parse, Token

FUTURE = frozenset({"will", "would", "shall", "'ll", "wo"})
WILLING = {"AID": "AGREE", "COOPERATE": "AGREE", "SUPPORT": "AGREE", "CONCEDE": "AGREE", "RETREAT": "AGREE"}
ORDERS = frozenset({"order", "instruct", "authorize", "authorise"})
CARRIED_OUT = frozenset({"RETREAT", "COERCE", "SANCTION", "MOBILIZE", "CONCEDE", "ASSAULT", "AID"})
WHEN = frozenset({"after", "before", "following", "during", "since", "until", "amid", "despite"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


def settle(parse: Parse, found: list[Hit]) -> list[Hit]:
    """The hits that stand as events, with announced acts turned into the promise or threat that they are."""
    taking = {h.token.i: h for h in found if h.rule.takes}
    kept: list[Hit] = []
    for hit in found:
        above = _taker(parse, hit, taking)
        when = above is not None and _when(parse, hit)
        if when and hit.type == "CONSULT":
            above = None  # "after his meeting with Chile, he rejected the plan"
        if above is not None and above.token.lemma in ORDERS and hit.type in CARRIED_OUT and hit.rule.id != "retreat.leave":
            # what a court or a government orders is its own act, and the order adds nothing to it
            if hit.rule.mode != "resign":  # "ordered her to resign": she resigns
                hit.actors = above.actors or hit.actors
            hit.recipients = [i for i in hit.recipients if i not in hit.actors]
            if above in kept:
                kept.remove(above)
            kept.append(hit)
            continue
        if above is None and (_alleged(parse, hit) or _secondary(parse, hit)):
            continue
        if above is not None and not (hit.type == "CONSULT" and above.type == "AGREE"):
            told = above.type in ("REJECT", "AGREE", "SUPPORT") and any(k.dep in ("nsubj", "nsubjpass") for k in (hit.carrier or hit.token).kids)
            afar = (above.type == "AGREE" and any(k.dep == "neg" for k in (hit.carrier or hit.token).kids)) or (above.type == "REQUEST" and (hit.carrier or hit.token).head != above.token.i)  # "urged others to quit the accord with Chile"
            spared = when or (above.type == "REJECT" and hit.type in HOSTILE | {"ACCUSE", "RETREAT", "THREATEN"}) or (above.type in ("AGREE", "SUPPORT") and ((hit.type in HOSTILE and hit.token.pos == "NOUN") or hit.rule.id == "retreat.ceasefire"))  # "refused to condemn Chile", "promised help in the war on Chile"
            if not above.recipients and not told and not afar and not spared and not (above.type == "THREATEN" and hit.type == "CONSULT"):  # "denied that Chile paid Peru": denied to nobody
                above.recipients = [i for i in (hit.actors if above.type == "REQUEST" else hit.actors + hit.recipients) if i not in above.actors]
            continue
        if _never_said(parse, hit):
            continue
        _announced(parse, hit)
        kept.append(hit)
    return _without_repeats(parse, kept)


def _alleged(parse: Parse, hit: Hit) -> bool:
    """"Suspected of shooting two men": the content of a suspicion, told of a person and not as an event."""
    t = hit.carrier or hit.token
    if t.dep not in ("pcomp", "pobj", "xcomp"):
        return False
    above = parse.head(t)
    if above.pos == "ADP" and above.head != above.i:
        above = parse.head(above)
    return above.lower in ALLEGED or above.lemma in ALLEGED


def _secondary(parse: Parse, hit: Hit) -> bool:
    """A purpose ("sent troops to fight …") is no event, and "troops supported by …" only describes the troops."""
    t = hit.token
    if t.pos != "VERB" or hit.type == "CONSULT":
        return False
    if any(k.lower == "to" and k.dep == "aux" for k in t.kids) and t.dep in ("advcl", "acl", "relcl", "conj"):
        return True
    return t.dep == "acl" and t.tag == "VBN" and hit.type in ("SUPPORT", "ACCUSE", "REQUEST", "REJECT", "COOPERATE")


def _taker(parse: Parse, hit: Hit, taking: dict[int, Hit]) -> Hit | None:
    """The act that this one is the content of: "refused to sign", "a threat to attack", "demanded the release"."""
    t = hit.carrier or hit.token
    for _ in range(4):
        if t.head == t.i:
            return None
        dep, t = t.dep, parse.head(t)
        above = taking.get(t.i)
        if above is not None and above is not hit:
            if dep in ("xcomp", "ccomp", "acl", "dobj", "pobj", "pcomp", "prep", "nsubjpass", "attr", "advcl", "conj", "relcl"):
                return above if dep not in ("advcl", "conj") else None
            return None
        if dep not in ("xcomp", "ccomp", "acl", "dobj", "pobj", "pcomp", "prep", "conj"):
            return None
        if t.pos in ("VERB",) and dep not in ("xcomp", "dobj", "pobj", "prep", "ccomp"):
            return None
    return None


def _when(parse: Parse, hit: Hit) -> bool:
    """"After the vote to expel them, he threatened": it says when, and not what."""
    t = hit.carrier or hit.token
    for _ in range(4):
        if t.dep == "prep" and t.lower in WHEN and parse.head(t).pos == "VERB":
            return True
        if t.head == t.i or t.dep not in ("pobj", "prep", "acl", "dobj", "pcomp"):
            return False
        t = parse.head(t)
    return False


def _never_said(parse: Parse, hit: Hit) -> bool:
    """"Did not say it would defend them": nothing was promised."""
    t = hit.carrier or hit.token
    return t.dep == "ccomp" and parse.head(t).lemma in SPEAKING and any(k.dep == "neg" for k in parse.head(t).kids)


def _announced(parse: Parse, hit: Hit) -> None:
    """"Norway said it would send food" is a promise; "said it would expel them" a threat (PLOVER's AGREE, THREATEN)."""
    t = hit.carrier or hit.token
    modals = {k.lower for k in t.kids if k.dep == "aux"}
    if not modals & FUTURE or t.dep != "ccomp" or any(k.dep == "neg" for k in t.kids):
        return
    speaker = parse.head(t)
    if speaker.lemma not in SPEAKING:
        return
    subject = next((k for k in t.kids if k.dep == "nsubj"), None)
    if subject is None or not _same(parse, speaker, subject):
        return
    if hit.type in WILLING:
        conditional = any(k.dep == "advcl" and any(m.lower == "unless" for m in k.kids) for k in t.kids)
        hit.type = "THREATEN" if conditional else WILLING[hit.type]
    elif hit.type in HOSTILE and not (hit.type == "MOBILIZE" and not hit.recipients) and hit.rule.id != "sanction.leave":  # "said it would send troops": a plan; "would leave the pact": another
        hit.type = "THREATEN"


def _same(parse: Parse, speaker: Token, subject: Token) -> bool:
    if subject.lower in ("it", "he", "she", "they", "we", "i"):
        return True
    own = next((k for k in speaker.kids if k.dep == "nsubj"), None)
    return own is not None and own.lower == subject.lower


def _without_repeats(parse: Parse, found: list[Hit]) -> list[Hit]:
    """One event for "held talks" and "talks", and for a verb and the nominal object that repeats its type."""
    kept: list[Hit] = []
    by_token = {h.token.i: h for h in found}
    for hit in found:
        t = hit.token
        if t.pos in ("NOUN", "PROPN") and t.head != t.i:
            head = parse.head(t)
            governor = by_token.get(head.i)
            if governor is None and head.pos == "ADP":
                governor = by_token.get(head.head)
            if governor is not None and governor is not hit:
                repeats = governor.type == hit.type and t.dep in ("dobj", "pobj", "nsubjpass", "attr")
                reaction = t.dep in ("dobj", "nsubjpass", "pobj") and governor.type in ("SUPPORT", "ACCUSE", "REJECT", "REQUEST", "SANCTION", "CONCEDE", "THREATEN") and parse.head(t).i == governor.token.i
                if reaction and governor.token.lemma in ORDERS and hit.type in CARRIED_OUT:
                    if governor in kept:
                        kept.remove(governor)
                    hit.actors = governor.actors
                    hit.recipients = [i for i in hit.recipients if i not in hit.actors]
                elif repeats or reaction:
                    if not (hit.type == "ASSAULT" and hit.arguments.preps.get("between")):  # "killed in fighting between them": by whom is not said
                        governor.actors = governor.actors or hit.actors
                    if repeats and governor.rule.both and head.lower not in ("for", "at", "during", "before", "after"):  # "met for the union's summit"
                        governor.actors = list(dict.fromkeys(governor.actors + hit.actors))
                    continue
        if t.pos == "VERB" and t.dep == "conj" and kept and kept[-1].token.i == t.head and kept[-1].type == hit.type and set(kept[-1].actors + kept[-1].recipients) == set(hit.actors + hit.recipients):
            continue
        kept.append(hit)
    return kept
