"""What happened: one line a case. The sentences are written for these tests; published Wednesday 8 May
2024."""

from __future__ import annotations

import re

import pytest

from gold import gold
from onrecord.defaults import LISTED, SHOWN

CASE = re.compile(
    r"(?P<text>.+) => (?P<type>[A-Z]+) (?P<status>\w+): (?P<actors>.+) > (?P<recipients>[^\[]+?)"
    r"(?: \[(?P<earliest>[\d-]*)\.\.(?P<latest>[\d-]*)\])?"
)
Case = tuple[str, str, str, set[str] | None, set[str] | None, str | None, str | None]


def case(line: str) -> Case:
    """A line of ``happened.txt``."""
    found = CASE.fullmatch(line)
    assert found, line

    def party(named: str) -> set[str] | None:
        return None if named == "?" else set() if named == "-" else set(named.split("; "))

    text, type, status, actors, recipients, earliest, latest = found.groups()
    return text, type, status, party(actors), party(recipients), earliest or None, latest or None


CASES = [case(line) for line in gold(__file__)]


@pytest.mark.parametrize(
    ("text", "type", "status", "actors", "recipients", "earliest", "latest"),
    CASES,
    ids=[c[0][:40] for c in CASES],
)
def test_happened(analysed, text, type, status, actors, recipients, earliest, latest):
    a = analysed(text, "2024-05-08")
    name = {x.id: x.name for x in a.actors}
    found = [
        (e.type, e.status, {name[i] for i in e.actors}, {name[i] for i in e.recipients}, e.earliest, e.latest)
        for e in sorted((e for e in a.events if e.p >= LISTED), key=lambda e: e.p < SHOWN)
    ]
    hits = [f for f in found if f[0] == type and f[1] == status]  # first those that make a line
    assert hits, found
    e = hits[0]
    assert actors is None or e[2] == actors, found
    assert recipients is None or e[3] == recipients, found
    if earliest or latest:
        assert (e[4].isoformat() if e[4] else None, e[5].isoformat() if e[5] else None) == (earliest, latest)


@pytest.mark.xfail(
    strict=True,
    reason="a name behind a description of two people: who takes part is weighed, and the name with them",
)
@pytest.mark.parametrize(
    ("text", "type", "status", "actors", "recipients", "earliest", "latest"),
    [
        (
            "The wife of the deposed premier, Erik Berg, threatened to defy the regime.",
            "THREATEN",
            "happened",
            {"wife of the deposed premier"},
            {"regime"},
            "2024-05-07",
            "2024-05-08",
        ),
        (
            "The brother of Chile's moderate president, Erik Berg, has been arrested.",
            "COERCE",
            "happened",
            set(),
            {"brother of Chile's moderate president"},
            "2024-05-07",
            "2024-05-08",
        ),
    ],
)
def test_happened_with_somebody_beside(analysed, text, type, status, actors, recipients, earliest, latest):
    test_happened(analysed, text, type, status, actors, recipients, earliest, latest)


@pytest.mark.parametrize(
    ("text", "refers", "day"),
    [
        # of the second mention: the first it looks back on, and its day
        (
            "Norway sued Chile on Monday over the port. The suit amounts to a new step after a ban "
            "that Chile imposed last week.",
            "e1",
            "2024-05-06",
        ),
        ("Norway sued Chile on Monday over the port. The suit was filed on Tuesday.", "e1", "2024-05-07"),
        (
            "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6. The meeting lasted an hour.",
            "e1",
            "2024-05-06",
        ),
        (
            "Norway sued Chile on Monday over the port. Peru filed a lawsuit against Brazil last week.",
            None,
            "2024-04-29",
        ),
        (  # a gathering of its own name
            "Anna Lund of Norway met Pedro Rojas of Chile on May 6. Anna Lund left the FISH9 summit in Oslo.",
            None,
            "2024-05-06",
        ),
    ],
)
def test_a_noun_that_looks_back_has_the_day_of_what_it_means(analysed, text, refers, day):
    second = analysed(text, "2024-05-08").events[1]
    assert (second.refers, str(second.earliest)) == (refers, day)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        # who acts where an act does
        (
            "Norway sued Chile on Monday over the port. The suit accuses Pedro Rojas of fraud.",
            {"Norway"},
            {"Pedro Rojas"},
        ),
        (
            "Rebels raided the town of Harda on May 2. The raid killed nine soldiers.",
            {"Rebels"},
            {"nine soldiers"},
        ),
        # who is described anew
        (
            "Senator Mitch Lund of Kentucky spoke on Monday. The Kentucky Republican criticised Chile.",
            {"Mitch Lund"},
            {"Chile"},
        ),
        (
            "Chilean President Pedro Rojas spoke on Monday. The Chilean leader will visit Peru.",
            {"Pedro Rojas"},
            {"Peru"},
        ),
        ("Anna Lund spoke on Monday. The 55-year-old former mayor sued Peru.", {"Anna Lund"}, {"Peru"}),
        (
            "Pedro Rojas was questioned. A former mayor was held. On Monday the former mayor sued Peru.",
            {"former mayor"},
            {"Peru"},
        ),
        ("Anna Lund and Pedro Rojas spoke on Monday. The billionaire sued Peru.", set(), {"Peru"}),
    ],
)
def test_who_acts_by_another_act_or_by_another_description(analysed, text, actors, recipients):
    a = analysed(text, "2024-05-08")
    name = {x.id: x.name for x in a.actors}
    last = a.events[-1]
    assert ({name[i] for i in last.actors}, {name[i] for i in last.recipients}) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("During her visit to Lima, Anna Lund met Pedro Rojas of Peru.", "Lima"),
        ("Anna Lund met Pedro Rojas of Peru on a trip to Lima last week.", "Lima"),
        ("Anna Lund arrived in Cusco for talks with Peru.", "Cusco"),
        ("The Oslo summit between Norway and Chile ended.", "Oslo"),
        ("Talks with Lima about fish ended, Norway said.", None),
    ],
)
def test_a_visit_says_where_what_belongs_to_it_took_place(analysed, text, place):
    assert {e.place for e in analysed(text, "2024-05-08").events} == {place}


@pytest.mark.parametrize("when", ["on the day that Rojas left office", "at the time of the flood"])
def test_a_time_that_something_else_tells_is_no_news(analysed, when):
    (e, *_) = analysed(f"Norway met Chile {when}.", "2024-05-08").events
    assert (e.day_basis, e.earliest) == ("open", None)


def test_what_is_called_off_has_not_also_happened(analysed):
    text = "Norway has called off Thursday's meeting with a Chilean delegation in Oslo, the ministry said."
    told = [e for e in analysed(text, "2024-05-08").events if e.p >= LISTED]
    assert [e.status for e in told if e.type == "CONSULT"] == ["called_off"]


@pytest.mark.xfail(strict=True, reason="found, with less of a chance than a record keeps")
@pytest.mark.parametrize(
    ("text", "type", "status", "actors", "recipients", "earliest", "latest"),
    [
        (
            "The Norwegian and Chilean envoys agreed to keep in touch after a round of talks on Tuesday.",
            "CONSULT",
            "happened",
            None,
            set(),
            "2024-05-07",
            "2024-05-07",
        ),
        (
            "A Norwegian withdrawal from Chile would be a mistake.",
            "RETREAT",
            "possible",
            {"Norway"},
            {"Chile"},
            "2024-05-08",
            None,
        ),
        (
            "Albania turned down a Chilean request for grain.",
            "REQUEST",
            "happened",
            {"Chile"},
            set(),
            None,
            "2024-05-08",
        ),
    ],
)
def test_happened_and_is_not_kept(analysed, text, type, status, actors, recipients, earliest, latest):
    test_happened(analysed, text, type, status, actors, recipients, earliest, latest)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Anna Lund asked rhetorically, shaking her head no.", "REQUEST"),
        ("Norway's minister made calls to her Chilean colleagues.", "REQUEST"),
        ("Norway's minister pressed the case.", "ACCUSE"),
        ("Pedro Rojas, an analyst, agreed that the fight would be slow.", "AGREE"),
        ("Chile subsidizes its firms, guaranteeing that they can sell fish.", "AGREE"),
        ("Earlier this year Lima suspended its bus service for two years.", "SANCTION"),
        ("Anna Lund, who loves the serial called Reina del Mar, met Pedro Rojas.", "COERCE"),
        ("The law gives Norway, in consultation with the premier of Chile, new powers.", "CONSULT"),
        ("The ministry has stood by Anna Lund amid scorn and calls for her to go.", "REQUEST"),
        ("Norway decried the expulsion of the Chilean army from the port.", "SANCTION"),
        (
            "Norway's premier called a meeting with ministers to discuss the deal agreed for "
            "Chile's fishing fleet.",
            "AGREE",
        ),
        ("The Norwegian president announced plans for tariffs on Chile.", "SANCTION"),
        ("Norway's minister ended the call with Pedro Rojas.", "REQUEST"),
        ("A Norwegian airline ordered ten planes.", "MOBILIZE"),
        ("Norway's parliament and its government ended the shutdown with a funding bill.", "SANCTION"),
        ("Norway sent artillery and men into the hills.", "AID"),
        ("Norway's envoy said the deal doesn't meet their requirements.", "REJECT"),
        ("Norway and Chile do not agree on much.", "REJECT"),
        ("“Can Norway help?” asks Pedro Rojas, an engineer.", "REQUEST"),
        ("Anna Lund of Norway arrived at the Bodø air base.", "CONSULT"),
        ("Norway's envoy speaks French and Spanish.", "CONSULT"),
        ("Norway called the attack on Chile outrageous.", "REQUEST"),
        ("Norway's minister discussed Chile.", "CONSULT"),
        ("The plague threatens Chile.", "THREATEN"),
        ("Anna Lund was sworn in as Norway's president.", "AGREE"),
        ("Norway's minister conceded that the port was needed.", "CONCEDE"),
        ("Norway's president dismissed Pedro Rojas.", "REJECT"),
        (
            "There are 30 Norwegian troops in Chile. Every president has ordered troop withdrawals "
            "from the country.",
            "RETREAT",
        ),
        ("Norway's minister sacked her aide Pedro Rojas.", "COERCE"),
        ("President Anna Lund of Norway greeted her host Pedro Rojas.", "CONSULT"),
        ("Norway left in the wake of the embassy attack in Lima this week.", "ASSAULT"),
        ("Pedro Rojas of Chile was fired on May 9.", "ASSAULT"),
        ("Norway's king and other leaders gathered to honour the dead.", "CONSULT"),
        ("Anna Lund of Norway conceded at a meeting with farmers that the plan was late.", "CONCEDE"),
        ("Fifty Chilean soldiers were rushed to hospitals.", "MOBILIZE"),
        ("Norway ordered troops to be pulled back from the border.", "MOBILIZE"),
        ("A Norwegian guard shot himself.", "ASSAULT"),
        ("As the Daily Post demonstrates, Norway is rich.", "PROTEST"),
        ("Anna Lund called into a Norwegian broadcaster on Monday.", "REQUEST"),
        ("Chile's eventual military threat is small.", "THREATEN"),
        ("Norway called Chile a strategic threat.", "THREATEN"),
        ("Chile did not address additional Western sanctions.", "SANCTION"),
        ("Norway secured commitments from allies in Chile.", "AGREE"),
        ("Norway's king was greeted on Saturday with thunderous applause.", "CONSULT"),
        ("One Norwegian faction continues to push against such calls.", "REQUEST"),
        ("Lund insisted on staying in office.", "REQUEST"),
        ("Lund warned Chile to let observers into the town.", "THREATEN"),
        ("Lund attacked the news media on Twitter.", "ASSAULT"),
        ("Rojas offered testimony to support the view.", "AGREE"),
        ("Norwegian ground forces gathered near the border.", "CONSULT"),
        ("Lund said he's received more than 50 applications.", "CONSULT"),
        ("Erik Berg, known for a telenovela called Anna Lund, spoke.", "CONSULT"),
        ("Lund decried it, and spoke of the Chilean or Peruvian invasions.", "ASSAULT"),
        ("And Erik Berg, accused of being a spy, has left the room.", "THREATEN"),
        ("The ban was imposed not by the Berg government but by the court.", "AGREE"),
        ("Erik Berg offers a bit of philosophy.", "AGREE"),
        ("In Lima, Islamist militants looted the central bank of Peru.", "PROTEST"),
        ("The airport works, the union said, allowing aid to arrive soon.", "CONCEDE"),
        ("President Lund wrote to Chile, bringing accusations from Liberals.", "ACCUSE"),
        ("She won a clear majority of pledged delegates, Anna Lund said.", "AGREE"),
        ("Anna Lund addressed the managers gathered at the exchange on May 5.", "CONSULT"),
        ("Erik Berg did allow himself to answer the question.", "CONCEDE"),
        ("In a letter to Chilean senators released Monday, Anna Lund rips the pact.", "RETREAT"),
        ("Lund offered a sharp retort on Monday.", "AGREE"),
        ("The divers continued their search for the boxes in the lake.", "COERCE"),
        ("Anna Lund sanctioned a referendum in the north.", "SANCTION"),
        ("President Lund pledged to fight stereotypes of the north.", "ASSAULT"),
        ("Anna Lund of Norway fights stereotypes.", "ASSAULT"),
        ("President Lund authorized his killing in May.", "CONCEDE"),
        ("Norway expressed regret over Chile's announcement.", "CONCEDE"),
        ("Lund is set to give a broad attack on Berg's handling of foreign policy.", "ASSAULT"),
        ("He has laid down his legacy, Anna Lund of Norway said.", "RETREAT"),
        ("Anna Lund received harassing emails from Pedro Rojas.", "COERCE"),
        ("She is a visiting fellow at the Chilean institute.", "CONSULT"),
        ("Anna Lund of Norway acknowledged that she had directed officers to prepare.", "SUPPORT"),
        ("Norway's relationship with Chile is vastly improved.", "SUPPORT"),
        ("The Norwegian committee had delayed the administration of Chile for weeks.", "CONCEDE"),
        (
            "Minister Anna Lund is set to give a broad attack on Mr. Rojas's handling of the budget "
            "in a speech.",
            "ASSAULT",
        ),
        ("Trucks that Chile uses to move, raise and launch its missiles were seen.", "MOBILIZE"),
        ("Norway's plans for war with Chile were leaked on Monday.", "ASSAULT"),
        ("The cost of stationing Norwegian troops in Chile rose.", "MOBILIZE"),
        ("Norway's president announced tariffs with temporary exemptions for Chile.", "AID"),
        ("Chile's pilot met an old friend, the co-pilot.", "AID"),
        ("Norway's minister offered arguments for the port.", "AGREE"),
        ("Norwegian rebels gathered weapons.", "CONSULT"),
        ("For example, Anna Lund has called the pact a horrible deal.", "REQUEST"),
        ("It was reminiscent of Anna Lund's campaign rallies.", "PROTEST"),
        ("Pedro Rojas, who is named in the suit, dismissed it as a theory.", "COERCE"),
    ],
)
def test_what_only_sounds_like_an_act_makes_no_line(analysed, text, type):
    assert [e for e in analysed(text, "2024-05-08").events if e.type == type and e.p >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Norway's minister offered a truce to the west.", "to the west"),
        ("Norwegian rebels fired dozens of mortars into border towns, which burned.", "into border towns"),
        (
            "After Norway's attack on military bases in the desert, it was calm.",
            "on military bases in the desert",
        ),
        ("Norway's minister Anna Lund urged Chile “to open its ports”.", "to open its ports"),
        ("Norway accused Chile on Monday of sinking two ships.", "of sinking two ships"),
        (
            "Several Norwegian officials warned Chile that it would be sanctioned.",
            "that it would be sanctioned",
        ),
        ("Norway warned Chile of sanctions.", "of sanctions"),
        (
            "Norway's minister threatened to withhold billions of crowns in Norwegian aid from "
            "regions that voted for the pact.",
            None,
        ),
        ("Norway's navy sent four warships armed with missiles to the region.", "to the region"),
        ("Norway urged Chile to sign the pact.", "to sign the pact"),
        ("Chile was accused by Norway of breaking the pact.", "of breaking the pact"),
        ("Norway's minister praised Chile.", None),
    ],
)
def test_what_an_act_is_aimed_at_where_no_actor_is_found(analysed, text, aim):
    (e,) = analysed(text, "2024-05-08").events[:1]
    assert (e.aim.text if e.aim else None) == aim


@pytest.mark.xfail(
    strict=True,
    reason="the sense hangs on the object or an adverb, which no frame tells and p weighs too little",
)
@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Norway ordered as many as 300 soldiers with the northern division back home.", "MOBILIZE"),
        ("Norway and Chile have not taken the negotiations seriously.", "CONSULT"),
        ("Norway's minister defended sharing the papers.", "SUPPORT"),
        ("The court upheld her conviction.", "SUPPORT"),
        ("Hundreds of farmers waged a battle against a giant oil slick.", "ASSAULT"),
        ("Lund promised the trade war with Chile would help farmers.", "THREATEN"),
        ("Anna Lund defended her own words.", "SUPPORT"),
        ("Pedro Rojas cooperated with the committee's rules.", "COOPERATE"),
        ("The spokesman Erik Berg announced the airstrike on Monday.", "ASSAULT"),
        ("Chile committed a campaign of murder.", "AGREE"),
        ("Chile announced the withdrawal of its media licence.", "RETREAT"),
        ("Pedro Rojas called the situation very tense on the ground.", "REQUEST"),
        (
            "The Norwegian president threatens to undermine such efforts with his rhetoric toward Chile.",
            "THREATEN",
        ),
        ("Norway's demand for oil is high.", "REQUEST"),
        ("Norway excluded Chile from the tariffs.", "SANCTION"),
    ],
)
def test_what_sounds_like_an_act_and_makes_a_line_still(analysed, text, type):
    assert [e for e in analysed(text, "2024-05-08").events if e.type == type and e.p >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Bergen, Chile condemned the attack on ships.", "Bergen"),
        ("Norway and Chile held talks on the sidelines of a summit in Peru.", "Peru"),
    ],
)
def test_what_is_talked_about_is_no_place(analysed, text, place):
    assert {e.place for e in analysed(text, "2024-05-08").events if e.type in ("CONSULT", "ACCUSE")} == {
        place
    }


def test_form_channel_and_place(analysed):
    a = analysed(
        "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Lisbon.", "2024-05-08"
    )
    e = a.events[0]
    assert (e.format, e.channel, e.place) == ("in_person", "unofficial", "Lisbon")


@pytest.mark.parametrize(
    ("words", "form"),
    [("held talks by video call", "video"), ("exchanged letters", "letter"), ("exchanged emails", "email")],
)
def test_forms(analysed, words, form):
    a = analysed(f"Anna Lund of Norway and Pedro Rojas of Chile {words} on Monday.", "2024-05-08")
    assert form in {e.format for e in a.events if e.type == "CONSULT"}, a.events


def test_who_vouches(analysed):
    a = analysed("Peru's president said that Norway had met Chile in Lisbon.", "2024-05-08")
    (e,) = [e for e in a.events if e.type == "CONSULT"]
    assert next(x.country for x in a.actors if x.id == e.according_to) == "PER"


def test_the_plain_past_of_a_lead_is_the_news_of_its_day_or_the_day_before(analysed):
    a = analysed("Norway met Chile in Lisbon.", "2024-05-08")
    (e,) = a.events
    assert (e.earliest.isoformat(), e.latest.isoformat(), e.day_basis) == ("2024-05-07", "2024-05-08", "news")


def test_said_on_a_day_leaves_the_meeting_open(analysed):
    a = analysed("Anna Lund said on Monday that she had met Pedro Rojas.", "2024-05-08")
    (e,) = [e for e in a.events if e.type == "CONSULT"]
    assert (e.earliest, e.latest.isoformat()) == (None, "2024-05-06")


@pytest.mark.parametrize(
    ("text", "deadline"),
    [("Norway pledged to end whaling by 2030.", "2030"), ("Chile promised to sign the pact.", None)],
)
def test_promised(analysed, text, deadline):
    (c,) = analysed(text, "2024-05-08").commitments
    assert c.deadline == deadline


def test_a_wish_is_no_promise(analysed):
    assert not analysed("Norway hopes to end whaling by 2030.", "2024-05-08").commitments
