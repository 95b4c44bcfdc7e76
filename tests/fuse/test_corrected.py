"""An analyst's corrections: each does what it says, in any order of reports, and is found again after a
re-analysis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import judge
from onrecord.fuse import Fused, fuse
from onrecord.fuse.corrected import days_of, parts_of, placed, withdrawn, written_days
from onrecord.judge import By, Desk, Unclear, standing
from onrecord.model import Analysis, Event, Judgement

TEXTS = {
    "met": ("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on Monday.", "2024-05-08"),
    "again": ("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Madrid on April 2.", "2024-04-03"),
    "cut": (
        "Norway suspended talks with Chile on fishing rights on March 4, the ministry said.",
        "2024-03-05",
    ),
    "plan": ("Norway's envoy Anna Lund will visit Chile on June 3.", "2024-05-20"),
}


@pytest.fixture(scope="module")
def analyses(analysed: Callable[..., Analysis]) -> tuple[Analysis, ...]:
    return tuple(analysed(text, day, id) for id, (text, day) in TEXTS.items())


@pytest.fixture(scope="module")
def desk(analyses: tuple[Analysis, ...]) -> Desk:
    return Desk(fuse(analyses), analyses, By("A. Berg", "seen", "2024-06-01T00:00:00+00:00"))


def with_(desk: Desk, *judgements: Judgement) -> Fused:
    return fuse(desk.analyses, placed(judgements, desk.analyses))


def of(fused: Fused, report: str, **more: object) -> Event:
    everything = (*fused.events, *fused.unsure)
    found = [
        e for e in everything if report in e.reports and all(getattr(e, k) == v for k, v in more.items())
    ]
    assert len(found) == 1, [(e.summary, e.type, e.status, e.earliest) for e in everything]
    return found[0]


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022-08-05", (date(2022, 8, 5), date(2022, 8, 5))),
        ("2022-02", (date(2022, 2, 1), date(2022, 2, 28))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2022-12", (date(2022, 12, 1), date(2022, 12, 31))),
        ("2022", (date(2022, 1, 1), date(2022, 12, 31))),
        ("2022-08/2022-09-02", (date(2022, 8, 1), date(2022, 9, 2))),
        ("../2022-08-05", (None, date(2022, 8, 5))),
        ("2022-08-05/..", (date(2022, 8, 5), None)),
        ("9999-12", (date(9999, 12, 1), date(9999, 12, 31))),
    ],
)
def test_days_as_people_write_them(text: str, days: tuple[date | None, date | None]) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "soon",
        "2022-13",
        "22-08-05",
        "2022-08-05/2022-08-04",
        "٢٠٢٢",
        "2022-02-30",
        "1/2/3",
    ],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days_of(text)


@given(st.tuples(st.none() | st.dates(), st.none() | st.dates()).filter(lambda d: d[0] or d[1]))
def test_days_come_back_as_they_were_kept(days: tuple[date | None, date | None]) -> None:
    if days[0] is None or days[1] is None or days[0] <= days[1]:
        assert days_of(written_days(*days)) == days


@given(st.text(), st.integers(0, 10**9), st.sampled_from(["", ":CONSULT", ":AGREE"]))
def test_a_mention_is_read_whatever_its_report_is_called(report: str, offset: int, kind: str) -> None:
    assert parts_of(f"{report}:{offset}{kind}") == (report, offset, kind.lstrip(":"))


# --- what each does ------------------------------------------------------------------------------


def test_redate_moves_the_line_and_says_so(desk: Desk) -> None:
    j = judge.redate(desk, of(desk.fused, "cut").id, "2024-03-01")
    e = of(with_(desk, j), "cut")
    assert (e.earliest, e.latest, e.day_basis) == (date(2024, 3, 1), date(2024, 3, 1), "told")
    (said,) = e.corrected
    assert (said.verb, said.author, said.note, said.was) == (
        "redate",
        "A. Berg",
        "seen",
        "2024-03-04/2024-03-04",
    )


def test_retype_and_ties_follow(desk: Desk) -> None:
    e = of(desk.fused, "cut")
    assert [m.month for r in desk.fused.relations for m in r.months if m.level < 0]
    new = with_(desk, judge.retype(desk, e.id, "support"))
    assert of(new, "cut").type == "SUPPORT"
    assert not [m for r in new.relations for m in r.months if m.level < 0]


def test_restatus_settles_a_plan(desk: Desk) -> None:
    plan = of(desk.fused, "plan", status="planned")
    assert [x.outcome for x in desk.fused.expectations if x.event == plan.id] == ["open"]
    new = with_(desk, judge.restatus(desk, plan.id, "Called off"))
    assert of(new, "plan", mode="visit").status == "called_off"
    assert not [x for x in new.expectations if "plan" in x.reports and x.event == plan.id]


def test_reject_takes_the_line_off_and_confirm_brings_it_back(desk: Desk) -> None:
    e = of(desk.fused, "met")
    no, yes = judge.reject(desk, e.id), judge.confirm(desk, e.id)
    gone = with_(desk, no)
    assert all("met" not in x.reports for x in gone.events)
    assert (of(gone, "met").p, of(gone, "met").corrected[0].verb) == (0.0, "reject")
    back = of(with_(desk, no, yes), "met")
    assert back.p == 1.0
    assert back.id in {x.id for x in with_(desk, no, yes).events}


def test_rename_a_line_and_an_actor(desk: Desk) -> None:
    e = of(desk.fused, "met")
    told = with_(
        desk,
        judge.rename_event(desk, e.id, "The envoys  met"),
        judge.rename_actor(desk, "Anna Lund", "Anna Lund Berg"),
    )
    assert of(told, "met").summary == "The envoys met"
    assert "Anna Lund Berg" in of(told, "met").actors
    assert "Anna Lund" in next(a for a in told.actors if a.name == "Anna Lund Berg").aliases


def test_an_alias_that_no_report_has_used_yet(desk: Desk, analysed: Callable[..., Analysis]) -> None:
    j = judge.alias_actor(desk, "Pedro Rojas", "Peter Redd")
    later = analysed("Chile's envoy Peter Redd welcomed the plan on Monday.", "2024-06-08", "later")
    found = fuse([*desk.analyses, later], [j])
    assert [a.name for a in found.actors if a.name in ("Pedro Rojas", "Peter Redd")] == ["Pedro Rojas"]


def test_split_and_join(desk: Desk) -> None:
    one, other = of(desk.fused, "met"), of(desk.fused, "again")
    joined = with_(desk, judge.join_events(desk, [one.id, other.id]))
    both = of(joined, "met")
    assert set(both.reports) == {"met", "again"}
    again = Desk(joined, desk.analyses)
    parted = with_(
        desk, judge.join_events(desk, [one.id, other.id]), judge.split_event(again, both.id, both.mentions[0])
    )
    assert set(of(parted, "met").reports) == {
        "met",
        "again",
    }  # the latest join stands above a split, as it always has


def test_withdraw_takes_along_what_rests_on_it(desk: Desk) -> None:
    there = placed([judge.withdraw(desk, "cut")], desk.analyses)
    assert withdrawn(there) == {"cut"}
    with pytest.raises(Unclear, match="did you mean cut"):
        judge.withdraw(desk, "cutt")


def test_a_correction_is_of_one_line_whoever_joins_it_later(
    desk: Desk, analysed: Callable[..., Analysis]
) -> None:
    """A later report that tells the old day is told the new one too."""
    j = judge.redate(desk, of(desk.fused, "met").id, "2024-05-07")
    more = analysed(
        "Envoys Anna Lund of Norway and Pedro Rojas of Chile met in Lisbon on May 6.", "2024-05-09", "more"
    )
    e = of(fuse([*desk.analyses, more], [j]), "met")
    assert set(e.reports) == {"met", "more"}
    assert (e.earliest, e.latest) == (date(2024, 5, 7), date(2024, 5, 7))
    (s,) = standing([j], fuse([*desk.analyses, more], [j]), [a.report for a in (*desk.analyses, more)])
    assert (s.orphaned, s.since) == (False, ("more",))


# --- what is not there ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda d: judge.redate(d, "e-none", "2024"), "no event of that id; onrecord timeline --ids"),
        (lambda d: judge.redate(d, of(d.fused, "cut").id, "soon"), "is no day"),
        (lambda d: judge.retype(d, of(d.fused, "cut").id, "TALK"), "is no type of PLOVER's; they are"),
        (lambda d: judge.restatus(d, of(d.fused, "cut").id, "over"), "is no status; they are happened"),
        (lambda d: judge.rename_event(d, of(d.fused, "cut").id, " "), "no words were given"),
        (lambda d: judge.rename_actor(d, "Anna Lnud", "x"), "did you mean Anna Lund"),
        (lambda d: judge.join_events(d, [of(d.fused, "cut").id] * 2), "name two events or more"),
        (lambda d: judge.split_event(d, of(d.fused, "cut").id, "cut:0"), "is not one of several mentions"),
        (lambda d: judge.split_actor(d, "Anna Lund", "nowhere"), "no report of that id"),
        (lambda d: judge.event(d.fused, "e-"), "no event|several events"),
    ],
)
def test_what_is_not_on_record_is_told(desk: Desk, make: Callable[[Desk], Judgement], why: str) -> None:
    with pytest.raises(Unclear, match=why):
        make(desk)


# --- found again ---------------------------------------------------------------------------------


def test_found_under_another_id_and_at_another_word(desk: Desk) -> None:
    j = judge.reject(desk, of(desk.fused, "cut").id)

    def moved(a: Analysis, by: int) -> Analysis:
        events = tuple(
            msgspec.structs.replace(e, trigger=msgspec.structs.replace(e.trigger, start=e.trigger.start + by))
            for e in a.events
        )
        return msgspec.structs.replace(a, report=msgspec.structs.replace(a.report, id="other"), events=events)

    (cut,) = (a for a in desk.analyses if a.report.id == "cut")
    for by in (0, 1):  # a re-analysis may find the act at another word of the same sentence
        (there,) = placed([j], [moved(cut, by)])
        assert there.id == j.id
        assert there.members[0].startswith("other:")
        assert all("other" not in e.reports for e in fuse([moved(cut, by)], [there]).events)


def test_what_was_edited_or_is_gone_is_an_orphan_and_nothing_else(desk: Desk) -> None:
    j = judge.reject(desk, of(desk.fused, "cut").id)
    (cut,) = (a for a in desk.analyses if a.report.id == "cut")
    report = msgspec.structs.replace(
        cut.report, text=cut.report.text.replace("suspended", "abandoned"), text_sha256="x"
    )
    edited = msgspec.structs.replace(cut, report=report)
    left = [a for a in desk.analyses if a.report.id != "cut"]
    for others in ([edited], left):
        assert placed([j], others) == ()
        (s,) = standing([j], fuse(others, placed([j], others)), [a.report for a in others])
        assert s.orphaned
    assert [e.summary for e in fuse([edited], placed([j], [edited])).events] == [
        e.summary for e in fuse([edited]).events
    ]


def test_of_two_acts_told_by_one_word_one_is_meant(desk: Desk) -> None:
    acts = [e for e in desk.fused.events if "plan" in e.reports]
    assert {m.rpartition(":")[0] for e in acts for m in e.mentions} == {
        acts[0].mentions[0].rpartition(":")[0]
    }
    for e in acts:
        left = with_(desk, judge.reject(desk, e.id))
        assert {x.id for x in left.events if "plan" in x.reports} == {x.id for x in acts} - {e.id}


def test_a_line_is_corrected_again_after_its_type_was(desk: Desk) -> None:
    one = judge.retype(desk, of(desk.fused, "cut").id, "AGREE")
    again = Desk(with_(desk, one), desk.analyses)
    two = judge.redate(again, of(again.fused, "cut").id, "2024-03-02")
    e = of(with_(desk, one, two), "cut")
    assert (e.type, e.earliest) == ("AGREE", date(2024, 3, 2))
    assert [c.verb for c in e.corrected] == ["retype", "redate"]
