"""The line of an event, built from its facts: who, what, whom, in which form, where."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from onrecord.fuse.told import Told
from onrecord.rules import lexicon

ASKING = ("appeal", "plead", "petition")  # for what, and to whom: their prepositions stay
NOUNS_OWN = re.compile(r"^(?:of|on|against|for)\s+")
FIRST_WORD = re.compile(
    r"^(?:The|An?|His|Her|Its|Their|Some|Several|Any|All|Both|Two|Three)\b"
)  # of a passive's sentence
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
    """A line in the present tense without its date. ``verb`` is the lemma of the best mention's trigger; ``plural`` and
    ``plural_target`` say that one name stands for several who act or are acted on."""
    m = best.mention
    several = len(actors) > 1 or plural
    lines = _lines()
    who, whom = listed(actors), listed(recipients)
    if m.type == "CONSULT":
        key = (
            f"CONSULT/{form}"
            if form and f"CONSULT/{form}" in lines
            else "CONSULT/visit"
            if mode == "visit"
            else "CONSULT/multilateral"
            if mode == "multilateral" and m.occasion
            else m.rule
            if m.rule in lines
            else "CONSULT"
        )
        if form == "in_person" and mode != "visit" and m.rule not in lines:
            key = "consult.meet"
        if mode == "multilateral" and key == "CONSULT/multilateral" and not m.occasion:
            key = "CONSULT"
        if m.rule in _written() and whom:
            key = f"sent/{form}" if f"sent/{form}" in lines else "sent/text_message"
        line = lines[key][several]
        text = line.format(
            A=who,
            B=whom or place or _clean(" ".join(m.what.text.split()) if m.what else ""),
            occasion=m.occasion or "",
            what="",
            verb=verb if several else third_person(verb),
        ).strip()
        extra = (
            ", unofficially" if channel == "unofficial" else ", officially" if channel == "official" else ""
        )
        text += extra
        if place and place not in text:
            text += f" in {place}" if not extra else f", in {place}"
        return text
    words = lexicon("summary")
    what = " ".join(" ".join(x.text for x in (m.what, m.aim) if x).split())
    if who and (turned := words["turned"].get(m.rule)):
        return f"{who} {turned[several]} {verb} {_clean(what or whom)}".strip()
    if who and (demanded := words["demanded"].get(m.rule)):
        return f"{who} {demanded[several]} {whom} {verb} {_clean(what)}".strip()
    pair = _verbs().get(m.rule)
    act = _nouns().get((m.lemma or "").lower()) if m.rule in _verbs() else None
    pair = [third_person(act), act] if act else pair
    told = pair[several].format(noun=verb) if pair else (verb if several else third_person(verb))
    what = _clean(" ".join(m.what.text.split())) if m.what else ""
    what = "" if what and told.endswith(f" {what}") else what  # "opens fire"
    aim = _clean(" ".join(m.aim.text.split())) if m.aim else ""
    if (
        m.rule in _verbs() and m.aim and act not in ASKING
    ):  # a noun's phrase, told of a verb: "his criticism of them" is "he criticizes them"
        aim = NOUNS_OWN.sub("", aim)
    spoken = set(f"{what} {aim}".replace("’s", "").replace("'s", "").split())
    named = f"({whom})" if whom and (what or (aim and m.type not in FOLLOWING)) else whom
    named = "" if any(spoken & set(n.split()) for n in recipients) else named
    behind = aim if aim and aim not in what and (not named or m.type in FOLLOWING or not what) else ""
    if m.lemma == "commit" and named and behind:  # "commits to peace talks (Chile)", and not Chile to them
        named = f"({whom})"
    told_of = (what, named, behind) if m.type in FOLLOWING and m.lemma != "commit" else (what, behind, named)
    target = " ".join(x for x in told_of if x)
    if not who or what.lower() == who.lower():  # also "Chilean troops are stationed there"
        by = aim if aim.startswith(("by ", "in ")) else ""
        target = " ".join(x for x in (what, named) if x) if by else target
        text = _passive(m.trigger.text, verb, what, whom, aim, plural_target) or (
            f"{target[:1].upper()}{target[1:]}: {(pair or [verb, verb])[1].format(noun=verb)} {by or '(by whom is not said)'}"
        )
        return text + (f" in {place}" if place and place not in text else "")
    target = FIRST_WORD.sub(lambda m: m[0].lower(), target)
    told = told.removesuffix(" for") if target.startswith("to ") else told  # "calls to close the camp"
    text = f"{who} {told} {target}".strip()
    if place and place not in text:
        text += f" in {place}"
    return text


def _passive(trigger: str, verb: str, what: str, whom: str, aim: str, plural: bool) -> str:
    """ "Five fishermen are killed", "Peru is asked to leave": told by the participle that the report has; "" without one."""
    word, base = trigger.lower(), verb.split(" ")[0]
    if word in (base, third_person(base)) or word.endswith("ing"):
        return ""
    subject, rest = (what, aim) if what and not what.startswith("to ") else (whom, f"{what} {aim}".strip())
    if not subject:
        return ""
    particle = verb.partition(" ")[2]
    head = subject.split(" of ")[0].split()[-1]
    several = plural or " and " in subject or (head.endswith("s") and not head[:1].isupper())
    words = " ".join(x for x in (word, particle, rest) if x)
    return f"{subject[:1].upper()}{subject[1:]} {'are' if several else 'is'} {words}"


FOLLOWING = frozenset(
    {"AID", "REQUEST", "ACCUSE", "COERCE", "THREATEN", "AGREE"}
)  # what follows whom says what is given, asked or alleged


def _clean(words: str) -> str:
    """Without a quotation mark that has lost its partner."""
    for opening, closing in (("“", "”"), ('"', '"')):
        if words.count(opening) != words.count(closing) or (opening == closing and words.count(opening) % 2):
            words = words.replace(opening, "").replace(closing, "")
    return words
