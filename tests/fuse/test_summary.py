"""How a line is put: one case a line. The sentences are written for these tests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import analyse
from onrecord.fuse import fuse
from onrecord.fuse.summary import many, participle
from onrecord.rules import lexicon


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway's envoy Anna Lund wrote to Chile's envoy Pedro Rojas.", "Anna Lund writes to Pedro Rojas"),
        ("Norway urged Chile to sign the pact.", "Norway urges Chile to sign the pact"),
        (
            "Norway asked Chile's president for more time.",
            "Norway asks Chile's president for more time",
        ),
        ("Chile was accused by Norway of breaking the pact.", "Norway accuses Chile of breaking the pact"),
        (
            "Norway's minister pulled out of the treaty on the straits.",
            "Norway's minister pulls out of the treaty on the straits",
        ),
        ("Norway's government rejected a proposal by Chile.", "Norway rejects a proposal by Chile"),
        (
            "Norwegian rebels fired dozens of mortars into border towns, which burned.",
            "Norwegian rebels fire dozens of mortars into border towns",
        ),
        (
            "Norway barred Chilean workers from entering the port.",
            "Norway bars Chilean workers from entering the port",
        ),
        (
            "Norway's minister Anna Lund and two farmers accused Chile of fraud.",
            "Anna Lund and two farmers accuse Chile of fraud",
        ),
        (
            "Norway demanded that the Chilean army stand down.",
            "Norway demands that the Chilean army stand down",
        ),
        ("Norway is negotiating with Chile.", "Norway and Chile negotiate"),
        (
            "Rebels said that between 20 and 1,400 farmers were killed by Norwegian soldiers in May.",
            "Norwegian soldiers kill between 20 and 1,400 farmers",
        ),
        (
            "Norwegian police dispersed a rally by students in Oslo.",
            "Norwegian police disperses a rally by students in Oslo",
        ),
    ],
)
def test_a_line_tells_who_what_and_whom(analysed, text, line):
    assert [e.summary for e in fuse([analysed(text, "2024-05-08", "one")]).events] == [line]


def test_the_first_words_shown_are_those_the_line_is_made_of(analysed):
    vague = analysed("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas on Monday.", "2024-05-07", "a")
    exact = analysed(
        "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Lisbon on Monday.",
        "2024-05-08",
        "b",
    )
    (e,) = fuse([vague, exact]).events
    assert "Lisbon" in e.summary
    assert [c.report for c in e.evidence] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway said it would send food to Peru.", "Norway promises to send food to Peru"),
        ("Norway said it would bomb Chile.", "Norway threatens to bomb Chile"),
        ("Norway said that Chile must release the sailors.", "Norway demands that Chile release the sailors"),
    ],
)
def test_what_reported_words_announce_or_demand_is_told_as_such(analysed, text, line):
    fused = fuse([analysed(text, "2024-05-08", "one")])
    assert line in [e.summary for e in (*fused.events, *fused.unsure)]


def test_who_is_acted_on_is_told_by_the_report_s_participle() -> None:
    told = {
        "Five Chilean fishermen were killed near Lima on Tuesday.": "Five Chilean fishermen are killed",
        "Norway was urged to leave the base on Tuesday.": "Norway is urged to leave the base",
    }
    for sentence, line in told.items():
        found = fuse([analyse(sentence, date(2024, 5, 8))])
        assert [e.summary for e in (*found.events, *found.unsure) if e.summary.startswith(line)], sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway imposed tariffs on Chilean copper on Monday.", "Norway imposes tariffs on Chilean copper"),
        ("The Norwegian army attacked on Monday.", "Norwegian army carries out an attack"),
        ("Norwegian rebels attacked on Monday.", "Norwegian rebels carry out an attack"),
        ("Norway hacked e-mails of Chile's ministry on Monday.", "Norway hacks e-mails"),
        ("The attack on Lima on Monday was condemned by nobody.", "Lima is attacked"),
    ],
)
def test_a_line_is_a_sentence_of_its_own(analysed, text, line):
    fused = fuse([analysed(text, "2024-05-08", "one")])
    assert line in [e.summary for e in (*fused.events, *fused.unsure)]


@given(st.sampled_from(sorted(lexicon("summary")["nouns"].values())))
def test_a_participle_is_one_word_of_its_verb(verb):
    base = verb.split(" ")[0]
    assert participle(base)[:1] == base[:1]
    assert participle(base).isalpha()


@pytest.mark.parametrize(
    ("name", "kind", "several"),
    [
        ("five fishermen", "group", True),
        ("Norwegian rebels", "group", True),
        ("the army", "group", False),
        ("United Nations", "organization", False),
        ("aid workers", "organization", True),
    ],
)
def test_what_stands_for_several_is_told_so(name, kind, several):
    assert many(name, kind) == several
