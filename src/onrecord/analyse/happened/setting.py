"""What an act stands beside: background, occasion and the acts before and after it."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.analyse.happened.form import phrase_tokens
from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.kinds import AHEAD, RELATIVE_CLAUSES
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who import Who
from onrecord.model import Link
from onrecord.model.analysis import Status

BACKGROUND_DAYS = 21


def is_background(parse: Parse, clause: Token, earliest: date | None, latest: date | None, published: date | None, state: Status) -> bool:
    """Told as background: long past, in the past perfect, or in a clause that only dates another act."""
    if state in AHEAD:
        return False
    if published and latest and latest < published - timedelta(days=BACKGROUND_DAYS):
        return True
    aux = {k.lower for k in clause.kids if k.dep == "aux"}
    if "had" in aux:
        return True
    node = clause
    for _ in range(3):
        if node.dep == "advcl" and any(k.lower in RELATIVE_CLAUSES for k in node.kids if k.dep in ("mark", "advmod")):
            return True
        if node.dep in ("pobj", "pcomp") and parse.head(node).lower in ("after", "since", "following", "despite"):
            return True
        if node.dep == "relcl":  # "talks, which were suspended": says what the talks are
            return clause.tag in ("VBD", "VBN") and not aux & {"has", "have"} and clause is node and earliest is None
        if node.head == node.i:
            return False
        node = parse.head(node)
    return False


def occasion_of(parse: Parse, who: Who, hit: Hit) -> str | None:
    """The gathering at which it took place: "during the COP27 summit", "on the sidelines of the G20"."""
    for node in (hit.token, hit.carrier):
        if node is None:
            continue
        for t in phrase_tokens(parse, node):
            ref = who.ref_at.get(t.i)
            if ref is not None and ref.kind == "occasion":
                return ref.name
    return None


def links_of(parse: Parse, hit: Hit, ids: dict[int, str]) -> tuple[Link, ...]:
    """Ties to earlier mentions of the sentence: "after", "before", "because of", "at the request of"."""
    node = hit.carrier or hit.token
    for _ in range(4):
        if node.head == node.i:
            break
        mark = next((k.lower for k in node.kids if k.dep in ("mark", "advmod") and k.lower in RELATIVE_CLAUSES), None)
        dep, child = node.dep, node
        node = parse.head(node)
        if dep in ("pobj", "pcomp") and child is not node and node.lower in RELATIVE_CLAUSES and node.head in ids:
            return (Link(_inverse(node.lower), ids[node.head]),)
        if dep == "advcl" and mark and node.i in ids:
            return (Link(_inverse(mark), ids[node.i]),)
    return ()


def _inverse(word: str) -> str:
    """"A after B": B comes before A."""
    return {"after": "before", "following": "before", "since": "before", "before": "after", "until": "after"}[word]
