"""Lines of key dates: each act on the day that stands before its line, in the year above it."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Analysis

TEXT = """Norway suspended its fishing talks with Chile on Tuesday, the ministry said.

Key dates

2019

March 5: Norwegian Foreign Minister Anna Berg meets Chilean President Rui Castro in Lima.

2020

May 9 — Chile suspended the accord with Norway, a month after talks in March.

2021

Norway imposed sanctions on Chile.

The two ministers spoke by telephone on Monday, officials said."""


def test_each_line_has_its_day_and_year(analysed: Callable[..., Analysis]) -> None:
    a = analysed(TEXT, "2024-05-08", "k")
    days = {
        (e.trigger.text, a.report.text[: e.trigger.start].count("\n\n")): (str(e.earliest), str(e.latest))
        for e in a.events
    }
    assert days["meets", 3] == ("2019-03-05", "2019-03-05")
    assert days["suspended", 5] == ("2020-05-09", "2020-05-09")
    assert {d for (_, line), d in days.items() if line == 7} == {("2021-01-01", "2021-12-31")}
    assert days["suspended", 0] == ("2024-05-07", "2024-05-07")
    assert {e.day_basis for e in a.events if "sanctions" in e.evidence.text} == {"told"}
    march = [t for t in a.times if t.span.text == "March" and t.span.start > TEXT.index("accord")]
    assert [t.value for t in march] == ["2020-03"]
    assert [t.value for t in a.times if t.span.text == "Monday"] == ["2024-05-06"]


def test_a_day_before_its_line_is_its_day_without_a_year_above(analysed: Callable[..., Analysis]) -> None:
    lines = (
        "March 5: Norway and Chile open talks in Lima.",
        "April 2: Norway and Chile sign an accord.",
        "April 9: Chile suspends the accord with Norway.",
    )
    a = analysed("\n\n".join(lines), "2024-05-08", "d")
    signed = next(e for e in a.events if "sign" in e.trigger.text)
    assert (str(signed.earliest), str(signed.latest)) == ("2024-04-02", "2024-04-02")
