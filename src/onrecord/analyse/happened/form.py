"""In which form and through which channel an act took place."""

from __future__ import annotations

import functools
import re

from onrecord.analyse.happened.hit import Hit
from onrecord.analyse.happened.words import MISSILES
from onrecord.analyse.parse import Parse, Token
from onrecord.model.analysis import Channel, Format
from onrecord.rules import lexicon

TALKS = frozenset({"talk", "consultation", "conversation", "meeting", "discussion", "negotiation", "dialogue", "contact", "channel", "capacity"})


@functools.cache
def _form_words() -> tuple[tuple[Format, re.Pattern[str]], ...]:
    table = lexicon("status")["formats"]
    return tuple((form, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for form, words in table.items())


def form_of(parse: Parse, hit: Hit, sentence: str) -> Format | None:
    if hit.rule.format:
        return hit.rule.format  # type: ignore[return-value]
    if hit.type != "CONSULT":
        return None
    nearby = [t for node in (hit.token, hit.carrier) if node is not None for t in phrase_tokens(parse, node)]
    nearby += _following(parse, hit.token)
    words = re.sub(r" ?- ?", "-", " ".join(t.text for t in nearby))
    for form, pattern in _form_words():
        if pattern.search(words):
            return form
    if hit.rule.id == "consult.meet" and hit.token.lemma == "meet" and not re.search(r"\b(?:virtual|online|video|phone)", words):
        return "in_person"
    return None


def _following(parse: Parse, t: Token) -> list[Token]:
    """The few words after a trigger, up to the next comma or verb: "talks on Monday by video link"."""
    out = []
    for x in parse.tokens[t.i + 1 : t.i + 9]:
        if x.sent != t.sent or x.text in (",", ";", ":") or x.pos == "VERB":
            break
        out.append(x)
    return out


def phrase_tokens(parse: Parse, node: Token) -> list[Token]:
    """A word with its own phrase, but not the clauses hung on it."""
    out, todo = [node], list(node.kids)
    while todo:
        t = todo.pop()
        if t.dep in ("ccomp", "advcl", "relcl", "nsubj", "conj", "parataxis") and t.pos in ("VERB", "AUX"):
            continue
        if t.dep == "nsubj" or (t.dep == "pcomp" and t.pos == "VERB"):
            continue  # "met him before submitting a letter"
        out.append(t)
        todo.extend(t.kids)
    out.sort(key=lambda t: t.i)
    return out


def mode_of(hit: Hit, form: Format | None) -> str | None:
    if hit.type != hit.rule.type:
        return None
    if hit.type == "CONSULT" and hit.rule.mode is None and form in ("call", "video", "email", "text_message", "letter"):
        return "phone"
    if hit.type == "MOBILIZE" and hit.rule.mode == "troops" and any(x.lemma in MISSILES for p in hit.arguments.patients for x in (p, *(k for k in p.kids if k.dep == "compound"))):
        return "weapons"
    return hit.rule.mode


@functools.cache
def _channel_words() -> dict[str, Channel]:
    return {w: channel for channel, ws in lexicon("status")["channels"].items() for w in ws.split()}


def channel_of(parse: Parse, hit: Hit) -> Channel | None:
    if hit.type not in ("CONSULT", "AGREE", "COOPERATE", "SANCTION"):
        return None
    words = _channel_words()
    found = []
    for node in (hit.token, hit.carrier):
        near = [] if node is None else [*node.kids, *(g for k in node.kids if k.dep == "prep" and k.lower in ("for", "in", "by", "through", "via", "on") for p in k.kids if p.lemma in TALKS for g in p.kids)]
        if node is not None:
            near += [c for k in near if k.dep == "amod" for c in k.kids if c.dep in ("conj", "amod")]
        found += [words[t.lower] for t in near if t.lower in words]
    return ("unofficial" if "unofficial" in found else found[0]) if found else None
