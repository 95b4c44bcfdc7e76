"""Which attributions a record tells as said, and by whom, on sentences written for these tests."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gold import gold, match
from onrecord.analyse.language import parses, pipeline
from onrecord.analyse.report import from_parse
from onrecord.fuse import fuse
from onrecord.model import Block, Report


def told(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of each line that the record of one report holds."""
    found, at = [], 0
    for line in text.split("\n\n"):
        found.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 2
    report = Report(
        id="r", path="", text=text, text_sha256="0", published=date(2024, 3, 6), blocks=tuple(found)
    )
    analysis = from_parse(report, next(iter(parses([report], pipeline()))))
    assert not analysis.problems
    return [(q.speaker, " | ".join(t for _, _, t in q.content)) for q in fuse([analysis]).quotes]


LINE = re.compile(r"\[(.*?)\] (.+)")


def line_of(given: str) -> tuple[str, list[tuple[str | None, ...]]]:
    """A line of ``on_record.txt``."""
    text, _, found = given.partition(" => ")
    each = [match(LINE, x) for x in found.split(" ;; ") if found != "nothing"]
    return text, [(None if who == "-" else who, words) for who, words in each]


SAID = [line_of(line) for line in gold(__file__)]

SILENT = [
    "That said, the bridge is safe.",  # an idiom
    "It is worth noting that the bridge is old.",
    "Anna Novak never said the bridge was safe.",
    "Anna Novak could say that the bridge is safe.",
    "If Anna Novak says that the bridge is safe, it will open.",
    "Anna Novak believes that the bridge is safe.",
    "Anna Novak avoided questions about whether the bridge was safe.",
    "It was a plan that Anna Novak said would fail.",
    "Known as “the Eel,” the bridge opened in May.",
    "I argued that the bridge was safe.",
    "Most bridges are safe; officials predicted a rise in tolls.",
    "Nobody said that the bridge was safe.",
    "Did Anna Novak say that the bridge was safe?",
    "Work went on according to plan, and the bridge opened.",
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_was_said_is_on_record(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_was_not_said_is_not(text):
    assert told(text) == []


def test_a_pronoun_that_may_be_two_people_names_nobody():
    text = (
        "Peter Novak met John Ruiz on Monday.\n\nJohn Ruiz and Peter Novak shook hands.\n\n“The "
        "bridge is safe and it will open soon,” he said."
    )
    assert told(text) == [(None, "“The bridge is safe and it will open soon,”")]


def test_the_same_man_goes_on_speaking():
    text = "“The bridge is safe,” Peter Novak said.\n\nHe added that it would open in May."
    assert told(text) == [
        ("Peter Novak", "“The bridge is safe,”"),
        ("Peter Novak", "that it would open in May"),
    ]


def test_a_man_named_since_ends_he_said():
    text = (
        "“The bridge is safe,” Peter Novak said.\n\nJohn Ruiz was less sure.\n\n“It is far too old "
        "for that,” he said."
    )
    assert told(text) == [
        ("Peter Novak", "“The bridge is safe,”"),
        ("John Ruiz", "“It is far too old for that,”"),
    ]


def test_who_only_passes_on_is_no_speaker():
    text = "“The bridge is safe and will open soon,” the statement said, according to the Evening Courier."
    assert told(text) == [("the statement", "“The bridge is safe and will open soon,”")]


def test_a_president_is_not_his_wife_though_she_alone_is_named_in_full():
    text = (
        "President Macron came to the fair on Sunday with Brigitte Macron. “The bread is good,” Mr. "
        "Macron said."
    )
    assert told(text) == [("Emmanuel Macron", "“The bread is good,”")]
