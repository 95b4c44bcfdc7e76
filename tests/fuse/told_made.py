"""Mentions made at random: few people, days and words, so that many are nearly one event."""

from __future__ import annotations

import random
from datetime import date, timedelta

from onrecord.fuse.told import Told
from onrecord.model import EventMention, Report, Span

START = date(2023, 3, 1)
TYPES = ["CONSULT", "CONSULT", "CONSULT", "ASSAULT", "REQUEST", "ACCUSE", "SANCTION"]
RULES = {"CONSULT": ["consult.meet", "consult.visit"], "ASSAULT": ["assault.kill"]}
STATUSES = [
    "happened",
    "happened",
    "happened",
    "ongoing",
    "planned",
    "expected",
    "not_happened",
    "called_off",
]
WORDS = [f"word{n}" for n in range(14)]


def told(seed: int, many: int) -> list[Told]:
    """So many mentions of a few reports, the same for a seed."""
    r = random.Random(seed)
    reports = [_report(r, n) for n in range(max(2, many // 4))]
    made: list[Told] = []
    for n in range(many):
        made.append(_told(r, r.choice(reports), n, made))
    return made


def _report(r: random.Random, n: int) -> Report:
    published = r.choice([None, *(START + timedelta(days=r.randrange(60)) for _ in range(5))])
    return Report(f"r{n}", f"r{n}.txt", "", f"{n:064}", published=published)


def _told(r: random.Random, report: Report, n: int, before: list[Told]) -> Told:
    kind = r.choice(TYPES)
    like = [t.mention for t in before if t.report is report and t.mention.type == kind]
    root = r.choice(like) if like and r.random() < 0.4 else None  # what the noun looks back on, first of all
    first = r.choice([None, START + timedelta(days=r.randrange(-20, 70))])
    last = first and r.choice([first, first, first + timedelta(days=r.choice([1, 6, 20, 31, 300]))])
    if r.random() < 0.2:
        first, last = r.choice([(None, report.published), (report.published, None)])
    start = r.randrange(0, 4000)
    lemma, place = (
        r.choice(["meet", "meeting", "visit", "speak", "kill", "urge"]),
        r.choice([None, None, "Lima", "Oslo"]),
    )
    evidence = Span(start, start + 40, "x" * 40)
    mention = EventMention(
        f"m{n}",
        Span(start + 5, start + 10, lemma.ljust(5, "x")),
        evidence,
        kind,
        r.choice(RULES.get(kind, [kind.lower()])),
        earliest=first,
        latest=last,
        lemma=lemma,
        place=place,
        status=r.choice(STATUSES),
        mode="visit" if kind == "CONSULT" and r.random() < 0.3 else None,
        background=r.random() < 0.3,
        format=r.choice([None, None, "in_person", "call", "letter"]),
        occasion=r.choice([None, None, "G20"]),
        day_basis=r.choice(["told", "inherited", "news", "open"]),
        p=r.random(),
        refers=(root.refers or root.id) if root else None,
    )
    people = r.sample(
        ["ann", "ben", "cho", "dee", "eve", "fay", "gus", "hal", "ivy"], r.choice([0, 1, 1, 2, 2, 3])
    )
    states = r.sample(["NOR", "CHL", "PER"], r.choice([0, 1, 1, 2]))
    others = r.sample(["un", "rebels", "court"], r.choice([0, 0, 1]))
    everyone = [*people, *states, *others] or ["un"]
    cut = r.randint(0, len(everyone))
    if r.random() < 0.05:
        everyone, cut = [f"one{k}" for k in range(9)], 8  # more than a mention usually names
    return Told(
        mention,
        report,
        r.choice([report.id, "l1", "l2"]),
        frozenset(people),
        frozenset(states),
        frozenset(others or ([] if people or states else ["un"])),
        tuple(everyone[:cut]),
        tuple(everyone[cut:]),
        story=r.choice(["", "s1", "s2"]),
        land=r.choice([None, "PER"]),
        hosts=frozenset(states[:1]),
        matter=frozenset(r.sample(WORDS, r.choice([0, 0, 1, 3]))),
        words=frozenset(r.sample(WORDS, r.randint(0, 9))),
    )
