"""The chance that two mentions tell one event: a logistic regression over named evidence.

``alike.json`` is made by ``scripts/calibrate_same.py`` from labelled pairs of mentions of two reports each
(``training/pairs.jsonl``); a feature that it does not name weighs nothing. Features are facts of the two
mentions, never words.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

from onrecord.fuse import contacts
from onrecord.fuse.told import Told
from onrecord.model import EventMention

Features = dict[str, float]
NEAR = 400  # characters between two words of one paragraph
STEM = 4  # letters that a verb and its noun share


@functools.cache
def weights() -> dict[str, float]:
    """Weights by feature name."""
    path = files("onrecord.rules") / "data" / "en" / "alike.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["weights"])


def alike(t: Told, x: Told, table: Mapping[str, float] | None = None) -> float:
    """The chance that both tell one event, between 0 and 1; the same whichever comes first."""
    known = weights() if table is None else table
    z = math.fsum([known.get(name, 0.0) * value for name, value in features(t, x).items()])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def features(t: Told, x: Told) -> Features:
    """What two mentions have in common and what they tell otherwise; what one leaves out is a feature of its
    own."""
    m, n = t.mention, x.mention
    family = (
        "contact" if "CONSULT" in (m.type, n.type) else "words" if _in_words(t) and _in_words(x) else "deeds"
    )
    names = ["bias", f"family {family}"]
    if m.type != n.type:
        names += ["other type", f"other type {'same word' if m.lemma == n.lemma else 'other word'}"]
    else:
        names.append(f"type {m.type}")
    names.append("same word" if m.lemma == n.lemma else "same entry" if m.rule == n.rule else "other word")
    if m.lemma != n.lemma and stem(m) == stem(n):
        names.append(f"same stem in {'one report' if t.report.id == x.report.id else 'two reports'}")
    names += _roles("actors", t.actors, x.actors, family)
    names += _roles("recipients", t.recipients, x.recipients, family)
    if set(t.actors) & set(x.recipients) or set(x.actors) & set(t.recipients):
        names.append(f"roles swapped {family}")
    names += _days(t, x, family)
    names += _setting(t, x)
    if m.type == n.type == "CONSULT":
        names += contacts.evidence(t, x)
    if t.lineage == x.lineage:
        names.append("same lineage")
    if t.report.id == x.report.id:
        near = "sentence" if m.evidence == n.evidence else "paragraph" if _gap(t, x) < NEAR else "report"
        names += [
            "one report",
            f"one {near}",
            f"one {near} {family}",
            *([f"one {near} same word"] if m.lemma == n.lemma else []),
            *_looking_back(m, n),
        ]
    elif t.story and t.story == x.story:
        names.append("same story")
    if m.trigger.text.lower() == n.trigger.text.lower():
        names.append("same form of the word")
    found = dict.fromkeys(names, 1.0)
    found |= _matter(t, x, family) | _words(t, x, family)
    return found


def _setting(t: Told, x: Told) -> list[str]:
    """Place, form, phase and status, and whether either looks back."""
    m, n, names = t.mention, x.mention, list[str]()
    if m.place and n.place:
        names.append("same place" if m.place == n.place or _within(t, x) else "other place")
    if m.format and n.format:
        names.append("same form" if m.format == n.format else "other form")
    names.append(f"phase {'same' if t.phase == x.phase else ' '.join(sorted((t.phase, x.phase)))}")
    if m.status != n.status and t.phase == x.phase:
        names.append("other status")
    if (m.mode == "visit") != (n.mode == "visit"):
        names.append("visit and no visit")
    if m.background != n.background:
        names.append("background of one")
    elif m.background:
        names.append("background of both")
    return names


def _looking_back(m: EventMention, n: EventMention) -> list[str]:
    """Of two mentions of one report: whether one is a noun that looks back on the other ("the suit"), or both
    on a third."""
    if m.refers is None and n.refers is None:
        return []
    word = "same word" if m.lemma == n.lemma else "same entry" if m.rule == n.rule else "other word"
    if n.id == m.refers or m.id == n.refers:
        return ["looks back", f"looks back {word}", f"looks back {m.type}"]
    if m.refers == n.refers:
        return ["look back on one", f"look back on one {word}", f"looks back {m.type}"]
    return ["looks back elsewhere"]


def stem(m: EventMention) -> str:
    """ "Visit" and "visitor", "pledge" and "pledged" have one."""
    return (m.lemma or m.trigger.text.lower())[:STEM]


def _gap(t: Told, x: Told) -> int:
    return abs(t.mention.trigger.start - x.mention.trigger.start)


def _in_words(t: Told) -> bool:
    return t.mention.type in ("REQUEST", "REJECT", "AGREE", "ACCUSE", "SUPPORT", "THREATEN", "CONCEDE")


def _roles(role: str, a: tuple[str, ...], b: tuple[str, ...], family: str) -> list[str]:
    if not a or not b:
        return [f"{role} of {'neither' if not (a or b) else 'one'}"]
    common = set(a) & set(b)
    if set(a) == set(b):
        return [f"{role} same", f"{role} same {family}", *([f"{role} same several"] if len(a) > 1 else [])]
    if common:
        inside = common in (set(a), set(b))
        return [
            f"{role} {'within' if inside else 'shared'}",
            f"{role} {'within' if inside else 'shared'} {family}",
        ]
    return [f"{role} other", f"{role} other {family}"]


def _days(t: Told, x: Told, family: str) -> list[str]:
    m, n = t.mention, x.mention
    if t.dated and x.dated and m.earliest and m.latest and n.earliest and n.latest:
        gap = max((m.earliest - n.latest).days, (n.earliest - m.latest).days)
        exact = "days" if t.day and x.day else "periods"
        told = basis(t, x)
        if gap <= 0:
            same = (m.earliest, m.latest) == (n.earliest, n.latest)
            return [f"{exact} meet", f"{exact} {told} {'same' if same else 'meet'}", f"{exact} meet {family}"]
        near = "a day" if gap == 1 else "some days" if gap <= 4 else "long"
        return [f"{near} apart", f"{near} apart {told}", f"apart {family}"]
    return _without_days(t, x)


def basis(t: Told, x: Told) -> str:
    """What the days of both rest on; inferred ones of one report are wrong together or not at all."""
    if t.mention.day_basis == x.mention.day_basis == "told":
        return "told"
    return "inferred" if t.report.id != x.report.id else "inferred here"


def _without_days(t: Told, x: Told) -> list[str]:
    """Where one or both tell no day: whether what is known of them can meet, and how near the reports came
    out."""
    m, n = t.mention, x.mention
    one = t.dated or x.dated
    first, last = (
        max(m.earliest or n.earliest or date.min, n.earliest or m.earliest or date.min),
        min(m.latest or n.latest or date.max, n.latest or m.latest or date.max),
    )
    names = ["one without a day" if one else "both without a day"]
    if first > last:
        names.append("days can't meet")
    if t.report.published and x.report.published:
        gap = abs((t.report.published - x.report.published).days)
        names.append(f"published {_apart(gap)}")
    return names


def _apart(days: int) -> str:
    if days == 0:
        return "same day"
    if days == 1:
        return "next day"
    return "within days" if days <= 7 else "far apart"


def _within(t: Told, x: Told) -> bool:
    return t.land is not None and t.land == x.land and (t.wide or x.wide)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _matter(t: Told, x: Told, family: str) -> Features:
    if not t.matter or not x.matter:
        return {"matter of one" if t.matter or x.matter else "matter of neither": 1.0}
    share = _share(t.matter, x.matter)
    return {
        "matter": share,
        f"matter {family}": share,
        ("matter other" if not share else "matter meets"): 1.0,
    }


def _words(t: Told, x: Told, family: str) -> Features:
    """What the two sentences have in common beyond who takes part."""
    a, b = t.words, x.words
    common = len(a & b)
    return {"words": _share(a, b), f"words {family}": _share(a, b), "words in number": min(1.0, common / 6)}
