"""What speaks for and against two contacts being one: form, circle, host, order. Evidence for ``alike.py``,
never a verdict."""

from __future__ import annotations

import functools
import re

from onrecord.fuse.told import Told
from onrecord.rules import lexicon

ORDINAL = re.compile(r"\b(first|second|third|fourth|final|another)(?:-ever)? (?:[\w-]+ ){0,2}$", re.I)
FURTHER = frozenset({"second", "third", "fourth", "final", "another"})
_LISTS = lexicon("sameness")["words"]
MEETING = frozenset(_LISTS["meeting"].split())
SPOKE = frozenset(_LISTS["spoke"].split())
MANNERS = ("written", "remote", "visit", "met", "spoke", "talks")
SERIES = 31  # days over which an act was done again and again, up to the report


def _shared(one: str | None, other: str | None) -> str:
    if one == other:
        return "same"
    return "other" if one and other else "of one"


def evidence(t: Told, x: Told) -> list[str]:
    """Named facts of a pair of contacts; the same whichever comes first."""
    m, n = t.mention, x.mention
    names = [f"contact manner {' '.join(sorted((manner(t), manner(x))))}"]
    if not m.mode == n.mode == "visit":  # who is seen on a visit is told in part: the visitor says more
        names += _circle("persons", t.persons, x.persons)
    names += _circle("states", t.states, x.states) + _circle("others", t.others, x.others)
    if (t.others and not x.others and t.persons == x.persons and not t.states <= x.states) or (
        x.others and not t.others and t.persons == x.persons and not x.states <= t.states
    ):
        names.append("contact third party")
    if m.mode == n.mode == "visit":
        if t.hosts and x.hosts:
            names.append("contact host same" if t.hosts & x.hosts else "contact host other")
        names.append("contact visitor same" if set(t.actors) & set(x.actors) else "contact visitor other")
    if m.occasion or n.occasion:
        names.append(f"contact occasion {_shared(m.occasion, n.occasion)}")
    if t.report.id != x.report.id and not (t.day and x.day) and another(t, x):
        names.append("contact further one")
    if _over(t) != _over(x):
        names.append("contact again and again")
    if bool(t.persons) != bool(x.persons):
        names.append("contact sides mixed")
    return names


def manner(t: Told) -> str:
    """written, remote, visit, met, spoke, or talks of no told form."""
    m = t.mention
    if m.format in ("email", "letter", "text_message"):
        return "written"
    if m.format in ("call", "video"):
        return "remote"
    if m.mode == "visit":
        return "visit"
    if m.format == "in_person" or m.lemma in MEETING:
        return "met"
    return "spoke" if m.lemma in SPOKE else "talks"


def _circle(kind: str, a: frozenset[str], b: frozenset[str]) -> list[str]:
    if not a and not b:
        return [f"contact {kind} of neither"]
    if not a or not b:
        return [f"contact {kind} of one"]
    common = a & b
    how = "other" if not common else "same" if a == b else "within" if common in (a, b) else "shared"
    many = "several" if len(common) > 1 else "one"
    return [f"contact {kind} {how}", *([f"contact {kind} {how} {many}"] if common else [])]


def another(t: Told, x: Told) -> bool:
    """Whether one is told to be a further one of its kind, or both to be different ones."""
    a, b = _ordinal(t), _ordinal(x)
    return a != b and ((a is not None and b is not None) or bool({a, b} & FURTHER))


def _ordinal(t: Told) -> str | None:
    """Which of several an act is told to be, by the word before its noun: "second", "final", "another"."""
    m = t.mention
    return _ordinal_behind(m.evidence.text[: m.trigger.start - m.evidence.start])


@functools.lru_cache(maxsize=100_000)  # asked of each mention again and again
def _ordinal_behind(words: str) -> str | None:
    found = ORDINAL.search(words)
    return found.group(1).lower() if found else None


def _over(t: Told) -> bool:
    """Whether a time is told over which an act was done again and again, up to now."""
    m, written = t.mention, t.report.published
    return (
        m.time is not None
        and m.earliest is not None
        and m.latest is not None
        and m.latest == written
        and (m.latest - m.earliest).days > SERIES
    )
