"""Lanes, calendar, matrix, tie strips and the scale of what was known: they count what the record says, and
draw it in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fuse import Fused, fuse
from onrecord.model import Event, Report
from onrecord.show import lanes as lanes_module
from onrecord.show import matrix as matrix_module
from onrecord.show import words
from onrecord.show.axis import Axis
from onrecord.show.calendar import calendar, shade
from onrecord.show.known import slider
from onrecord.show.lanes import BEFORE, ROWS, lanes
from onrecord.show.matrix import matrix
from onrecord.show.states import called

Sample = tuple[Fused, list[Report]]
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def href(e: Event) -> str:
    return f"#{e.id}"


@given(st.lists(DAYS, min_size=2, max_size=6))
def test_an_axis_keeps_the_order_of_days_and_its_marks_apart(days: list[date]) -> None:
    axis = Axis(min(days), max(days), 10, 500)
    at = [axis.at(d) for d in sorted(days)]
    assert at == sorted(at)
    assert 10 <= at[0] <= at[-1] <= 510
    marks = axis.marks()
    assert len(marks) <= 12
    assert all(b.x - a.x > 25 for a, b in pairwise(marks))
    assert len({m.name for m in marks}) == len(marks)


def test_lanes_hold_every_event_that_is_drawn_on_every_side_that_takes_part(sample: Sample) -> None:
    fused, reports = sample
    made = lanes(fused, reports, href)
    assert made
    assert [lane.name for lane in made.lanes][:2] == ["United States", "China"]
    drawn = {b.href for lane in made.lanes for b in lane.bars}
    assert 40 < len(drawn) <= len(fused.events)
    for lane in made.lanes:
        assert all(lane.y + min(ROWS) <= b.y <= lane.y + max(ROWS) for b in lane.bars)
        assert sum(int(x.split()[0]) for x in lane.told.split(";")[0].split(", ")) == len(lane.bars)
    first = min(r.published for r in reports if r.published)
    told = {href(e): e for e in fused.events}
    for h in drawn:
        day = told[h or ""].earliest or told[h or ""].latest
        assert day
        assert day >= first - BEFORE
    assert "long before" in made.left
    assert {b.kind for lane in made.lanes for b in lane.bars} == {"done", "ahead", "undone"}
    assert [j for j in made.joins if j.kind == "came" and j.x1 < j.x2]


def test_no_two_marks_of_a_lane_lie_on_one_another_where_there_is_room(sample: Sample) -> None:
    made = lanes(*sample, href)
    assert made
    for lane in made.lanes:
        if len(lane.bars) <= len(ROWS):
            assert len({(b.x, b.y) for b in lane.bars}) == len(lane.bars)


def test_what_is_too_much_to_draw_is_told(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lanes(*sample, href)
    monkeypatch.setattr(lanes_module, "EVENTS", 3)
    few = lanes(*sample, href)
    assert whole
    assert few
    assert len({b.href for lane in few.lanes for b in lane.bars}) == 3
    assert len(few.lanes) < len(whole.lanes)
    assert "told by fewer sources" in few.left
    monkeypatch.setattr(matrix_module, "MEETINGS", 1)
    made = matrix(sample[0], href)
    assert made
    assert {len(p.meetings) for p in made.pairs} == {1}
    assert max(p.count for p in made.pairs) > 1


def test_a_side_without_reports_of_its_own_bears_its_states_name(sample: Sample) -> None:
    made = lanes(*sample, href)
    assert made
    assert not [x.name for x in made.lanes if len(x.name) == 3 and x.name.isupper()]
    assert called(fuse([]))["NOR"] == "Norway"


def test_a_calendar_counts_every_event_once(sample: Sample) -> None:
    fused, reports = sample
    made = calendar(fused.events, reports, lambda events: href(events[0]))
    assert made
    assert sum(r.total for r in made.rows) + made.undated == len(fused.events)
    for row in made.rows:
        assert row.total == sum(c.count for c in (*row.months, row.unclear))
        assert all((c.href is None) == (c.count == 0) for c in (*row.months, row.unclear))
    names = [r.name for r in made.rows]
    assert names[0] == "before 2021"
    assert names[1:] == ["2021", "2022", "2023"]


@pytest.mark.parametrize(("count", "dark"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3), (10, 4), (99, 4)])
def test_a_cell_is_the_darker_the_more(count: int, dark: int) -> None:
    assert shade(count) == dark


def test_a_matrix_is_the_same_from_both_sides_and_lists_every_meeting(sample: Sample) -> None:
    fused, _ = sample
    made = matrix(fused, href)
    assert made
    cells = {(one, other): c for one, row in made.rows for other, c in zip(made.names, row, strict=True)}
    for (one, other), c in cells.items():
        assert (c is None) == (one == other)
        assert c is None or c.count == cells[(other, one)].count  # type: ignore[union-attr]
    by_id = {p.id: p for p in made.pairs}
    for c in cells.values():
        if c and c.pair:
            assert by_id[c.pair].count == len(by_id[c.pair].meetings) == c.count
    both = cells[("John Kerry", "Xie Zhenhua")]
    assert both
    assert both.count >= 4


def test_nothing_is_drawn_of_nothing() -> None:
    empty = fuse([])
    assert lanes(empty, [], href) is None
    assert calendar([], [], lambda e: None) is None
    assert matrix(empty, href) is None
    assert slider([], None, lambda d: "") is None


def test_the_scale_of_what_was_known_moves_a_day_of_reports_at_a_time(sample: Sample) -> None:
    _, reports = sample
    days = sorted({r.published for r in reports if r.published})

    def at(day: date | None) -> str:
        return str(day)

    now = slider(reports, None, at)
    assert now
    assert now.earlier == str(days[-2])
    assert now.later is None
    assert all(s.shown for s in now.stops)
    then = slider(reports, days[0] + timedelta(days=1), at)
    assert then
    assert sum(s.shown for s in then.stops) == sum(d <= days[0] + timedelta(days=1) for d in days)
    assert then.later == str(days[2] if days[1] == days[0] + timedelta(days=1) else days[1])
    assert then.now == "None"
    dated = sum(r.published is not None for r in reports)
    assert then.told.endswith(
        f": 1 of {dated} dated reports, and {len(reports) - dated} of no day, which always count"
    )


@given(st.floats(0, 1))
def test_every_chance_has_a_word(p: float) -> None:
    assert words.sure(p) in ("sure", "likely", "weak")
    order: Sequence[str] = ("weak", "likely", "sure")
    assert order.index(words.sure(p)) <= order.index(words.sure(min(1.0, p + 0.1)))
