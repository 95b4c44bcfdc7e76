"""Many reports, one record. The reports are written for these tests."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.fuse import fuse, gathered
from onrecord.fuse.lineage import rare_runs
from onrecord.fuse.salience import timeline
from onrecord.judge import Desk, join_events, split_event
from onrecord.model import Judgement

DISPATCH = (
    "LISBON (Reuters) - Norway suspended talks with Chile on fishing rights in March after Chilean patrol "
    "boats boarded a "
    "Norwegian trawler off the southern islands.\n\nOfficials of both countries have traded letters since "
    "then, and the "
    "trawler is still held in the port of Valdivia, where its crew of eleven lives on board. "
)
STORY = {
    "a": (
        DISPATCH
        + "\n\nNorway's envoy Anna Lund is not expected to attend the ocean summit in Lisbon in May.",
        "2024-04-10",
    ),
    "b": (
        DISPATCH
        + "\n\nNorway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Madrid on "
        "Monday.",
        "2024-04-10",
    ),
    "c": (
        "Norway's envoy Anna Lund and Chile's envoy Pedro Rojas will meet in Lisbon on May 6 to discuss "
        "fishing.",
        "2024-05-02",
    ),
    "d": (
        "Norway and Chile resumed formal talks on fishing rights on Monday. Norway's envoy Anna Lund met "
        "Chile's envoy Pedro Rojas in Lisbon on Monday.",
        "2024-05-08",
    ),
    "e": (
        "The fishing pact was praised. Norway suspended talks with Chile in March, and Anna Lund met Pedro "
        "Rojas in Lisbon on May 6.",
        "2024-06-20",
    ),
}


@pytest.fixture(scope="module")
def analyses(analysed):
    return [analysed(text, day, id) for id, (text, day) in STORY.items()]


@pytest.fixture(scope="module")
def fused(analyses):
    return fuse(analyses)


def one(fused, type, status="happened", **more):
    hits = [
        e
        for e in fused.events
        if e.type == type and e.status == status and all(getattr(e, k) == v for k, v in more.items())
    ]
    assert len(hits) == 1, [
        (e.type, e.status, e.summary, e.earliest, e.latest, e.reports) for e in fused.events
    ]
    return hits[0]


def test_an_event_told_often_is_one_event_and_reprints_one_source(fused):
    e = one(fused, "SANCTION")
    assert set(e.reports) == {"a", "b", "e"}
    assert e.independent_sources == 2
    assert (e.earliest, e.latest) == (date(2024, 3, 1), date(2024, 3, 31))


def test_recap_is_no_news(fused):
    e = one(fused, "CONSULT", place="Lisbon", format="in_person")
    assert {"d", "e"} <= set(e.reports)
    assert e.earliest == e.latest == date(2024, 5, 6)


def test_two_meetings_are_two(fused):
    meetings = {
        (e.earliest, e.place)
        for e in fused.events
        if e.type == "CONSULT" and e.status == "happened" and "Anna Lund" in e.actors
    }
    assert {(date(2024, 4, 8), "Madrid"), (date(2024, 5, 6), "Lisbon")} <= meetings


def test_a_plan_meets_its_outcome(fused):
    (x,) = [x for x in fused.expectations if x.earliest == date(2024, 5, 6)]
    assert x.outcome == "happened"
    assert x.settled_by.report in ("d", "e")


def test_as_of_knows_nothing_later(analyses):
    early = fuse(analyses, as_of=date(2024, 5, 3))
    (x,) = [x for x in early.expectations if x.earliest == date(2024, 5, 6)]
    assert x.outcome == "open"
    assert {r for e in early.events for r in e.reports} <= {"a", "b", "c"}


def test_the_state_of_a_tie_over_time(fused):
    (r,) = [r for r in fused.relations if r.between == ("CHL", "NOR") and len(r.states) > 1]
    assert [s.state for s in r.states] == ["suspended", "informal", "resumed"]


def test_versions_of_a_dispatch_are_one_lineage(fused):
    assert [set(x.reports) for x in fused.lineages if len(x.reports) > 1] == [{"a", "b"}]


def test_copied_spans_hold_text_of_both(analyses):
    (line,) = [x for x in fuse(analyses).lineages if len(x.reports) > 1]
    texts = {a.report.id: a.report.text for a in analyses}
    for first, second, spans in line.copied:
        for s, e in spans:
            assert texts[second][s:e] in texts[first]


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(analyses, random):
    shuffled = list(analyses)
    random.shuffle(shuffled)
    assert msgspec.json.encode(fuse(shuffled)) == msgspec.json.encode(fuse(analyses))


def test_rare_runs_at_hand_change_nothing(analyses, fused):
    assert fuse(gathered(analyses, {a.report.id: rare_runs(a.report.text) for a in analyses})) == fused


def test_evidence_holds_its_words(analyses, fused):
    texts = {a.report.id: a.report.text for a in analyses}
    for e in fused.events:
        assert e.evidence
        for c in e.evidence:
            assert texts[c.report][c.start : c.end] == c.text


def test_an_analysts_split_and_join_hold(analyses, fused):
    e = one(fused, "SANCTION")
    off = next(m for m in e.mentions if m.startswith("e:"))
    desk = Desk(fused, tuple(analyses))
    parted = fuse(analyses, [split_event(desk, e.id, off)])
    assert sorted(len(x.reports) for x in parted.events if x.type == "SANCTION") == [1, 2]
    ids = [x.id for x in parted.events if x.type == "SANCTION"]
    again = fuse(analyses, [split_event(desk, e.id, off), join_events(Desk(parted, tuple(analyses)), ids)])
    assert len([x for x in again.events if x.type == "SANCTION"]) == 1


def test_an_analysts_word_on_a_name_holds(analyses, analysed):
    both = [*analyses, analysed("Ana Lund, Norway's envoy, welcomed the plan on Monday.", "2024-05-09", "f")]
    joined = fuse(both, [Judgement("join", "actor", ("person/anna lund", "person/ana lund"))])
    assert [a.name for a in joined.actors if "Lund" in a.name] == ["Anna Lund"]


def test_a_short_timeline_quotes_word_for_word(analyses):
    chosen = timeline(analyses, 2, 1)
    assert len(chosen) == 2
    texts = {a.report.id: a.report.text for a in analyses}
    for day in chosen:
        for c in day.sentences:
            assert texts[c.report][c.start : c.end] == c.text
    assert date(2024, 5, 6) in [c.day for c in chosen]


def test_nothing_in_nothing_out():
    assert fuse([]).events == ()


def test_a_passing_remark_bears_out_an_event(analysed):
    row = " The fishing row over the trawler held in the port of Valdivia goes on between Norway and Chile."
    told = analysed("Norway expelled two Chilean diplomats on May 6." + row, "2024-05-08", "told")
    aside = analysed("The two Chilean diplomats expelled by Norway have left." + row, "2024-05-09", "aside")
    (e,) = [e for e in fuse([told, aside]).events if e.type == "SANCTION"]
    assert set(e.reports) == {"told", "aside"}


def test_a_word_exchanged_is_no_meeting(analysed):
    met = analysed("Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6.", "2024-05-08", "met")
    spoke = analysed("Anna Lund of Norway spoke with Pedro Rojas of Chile.", "2024-05-12", "spoke")
    assert len([e for e in fuse([met, spoke]).events if e.type == "CONSULT"]) == 2


def test_a_second_trip_is_another(analysed):
    one_ = analysed(
        "Anna Lund of Norway visited Chile on March 3. It was the first visit in years.", "2024-03-08", "one"
    )
    two = analysed(
        "The row eased less than a week after Anna Lund's second trip to Chile.", "2024-03-15", "two"
    )
    assert len([e for e in fuse([one_, two]).events if e.mode == "visit"]) == 2


def test_a_body_that_every_state_has_is_one_of_its_state(analysed):
    fused = fuse(
        [
            analysed("Norway's Supreme Court jailed two editors.", "2024-05-08", "a"),
            analysed("Kenya's Supreme Court jailed two rebels.", "2024-05-08", "b"),
        ]
    )
    assert len({x.id for x in fused.actors if x.name == "Supreme Court"}) == 2
    assert {e.summary for e in fused.events} == {
        "Norway's Supreme Court jails two editors",
        "Kenya's Supreme Court jails two rebels",
    }


def test_names_that_begin_with_the_family_name_are_told_apart_by_all_of_it(analysed):
    fused = fuse(
        [
            analysed("Norway met Kim Jong Nam on Monday.", "2024-05-08", "a"),
            analysed("Norway met Kim Yong Nam, not Kim Yong-nam's aide, on Sunday.", "2024-05-06", "b"),
        ]
    )
    assert {x.name for x in fused.actors if x.kind == "person" and x.named} >= {
        "Kim Jong Nam",
        "Kim Yong Nam",
    }


def planned_and(analysed, *outcomes):
    """The one event of a meeting that two reports plan and others settle, joined by the analyst's hand."""
    plans = [
        analysed(
            f"Anna Lund of Norway will meet Pedro Rojas of Chile in Lisbon on May 6, {who} said.",
            "2024-05-03",
            who,
        )
        for who in ("Berg", "Soto")
    ]
    analyses = [*plans, *(analysed(text, "2024-05-07", f"after{n}") for n, text in enumerate(outcomes))]
    apart = fuse(analyses)
    fused = fuse(
        analyses,
        [join_events(Desk(apart, tuple(analyses)), [e.id for e in apart.events if e.type == "CONSULT"])],
    )
    (e,) = [e for e in fused.events if e.type == "CONSULT"]
    return e


def test_what_is_told_as_done_was_done_though_more_reports_planned_it(analysed):
    e = planned_and(analysed, "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6.")
    assert (e.status, [d for d in e.disputes if d.field == "status"]) == ("happened", [])


def test_reports_that_disagree_on_what_became_of_a_plan_both_show(analysed):
    e = planned_and(
        analysed,
        "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6.",
        "Anna Lund of Norway did not meet Pedro Rojas of Chile in Lisbon on May 6.",
    )
    (d,) = [d for d in e.disputes if d.field == "status"]
    assert {v.value for v in d.values} == {"happened", "not_happened"}
