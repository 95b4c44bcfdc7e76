"""Who a report speaks of: one line a case. The sentences are written for these tests."""

from __future__ import annotations

import pytest

# text, the words asked about, the name they must resolve to, its country
CASES = [
    ("Norwegian foreign minister Anna Lund met the press. Lund smiled.", "Lund smiled", "Anna Lund", "NOR"),
    ("Chile's trade envoy, Pedro Rojas, left early. He was tired.", "He", "Pedro Rojas", "CHL"),
    ("Pedro Rojas, the Chilean trade envoy, left early. The envoy was tired.", "The envoy", "Pedro Rojas", "CHL"),
    ("Anna Lund of Norway met her Chilean counterpart Pedro Rojas.", "Pedro Rojas", "Pedro Rojas", "CHL"),
    ("Norway and Chile met in Lisbon. The two sides agreed to talk again.", "The two sides", "Norway", "NOR"),
    ("Norway's trade envoy Anna Lund met Chile's trade envoy Pedro Rojas. The two trade envoys smiled.", "The two trade envoys", "Pedro Rojas", "CHL"),
    ("Beijing said it would answer soon.", "Beijing", "China", "CHN"),
    ("The Kremlin denied the report.", "The Kremlin", "Russia", "RUS"),
    ("The White House welcomed the plan.", "White House", "United States", "USA"),
    ("Kenya's Ministry of Water said the dam was safe. The ministry gave no date.", "The ministry", "Ministry of Water", "KEN"),
    ("Peruvian police arrested two men in Lima.", "Peruvian police", "Peruvian police", "PER"),
    ("The Chilean government resigned.", "The Chilean government", "Chile", "CHL"),
    ("Moon Jae-in arrived on Monday.", "Moon Jae-in", "Moon Jae-in", "KOR"),
    ("Kim Jong-un smiled, said the reporter Tony Kim. Mr. Kim sat down beside the president, and Kim Jong-un waved.", "Mr. Kim sat", "Kim Jong-un", "PRK"),
    ("The head of a Chilean militia, Pedro Rojas, spoke. The head of the harbour office quit.", "The head of the harbour", "head of the harbour office", None),
    ("The crew of the top party aides left. Anna Lund waited. Her aides smiled.", "Her aides", "Anna Lund's aides", None),
    ("President Anna Lund of Norway met Chile's President Pedro Rojas. The two leaders smiled.", "The two leaders", "Anna Lund", "NOR"),
    ("China and France will honour the accord. The two heads of state met last year.", "The two heads of state", "Xi Jinping", "CHN"),
    ("Norway's foreign minister Anna Lund and Chile's foreign minister Pedro Rojas met. Norway and Chile will honour the word of the two heads of state.", "Norway and", "Norway", "NOR"),
    ("Foreign secretary Anna Lund left. The general secretary of the union spoke.", "The general secretary", "general secretary of the union", None),
    ("Prince Sverre bin Harald waited. King Harald spoke.", "King Harald", "Harald", None),
    ("It was noon before President Lund sat down with her admirals and National Security Council at the White House.", "National Security Council", "National Security Council", "USA"),
    ("Mr. Berg resigned. Will Berg return?", "Mr. Berg", "Berg", None),
    ("Some Senate Republicans praised the pact.", "Senate Republicans", "Some Senate Republicans", "USA"),
    ("The Senate Judiciary Committee met. The Senate Select Committee spoke.", "Select Committee", "Senate Select Committee", None),
    ("Anna Lund blames Pedro Rojas and his supporters for the plot.", "his supporters", "Pedro Rojas's supporters", None),
    ("A Chilean was arrested in Oslo.", "A Chilean", "Chilean", "CHL"),
    ("Bill Soto and Maria Soto came. When Soto accused Peru in May, an aide asked whether her office knew.", "Soto accused", "Maria Soto", None),
    ("Last Friday forces under Pedro Rojas attacked the militias.", "forces", "forces", None),
    ("Presidents Clinton, Bush and Obama stayed away, said Hillary Clinton.", "Presidents Clinton", "Bill Clinton", "USA"),
    ("On Monday Presidents Obama, Bush and Clinton appealed for money, said Hillary Clinton.", "and Clinton", "Bill Clinton", "USA"),
    ("Anna Lund met reporters. Pedro Rojas shot himself.", "himself", "Pedro Rojas", None),
    ("Anna Lund met reporters. Pedro Rojas attacked his own people.", "his own people", "Pedro Rojas's own people", None),
    ("Mr. Kim waited. Ms. Kim brought him a letter from North Korea.", "Ms. Kim", "Ms. Kim", None),
    ("North Korean leader Kim Jong Un met the envoy Kim Yong Chol. Kim smiled.", "Kim smiled", "Kim Jong Un", "PRK"),
    ("The harbour policy is old. Policy Lund announced the end of the harbour policy.", "Lund", "Lund", None),
    ("A Norwegian Air Force F-16 flew over the town.", "Air Force", "Air Force", "NOR"),
    ("More moderate Democrats praised the pact.", "moderate Democrats", "moderate Democrats", "USA"),
]


@pytest.mark.parametrize(("text", "words", "name", "country"), CASES, ids=[c[1] for c in CASES])
def test_who(analysed, text, words, name, country):
    a = analysed(text, "2021-05-08")
    start = text.index(words)
    hits = [x for x in a.actors for m in x.mentions if m.span.start < start + len(words) and start < m.span.end]
    assert name in [x.name for x in hits], [(x.name, [m.span.text for m in x.mentions]) for x in a.actors]
    assert country in [x.country for x in hits if x.name == name]


def test_a_pronoun_is_nobody_else_of_its_clause(analysed):
    """Principles B and C of binding theory."""
    text = "Daniel Berg asked for help. Pedro Rojas made a statement to help Berg. He accused Berg of lying. Norway and Peru praised the Sami Council and sent them food."
    a = analysed(text, "2021-05-08")
    name = {x.id: x.name for x in a.actors}
    told = {(e.type, tuple(name[i] for i in e.actors), tuple(name[i] for i in e.recipients)) for e in a.events}
    assert ("ACCUSE", ("Pedro Rojas",), ("Daniel Berg",)) in told
    assert ("AID", ("Norway", "Peru"), ("Sami Council",)) in told


def test_the_two_leaders_are_the_two_who_met(analysed):
    a = analysed("President Anna Lund of Norway met Chile's President Pedro Rojas. The two leaders discussed ships.", "2021-05-08")
    (e,) = [e for e in a.events if e.trigger.text == "discussed"]
    assert {x.name for x in a.actors if x.id in e.actors} == {"Anna Lund", "Pedro Rojas"}
    assert e.p > 0.5


def test_the_two_are_the_only_two_just_told_of(analysed):
    a = analysed("Anna Lund of Norway flew to Lima and met Pedro Rojas. The two agreed to open the port.", "2021-05-08")
    (e,) = [e for e in a.events if e.trigger.text == "agreed"]
    assert {x.name for x in a.actors if x.id in e.actors} == {"Anna Lund", "Pedro Rojas"}


def test_an_occasion_is_no_actor(analysed):
    a = analysed("Norway's envoy spoke at the COP28 summit in Dubai.", "2023-12-05")
    assert not [x for x in a.actors if "COP" in x.name]


def test_a_place_is_located(analysed):
    a = analysed("The ministers met in Lisbon on Monday.", "2023-12-05")
    (place,) = [p for p in a.places if p.name == "Lisbon"]
    assert place.country == "PRT"
    assert place.latitude == pytest.approx(38.7, abs=.2)


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
    a = analysed("Emmanuel Macron left the hall. He feared a comparison to President Nicolas Sarkozy. The president smiled.", "2019-05-08")
    assert [x.name for x in a.actors for m in x.mentions if m.span.text == "The president"] == ["Emmanuel Macron"]


@pytest.mark.parametrize(("day", "name"), [("2022-05-08", "Joe Biden"), ("2025-01-10", "Joe Biden"), ("2025-03-03", "Donald Trump"), ("2021-01-20", "Joe Biden")])
def test_an_office_is_its_holders_on_the_day(analysed, day, name):
    a = analysed("The US president met Kenya's envoy in Lisbon on Monday.", day)
    assert name in [x.name for x in a.actors]
