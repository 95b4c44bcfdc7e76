"""Which attributions a record tells as said, and by whom, on sentences written for these tests."""

from __future__ import annotations

from datetime import date

import pytest

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
    report = Report(id="r", path="", text=text, text_sha256="0", published=date(2024, 3, 6), blocks=tuple(found))
    analysis = from_parse(report, next(iter(parses([report], pipeline()))))
    assert not analysis.problems
    return [(q.speaker, " | ".join(t for _, _, t in q.content)) for q in fuse([analysis]).quotes]


SAID = [
    ("Deputy minister Ole Berg called Anna Lund’s remarks “extremely negative”, the NTB agency reported. “The ice is giving way under us,” he said.", [("NTB", "Deputy minister Ole Berg called Anna Lund’s remarks “extremely negative”"), ("Ole Berg", "“The ice is giving way under us,”")]),
    ("The leader of the northern party, Maria Ruiz, said the bridge was safe.", [("Maria Ruiz", "the bridge was safe")]),
    ("The town said it rejected the plan, while Anna Novak described it as a step forward.", [("The town", "it rejected the plan"), ("Anna Novak", "it as a step forward")]),
    ("The agency said tens of thousands were waiting, and engineers warned that the bridge was at risk.", [("The agency", "tens of thousands were waiting"), ("engineers", "that the bridge was at risk")]),
    ("Anna Novak saw the crack and called Maria Ruiz to help stop the work.", []),
    ("The Chilean Initiative for Fair Seas said the bridge was safe.", [("Chilean Initiative for Fair Seas", "the bridge was safe")]),
    ("Chile, which calls itself a haven of ships, said the bridge was safe.", [("Chile", "the bridge was safe")]),
    ("Anna Novak said that the bridge would stay shut to the firm — with which the town is at law.", [("Anna Novak", "that the bridge would stay shut to the firm")]),
    ("Voters may accept Anna Novak’s argument that the bridge is safe — and turn against the mayor — by May.", [("Anna Novak", "that the bridge is safe")]),
    ("The mayor will name a new engineer, Maria Ruiz, and Mr. Berg and Mr. Hansen said they intended to wait.", [("Mr. Berg and Mr. Hansen", "they intended to wait")]),
    ('The report noted, "The bridge was safe before 1945."Maria Ruiz paid for it.', [("The report", '"The bridge was safe before 1945."')]),
    ("Anna Novak urged the town to close the bridge (although it has yet to answer her).", [("Anna Novak", "the town to close the bridge")]),
    ("The ministry, when asked why the bridge was closed, noted that repairs take time.", [("The ministry", "that repairs take time")]),
    ("Prominent columnist Maria Ruiz with the newspaper Herald said it may not end well.", [("Maria Ruiz", "it may not end well")]),
    ('"Suddenly the bridge gave way," Maria Ruiz, a 26-year-old teacher, recalled to the broadcaster DR.', [("Maria Ruiz", '"Suddenly the bridge gave way,"')]),
    ("“The bridge is safe,” said Deputy Secretary Anders Berg-Hansen.", [("Anders Berg-Hansen", "“The bridge is safe,”")]),
    ("Mayor Anna Novak said the bridge was safe.", [("Anna Novak", "the bridge was safe")]),
    ("“The bridge is safe,” said Anna Novak.", [("Anna Novak", "“The bridge is safe,”")]),
    ("The tweet said the bridge was safe.", [("The tweet", "the bridge was safe")]),
    ("Several Liberals said they would vote against the budget.", [("Several Liberals", "they would vote against the budget")]),
    ("The ministry’s statement said the bridge was safe.", [("The ministry’s statement", "the bridge was safe")]),
    ("The family of Anna Novak said the bridge was unsafe.", [("family of Anna Novak", "the bridge was unsafe")]),
    ("One of her friends, Maria Ruiz, said the bridge was safe.", [("Maria Ruiz", "the bridge was safe")]),
    ("A survey showed that most voters wanted a new bridge.", [("A survey", "that most voters wanted a new bridge")]),
    ("Anna Novak called the bridge “a disgrace to the town” but warned that repairs would take years.", [("Anna Novak", "the bridge “a disgrace to the town”"), ("Anna Novak", "that repairs would take years")]),
    ("Anna Novak said the bridge would close, which could cost the town a million.", [("Anna Novak", "the bridge would close")]),
    ("Anna Novak said the bridge was safe, though engineers disagreed.", [("Anna Novak", "the bridge was safe")]),
    ("Every Liberal said the bridge was safe.", [("Every Liberal", "the bridge was safe")]),
    ("“The bridge is safe,” said Lt. Cmdr. Anna Novak of the harbour guard.", [("Anna Novak", "“The bridge is safe,”")]),
    ("Anna Novak said the bridge was safe, even as engineers closed a lane.", [("Anna Novak", "the bridge was safe")]),
]

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
    text = "Peter Novak met John Ruiz on Monday.\n\nJohn Ruiz and Peter Novak shook hands.\n\n“The bridge is safe and it will open soon,” he said."
    assert told(text) == [(None, "“The bridge is safe and it will open soon,”")]


def test_the_same_man_goes_on_speaking():
    text = "“The bridge is safe,” Peter Novak said.\n\nHe added that it would open in May."
    assert told(text) == [("Peter Novak", "“The bridge is safe,”"), ("Peter Novak", "that it would open in May")]


def test_a_man_named_since_ends_he_said():
    text = "“The bridge is safe,” Peter Novak said.\n\nJohn Ruiz was less sure.\n\n“It is far too old for that,” he said."
    assert told(text) == [("Peter Novak", "“The bridge is safe,”"), ("John Ruiz", "“It is far too old for that,”")]


def test_who_only_passes_on_is_no_speaker():
    text = "“The bridge is safe and will open soon,” the statement said, according to the Evening Courier."
    assert told(text) == [("the statement", "“The bridge is safe and will open soon,”")]


def test_a_president_is_not_his_wife_though_she_alone_is_named_in_full():
    text = "President Macron came to the fair on Sunday with Brigitte Macron. “The bread is good,” Mr. Macron said."
    assert told(text) == [("Emmanuel Macron", "“The bread is good,”")]
