"""Senses as data: each silences its own sentence, and that sentence would be an act without it."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import analyse
from onrecord.analyse.happened.rules import Rule
from onrecord.analyse.happened.sense import listed
from onrecord.rules import lexicon

ENTRIES = lexicon("senses")["sense"]


def acts(entry) -> list[str]:
    """The rules of the sense that fire on its sentence at one of its verbs."""
    sense = listed.sense_of(entry)
    verbs = {v.split("_")[0] for v in sense.verbs}
    found = analyse(entry["like"], date(2024, 5, 8)).events
    return [e.rule for e in found if sense.of_rule(Rule(e.rule, e.type, e.mode)) and (not verbs or (e.lemma or "").split(" ")[0] in verbs)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["like"])
def test_a_sense_silences_its_sentence(entry):
    assert not acts(entry)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["like"])
def test_without_it_the_sentence_would_be_an_act(entry, monkeypatch):
    monkeypatch.setattr(listed, "senses", dict)
    assert acts(entry)
