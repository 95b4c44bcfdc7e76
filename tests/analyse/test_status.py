"""Did it happen? One line a case: the sentence, the word asked about, its status. Written for these tests."""

from __future__ import annotations

import pytest

from onrecord.analyse.language import parses, pipeline
from onrecord.analyse.status import ahead, status
from onrecord.read import report_of

CASES = [
    # what is put off, lacked or turned down
    ("The flight to Lima was delayed by fog.", "flight", "not_happened"),
    ("The council killed the deal.", "deal", "called_off"),
    ("The talks scheduled for May will be short.", "talks", "planned"),
    ("The mayor spoke against the cancelled deal to lease ten ferries.", "lease", "called_off"),
    ("Ministers spoke of a lack of progress.", "progress", "not_happened"),
    ("The envoy walked instead of driving.", "driving", "not_happened"),
    ("The bank has yet to answer.", "answer", "not_happened"),
    ("The firm ceased making ferries.", "making", "not_happened"),
    ("Parliament rejected the proposal.", "proposal", "happened"),
    ("The captain did not report the accident.", "accident", "happened"),
    ("The two sides did not hold the meeting.", "meeting", "not_happened"),
    # what is inside a future clause
    ("The ferry will be available in June.", "available", "planned"),
    ("The yard will start selling tickets.", "selling", "planned"),
    ("The plan will see ferries delivered to the city.", "delivered", "planned"),
    ("The yard will open in June, creating jobs.", "creating", "planned"),
    ("He will be on strike.", "strike", "planned"),
    ("The bank expects sales to rise.", "sales", "expected"),
    ("The yard announced job cuts.", "cuts", "planned"),
    ("The bank announced a loss.", "loss", "happened"),
    ("The mayor named a day for a meeting to be held in Lima.", "meeting", "planned"),
    # what is done though it stands under a word of the future
    ("The crew will be compensated for the delay.", "delay", "happened"),
    ("We would like to thank the crew.", "thank", "happened"),
    ("She was the first woman to win the race.", "win", "happened"),
    ("The ministers met to discuss the strike.", "discuss", "happened"),
    ("The two met before the vote.", "vote", "happened"),
]


def asked(text, word):
    (parse,) = parses([report_of(text, id="r1")], pipeline())
    return parse, next(t for t in parse.tokens if t.text == word)


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_status(text, word, expected):
    assert status(*asked(text, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "lies"),
    [
        ("The yard will not buy steel.", "buy", True),
        ("The mayor told the yard not to buy steel.", "buy", True),
        ("The yard did not buy steel.", "buy", False),
        ("The yard may buy steel.", "buy", True),
        ("The yard may have bought steel.", "bought", False),
        ("The ferry can carry ninety cars.", "carry", False),
    ],
)
def test_ahead(text, word, lies):
    assert ahead(*asked(text, word)) is lies
