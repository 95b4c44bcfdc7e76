"""The line of an event, built from its facts: who, what, whom, in which form, where."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.fuse.told import Told
from onrecord.model import EventMention, Span
from onrecord.rules import lexicon

ASKING = ("appeal", "plead", "petition")  # for what, and to whom: their prepositions stay
NOUNS_OWN = re.compile(r"^(?:of|on|against|for)\s+")
FIRST_WORD = re.compile(
    r"^(?:The|An?|His|Her|Its|Their|Some|Several|Any|All|Both|Two|Three)\b"
)  # of a passive's sentence
REST = re.compile(r"[-*][\w*-]+|\w+")  # of a word that a span cuts: "e" of "e-mails"
SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]|\w+(?:pel|rol|bel|fer|mit)")  # the last letter is doubled
PREPOSITION = re.compile(
    r"(?:to|at|in|on|by|of|with|from|for|against|over|into|between|during|after|near|as|about)\b"
)
AROUND = ("in ", "during ", "over ", "after ", "for ", "near ", "as ", "since ")  # what stands around an act
PEOPLE = frozenset(lexicon("sameness")["words"]["people"].split())
IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}


@functools.cache
def _lines() -> dict[str, list[str]]:
    return dict(lexicon("summary")["lines"])


@functools.cache
def _verbs() -> dict[str, list[str]]:
    return dict(lexicon("summary")["verbs"])


@functools.cache
def _nouns() -> dict[str, str]:
    """The verbs by which acts that nouns name are told."""
    return dict(lexicon("summary")["nouns"])


@functools.cache
def _written() -> frozenset[str]:
    return frozenset(lexicon("summary")["written"]["entries"].split())


def listed(names: Sequence[str], most: int = 4) -> str:
    """ "A", "A and B", "A, B and C", "A, B, C and 3 others"."""
    if not names:
        return ""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def third_person(verb: str) -> str:
    """ "meet" to "meets"; a particle stays behind: "break off" to "breaks off"."""
    head, _, rest = verb.partition(" ")
    if head in IRREGULAR:
        head = IRREGULAR[head]
    elif head.endswith(("s", "sh", "ch", "x", "z", "o")):
        head += "es"
    elif head.endswith("y") and len(head) > 1 and head[-2] not in "aeiou":
        head = head[:-1] + "ies"
    else:
        head += "s"
    return f"{head} {rest}".strip()


def _of_contact(m: EventMention, form: str | None, mode: str | None, aimed: bool) -> str:
    """Which line tells of a contact. aimed: it has a recipient."""
    lines = _lines()
    if m.rule in _written() and aimed:
        return f"sent/{form}" if f"sent/{form}" in lines else "sent/text_message"
    if form == "in_person" and mode != "visit" and m.rule not in lines:
        return "consult.meet"
    if form and f"CONSULT/{form}" in lines:
        return f"CONSULT/{form}"
    if mode == "visit":
        return "CONSULT/visit"
    if mode == "multilateral" and m.occasion:
        return "CONSULT/multilateral"
    return m.rule if m.rule in lines else "CONSULT"


def summary(
    best: Told,
    actors: Sequence[str],
    recipients: Sequence[str],
    *,
    form: str | None,
    channel: str | None,
    place: str | None,
    mode: str | None,
    verb: str,
    plural: bool = False,
    plural_target: bool = False,
) -> str:
    """A line in the present tense without its date. ``verb`` is the lemma of the best mention's trigger;
    ``plural`` and ``plural_target`` say that one name stands for several who act or are acted on."""
    m = best.mention
    several = len(actors) > 1 or plural
    lines = _lines()
    who, whom = listed(actors), listed(recipients)
    if m.type == "CONSULT":
        key = _of_contact(m, form, mode, bool(whom))
        if not (several or whom or place or m.what) and f"{key}/alone" in lines:
            key = f"{key}/alone"  # whom they met, or where they went, is not told
        line = lines[key][several]
        text = line.format(
            A=who,
            B=whom or place or _clean(" ".join(m.what.text.split()) if m.what else ""),
            occasion=m.occasion or "",
            what="",
            verb=verb if several else third_person(verb),
        ).strip()
        extra = {"unofficial": ", unofficially", "official": ", officially"}.get(channel or "", "")
        text += extra
        if place and place not in text:
            text += f" in {place}" if not extra else f", in {place}"
        return text
    text = _act(best, who, whom, recipients, verb, several, plural_target)
    return text + (f" in {place}" if place and place not in text else "")


def _act(
    best: Told, who: str, whom: str, recipients: Sequence[str], verb: str, several: bool, plural_target: bool
) -> str:
    """What is no contact: who does what to whom, by the report's own words for what is acted on."""
    m, words = best.mention, lexicon("summary")
    what, aim = _words(best, m.what), _words(best, m.aim)
    both = f"{what} {aim}".strip()
    if who and (turned := words["turned"].get(m.rule)):
        return f"{who} {turned[several]} {verb} {both or whom}".strip()
    if who and (demanded := words["demanded"].get(m.rule)):
        return f"{who} {demanded[several]} {whom} {verb} {both}".strip()
    return _own_words(best, who, whom, recipients, verb, several, plural_target, what, aim)


def _own_words(
    best: Told,
    who: str,
    whom: str,
    recipients: Sequence[str],
    verb: str,
    several: bool,
    plural_target: bool,
    what: str,
    aim: str,
) -> str:
    """An act by its own verb, or by the one that its noun comes from, with what it is done to."""
    m, v = best.mention, _verb(best.mention, verb)
    told = v.forms[several].format(noun=verb)
    what = "" if what and told.endswith(f" {what}") else what  # "opens fire"
    aim = _aim(aim, v, who, several)
    if not who or what.lower() == who.lower():  # also "Chilean troops are stationed there"
        if v.of_noun and " " in v.base and not v.act:  # no verb tells it: "Buildup of troops"
            return _headline(verb, what, whom, aim)
        return _passive(None if v.of_noun else m.trigger.text, v.base, what, whom, aim, plural_target)
    named, target = _target(m, what, aim, whom, recipients)
    alone = lexicon("summary")["alone"].get(v.base)
    if alone and (not target or (v.act == "request" and target.startswith("to "))):
        return f"{who} {alone[several]} {target}".strip()
    if alone and target == named and len(alone) > 2:  # "makes a demand of Chile"
        return f"{who} {alone[several]} {alone[2]} {named}"
    target = FIRST_WORD.sub(lambda m: m[0].lower(), target)
    told = told.removesuffix(" for") if target.startswith("to ") else told  # "calls to close the camp"
    return f"{who} {told} {target}".strip()


class Verb(NamedTuple):
    """The verb that tells an act: its plain form, that for one and that for several who act, the verb that a
    noun comes from, and whether it is told by a noun at all."""

    base: str
    forms: Sequence[str]
    act: str | None
    of_noun: bool


def _verb(m: EventMention, verb: str) -> Verb:
    pair = _verbs().get(m.rule)
    act = _nouns().get((m.lemma or "").lower()) if pair else None
    if act:
        return Verb(act, (third_person(act), act), act, True)
    return Verb(pair[1], pair, None, True) if pair else Verb(verb, (third_person(verb), verb), None, False)


def _aim(aim: str, v: Verb, who: str, several: bool) -> str:
    """What an act is aimed at, as it follows a verb: "his criticism of them" is "he criticizes them", and who
    acts by "a request from Peru", "a fight between the two" or "pressure from the union" stands there
    already."""
    if aim.startswith("from ") and {*aim.lower().split()} & {*who.lower().split()} - {"the", "of", "and"}:
        return ""
    if v.of_noun and (aim.startswith("from ") or (several and aim.startswith("between "))):
        return ""
    return NOUNS_OWN.sub("", aim) if v.of_noun and v.act not in ASKING else aim


def _target(m: EventMention, what: str, aim: str, whom: str, recipients: Sequence[str]) -> tuple[str, str]:
    """Who is named beside the report's words, and both as they follow the verb."""
    named = _named(m.type, what, aim, whom, recipients)
    behind = aim if aim not in what and (not named or not what) else ""
    if m.lemma == "commit" or (m.type not in FOLLOWING and not behind.startswith(AROUND)):
        target = " ".join(x for x in (what, behind, named) if x)
    else:
        target = " ".join(x for x in (what, named, behind) if x)
    return named, target


def _words(t: Told, span: Span | None) -> str:
    """The words of a span on one line; a word that ends at a hyphen or a sign is told to its end."""
    if span is None:
        return ""
    text, at = t.mention.evidence.text, span.end - t.mention.evidence.start
    rest = REST.match(text, at) if span.text[-1:].isalnum() and 0 <= at < len(text) else None
    return _clean(" ".join((span.text + (rest[0] if rest else "")).split()))


def _named(kind: str, what: str, aim: str, whom: str, recipients: Sequence[str]) -> str:
    """Who is acted on, where the report's words for it do not say so: beside them a name would stand twice or
    adrift."""
    spoken = set(f"{what} {aim}".replace("’s", "").replace("'s", "").split())
    if what or any(spoken & set(n.split()) for n in recipients):
        return ""
    return whom if not aim or kind in FOLLOWING or aim.startswith(AROUND) else ""


def _headline(noun: str, what: str, whom: str, aim: str) -> str:
    """ "Buildup of troops", "Clash with rebels": an act that a noun alone tells, and nobody is told to have
    done."""
    told = what or aim or whom
    link = "" if not told or PREPOSITION.match(told) else "of "
    return f"{noun[:1].upper()}{noun[1:]} {link}{told}".strip()


def _passive(trigger: str | None, verb: str, what: str, whom: str, aim: str, plural: bool) -> str:
    """ "Five fishermen are killed", "Peru is asked to leave", by the participle that the report has, if it
    has one."""
    base, _, particle = verb.partition(" ")
    word = (trigger or "").lower()
    subject, rest = (what, aim) if what and not what.startswith("to ") else (whom, f"{what} {aim}".strip())
    if aim and not (what or PREPOSITION.match(aim)):
        subject, rest = aim, ""  # a noun's own phrase: "the attack on the port"
    if not subject:
        return _headline(verb, what, whom, aim)
    if word in ("", base, third_person(base)) or word.endswith("ing"):
        word = participle(base)
    rest = "" if rest in subject else rest
    head = subject.split(" of ")[0].split()[-1]
    several = plural or " and " in subject or (head.endswith("s") and not head[:1].isupper())
    words = " ".join(x for x in (word, particle, rest) if x)
    return f"{subject[:1].upper()}{subject[1:]} {'are' if several else 'is'} {words}"


def participle(verb: str) -> str:
    """ "seize" to "seized", "ban" to "banned", "shoot" to "shot"."""
    known = lexicon("summary")["participles"].get(verb)
    if known:
        return str(known)
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if SHORT.fullmatch(verb) else f"{verb}ed"


def many(name: str, kind: str) -> bool:
    """Whether a name stands for several by its form: "rebels", "two farmers", and not "the army" or "United
    Nations"."""
    head = name.split(" of ")[0].split()[-1]
    several = head.lower() in PEOPLE or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    several |= head.endswith("men") and head[:1].islower()
    return several and (kind == "group" or (kind == "organization" and head[:1].islower()))


FOLLOWING = frozenset(
    {"AID", "REQUEST", "ACCUSE", "COERCE", "THREATEN", "AGREE"}
)  # what follows whom says what is given, asked or alleged


def _clean(words: str) -> str:
    """Without a quotation mark that has lost its partner."""
    for opening, closing in (("“", "”"), ('"', '"')):
        if words.count(opening) != words.count(closing) or (opening == closing and words.count(opening) % 2):
            words = words.replace(opening, "").replace(closing, "")
    return words
