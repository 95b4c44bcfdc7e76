"""How far an act has come, by its clause and by its days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import POINTLIKE
from onrecord.analyse.happened.words import MOVING, SENDING
from onrecord.analyse.parse import Parse
from onrecord.analyse.status import status as status_of
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model.analysis import Status
from onrecord.rules import lexicon

LENGTH = re.compile(r"\b(\w+) ?- ?day\b")


def state_of(parse: Parse, who: Who, hit: Hit) -> Status:
    if hit.type != hit.rule.type or hit.rule.negated_only:
        return "happened"  # a promise, a threat or a refusal has been made
    found = status_of(parse, hit.token, hit.carrier)
    if found == "ongoing" and hit.rule.id == "consult.travel" and hit.token.lemma in MOVING and not any(k.tag == "VBD" for k in hit.token.kids if k.dep == "aux"):
        return "planned"  # "is heading to Lima" is not there yet
    if found == "ongoing" and hit.token.lemma in SENDING and hit.type == "CONSULT" and hit.rule.id != "consult.send-letter":
        return "planned"  # "is sending an envoy to Lima"
    above = parse.head(hit.carrier or hit.token)
    if found == "planned" and hit.type in POINTLIKE and (hit.carrier or hit.token).dep == "xcomp" and above.lemma == "decide" and above.tag == "VBD":
        return "happened"  # "when she decided to call off the march": words follow a decision at once
    if found == "planned" and hit.type in ("REJECT", "CONCEDE", "ACCUSE", "SUPPORT") and hit.token.dep == "xcomp" and above.lemma == "vote" and above.tag in ("VBD", "VBG", "VBN"):
        return "happened"  # "voted to scuttle the package"
    if found == "ongoing" and hit.type in ("MOBILIZE", "AID") and hit.token.lemma in SENDING and hit.token.dep == "ccomp":
        return found  # "announced that it was deploying troops"
    if found == "ongoing" and (hit.token.lemma == "finalize" or (hit.rule.mode == "release" and hit.token.dep == "ccomp")):
        return found  # "is finalizing a deal", "said it was releasing the men"
    if found == "ongoing" and hit.token.tag == "VBG" and any(k.lower in ("was", "were") and k.dep == "aux" for k in hit.token.kids):
        return "happened"  # "as he was speaking with the envoy"
    if found == "ongoing" and hit.type in POINTLIKE and hit.rule.mode != "investigate":
        return "happened"  # "announced it was halting aid"
    if found == "happened" and hit.type == "SANCTION" and hit.token.lemma == "announce" and any(k.dep == "advcl" and any(m.lower == "unless" for m in k.kids) for k in hit.token.kids):
        return "planned"  # "announced a tariff on Chile unless it opens its ports"
    if hit.carrier is not None and hit.carrier.lemma in ("start", "begin", "open", "resume") and found == "ongoing":
        return "happened"
    return found


def stay(parse: Parse, hit: Hit, earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    """The days of a visit whose length is told with the day it began or ended: "ended a four-day visit on Monday"."""
    t = hit.token
    if earliest is None or earliest != latest or hit.carrier is None or t.pos != "NOUN":
        return earliest, latest
    words = " ".join(x.lower for x in parse.tokens[max(parse.sentence(t).first, t.i - 8) : t.i])
    found = LENGTH.search(words)
    if found is None:
        return earliest, latest
    spelled = lexicon("relations")["numbers"]
    n = int(spelled.get(found.group(1), found.group(1) if found.group(1).isdigit() else 0))
    if not 1 < n < 60:
        return earliest, latest
    if hit.carrier.lemma in ("end", "conclude", "finish", "complete", "wrap"):
        return earliest - timedelta(days=n - 1), latest
    if hit.carrier.lemma in ("begin", "start", "open", "launch"):
        return earliest, earliest + timedelta(days=n - 1)
    return earliest, latest


def coming(when: When, hit: Hit) -> bool:
    """"In the coming weeks": a time that names no day, but lies ahead."""
    nodes = [x for x in (hit.token, hit.carrier) if x is not None]
    near = [g for node in nodes for k in node.kids for g in (k, *(k.kids if k.dep == "prep" else ()))]
    return any(when.times[when.at[k.i]].value == "FUTURE_REF" or when.times[when.at[k.i]].span.text.lower().startswith(("coming ", "the coming ")) for k in near if k.i in when.at)


def by_time(state: Status, earliest: date | None, published: date | None) -> Status:
    """What lies after the day of the report has not happened, whatever its tense ("The summit opens on Monday")."""
    if published and earliest and earliest > published and state in ("happened", "ongoing"):
        return "planned"
    return state
