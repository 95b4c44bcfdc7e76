"""Reports made from templates: seeded, so that every run of the tests sees the same."""

from __future__ import annotations

import json
import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SIDES = ["Norway", "Chile", "Kenya", "Portugal", "Vietnam", "Peru", "Ghana", "Finland"]
PEOPLE = [
    "Anna Berg",
    "Luis Rojas",
    "Grace Otieno",
    "Rui Castro",
    "Minh Tran",
    "Elena Quispe",
    "Kofi Boateng",
    "Aino Laine",
]
CITIES = ["OSLO", "SANTIAGO", "NAIROBI", "LISBON", "HANOI", "LIMA", "ACCRA", "HELSINKI"]
ISSUES = ["trade", "fishing rights", "carbon emissions", "border security", "visas"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
SENTENCES = [
    "Foreign Minister {p} of {a} met {q}, the envoy of {b}, in {city} on {day} to discuss {issue}.",
    "“We will sign the agreement before 2030,” {p} said after the talks.",
    "{a} suspended its talks with {b} on {issue} last month.",
    "{p} told reporters that {b} had promised to withdraw its troops by the end of the year.",
    "{b} plans to resume negotiations with {a} in September.",
    "According to {q}, the two sides did not agree on {issue}.",
    "{a} expelled two diplomats of {b} on {day}, the foreign ministry said.",
    "Officials of {a} and {b} held a video call on {issue} three days earlier.",
    "The meeting in {city} was called off, {q} said, because {a} had imposed sanctions.",
    "{b} accused {a} of breaking the accord and demanded an apology.",
]


def text(seed: int, paragraphs: int = 6, dated: bool = True) -> tuple[str, date]:
    """A report's text and its day: headline, date line, dateline and paragraphs."""
    r = random.Random(seed)
    one, other = r.sample(range(len(SIDES)), 2)
    day = date(2023, 3, 1) + timedelta(days=r.randrange(200))
    fill = {
        "a": SIDES[one],
        "b": SIDES[other],
        "p": PEOPLE[one],
        "q": PEOPLE[other],
        "city": CITIES[one].title(),
        "issue": r.choice(ISSUES),
    }
    body = [
        " ".join(r.choice(SENTENCES).format(**fill, day=r.choice(DAYS)) for _ in range(r.randint(1, 3)))
        for _ in range(paragraphs)
    ]
    head = [f"{fill['a']} and {fill['b']} Discuss {fill['issue'].title()}"] + (
        [f"{day:%B} {day.day}, {day.year}"] if dated else []
    )
    return "\n\n".join([*head, f"{CITIES[one]} (Reuters) - {body[0]}", *body[1:]]) + "\n", day


def objects(count: int, seed: int = 0, paragraphs: int = 6) -> list[dict[str, Any]]:
    """Reports as JSON objects."""
    made = [(n, *text(seed * 1000 + n, paragraphs, dated=False)) for n in range(count)]
    return [
        {"id": f"made-{n}", "text": words, "published": day.isoformat(), "publisher": f"Paper {n % 3}"}
        for n, words, day in made
    ]


def folder(to: Path, count: int = 10, seed: int = 0) -> Path:
    """A folder of plain text, JSON Lines, a copy without a date, a report in German and a file that is
    none."""
    to.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (to / f"report-{n:02}.txt").write_text(text(seed * 1000 + n, 4)[0], encoding="utf8")
    (to / "lines.jsonl").write_text(
        "".join(json.dumps(o) + "\n" for o in objects(3, seed + 1, 3)), encoding="utf8"
    )
    copied, day = text(seed * 1000, 4)
    (to / "undated.txt").write_text(
        copied.replace(f"{day:%B} {day.day}, {day.year}\n\n", ""), encoding="utf8"
    )
    german = (
        "Die Regierung hat am Montag erklärt, dass sie die Gespräche im Herbst wieder aufnehmen will, sagte "
        "der Minister. " * 3
    )
    (to / "german.txt").write_text(german, encoding="utf8")
    (to / "empty.txt").write_bytes(b"")
    return to


def older(db: sqlite3.Connection, version: int) -> None:
    """Makes a record one of an earlier version of the file, with the joins and splits that it had then."""
    if version < 6:
        db.execute("DROP TABLE sittings")
        db.execute("DROP TABLE arrivals")
    if version < 4:
        db.execute("DROP TABLE versions")
    if version < 3:
        db.execute(
            "CREATE TABLE judgements (n INTEGER PRIMARY KEY, verb TEXT NOT NULL, subject TEXT NOT NULL, "
            "members TEXT NOT NULL, UNIQUE (verb, subject, members))"
        )
        db.execute(
            "INSERT INTO judgements SELECT n, verb, subject, members FROM corrections WHERE verb IN "
            "('join', 'split')"
        )
        db.execute("DROP TABLE corrections")
    if version < 2:
        for table in ("facts", "traces", "runs", "told", "undated"):
            db.execute(f"DROP TABLE {table}")
    db.execute(f"PRAGMA user_version = {version}")
