"""The day of a report that bears none."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.fuse.dating import dated, inferred

TEXT = (
    "Norway suspended talks with Chile on fishing rights in March after Chilean patrol boats boarded a "
    "Norwegian trawler off the "
    "southern islands, and officials of both countries have traded letters since then."
)
MEETING = "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Madrid on Wednesday."


def days(analysed, bare, *others):
    made = inferred(
        [*others, analysed(bare, None, "bare")],
        lambda report, day: analysed(report.text, day.isoformat(), report.id),
    )
    return made.get("bare")


def test_it_takes_the_day_of_the_report_it_shares_text_with(analysed):
    made = days(analysed, "An update. " + TEXT, analysed(TEXT, "2024-04-10", "a"))
    assert (made.day, made.earliest, made.latest) == (date(2024, 4, 10), date(2024, 4, 9), date(2024, 4, 11))
    assert "shares text with a" in made.why


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (
            "Lund, who speaks for Norway, and Pedro Rojas of Chile spent hours together. Anna Lund met "
            "Pedro Rojas yesterday.",
            "2024-05-09",
            "2024-05-09",
        ),
        (
            "Lund is Norway's envoy. Anna Lund met Pedro Rojas of Chile on Wednesday, and the fleet sailed.",
            "2024-05-08",
            "2024-05-14",
        ),
    ],
)
def test_its_days_agree_with_what_dated_reports_tell_of_the_same_people(analysed, words, first, last):
    made = days(analysed, words, analysed(MEETING, "2024-05-09", "a"))
    assert (made.earliest, made.latest) == (date.fromisoformat(first), date.fromisoformat(last))
    assert made.earliest <= made.day <= made.latest
    assert "as a does" in made.why


def test_an_occasion_bounds_it(analysed):
    made = days(
        analysed,
        "Kenya's president Grace Otieno met Ghana's president Kofi Mensah at the COP31 summit.",
        analysed(
            "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas at the COP31 summit on Monday.",
            "2026-11-10",
            "a",
        ),
        analysed(
            "Peru's envoy Elena Quispe met Chile's envoy Pedro Rojas at the COP31 summit on Thursday.",
            "2026-11-13",
            "b",
        ),
    )
    assert (made.earliest, made.latest, made.why) == (
        date(2026, 11, 10),
        date(2026, 11, 13),
        "tells of COP31",
    )


def test_what_nothing_tells_stays_unknown(analysed):
    assert (
        days(
            analysed,
            "Kenya's president Grace Otieno met Ghana's president Kofi Mensah on Monday.",
            analysed(MEETING, "2024-05-09", "a"),
        )
        is None
    )
    assert days(analysed, TEXT) is None


def test_a_day_once_inferred_counts_for_no_other(analysed):
    report = dated(analysed(TEXT, None, "a").report, None)
    one = days(analysed, TEXT, analysed(TEXT, "2024-04-10", "b"))
    carried = dated(report, one)
    assert carried.published_basis == "inferred"
    assert dated(carried, None).published is None
