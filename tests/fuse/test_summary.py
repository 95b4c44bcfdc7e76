"""How a line is put: one case a line. The sentences are written for these tests."""

from __future__ import annotations

import pytest

from onrecord.fuse import fuse


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway urged Chile to sign the pact.", "Norway urges Chile to sign the pact"),
        ("Norway asked Chile's president for more time.", "Norway asks Chile's president (Gabriel Boric) for more time"),
        ("Norway called on Chile to stop the war in Peru.", "Norway calls on Chile to stop the war in Peru"),
        ("Chile was accused by Norway of breaking the pact.", "Norway accuses Chile of breaking the pact"),
        ("Norway provided Chile with $34 billion in aid.", "Norway provides Chile with $34 billion in aid"),
        ("Norway's navy sent four warships armed with missiles to the region.", "Norway's navy send four warships to the region"),
        ("Norway's minister pulled out of the treaty on the straits.", "Norway's minister pulls out of the treaty on the straits"),
        ("Norway's government rejected a proposal by Chile.", "Norway rejects a proposal by Chile"),
        ("Norwegian rebels fired dozens of mortars into border towns, which burned.", "Norwegian rebels fire dozens of mortars into border towns"),
        ("Norway barred Chilean workers from entering the port.", "Norway bars Chilean workers from entering the port"),
        ("Norway's minister Anna Lund and two farmers accused Chile of fraud.", "Anna Lund and two farmers accuse Chile of fraud"),
        ("Norway's president won't commit to the treaty.", "Norway's president refuses to commit to the treaty"),
        ("Norway's president vowed to resist the plan.", "Norway's president vows to resist the plan"),
        ("Norway demanded that the Chilean army stand down.", "Norway demands that the Chilean army stand down"),
        ("Norway partially lifted the ban on Chilean fish.", "Norway lifts partially the ban on Chilean fish (Chile)"),
        ("Norway's government refused to make public the list of guests.", "Norway refuses to make public the list of guests"),
        ("Norway's king brokered a lasting peace agreement between Chile and Peru later that decade, which led to a bloc of many countries.", "Norway's king brokers a lasting peace agreement between Chile and Peru later that decade"),
        ("Norway's minister threatened to withhold billions of crowns in Norwegian aid from regions that voted for the pact.", "Norway's minister threatens to withhold billions of crowns in Norwegian aid from regions"),
        ("Norway is negotiating with Chile.", "Norway and Chile negotiate"),
        ("Rebels said that between 20 and 1,400 farmers were killed by Norwegian soldiers in May.", "Norwegian soldiers kill between 20 and 1,400 farmers"),
        ("Norway's premier promised he would not deploy missiles unless Chile does so first.", "Norway's premier promises he would not deploy missiles unless Chile does so first"),
        ("Two Chilean envoys were fired upon by Norwegian police on Monday.", "Norwegian police fires upon two Chilean envoys"),
        ("Norway has launched an appeal for Peru.", "Norway appeals for Peru"),
        ("Norway has committed to providing grain to Peru.", "Norway commits to providing grain to Peru"),
        ("At least 40 farmers were killed in a military crackdown in Lima.", "At least 40 farmers: kill in a military crackdown in Lima"),
        ("Norway's minister Anna Lund visited the border on Monday.", "Anna Lund visits the border"),
        ("Norwegian police dispersed a rally by students in Oslo.", "Norwegian police disperses a rally by students in Oslo"),
        ("Norway assured Peru and warned Chile of sanctions.", "Norway warns Chile of sanctions"),
        ("Berg's lawyer spoke after the Norwegian police raid on Berg's attorney last week.", "Norwegian police raids Berg's attorney"),
        ("The Norwegian attack on a Chilean village killed ten people on Monday.", "Norway kills ten people"),
        ("Two attackers opened fire at a shopping complex near the Norwegian Defense Ministry in Oslo on Monday.", "Two attackers open fire at a shopping complex near the Norwegian Defense Ministry in Oslo"),
        ("Norway's minister Anna Lund reiterated her call to close the camp in Chile.", "Anna Lund calls to close the camp in Chile"),
        ("The Chilean sanctions on Peru were lifted by Norway.", "Norway lifts the Chilean sanctions on Peru (Chile)"),
        ("Hezbollah has repeatedly said it would attack Norway if Chile did.", "Hezbollah threatens to attack Norway"),
    ],
)
def test_a_line_tells_who_what_and_whom(analysed, text, line):
    assert [e.summary for e in fuse([analysed(text, "2024-05-08", "one")]).events] == [line]


def test_the_first_words_shown_are_those_the_line_is_made_of(analysed):
    vague = analysed("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas on Monday.", "2024-05-07", "a")
    exact = analysed("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Lisbon on Monday.", "2024-05-08", "b")
    (e,) = fuse([vague, exact]).events
    assert "Lisbon" in e.summary
    assert [c.report for c in e.evidence] == ["b", "a"]
