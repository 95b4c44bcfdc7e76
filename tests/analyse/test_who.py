"""Who a report speaks of: one line a case. The sentences are written for these tests."""

from __future__ import annotations

import pytest

from gold import fields, gold

CASES = [fields(line, 4) for line in gold(__file__)]


@pytest.mark.parametrize(("text", "words", "name", "country"), CASES, ids=[c[1] for c in CASES])
def test_who(analysed, text, words, name, country):
    a = analysed(text, "2021-05-08")
    start = text.index(words)
    hits = [
        x for x in a.actors for m in x.mentions if m.span.start < start + len(words) and start < m.span.end
    ]
    assert name in [x.name for x in hits], [(x.name, [m.span.text for m in x.mentions]) for x in a.actors]
    assert country in [x.country for x in hits if x.name == name]


def test_a_pronoun_is_nobody_else_of_its_clause(analysed):
    """Principles B and C of binding theory."""
    text = (
        "Daniel Berg asked for help. Pedro Rojas made a statement to help Berg. He accused Berg of "
        "lying. Norway and Peru praised the Sami Council and sent them food."
    )
    a = analysed(text, "2021-05-08")
    name = {x.id: x.name for x in a.actors}
    told = {
        (e.type, tuple(name[i] for i in e.actors), tuple(name[i] for i in e.recipients)) for e in a.events
    }
    assert ("ACCUSE", ("Pedro Rojas",), ("Daniel Berg",)) in told
    assert ("AID", ("Norway", "Peru"), ("Sami Council",)) in told


def test_the_two_leaders_are_the_two_who_met(analysed):
    a = analysed(
        "President Anna Lund of Norway met Chile's President Pedro Rojas. The two leaders discussed ships.",
        "2021-05-08",
    )
    (e,) = [e for e in a.events if e.trigger.text == "discussed"]
    assert {x.name for x in a.actors if x.id in e.actors} == {"Anna Lund", "Pedro Rojas"}
    assert e.p > 0.5


def test_the_two_are_the_only_two_just_told_of(analysed):
    a = analysed(
        "Anna Lund of Norway flew to Lima and met Pedro Rojas. The two agreed to open the port.", "2021-05-08"
    )
    (e,) = [e for e in a.events if e.trigger.text == "agreed"]
    assert {x.name for x in a.actors if x.id in e.actors} == {"Anna Lund", "Pedro Rojas"}


def test_an_occasion_is_no_actor(analysed):
    a = analysed("Norway's envoy spoke at the COP28 summit in Dubai.", "2023-12-05")
    assert not [x for x in a.actors if "COP" in x.name]


def test_a_place_is_located(analysed):
    a = analysed("The ministers met in Lisbon on Monday.", "2023-12-05")
    (place,) = [p for p in a.places if p.name == "Lisbon"]
    assert place.country == "PRT"
    assert place.latitude == pytest.approx(38.7, abs=0.2)


def test_two_people_of_one_surname_are_kept_apart(analysed):
    a = analysed("Maria Silva met her brother Jorge Silva in Lima.", "2023-12-05")
    assert {"Maria Silva", "Jorge Silva"} <= {x.name for x in a.actors}


def test_as_a_teenager_is_nobody_new(analysed):
    a = analysed("Anna Lund left Norway as a teenager.", "2021-05-08")
    assert not [x for x in a.actors if "teenager" in x.name]


def test_two_titles_of_one_name(analysed):
    a = analysed("Chilean academic and professor Pedro Rojas left early.", "2021-05-08")
    assert [x.name for x in a.actors if x.kind == "person"] == ["Pedro Rojas"]


def test_a_capital_within_a_name_is_no_office(analysed):
    a = analysed("Pedro Rojas won the Copper Man of the Match award.", "2021-05-08")
    assert [x.name for x in a.actors if x.kind == "person"] == ["Pedro Rojas"]


def test_the_family_of_somebody_is_not_he(analysed):
    a = analysed("Anna Lund called the widow of Pedro Rojas.", "2021-05-08")
    assert "widow of" not in [role for x in a.actors for role in x.roles]


def test_the_president_is_the_one_in_office_now(analysed):
    a = analysed(
        "Emmanuel Macron left the hall. He feared a comparison to President Nicolas Sarkozy. The "
        "president smiled.",
        "2019-05-08",
    )
    assert [x.name for x in a.actors for m in x.mentions if m.span.text == "The president"] == [
        "Emmanuel Macron"
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2022-05-08", "Joe Biden"),
        ("2025-01-10", "Joe Biden"),
        ("2025-03-03", "Donald Trump"),
        ("2021-01-20", "Joe Biden"),
    ],
)
def test_an_office_is_its_holders_on_the_day(analysed, day, name):
    a = analysed("The US president met Kenya's envoy in Lisbon on Monday.", day)
    assert name in [x.name for x in a.actors]
